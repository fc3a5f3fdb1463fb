/**
 * 减负账 (rules.md §8): what the mechanism cost the people below. Counted from what was really sent: every push, and
 * the projects that the reminders asked about.
 */
import { z } from 'zod'
import type { Tx } from '../database/client.ts'
import { monthEnd } from '../domain/assessment-calendar.ts'
import { addDays, day, instantAt } from '../domain/calendar-day.ts'
import { firstDay, type Month, previousTenDay, type TenDay, tenDay } from '../domain/period.ts'
import { ChatKind, OutboxKind, OutboxState, type Prisma } from '../generated/prisma/client.ts'
import { periodState } from './periods.ts'
import { reminderKeyPrefix } from './reminders-owe.ts'
import { ofDistrict } from './unconfirmed.ts'

/** A report asks three things: the amount, a sentence of progress, whether there is a problem. */
const FIELDS_A_REPORT = 3
const SECONDS_A_FIELD = 20
const SECONDS_A_MESSAGE = 10

/** How the minutes are estimated, in words. */
export const ESTIMATE = `用时按每项 ${SECONDS_A_FIELD} 秒、看每条消息 ${SECONDS_A_MESSAGE} 秒估计`

export interface Burden {
  /** Messages that reached people unasked, in private. */
  readonly messages: number
  /** Of these, reminders to report. */
  readonly reminders: number
  readonly groupPosts: number
  /** What was asked for: three things for each project that somebody was reminded of. */
  readonly fields: number
  /** All people together. */
  readonly minutes: number
}

/** From the lock of the 旬 before to its own, so that nothing falls between two; while it is open, until now. */
export async function burdenOfTenDay(tx: Tx, districtId: number, period: TenDay): Promise<Burden> {
  const before = await periodState(tx, districtId, previousTenDay(period))
  const { lockedAt } = await periodState(tx, districtId, period)
  const from = before.lockedAt ?? instantAt(firstDay(period), '00:00')
  return await burden(tx, districtId, { from, to: lockedAt }, [period])
}

/** Of a calendar month: what was sent in it, and what was asked for its three 旬. */
export async function burdenOfMonth(tx: Tx, districtId: number, month: Month): Promise<Burden> {
  const from = instantAt(day(`${month}-01`), '00:00')
  const to = instantAt(addDays(monthEnd(month), 1), '00:00')
  const periods = ([1, 2, 3] as const).map((part) => tenDay(`${month}-${part}`))
  return await burden(tx, districtId, { from, to }, periods)
}

async function burden(
  tx: Tx,
  districtId: number,
  { from, to }: { from: Date; to: Date | null },
  periods: readonly TenDay[],
): Promise<Burden> {
  const pushes: Prisma.OutboxMessageWhereInput = {
    AND: [ofDistrict(districtId)],
    kind: OutboxKind.PUSH,
    state: OutboxState.SENT,
    sentAt: { gte: from, ...(to === null ? {} : { lt: to }) },
  }
  const groupPosts = await tx.outboxMessage.count({ where: { ...pushes, chat: { kind: ChatKind.GROUP } } })
  const messages = await tx.outboxMessage.count({ where: { ...pushes, chat: { kind: ChatKind.PRIVATE } } })
  const reminded = await remindersOf(tx, districtId, periods)
  const fields = reminded.projects * FIELDS_A_REPORT
  const minutes = Math.ceil((fields * SECONDS_A_FIELD + messages * SECONDS_A_MESSAGE) / 60)
  return { messages, reminders: reminded.messages, groupPosts, fields, minutes }
}

const contextSchema = z.object({ period: z.string(), projectIds: z.array(z.number()) })

/** The reminders that arrived, and how many projects they asked about; a second one asks nothing new. */
async function remindersOf(tx: Tx, districtId: number, periods: readonly TenDay[]) {
  const rows = await tx.outboxMessage.findMany({
    where: {
      OR: periods.map((period) => ({ key: { startsWith: reminderKeyPrefix(districtId, period) } })),
      state: OutboxState.SENT,
    },
    select: { context: true },
  })
  const asked = rows.map(({ context }) => contextSchema.parse(context))
  const projects = new Set(asked.flatMap(({ period, projectIds }) => projectIds.map((id) => `${period} ${id}`)))
  return { messages: rows.length, projects: projects.size }
}
