/** What a quarter's ranking is made from: the published months of its units, and their published ranks of the quarter before. */
import type { Tx } from '../../database/client.ts'
import type { QuarterInput, QuarterUnit } from '../../domain/evaluation/quarter.ts'
import { unitMonthDetail } from '../../domain/evaluation/unit-month-detail.ts'
import { type Month, monthsOfQuarter, type Quarter } from '../../domain/period.ts'
import { previousQuarter } from '../../domain/quarter-span.ts'
import { PublishState } from '../../generated/prisma/client.ts'

/**
 * The units that were evaluated in the quarter, in the order of the list. Only what was published counts, as it was
 * published: a correction made afterwards changes none of it.
 */
export async function quarterInput(tx: Tx, districtId: number, of: Quarter): Promise<QuarterInput> {
  const rows = await tx.unitMonth.findMany({
    where: { districtId, month: { in: [...monthsOfQuarter(of)] }, state: PublishState.PUBLISHED },
    select: { detail: true, unit: { select: { id: true, shortName: true, group: true } } },
    orderBy: [{ unitId: 'asc' }, { month: 'asc' }],
  })
  const last = await ranksOf(tx, districtId, previousQuarter(of))
  const units = new Map<number, QuarterUnit>()
  for (const { unit, detail } of rows) {
    const { id, shortName, group } = unit
    const known = units.get(id)?.months ?? []
    const months = [...known, unitMonthDetail.parse(detail)]
    units.set(id, { unitId: id, name: shortName, group, months, last: last.get(id) ?? null })
  }
  return { quarter: of, units: [...units.values()] }
}

/** The months of the quarter that no unit has published. */
export function unpublishedMonths({ quarter, units }: QuarterInput): Month[] {
  const published = new Set(units.flatMap(({ months }) => months.map(({ month }) => month)))
  return monthsOfQuarter(quarter).filter((month) => !published.has(month))
}

async function ranksOf(tx: Tx, districtId: number, quarter: Quarter) {
  const rows = await tx.quarterRank.findMany({
    where: { districtId, quarter, state: PublishState.PUBLISHED },
    select: { unitId: true, group: true, rank: true, score: true },
  })
  return new Map(
    rows.map(({ unitId, group, rank, score }) => [unitId, { group, rank, score: score?.toFixed(2) ?? null }]),
  )
}
