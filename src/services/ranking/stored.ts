/** The ranking as the record keeps it (QuarterRank): each unit's result, with the inputs and rules it was made from. */
import { z } from 'zod'
import type { Tx } from '../../database/client.ts'
import { plainObject } from '../../database/json.ts'
import { type QuarterInput, rankQuarter } from '../../domain/evaluation/quarter.ts'
import { type QuarterRow, quarterRow, unitGroup } from '../../domain/evaluation/quarter-row.ts'
import { unitMonthDetail } from '../../domain/evaluation/unit-month-detail.ts'
import type { Quarter } from '../../domain/period.ts'
import { type ScoringRules, scoringSections } from '../../domain/scoring-rules.ts'
import { unitGroups } from '../../domain/unit-group.ts'
import { PublishState } from '../../generated/prisma/client.ts'

const kept = quarterRow.extend({
  inputs: z.object({
    months: z.array(unitMonthDetail),
    last: z.object({ group: unitGroup, rank: z.number().int().nullable(), score: z.string().nullable() }).nullable(),
  }),
  rules: z.object(scoringSections),
})

/** A quarter that was computed: what it was made from, what came of it, and by which rules. */
export interface ComputedQuarter {
  readonly input: QuarterInput
  readonly rows: readonly QuarterRow[]
  readonly rules: ScoringRules
}

/** Stores the result of a quarter as 试算, in the place of an earlier one. What was published is never touched. */
export async function storeTrial(tx: Tx, districtId: number, computed: ComputedQuarter): Promise<void> {
  const { quarter } = computed.input
  await tx.quarterRank.deleteMany({ where: { districtId, quarter, state: PublishState.TRIAL } })
  await tx.quarterRank.createMany({ data: rankRecords(districtId, computed) })
}

/** The rows of the record: each unit's result with what it was made from, so that it can be computed again. */
export function rankRecords(districtId: number, { input, rows, rules }: ComputedQuarter) {
  const { quarter } = input
  const units = new Map(input.units.map((unit) => [unit.unitId, unit]))
  return rows.map((row) => {
    const { unitId, group, score, rank, lastRank } = row
    const unit = units.get(unitId)
    const inputs = { months: unit?.months ?? [], last: unit?.last ?? null }
    const detail = plainObject(kept.parse({ ...row, inputs, rules }))
    return { districtId, quarter, unitId, group, score, rank, lastRank, detail }
  })
}

/** The rows of a quarter in the order of every table: by group, the ranked ones by rank, then those only listed. */
export async function storedRows(
  tx: Tx,
  districtId: number,
  quarter: Quarter,
  state: PublishState,
): Promise<QuarterRow[]> {
  const rows = await tx.quarterRank.findMany({
    where: { districtId, quarter, state },
    select: { detail: true },
    orderBy: [{ rank: { sort: 'asc', nulls: 'last' } }, { unitId: 'asc' }],
  })
  const all = rows.map(({ detail }) => quarterRow.parse(detail))
  return unitGroups.flatMap((group) => all.filter((row) => row.group === group))
}

/** Computes a stored quarter again from what was stored with it alone, whatever became of the data. */
export async function recomputed(tx: Tx, districtId: number, quarter: Quarter): Promise<QuarterRow[]> {
  const details = await keptDetails(tx, districtId, quarter)
  const [first] = details
  if (first === undefined) return []
  const units = details.map(({ unitId, name, group, inputs }) => ({ unitId, name, group, ...inputs }))
  return rankQuarter({ quarter, units }, first.rules)
}

/** The months of each unit that the stored quarter was made of, as codes: '12:2023-07'. */
export async function monthsKept(tx: Tx, districtId: number, quarter: Quarter): Promise<ReadonlySet<string>> {
  const details = await keptDetails(tx, districtId, quarter)
  return new Set(details.flatMap(({ unitId, inputs }) => inputs.months.map(({ month }) => `${unitId}:${month}`)))
}

async function keptDetails(tx: Tx, districtId: number, quarter: Quarter) {
  const rows = await tx.quarterRank.findMany({
    where: { districtId, quarter },
    select: { detail: true },
    orderBy: { unitId: 'asc' },
  })
  return rows.map(({ detail }) => kept.parse(detail))
}
