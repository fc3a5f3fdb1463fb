/** 异议 against a project's month: raised in private by its own people, heard and decided by 项目办 with a reason. */
import { button, say } from '../../chat/card.ts'
import type { Context } from '../../chat/command.ts'
import { showDayTime } from '../../domain/calendar-day.ts'
import { month, monthNumber, showMonth } from '../../domain/period.ts'
import { UserError } from '../../errors.ts'
import { type Notice, NoticeKind, NoticeState, type Objection, RequestState } from '../../generated/prisma/client.ts'
import type { Acting } from '../acting.ts'
import { tellOffice } from '../office-push.ts'
import { objectionUntil } from './moments.ts'
import { holdNoticeRow } from './practice.ts'
import { isOwn } from './rights.ts'
import { type StoredMonth, storedMonths } from './stored.ts'

/** The month against which 异议 is being taken: tried, previewed and not published. */
export async function openMonth({ tx, district }: Acting): Promise<Notice | null> {
  return await tx.notice.findFirst({
    where: {
      districtId: district.id,
      kind: NoticeKind.EVALUATION,
      state: { in: [NoticeState.PREVIEW, NoticeState.HELD, NoticeState.RETURNED] },
    },
    orderBy: { period: 'desc' },
  })
}

/** Records the 异议 and tells 项目办; throws the sentence when it cannot be taken. */
export async function raiseObjection(ctx: Context, project: string, reason: string): Promise<Objection> {
  const { tx, district, speaker } = ctx
  const notice = await openMonth(ctx)
  if (notice === null) throw new UserError('现在没有可以提异议的考评。试算出来后会私下告诉您')
  await holdNoticeRow(ctx, notice.id)
  const of = month(notice.period)
  const short = `${monthNumber(of)}月`
  const until = await objectionUntil(ctx, notice)
  if (ctx.at > until) {
    throw new UserError(
      `${short}考评的异议已于 ${showDayTime(until)} 截止。数字有误请发：更正 ${project} 本旬 750万 原因`,
    )
  }
  const { state } = await tx.notice.findUniqueOrThrow({ where: { id: notice.id } })
  if (state === NoticeState.PUBLISHED) throw new UserError(`${short}考评刚刚发布，不再受理异议`)
  const stored = await assessed(ctx, notice, project)
  if (!(await isOwn(ctx, stored))) {
    throw new UserError(`只有${project}的责任单位和联络员可以提异议。发“我的项目”看您的项目`, ['我的项目'])
  }
  const waiting = await tx.objection.findFirst({
    where: { projectId: stored.projectId, month: of, state: RequestState.PENDING },
  })
  if (waiting !== null) throw new UserError(`${project} ${short}考评的异议（${waiting.id} 号）正在办，请等项目办答复`)
  const objection = await tx.objection.create({
    data: { districtId: district.id, projectId: stored.projectId, month: of, reason, raisedBy: speaker.personId },
  })
  await ctx.audit({
    subject: 'objection',
    subjectId: objection.id,
    before: null,
    after: { project: stored.projectId, month: of, state: objection.state },
  })
  await tellOffice(ctx, {
    key: `objection:${objection.id}:raised`,
    except: speaker.personId,
    card: say(`${project} ${short}考评有异议（${objection.id} 号）：${reason}`, {
      tone: 'warning',
      blocks: [
        {
          kind: 'note',
          text: `${speaker.name}提出；未定之前亮牌不发布。数据有误的，先用“更正”“核实”“核查”“豁免”改好再采纳，采纳后自动重算`,
        },
      ],
      actions: [...decisions(objection.id), button('看明细', `明细 ${project} ${showMonth(of)}`)],
    }),
  })
  return objection
}

/** The two buttons of an 异议. */
export function decisions(id: number) {
  return [button('采纳', `采纳异议 ${id}`, 'primary'), button('驳回', `驳回异议 ${id}`, 'danger')]
}

async function assessed(ctx: Context, { period }: Notice, project: string): Promise<StoredMonth> {
  const row = await ctx.tx.project.findUnique({
    where: { districtId_shortName: { districtId: ctx.district.id, shortName: project } },
    select: { id: true },
  })
  const [stored] =
    row === null ? [] : await storedMonths(ctx.tx, ctx.district.id, month(period), { projectIds: [row.id] })
  if (stored === undefined) throw new UserError(`${project}不在 ${showMonth(month(period))}的参评项目里`)
  return stored
}

export type Raised = Objection & { readonly project: { readonly id: number; readonly shortName: string } }

/** The 异议 of a number that waits for a decision; throws the sentence else. */
export async function pendingObjection({ tx, district }: Acting, id: number): Promise<Raised> {
  const objection = await tx.objection.findFirst({
    where: { id, districtId: district.id },
    include: { project: { select: { id: true, shortName: true } } },
  })
  if (objection === null) throw new UserError(`没有 ${id} 号异议。发“异议”看待定的`, ['异议'])
  if (objection.state !== RequestState.PENDING) {
    const how = objection.state === RequestState.APPROVED ? '已采纳' : '已驳回'
    throw new UserError(`${id} 号异议${how}：${objection.decision ?? ''}`)
  }
  return objection
}
