/** 季排名 from computation to preview: 项目办 alone sees it before it goes out (rules.md §5). */
import { say } from '../../chat/card.ts'
import { rankingMoments } from '../../domain/assessment-calendar.ts'
import { dayOf } from '../../domain/calendar-day.ts'
import { rankQuarter } from '../../domain/evaluation/quarter.ts'
import { monthsOfQuarter, type Quarter, showQuarter, yearOf } from '../../domain/period.ts'
import { lastMonthOf } from '../../domain/quarter-span.ts'
import type { Rules } from '../../domain/rules.ts'
import { calendarCaveat } from '../../domain/workday.ts'
import { UserError } from '../../errors.ts'
import { type Notice, NoticeKind, NoticeState, PublishState } from '../../generated/prisma/client.ts'
import type { Acting } from '../acting.ts'
import { rulesOfMonth } from '../district-rules.ts'
import { holdNoticeRow } from '../evaluation/practice.ts'
import { previewCard } from '../notice-preview.ts'
import { draftNotice, noticeNumbered } from '../notices.ts'
import { tellOffice } from '../office-push.ts'
import { rankingCard } from './card.ts'
import { quarterInput, unpublishedMonths } from './inputs.ts'
import { storeTrial } from './stored.ts'

/**
 * Ranks the quarter and previews the notice. Does nothing where the district does not publish rankings, for a quarter
 * that has a notice already, and for one that was not evaluated; 项目办 hears when no month of it was published.
 */
export async function previewRanking(acting: Acting, quarter: Quarter): Promise<void> {
  if (acting.rules.modes.ranking === 'off' || (await rankingNotice(acting, quarter)) !== null) return
  const notice = await draft(acting, quarter)
  if (notice === null) await tellNothing(acting, quarter)
  else await tellPreview(acting, notice, null)
}

/**
 * 重算: ranks the quarter anew from what is published now, unless its ranking was published, and shows it to the
 * colleagues of whoever asked. Throws the sentence why not.
 */
export async function redoRanking(acting: Acting, quarter: Quarter, by: number | null): Promise<Notice> {
  const { tx, district, calendar, now } = acting
  if (acting.rules.modes.ranking === 'off') throw new UserError('本区没有启用季排名')
  const rules = await rulesOfMonth(tx, district.id, lastMonthOf(quarter))
  if (now < rankingMoments(calendar, rules, quarter).previewAt) {
    throw new UserError(`${showQuarter(quarter)}还没有到排名的时候`)
  }
  const notice = await draft(acting, quarter)
  if (notice === null) throw new UserError(`${showQuarter(quarter)}还没有发布过月考评，不能排名`)
  await tellPreview(acting, notice, by)
  return notice
}

/** The notice of a quarter's ranking, whatever its state; null: none was made. */
export async function rankingNotice(
  { tx, district }: Pick<Acting, 'tx' | 'district'>,
  quarter: Quarter,
): Promise<Notice | null> {
  const key = { districtId: district.id, kind: NoticeKind.RANKING, period: quarter }
  return await tx.notice.findUnique({ where: { districtId_kind_period: key } })
}

/** Null: nothing of the quarter was published. */
async function draft(acting: Acting, quarter: Quarter): Promise<Notice | null> {
  const { tx, district, calendar, now } = acting
  await refusePublished(acting, quarter)
  const input = await quarterInput(tx, district.id, quarter)
  if (input.units.length === 0) return null
  const rules = await rankingRules(acting, quarter)
  const rows = rankQuarter(input, rules)
  await storeTrial(tx, district.id, { input, rows, rules })
  const { publishAt } = rankingMoments(calendar, rules, quarter)
  // Nobody could look at it before its hour, or a month is missing: then it waits for a person's word.
  const doubtful = now >= publishAt || unpublishedMonths(input).length > 0
  const { ranking } = acting.rules.modes
  const publishing = doubtful && ranking === 'auto' ? 'approve' : ranking
  const caveat = calendarCaveat(calendar, [yearOf(quarter), Number(dayOf(publishAt).slice(0, 4))])
  return await draftNotice(acting, {
    kind: NoticeKind.RANKING,
    period: quarter,
    mode: publishing,
    card: rankingCard({ quarter, rows, rules, publishing, caveat }),
    dueAt: publishAt,
  })
}

/** Those of the quarter's last month; that a district ranks no more holds at once (rules.md §8). */
async function rankingRules({ tx, district, rules: today }: Acting, quarter: Quarter): Promise<Rules> {
  const rules = await rulesOfMonth(tx, district.id, lastMonthOf(quarter))
  return { ...rules, ranking: { ...rules.ranking, enabled: rules.ranking.enabled && today.ranking.enabled } }
}

/** Whoever would publish the notice meanwhile is held until the new one is written. */
async function refusePublished(acting: Acting, quarter: Quarter): Promise<void> {
  const before = await rankingNotice(acting, quarter)
  if (before === null) return
  await holdNoticeRow(acting, before.id)
  const { state } = await noticeNumbered(acting.tx, acting.district.id, before.id)
  if (state !== NoticeState.PUBLISHED) return
  throw new UserError(`${showQuarter(quarter)}排名已经发布，不再改动`, ['季排名'])
}

async function tellPreview(acting: Acting, notice: Notice, except: number | null): Promise<void> {
  await tellOffice(acting, {
    key: `notice:${notice.id}:preview:${acting.now.getTime()}`,
    card: await previewCard(acting, notice),
    except,
    noticeId: notice.id,
  })
}

async function tellNothing(acting: Acting, quarter: Quarter): Promise<void> {
  const { tx, district } = acting
  const trials = await tx.unitMonth.count({
    where: { districtId: district.id, month: { in: [...monthsOfQuarter(quarter)] }, state: PublishState.TRIAL },
  })
  if (trials === 0) return
  await tellOffice(acting, {
    key: `ranking:${quarter}:nothing`,
    card: say(`${showQuarter(quarter)}的月考评都没有发布，没有生成排名`, {
      tone: 'warning',
      blocks: [{ kind: 'text', text: `发布月考评后可以发：季排名 ${showQuarter(quarter)} 重算` }],
    }),
  })
}
