/** Problems as they are read: one by its number, or a list by what is asked for. */
import type { DistrictRef } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import { type Day, dayFromDb } from '../../domain/calendar-day.ts'
import { daysOverdue } from '../../domain/problem.ts'
import { UserError } from '../../errors.ts'
import { type Prisma, ProblemMove, ProblemState } from '../../generated/prisma/client.ts'

const withNames = {
  project: { select: { id: true, shortName: true, number: true } },
  leadUnit: { select: { id: true, shortName: true } },
  raisedUnit: { select: { id: true, shortName: true } },
  raiser: { select: { id: true, name: true } },
  coUnits: { select: { unit: { select: { id: true, shortName: true } } }, orderBy: { unitId: 'asc' } },
  /** The last 提交销号 only: who submitted a closing does not confirm it. */
  steps: { where: { move: ProblemMove.SUBMIT }, orderBy: { id: 'desc' }, take: 1, select: { personId: true } },
} satisfies Prisma.ProblemInclude

export type ProblemRow = Prisma.ProblemGetPayload<{ include: typeof withNames }>

interface Place {
  readonly tx: Tx
  readonly district: DistrictRef
}

/** The district's problem of a number; throws the sentence for a number that is none. */
export async function problemNumbered({ tx, district }: Place, id: number): Promise<ProblemRow> {
  const problem = await tx.problem.findFirst({ where: { id, districtId: district.id }, include: withNames })
  if (problem === null) throw new UserError(`没有 ${id} 号问题。发“问题清单”看全部`, ['问题清单'])
  return problem
}

export interface ProblemFilter {
  readonly projectId?: number
  readonly unitId?: number
  readonly category?: string
  readonly overdue?: boolean
  readonly state?: ProblemState
  /** Of these projects, or led or helped by these units whatever the project. */
  readonly within?: { readonly projects: Prisma.ProjectWhereInput; readonly unitIds: readonly number[] }
  /** A person: only what that person raised. */
  readonly raisedBy?: number
}

/** Open problems, those overdue the longest first, then by due date; with `state`, those in it. */
export async function listProblems({ tx, district }: Place, filter: ProblemFilter, today: Day): Promise<ProblemRow[]> {
  const rows = await tx.problem.findMany({
    where: {
      districtId: district.id,
      state: filter.state ?? { not: ProblemState.CLOSED },
      ...(filter.projectId === undefined ? {} : { projectId: filter.projectId }),
      ...(filter.raisedBy === undefined ? {} : { raisedBy: filter.raisedBy }),
      ...(filter.category === undefined ? {} : { category: filter.category }),
      ...(filter.unitId === undefined ? {} : { OR: workedOnBy([filter.unitId]) }),
      ...(filter.within === undefined
        ? {}
        : { AND: { OR: [{ project: filter.within.projects }, ...workedOnBy(filter.within.unitIds)] } }),
    },
    include: withNames,
    orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
  })
  const sorted = rows.toSorted((a, b) => overdueDays(b, today) - overdueDays(a, today))
  return filter.overdue === true ? sorted.filter((row) => overdueDays(row, today) > 0) : sorted
}

function workedOnBy(unitIds: readonly number[]): Prisma.ProblemWhereInput[] {
  const unitId = { in: [...unitIds] }
  return [{ leadUnitId: unitId }, { coUnits: { some: { unitId } } }]
}

/** Whole days past its due date while somebody has to act. */
export function overdueDays({ state, dueOn }: Pick<ProblemRow, 'state' | 'dueOn'>, today: Day): number {
  return daysOverdue(state, dueOn === null ? null : dayFromDb(dueOn), today)
}

/** Who put it: '示例镇', '演示企业联系人'; without a name 项目办 itself. */
export function raiserOf({ raisedUnit, raiser }: Pick<ProblemRow, 'raisedUnit' | 'raiser'>): string {
  return raisedUnit?.shortName ?? raiser?.name ?? '项目办'
}

/** The steps of a problem, the oldest first. */
export async function stepsOf(tx: Tx, problemId: number) {
  return await tx.problemStep.findMany({
    where: { problemId },
    orderBy: { id: 'asc' },
    include: { person: { select: { name: true } } },
  })
}
