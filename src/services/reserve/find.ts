/** 储备项目 as the commands, the figures and the papers read them. */
import type { Tx } from '../../database/client.ts'
import { dayFromDb } from '../../domain/calendar-day.ts'
import { moneyFromDb } from '../../domain/money.ts'
import type { NameEntry } from '../../domain/name-match.ts'
import type { ReserveFact } from '../../domain/reserve/figures.ts'
import { type ReadinessItem, type ReadinessOf, showReadiness, showReserveStage } from '../../domain/reserve/stage.ts'
import { UserError } from '../../errors.ts'
import type { Prisma, ReserveStage } from '../../generated/prisma/client.ts'
import { everything, type Filter, type Place, within } from '../pipeline/filter.ts'
import { entriesOf, nameColumns } from '../pipeline/names.ts'

const withAll = {
  unit: { select: { id: true, shortName: true } },
  person: { select: { id: true, name: true } },
  project: { select: { id: true, shortName: true } },
  steps: { include: { person: { select: { name: true } } }, orderBy: { id: 'asc' } },
} satisfies Prisma.ReserveProjectInclude

export type ReserveRow = Prisma.ReserveProjectGetPayload<{ include: typeof withAll }>

/** The 储备项目 of a short name that a reader found; throws the sentence when it is gone. */
export async function reserveCalled({ tx, district }: Place, shortName: string): Promise<ReserveRow> {
  const key = { districtId: district.id, shortName }
  const row = await tx.reserveProject.findUnique({ where: { districtId_shortName: key }, include: withAll })
  if (row === null) throw new UserError(`没有找到储备项目“${shortName}”，请发“储备 全部”看全部`, ['储备 全部'])
  return row
}

/** In the order of the list. */
export async function listReserves(place: Place, filter: Filter<ReserveStage> = everything): Promise<ReserveRow[]> {
  const { branch } = filter
  return await place.tx.reserveProject.findMany({
    where: { ...within(place, filter), ...(branch === null ? {} : { chain: branch }) },
    include: withAll,
    orderBy: { number: 'asc' },
  })
}

/** The names that people may type for each, keyed by the short name. */
export async function reserveNames(tx: Tx, districtId: number): Promise<NameEntry<string>[]> {
  const rows = await tx.reserveProject.findMany({
    where: { districtId },
    select: nameColumns,
    orderBy: { number: 'asc' },
  })
  return entriesOf(rows)
}

/** The chains of the list, each once. */
export async function chains({ tx, district }: Place): Promise<string[]> {
  const rows = await tx.reserveProject.findMany({
    where: { districtId: district.id },
    select: { chain: true },
    distinct: ['chain'],
    orderBy: { chain: 'asc' },
  })
  return rows.flatMap(({ chain }) => chain ?? [])
}

/** The column of each item of readiness. */
export const COLUMNS = {
  APPROVAL: 'approval',
  LAND: 'land',
  ENVIRONMENT: 'environment',
  ENERGY: 'energy',
} as const satisfies Record<ReadinessItem, keyof ReserveRow>

export function readinessOf({ approval, land, environment, energy }: Pick<ReserveRow, Column>): ReadinessOf {
  return { APPROVAL: approval, LAND: land, ENVIRONMENT: environment, ENERGY: energy }
}
type Column = (typeof COLUMNS)[ReadinessItem]

/** What the figures need of a row. */
export function reserveFact(row: ReserveRow): ReserveFact {
  const { stage, totalInvestment, enteredOn, leftOn } = row
  return {
    stage,
    totalInvestment: totalInvestment === null ? null : moneyFromDb(totalInvestment),
    readiness: readinessOf(row),
    enteredOn: dayFromDb(enteredOn),
    leftOn: leftOn === null ? null : dayFromDb(leftOn),
  }
}

/** What the audit keeps: ids, dates and figures, no words of people. */
export function auditFacts(row: Pick<ReserveRow, 'stage' | 'stageOn' | 'unitId' | 'projectId' | Column>) {
  const { stage, stageOn, unitId, projectId, approval, land, environment, energy } = row
  return {
    reserveStage: showReserveStage(stage),
    since: stageOn.toISOString().slice(0, 10),
    approval: showReadiness(approval),
    land: showReadiness(land),
    environment: showReadiness(environment),
    energy: showReadiness(energy),
    ...(projectId === null ? {} : { project: projectId }),
    unitId,
  }
}
