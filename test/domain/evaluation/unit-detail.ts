/** A unit's month and a unit's quarter to start a test from. */
import type { QuarterUnit } from '../../../src/domain/evaluation/quarter.ts'
import { type UnitMonthDetail, unitMonthDetail } from '../../../src/domain/evaluation/unit-month-detail.ts'

export function detail(month: string, change: Partial<UnitMonthDetail> = {}): UnitMonthDetail {
  return unitMonthDetail.parse({
    ...{ month, mode: 'full', score: '90.00', unscored: null, projects: [], approval: null },
    ...{ yearToDate: '100.00', target: '100', r: '1.000000', plates: { green: 1, yellow: 0, red: 0, grey: 0 } },
    ...{ milestones: { due: 0, onTime: 0 }, overdueProblems: 0, zeroed: false, lines: [] },
    ...change,
  })
}

export const MONTHS = ['2023-07', '2023-08', '2023-09'] as const

/** A unit with the same month three times over; `months` change one by one. */
export function unit(
  unitId: number,
  every: Partial<UnitMonthDetail> = {},
  change: Partial<QuarterUnit> = {},
): QuarterUnit {
  const months = MONTHS.map((month) => detail(month, every))
  return { unitId, name: `示例${unitId}镇`, group: 'TOWN', months, last: null, ...change }
}
