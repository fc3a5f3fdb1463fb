/** The 五个一 of a project as dated rows: a change closes the old row and opens a new one, nothing is overwritten. */
import { day, dayToDb } from '../../domain/calendar-day.ts'
import { AssignmentKind } from '../../generated/prisma/enums.ts'
import { heldOn } from '../people.ts'
import type { SetupDesk } from './desk.ts'

/** What should hold from today on; null leaves what holds now. */
export interface Wanted {
  readonly unitId: number
  readonly leaderId: number | null
  readonly liaisonId: number | null
  readonly team: string | null
  readonly plan: string | null
}

/** Brings the project's assignments to what is wanted; gives the kinds that changed. */
export async function assign(desk: SetupDesk, projectId: number, wanted: Wanted): Promise<AssignmentKind[]> {
  const rows = [
    { kind: AssignmentKind.UNIT, unitId: wanted.unitId, personId: null, text: null },
    { kind: AssignmentKind.LEADER, unitId: null, personId: wanted.leaderId, text: null },
    { kind: AssignmentKind.LIAISON, unitId: null, personId: wanted.liaisonId, text: null },
    { kind: AssignmentKind.TEAM, unitId: null, personId: null, text: wanted.team },
    { kind: AssignmentKind.PLAN, unitId: null, personId: null, text: wanted.plan },
  ].filter((row) => row.unitId !== null || row.personId !== null || row.text !== null)
  const { tx, today } = desk
  const held = await tx.assignment.findMany({ where: { projectId, ...heldOn(today) } })
  const changed: AssignmentKind[] = []
  for (const row of rows) {
    const old = held.find((assignment) => assignment.kind === row.kind)
    if (old && old.unitId === row.unitId && old.personId === row.personId && old.text === row.text) continue
    if (old) await tx.assignment.update({ where: { id: old.id }, data: { until: dayToDb(today) } })
    // The first holder counts from New Year, so that the year's earlier periods have one; a later one from today.
    const since = old ? today : day(`${today.slice(0, 4)}-01-01`)
    await tx.assignment.create({ data: { projectId, since: dayToDb(since), ...row } })
    changed.push(row.kind)
  }
  return changed
}
