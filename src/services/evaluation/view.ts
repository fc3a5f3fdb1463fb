/** A month's results as notices and lists show them: counted by plate, in the order of the district's list. */

import type { PlateColourName } from '../../domain/evaluation/input.ts'
import { plateLabels } from '../../domain/evaluation/plate-words.ts'
import type { ProjectMonthResult } from '../../domain/evaluation/result.ts'

export interface ShownMonth {
  readonly projectId: number
  /** 简称 */
  readonly name: string
  readonly unitId: number | null
  readonly result: ProjectMonthResult
}

/** The order in which plates are shown: what needs attention first. */
export const plateOrder: readonly PlateColourName[] = ['red', 'yellow', 'grey', 'green']

export type PlateCounts = Readonly<Record<PlateColourName, number>>

/** How many projects have each plate; those 不参评 have none. */
export function countPlates(results: readonly { readonly result: ProjectMonthResult }[]): PlateCounts {
  const counts = { green: 0, yellow: 0, red: 0, grey: 0 }
  for (const { result } of results) if (result.plate !== null) counts[result.plate.colour] += 1
  return counts
}

/** '🔴红牌 1，🟡黄牌 2，🟢绿牌 49'; colours without a project are left out. */
export function showCounts(counts: PlateCounts): string {
  const shown = plateOrder.filter((colour) => counts[colour] > 0)
  return shown.length === 0 ? '没有亮牌的项目' : shown.map((one) => `${plateLabels[one]} ${counts[one]}`).join('，')
}

/** The results with this plate. */
export function withPlate<T extends { readonly result: ProjectMonthResult }>(
  results: readonly T[],
  colour: PlateColourName,
): T[] {
  return results.filter(({ result }) => result.plate?.colour === colour)
}

/** '🟡黄牌 77.96 分', '🟢绿牌', '⚪灰牌', '不参评' */
export function showResult({ plate, score }: ProjectMonthResult): string {
  const points = score === null ? '' : ` ${score} 分`
  return plate === null ? `不参评${points}` : `${plateLabels[plate.colour]}${points}`
}

/** Why it is not 绿, or why there is no score; '' when there is nothing to say. */
export function whyNotGreen({ plate, unscored }: ProjectMonthResult): string {
  const reasons = plate?.reasons ?? []
  return reasons.length > 0 ? reasons.join('；') : plate === null ? (unscored ?? '') : ''
}
