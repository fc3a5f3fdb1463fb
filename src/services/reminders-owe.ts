/** Owing reminders: at most two a 旬 to a person, who is asked about all of his projects in one message. */
import { dayOf } from '../domain/calendar-day.ts'
import type { CycleMoments } from '../domain/cycle.ts'
import { type TenDay, yearOf } from '../domain/period.ts'
import { calendarCaveat } from '../domain/workday.ts'
import type { Acting } from './acting.ts'
import { reminderCard } from './reminders-card.ts'
import { type AskedProject, askedProjects } from './reports-form.ts'
import type { Standing } from './standing.ts'

/** 1: with the opening of the 旬. 2: to those missing, by the calendar or by hand (催报), whichever comes first. */
export type Round = 1 | 2

/** What the keys of all reminders of a district's 旬 start with. */
export function reminderKeyPrefix(districtId: number, period: TenDay): string {
  return `${districtId}:reminder:${period}:`
}

/** The key of one reminder: a second one in the same round is never owed. */
export function reminderKey(districtId: number, period: TenDay, round: Round, personId: number): string {
  return `${reminderKeyPrefix(districtId, period)}${round}:${personId}`
}

/** What each liaison is asked about, by person; projects without a liaison are left out. */
export async function askedByLiaison(
  { tx, district }: Acting,
  period: TenDay,
  standings: readonly Standing[],
): Promise<ReadonlyMap<number, readonly AskedProject[]>> {
  const liaisons = new Map(standings.map(({ id, liaison }) => [id, liaison?.personId]))
  const people = new Map<number, AskedProject[]>()
  for (const project of await askedProjects(tx, district, period, standings)) {
    const personId = liaisons.get(project.projectId)
    if (personId !== undefined) people.set(personId, [...(people.get(personId) ?? []), project])
  }
  return people
}

export interface Reminding {
  readonly period: TenDay
  readonly round: Round
  readonly personId: number
  /** What the person is asked about, in the order of the list. */
  readonly projects: readonly AskedProject[]
  readonly moments: CycleMoments
}

/**
 * Owes one reminder and keeps which number means which project. It lapses at the deadline; one sent by hand after the
 * deadline lapses at the lock.
 */
export async function oweReminder(acting: Acting, reminding: Reminding): Promise<void> {
  const { tx, district, calendar, now } = acting
  const { period, round, personId, projects, moments } = reminding
  const late = now >= moments.deadlineAt
  const projectIds = projects.map(({ projectId }) => projectId)
  const person = { districtId: district.id, personId, period }
  await tx.reminderItem.deleteMany({ where: person })
  await tx.reminderItem.createMany({
    data: projectIds.map((projectId, i) => ({ ...person, position: i + 1, projectId })),
  })
  await acting.owe({
    to: { personId },
    key: reminderKey(district.id, period, round, personId),
    card: reminderCard({
      period,
      projects,
      deadlineAt: moments.deadlineAt,
      again: round === 2 && { lateUntil: late ? moments.lockAt : null },
      caveat: calendarCaveat(calendar, [yearOf(period), Number(dayOf(moments.deadlineAt).slice(0, 4))]),
    }),
    expiresAt: late ? moments.lockAt : moments.deadlineAt,
    context: { kind: 'reminder', period, projectIds },
  })
}
