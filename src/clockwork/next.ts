/** What will happen next, for the demo clock's fast-forward and the console's list. */

import { cardSchema } from '../chat/card.ts'
import type { Db } from '../database/client.ts'
import { OutboxState } from '../generated/prisma/enums.ts'
import { type OnFault, slotsBetween } from './due.ts'
import type { Job } from './job.ts'
import { loadPlans } from './plans.ts'

/** One line of the list of what comes next. */
export interface Upcoming {
  /** Business time. */
  readonly at: Date
  /** The job's id; null: a message that waits for working hours. */
  readonly job: string | null
  /** The job's title, or the message's. */
  readonly title: string
  readonly period: string | null
  readonly district: string | null
  /** Messages that wait for the same moment under the same title; 1 for a job. */
  readonly count: number
}

export interface NextQuestion {
  readonly db: Db
  readonly jobs: readonly Job[]
  /** Business time. */
  readonly now: Date
  readonly onFault: OnFault
}

const DAY_MS = 24 * 3_600_000
/** Looked ahead in steps: a district has something due every few days, but a year must be found too. */
const HORIZONS_DAYS = [40, 400] as const

/** The first business moment after `now` at which a job falls due or a waiting message may go; null: none in sight. */
export async function nextMoment(question: NextQuestion): Promise<Date | null> {
  const [first] = await upcoming(question, 1)
  return first?.at ?? null
}

/** The next `n` things that will happen, soonest first. */
export async function upcoming(question: NextQuestion, n: number): Promise<Upcoming[]> {
  const pushes = await waitingPushes(question)
  let all: Upcoming[] = []
  for (const days of HORIZONS_DAYS) {
    all = [...(await futureJobs(question, days)), ...pushes].sort((a, b) => a.at.getTime() - b.at.getTime())
    if (all.length >= n) break
  }
  return all.slice(0, n)
}

async function futureJobs({ db, jobs, now, onFault }: NextQuestion, days: number): Promise<Upcoming[]> {
  const range = { from: new Date(now.getTime() + 1), to: new Date(now.getTime() + days * DAY_MS) }
  const slots = slotsBetween(await loadPlans(db), jobs, range, onFault)
  const done = await db.jobRun.findMany({ where: { dueAt: { gte: range.from } }, select: { slot: true } })
  const names = new Set(done.map(({ slot }) => slot))
  return slots
    .filter(({ name }) => !names.has(name))
    .map(({ plan, job, slot }) => ({
      at: slot.dueAt,
      job: job.id,
      title: job.title,
      period: slot.period,
      district: plan.district.name,
      count: 1,
    }))
}

async function waitingPushes({ db, now }: NextQuestion): Promise<Upcoming[]> {
  const rows = await db.outboxMessage.findMany({
    where: { state: OutboxState.OWED, notBefore: { gt: now } },
    select: { notBefore: true, expiresAt: true, card: true },
    orderBy: { notBefore: 'asc' },
  })
  const lines = new Map<string, Upcoming>()
  for (const { notBefore, expiresAt, card } of rows) {
    if (expiresAt !== null && expiresAt <= notBefore) continue
    const title = cardSchema.parse(card).title
    const key = `${notBefore.toISOString()} ${title}`
    const count = (lines.get(key)?.count ?? 0) + 1
    lines.set(key, { at: notBefore, job: null, title, period: null, district: null, count })
  }
  return [...lines.values()]
}
