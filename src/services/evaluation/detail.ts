/** 明细: the lines of a score from its snapshot, for its own people and 项目办 (rules.md §6). */
import { type Card, say } from '../../chat/card.ts'
import type { Context } from '../../chat/command.ts'
import { explainPlate, explainProject } from '../../domain/evaluation/explain.ts'
import { type Month, month, showMonth } from '../../domain/period.ts'
import { UserError } from '../../errors.ts'
import { type Notice, NoticeState } from '../../generated/prisma/client.ts'
import { BASIS } from '../as-of.ts'
import { projectCalled } from '../inputs/rights.ts'
import { objectionUntil } from './moments.ts'
import { newestMonth } from './months-visible.ts'
import { isOwn, leads, seesAll } from './rights.ts'
import { unitMonths } from './shown.ts'
import { reproduce, storedMonth } from './stored.ts'

const ONLY_OWN = '明细只给本单位、本项目的人和项目办看'

/** The card of a project's month; throws the sentence when there is none, or it is not the speaker's to see. */
export async function projectDetail(ctx: Context, shortName: string, named: Month | null): Promise<Card> {
  const { tx } = ctx
  const project = await projectCalled(ctx, shortName)
  const notice = await visibleNotice(ctx, named)
  const row = await tx.evaluation.findUnique({
    where: { projectId_month: { projectId: project.id, month: notice.period } },
  })
  const of = month(notice.period)
  if (row === null) throw new UserError(`${shortName} ${showMonth(of)}没有参加考评`)
  const stored = storedMonth(row)
  if (stored === null) throw new UserError(`${shortName} ${showMonth(of)}的明细是旧版本留存的，不能逐项显示`)
  await mustSee(ctx, stored, notice)
  const until = await openUntil(ctx, notice)
  const [title = '', ...lines] = explainProject(stored.result, { name: shortName, month: of, objectionUntil: until })
  return say(title, {
    blocks: [
      { kind: 'text', text: [...explainPlate(stored.result), ...lines].join('\n') },
      { kind: 'note', text: [standing(notice), ...again(row, stored.result.score), BASIS].join('；') },
    ],
  })
}

/** The card of a unit's month. */
export async function unitDetail(ctx: Context, shortName: string, named: Month | null): Promise<Card> {
  const { tx, district, speaker } = ctx
  const unit = await tx.unit.findUniqueOrThrow({
    where: { districtId_shortName: { districtId: district.id, shortName } },
  })
  if (!(seesAll(ctx) || speaker.unitIds.includes(unit.id))) throw new UserError(ONLY_OWN)
  const notice = await visibleNotice(ctx, named)
  const of = month(notice.period)
  const [found] = await unitMonths(tx, district.id, of, [unit.id])
  if (found === undefined) throw new UserError(`${shortName} ${showMonth(of)}没有考评明细`)
  const [title = '', ...lines] = found.detail.lines
  return say(title, {
    blocks: [
      ...(lines.length === 0 ? [] : [{ kind: 'text' as const, text: lines.join('\n') }]),
      { kind: 'note', text: [standing(notice), BASIS].join('；') },
    ],
  })
}

/** The month meant; a trial is seen by those whose own it is, so the month comes before the right. */
async function visibleNotice(ctx: Context, named: Month | null): Promise<Notice> {
  const notice = await newestMonth(ctx, seesAll(ctx) ? 'all' : 'tried', named)
  if (notice !== null) return notice
  throw new UserError(named === null ? '还没有考评结果' : `${showMonth(named)}还没有考评结果`)
}

async function mustSee(
  ctx: Context,
  stored: NonNullable<ReturnType<typeof storedMonth>>,
  { state }: Notice,
): Promise<void> {
  if (seesAll(ctx) || (await isOwn(ctx, stored))) return
  if (state === NoticeState.PUBLISHED && (await leads(ctx, stored.projectId))) return
  throw new UserError(ONLY_OWN)
}

async function openUntil(ctx: Context, notice: Notice): Promise<Date | null> {
  if (notice.state === NoticeState.PUBLISHED || notice.state === NoticeState.OFF) return null
  const until = await objectionUntil(ctx, notice)
  return ctx.now > until ? null : until
}

function standing({ state }: Notice): string {
  return state === NoticeState.PUBLISHED ? '已发布，以当时留存的数据为准' : '试算，还没有发布'
}

/** The proof: computed once more from what was kept. */
function again(row: Parameters<typeof reproduce>[0], score: string | null): string[] {
  const result = reproduce(row)
  if (result === null) return []
  return result.score === score
    ? ['用留存的数据和规则重算，结果一致']
    : [`用留存的数据按现在的程序重算为 ${result.score ?? '不打分'}，以留存的结果为准`]
}
