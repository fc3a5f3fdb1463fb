/** 项目办's decision on an 异议: recorded with its reason, told to whoever raised it, and the month computed anew. */
import { button, type Card, say } from '../../chat/card.ts'
import type { Context } from '../../chat/command.ts'
import { month, monthNumber, showMonth } from '../../domain/period.ts'
import { UserError } from '../../errors.ts'
import { type Notice, RequestState } from '../../generated/prisma/client.ts'
import { noticeName } from '../notice-kinds.ts'
import { noticeActions } from '../notice-preview.ts'
import { tellOffice } from '../office-push.ts'
import type { Raised } from './objections.ts'
import { undecided } from './practice.ts'
import { shownMonth } from './shown.ts'
import { evaluationNotice, redoMonth } from './trial.ts'
import { showResult } from './view.ts'

/**
 * 采纳: the data are mended by 更正, 核实, 核查 or 豁免 before or after; what is mended by now counts at once, the rest with
 * 月考评 重算.
 */
export async function upholdObjection(ctx: Context, objection: Raised, reason: string): Promise<Card> {
  await settle(ctx, objection, RequestState.APPROVED, reason)
  const of = month(objection.month)
  const before = await resultText(ctx, objection)
  const { notice } = await redoMonth(ctx, of, { by: ctx.speaker.personId, byItself: true })
  const after = await resultText(ctx, objection)
  const moved = before === after ? `重算后没有变化：${after}` : `重算：${before} → ${after}`
  await tellRaiser(ctx, objection, `已采纳：${reason}`, moved)
  await tellColleagues(ctx, objection, '采纳', reason)
  return say(`已采纳 ${objection.id} 号异议（${objection.project.shortName}），${moved}`, {
    tone: 'good',
    blocks: [
      {
        kind: 'note',
        text: `${
          before === after
            ? `数据还没有改的，请先用“更正”“核实”“核查”“豁免”改好，再发：月考评 ${showMonth(of)} 重算\n`
            : ''
        }${await whatNext(ctx, notice)}`,
      },
    ],
    actions: [...(before === after ? [button('重算', `月考评 ${showMonth(of)} 重算`)] : []), ...noticeActions(notice)],
  })
}

/** 驳回: nothing changes. */
export async function refuseObjection(ctx: Context, objection: Raised, reason: string): Promise<Card> {
  await settle(ctx, objection, RequestState.REFUSED, reason)
  await tellRaiser(ctx, objection, `未采纳：${reason}`, await resultText(ctx, objection))
  await tellColleagues(ctx, objection, '驳回', reason)
  const notice = await evaluationNotice(ctx, month(objection.month))
  if (notice === null) throw new Error('an 异议 is against a month that was tried')
  return say(`已驳回 ${objection.id} 号异议（${objection.project.shortName}）：${reason}`, {
    blocks: [{ kind: 'note', text: await whatNext(ctx, notice) }],
    actions: noticeActions(notice),
  })
}

async function settle(
  { tx, audit, now, speaker }: Context,
  { id, projectId, month: of }: Raised,
  state: RequestState,
  decision: string,
): Promise<void> {
  const { count } = await tx.objection.updateMany({
    where: { id, state: RequestState.PENDING },
    data: { state, decision, decidedBy: speaker.personId, decidedAt: now },
  })
  if (count === 0) throw new UserError(`${id} 号异议刚刚被别人处理过`)
  await audit({
    subject: 'objection',
    subjectId: id,
    before: { project: projectId, month: of, state: RequestState.PENDING },
    after: { project: projectId, month: of, state },
  })
}

async function resultText({ tx, district }: Context, { month: of, projectId }: Raised): Promise<string> {
  const [shown] = await shownMonth(tx, district.id, month(of), { projectIds: [projectId] })
  return shown === undefined ? '不参评' : showResult(shown.result)
}

async function tellRaiser(ctx: Context, objection: Raised, decision: string, result: string): Promise<void> {
  const { id, raisedBy, project } = objection
  if (raisedBy === null || raisedBy === ctx.speaker.personId) return
  const of = month(objection.month)
  await ctx.owe({
    to: { personId: raisedBy },
    key: `${ctx.district.id}:objection:${id}:decided`,
    card: say(`${project.shortName} ${monthNumber(of)}月考评的异议（${id} 号）${decision}`, {
      blocks: [{ kind: 'text', text: result }],
      actions: [button('看明细', `明细 ${project.shortName} ${showMonth(of)}`)],
    }),
  })
}

async function tellColleagues(ctx: Context, { id, project }: Raised, verb: string, reason: string): Promise<void> {
  await tellOffice(ctx, {
    key: `objection:${id}:decided:office`,
    except: ctx.speaker.personId,
    card: say(`${ctx.speaker.name}${verb}了 ${id} 号异议（${project.shortName}）：${reason}`),
  })
}

/** Whether something still keeps the notice back, and when it goes out. */
async function whatNext(ctx: Context, notice: Notice): Promise<string> {
  const waiting = await undecided(ctx, month(notice.period))
  if (waiting.length > 0) return `还有 ${waiting.length} 件异议待定：${waiting.map(({ id }) => `${id} 号`).join('、')}`
  const goesByItself = notice.mode === 'auto' && notice.state === 'PREVIEW' && notice.dueAt > ctx.now
  return goesByItself
    ? `异议都已处理，${noticeName(notice)}按时自动发布`
    : `异议都已处理，要发布请发：发布 ${notice.id}`
}
