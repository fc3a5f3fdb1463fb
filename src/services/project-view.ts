/** Everything that the card of one project shows. */
import type { DistrictRef } from '../chat/command.ts'
import type { Tx } from '../database/client.ts'
import { type Day, dayToDb } from '../domain/calendar-day.ts'
import { type TenDay, tenDay } from '../domain/period.ts'
import { type Assignment, AssignmentKind, type Prisma, type Project } from '../generated/prisma/client.ts'
import { type AsOf, asOf } from './as-of.ts'
import { projectsAsOf } from './locked-standing.ts'
import { heldOn } from './people.ts'
import type { Standing } from './standing.ts'

const holders = {
  person: { select: { id: true, name: true } },
  unit: { select: { id: true, shortName: true } },
} satisfies Prisma.AssignmentInclude

type Held = Assignment & { person: { name: string } | null; unit: { shortName: string } | null }

/** One of the 五个一: who or what, or that it is missing. */
export interface FiveOnes {
  readonly leader: string | null
  readonly unit: string | null
  readonly team: string | null
  readonly plan: string | null
  readonly liaison: string | null
}

export interface ProjectView {
  readonly project: Project
  readonly asOf: AsOf
  /** Null: the project has no annual plan in the year of `asOf`. */
  readonly standing: Standing | null
  readonly fiveOnes: FiveOnes
  /** A report that is in but not locked yet. */
  readonly open: { readonly period: TenDay; readonly amount: { toFixed(places: number): string } } | null
}

/** The project of that short name as it stands on a day; null when there is none. */
export async function projectView(
  tx: Tx,
  district: DistrictRef,
  shortName: string,
  today: Day,
): Promise<ProjectView | null> {
  const project = await tx.project.findUnique({
    where: { districtId_shortName: { districtId: district.id, shortName } },
    include: {
      assignments: { where: heldOn(today), include: holders, orderBy: [{ since: 'desc' }, { id: 'desc' }] },
      reports: { where: { state: { in: ['SUBMITTED', 'APPROVED'] } }, orderBy: { period: 'desc' }, take: 1 },
    },
  })
  if (project === null) return null
  const at = await asOf(tx, district, today)
  const [standing] = await projectsAsOf(tx, district, at, { projectIds: [project.id] })
  const { assignments, reports, ...row } = project
  const [open] = reports
  return {
    project: row,
    asOf: at,
    standing: standing ?? null,
    fiveOnes: fiveOnes(assignments),
    open: open === undefined ? null : { period: tenDay(open.period), amount: open.amount },
  }
}

/** The 五个一 of all projects of the list that lack some of them, for 项目办. */
export async function incompleteFiveOnes(
  tx: Tx,
  district: DistrictRef,
  today: Day,
): Promise<readonly { readonly shortName: string; readonly missing: readonly string[] }[]> {
  return (await fiveOnesOf(tx, district, today))
    .map(({ shortName, five }) => ({ shortName, missing: missingOnes(five) }))
    .filter(({ missing }) => missing.length > 0)
}

/** The 五个一 of the projects of the list, in its order; `among` narrows them. */
export async function fiveOnesOf(
  tx: Tx,
  district: DistrictRef,
  today: Day,
  among: Prisma.ProjectWhereInput = {},
): Promise<readonly { readonly shortName: string; readonly five: FiveOnes }[]> {
  const listed = { districtId: district.id, plans: { some: { validFrom: { lte: dayToDb(today) } } } }
  const projects = await tx.project.findMany({
    where: { AND: [listed, among] },
    orderBy: { number: 'asc' },
    select: { shortName: true, assignments: { where: heldOn(today), include: holders } },
  })
  return projects.map(({ shortName, assignments }) => ({ shortName, five: fiveOnes(assignments) }))
}

const NAMES: Readonly<Record<keyof FiveOnes, string>> = {
  leader: '包联领导',
  unit: '责任单位',
  team: '专班',
  plan: '方案',
  liaison: '联络员',
}

/** Names of what is missing, in the order of the 五个一. */
export function missingOnes(five: FiveOnes): string[] {
  const entries: [string | null, string][] = [
    [five.leader, NAMES.leader],
    [five.unit, NAMES.unit],
    [five.team, NAMES.team],
    [five.plan, NAMES.plan],
    [five.liaison, NAMES.liaison],
  ]
  return entries.flatMap(([held, name]) => (held === null ? [name] : []))
}

function fiveOnes(assignments: readonly Held[]): FiveOnes {
  const of = (kind: AssignmentKind) => assignments.find((row) => row.kind === kind)
  return {
    leader: of(AssignmentKind.LEADER)?.person?.name ?? null,
    unit: of(AssignmentKind.UNIT)?.unit?.shortName ?? null,
    team: of(AssignmentKind.TEAM)?.text ?? null,
    plan: of(AssignmentKind.PLAN)?.text ?? null,
    liaison: of(AssignmentKind.LIAISON)?.person?.name ?? null,
  }
}
