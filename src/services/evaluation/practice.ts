/** What is particular to the notice of a month's evaluation: 异议 keep it back, its publication settles the month. */
import { z } from 'zod'
import type { Block } from '../../chat/card.ts'
import { dayOf, showDayTime } from '../../domain/calendar-day.ts'
import { type Month, month } from '../../domain/period.ts'
import { type Notice, NoticeState, RequestState } from '../../generated/prisma/client.ts'
import type { Acting } from '../acting.ts'
import { momentsOfMonth, objectionUntil } from './moments.ts'
import { ordersToDraft, showDrafts } from './orders.ts'

const OBJECTIONS_SHOWN = 5

/** For 项目办 alone: until when 异议 is open, which wait, what publication will draft, what needs a decision. */
export async function evaluationExtras(acting: Acting, notice: Notice): Promise<Block[]> {
  if (notice.state === NoticeState.PUBLISHED || notice.state === NoticeState.OFF) return []
  const of = month(notice.period)
  const { zeroed, homeless } = await exceptions(acting, of)
  const drafts = showDrafts(await ordersToDraft(acting, of))
  const lines = [
    ...(await objectionLines(acting, notice)),
    ...(drafts === '' ? [] : [`发布时草拟${drafts}，签发前不发给任何单位`]),
    ...(zeroed.length > 0
      ? [`核查偏差超过上限，得分记 0，不记 0 的请发“核查 ${zeroed[0] ?? ''} 认定 理由”：${zeroed.join('、')}`]
      : []),
    ...(homeless.length > 0 ? [`没有责任单位，不计入任何单位：${homeless.join('、')}`] : []),
  ]
  return [
    ...((await isLate(acting, notice))
      ? [{ kind: 'text' as const, tone: 'warning' as const, text: '试算晚于日程，异议时间已顺延，到时请人工发布' }]
      : []),
    { kind: 'text', text: lines.join('\n') },
  ]
}

const namesSchema = z.array(z.object({ name: z.string(), zeroed: z.boolean(), homeless: z.boolean() }))

/** The projects whose P is 0 for 核查偏差, and those in no unit's month; only these rows are read of the thousands. */
async function exceptions({ tx, district }: Acting, of: Month): Promise<{ zeroed: string[]; homeless: string[] }> {
  const rows = await tx.$queryRaw`
    SELECT p.short_name AS name, coalesce((e.items->>'zeroed')::boolean, false) AS zeroed,
           e.inputs->>'unitId' IS NULL AS homeless
    FROM evaluation e JOIN project p ON p.id = e.project_id
    WHERE e.district_id = ${district.id} AND e.month = ${of}
      AND (e.items->>'zeroed' = 'true' OR e.inputs->>'unitId' IS NULL)
    ORDER BY p.number`
  const found = namesSchema.parse(rows)
  return {
    zeroed: found.filter((row) => row.zeroed).map(({ name }) => name),
    homeless: found.filter((row) => row.homeless).map(({ name }) => name),
  }
}

async function isLate({ tx, district, calendar }: Acting, notice: Notice): Promise<boolean> {
  const { publishAt } = await momentsOfMonth(tx, district.id, calendar, month(notice.period))
  return dayOf(notice.dueAt) > dayOf(publishAt)
}

async function objectionLines(acting: Acting, notice: Notice): Promise<string[]> {
  const waiting = await undecided(acting, month(notice.period))
  const until = await objectionUntil(acting, notice)
  const open = acting.now <= until
  const head = open ? `各单位可在 ${showDayTime(until)} 前提异议` : `异议已于 ${showDayTime(until)} 截止`
  if (waiting.length === 0) return [`${head}，现在没有待定的异议`]
  const shown = waiting
    .slice(0, OBJECTIONS_SHOWN)
    .map(({ id, project, reason }) => `${id} 号 ${project.shortName}：${reason}`)
  return [`${head}，待定 ${waiting.length} 件（采纳异议 ${waiting[0]?.id ?? ''} 理由 / 驳回异议）`, ...shown]
}

/** 异议 of the month that wait for a decision, the oldest first. */
export async function undecided({ tx, district }: Acting, of: Month) {
  return await tx.objection.findMany({
    where: { districtId: district.id, month: of, state: RequestState.PENDING },
    include: { project: { select: { shortName: true } } },
    orderBy: { id: 'asc' },
  })
}

/**
 * An undecided 异议 keeps the notice back. The notice's row is held first, as it is by whoever objects: of an 异议 and a
 * publication at once, one comes first and the other sees it.
 */
export async function evaluationObstacle(acting: Acting, notice: Notice): Promise<string | null> {
  await holdNoticeRow(acting, notice.id)
  const waiting = await undecided(acting, month(notice.period))
  if (waiting.length === 0) return null
  const named = waiting.slice(0, OBJECTIONS_SHOWN).map(({ id, project }) => `${id} 号 ${project.shortName}`)
  const [first] = waiting
  return `还有 ${waiting.length} 件异议待定（${named.join('、')}），没有发出。请先发：采纳异议 ${first?.id ?? ''} 理由，或：驳回异议 ${first?.id ?? ''} 理由`
}

/** Keeps others from deciding on the notice until this transaction ends. */
export async function holdNoticeRow({ tx }: Acting, noticeId: number): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM notice WHERE id = ${noticeId} FOR UPDATE`
}

/** Published before the days for 异议 are over, the units lose what they were promised. */
export async function evaluationDoubt(acting: Acting, notice: Notice): Promise<string | null> {
  const until = await objectionUntil(acting, notice)
  if (acting.now > until) return null
  return `异议要到 ${showDayTime(until)} 才截止，现在发布就不再受理，确定发布？`
}
