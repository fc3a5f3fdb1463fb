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

/** The ranking of a quarter, or the newest one, as it was published; `group`: one group as a whole. */
export async function publishedRanking(ctx: Context, of: Quarter | null, group: UnitGroup | null): Promise<Card> {
  const notice = await newest(ctx, of, NoticeState.PUBLISHED)
  if (notice === null) return await notYet(ctx, of)
  if (group === null) return noticeCard(notice)
  const ranked = quarter(notice.period)
  const rules = await rulesOfMonth(ctx.tx, ctx.district.id, lastMonthOf(ranked))
  const rows = await storedRows(ctx.tx, ctx.district.id, ranked, PublishState.PUBLISHED)
  return groupCard({ quarter: ranked, rows, rules, publishing: rules.modes.ranking, caveat: null }, group)
}

/** For 项目办 in private: the newest notice whatever its state, with what can be done with it. */
export async function officeRanking(ctx: Context, of: Quarter | null): Promise<Card> {
  const notice = await newest(ctx, of, null)
  return notice === null ? await notYet(ctx, of) : await previewCard(ctx, notice)
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
