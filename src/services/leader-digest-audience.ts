/** The leaders of a district with their own projects: nobody hears of another leader's (rules.md §5, §8). */
import { dayOf } from '../domain/calendar-day.ts'
import type { Month, TenDay } from '../domain/period.ts'
import type { Acting } from './acting.ts'
import { type ChangeFacts, changeReader } from './leader-digest-changes.ts'
import { type DigestProject, digestProjects } from './leader-digest-facts.ts'
import { digestFrequencies, type Frequency } from './leader-digest-frequency.ts'
import { lastDigests, type Since, sinceLockOf } from './leader-digest-since.ts'
import { standingsAsOf } from './locked-standing.ts'
import { overduePermits } from './permits/countdown.ts'

export interface Leader {
  readonly id: number
  /** '戊领导', '张某副区长' */
  readonly address: string
  readonly frequency: Frequency
  /** The furthest behind its target first: what is left out of a card is what goes well. */
  readonly projects: readonly DigestProject[]
  readonly changes: ChangeFacts
}

export interface AudienceOf {
  /** The figures are as of this 旬, and the leaders those of its last day. */
  readonly period: TenDay
  /** Who never had a digest is told what changed since the lock of this 旬. */
  readonly before: TenDay
  /** Plates of later months are left out; null: the last published ones. */
  readonly until: Month | null
}

export async function leadersOf(acting: Acting, { period, before, until }: AudienceOf): Promise<Leader[]> {
  const { tx, district, now } = acting
  const standings = await standingsAsOf(tx, district, { period, locked: true })
  const hour = { today: dayOf(now), calendar: acting.calendar, rules: acting.rules }
  const overdue = await overduePermits(
    tx,
    standings.map(({ id }) => id),
    hour,
  )
  const found = await digestProjects(tx, standings, now, overdue, until)
  const projects = found.sort((a, b) => b.standing.g.compare(a.standing.g))
  const ids = new Set(standings.flatMap(({ leader }) => leader?.personId ?? []))
  const people = await tx.person.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true, title: true },
    orderBy: { id: 'asc' },
  })
  const frequencies = await digestFrequencies(tx, district.id)
  const heard = await lastDigests(tx, district.id, [...ids])
  const never = await sinceLockOf(tx, district.id, before)
  const changesSince = changeReader(tx, district)
  const leaders: Leader[] = []
  for (const person of people) {
    leaders.push({
      id: person.id,
      address: addressOf(person),
      frequency: frequencies.get(person.id) ?? 'every',
      projects: projects.filter(({ standing }) => standing.leader?.personId === person.id),
      changes: await changesSince(asSeenFrom(period, heard.get(person.id) ?? never), now),
    })
  }
  return leaders
}

/** A quarter's figures may be older than those of the last 旬 digest: then nothing has moved since, least of all back. */
function asSeenFrom(period: TenDay, since: Since): Since {
  return since.period > period ? { ...since, period } : since
}

/** A post that one is addressed by stands behind the name (张某副区长); 区级领导 and the like are none. */
function addressOf({ name, title }: { readonly name: string; readonly title: string | null }): string {
  return title !== null && /(?:长|主任|书记|主席|常委)$/.test(title) ? `${name}${title}` : name
}
