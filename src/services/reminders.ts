/** The two reminders of a 旬 (rules.md §5), and 催报, which takes the place of the second. */
import type { CycleMoments } from '../domain/cycle.ts'
import type { TenDay } from '../domain/period.ts'
import type { Acting } from './acting.ts'
import { unreported } from './dispatch-notice-facts.ts'
import { markAsked } from './periods.ts'
import { askedByLiaison, oweReminder, reminderKey } from './reminders-owe.ts'
import { loadStandings, type Standing } from './standing.ts'

/** Opens the 旬 and asks every liaison about those of his projects that have no report yet. */
export async function remindAll(acting: Acting, period: TenDay, moments: CycleMoments): Promise<void> {
  const { tx, district, now } = acting
  await markAsked(tx, district.id, period, now)
  const standings = await loadStandings(tx, district, period)
  const open = standings.filter(({ reported }) => !reported)
  for (const [personId, projects] of await askedByLiaison(acting, period, open)) {
    await oweReminder(acting, { period, round: 1, personId, projects, moments })
  }
}

export interface Urged {
  /** People reminded now. */
  readonly people: number
  readonly projects: number
  /** Missing, and reminded twice already: no third one goes out. */
  readonly already: readonly Standing[]
  /** Missing, and there is nobody to remind. */
  readonly unassigned: readonly Standing[]
}

/** The second and last reminder, to those missing only; who has had it gets no other, whoever asks. */
export async function remindMissing(acting: Acting, period: TenDay, moments: CycleMoments): Promise<Urged> {
  const { tx, district } = acting
  const standings = await loadStandings(tx, district, period)
  const { missing } = await unreported(tx, period, standings)
  const open = missing.flatMap((unit) => unit.projects).toSorted((a, b) => a.number - b.number)
  const people = await askedByLiaison(acting, period, open)
  const keys = [...people.keys()].map((personId) => reminderKey(district.id, period, 2, personId))
  const sent = await tx.outboxMessage.findMany({ where: { key: { in: keys } }, select: { key: true } })
  const had = new Set(sent.map(({ key }) => key))
  const fresh = [...people].filter(([personId]) => !had.has(reminderKey(district.id, period, 2, personId)))
  for (const [personId, projects] of fresh) {
    await oweReminder(acting, { period, round: 2, personId, projects, moments })
  }
  const now = new Set(fresh.map(([personId]) => personId))
  return {
    people: fresh.length,
    projects: fresh.reduce((count, [, projects]) => count + projects.length, 0),
    already: open.filter(({ liaison }) => liaison !== null && !now.has(liaison.personId)),
    unassigned: open.filter(({ liaison }) => liaison === null),
  }
}
