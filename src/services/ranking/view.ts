/** 季排名 as people ask for it: what was published, and for 项目办 how far the next one is. */
import { type Action, button, type Card, say } from '../../chat/card.ts'
import type { Context } from '../../chat/command.ts'
import { rankingMoments } from '../../domain/assessment-calendar.ts'
import { showDayTime } from '../../domain/calendar-day.ts'
import { monthOf, type Quarter, quarter, quarterOfMonth, showQuarter, tenDayOf } from '../../domain/period.ts'
import { lastMonthOf, previousQuarter } from '../../domain/quarter-span.ts'
import type { UnitGroup } from '../../domain/unit-group.ts'
import { type Notice, NoticeKind, NoticeState, PublishState } from '../../generated/prisma/client.ts'
import { rulesOfMonth } from '../district-rules.ts'
import { previewCard } from '../notice-preview.ts'
import { noticeCard } from '../notices.ts'
import { groupCard } from './card.ts'
import { storedRows } from './stored.ts'

const PROGRESS: Action = button('本季进度', '排名')

/** What is asked for: a quarter (null: the newest), all of it or one group as a whole. */
export interface Asked {
  readonly of: Quarter | null
  readonly group: UnitGroup | null
}

/** The ranking as it was published. */
export async function publishedRanking(ctx: Context, { of, group }: Asked): Promise<Card> {
  const notice = await newest(ctx, of, NoticeState.PUBLISHED)
  if (notice === null) return await notYet(ctx, of)
  return group === null ? noticeCard(notice) : await groupOf(ctx, notice, group)
}

/** For 项目办 in private: the newest notice whatever its state, with what can be done with it. */
export async function officeRanking(ctx: Context, { of, group }: Asked): Promise<Card> {
  const notice = await newest(ctx, of, null)
  if (notice === null) return await notYet(ctx, of)
  return group === null ? await previewCard(ctx, notice) : await groupOf(ctx, notice, group)
}

async function groupOf({ tx, district }: Context, notice: Notice, group: UnitGroup): Promise<Card> {
  const ranked = quarter(notice.period)
  const state = notice.state === NoticeState.PUBLISHED ? PublishState.PUBLISHED : PublishState.TRIAL
  const rules = await rulesOfMonth(tx, district.id, lastMonthOf(ranked))
  const rows = await storedRows(tx, district.id, ranked, state)
  const publishing = notice.mode === 'auto' ? 'auto' : 'approve'
  return groupCard({ quarter: ranked, rows, rules, publishing, caveat: null }, group)
}

/** The newest notice of a ranking, in a state or in any. */
export async function newest(
  { tx, district }: Context,
  of: Quarter | null,
  state: NoticeState | null,
): Promise<Notice | null> {
  return await tx.notice.findFirst({
    where: {
      districtId: district.id,
      kind: NoticeKind.RANKING,
      ...(of === null ? {} : { period: of }),
      ...(state === null ? {} : { state }),
    },
    orderBy: { period: 'desc' },
  })
}

async function notYet(ctx: Context, of: Quarter | null): Promise<Card> {
  const { tx, district, calendar, now, today } = ctx
  const meant = of ?? previousQuarter(quarterOfMonth(monthOf(tenDayOf(today))))
  const rules = await rulesOfMonth(tx, district.id, lastMonthOf(meant))
  if (ctx.rules.modes.ranking === 'off') return say('本区没有启用季排名', { actions: [PROGRESS] })
  const { publishAt } = rankingMoments(calendar, rules, meant)
  const name = `${showQuarter(meant)}排名`
  if (now < publishAt) return say(`${name}还没有发布，预定 ${showDayTime(publishAt)} 发布`, { actions: [PROGRESS] })
  return say(`${name}还没有发布`, { actions: [PROGRESS] })
}
