/** Reading results back: the stored result with its inputs and rules, and computing it again from them. */
import { z } from 'zod'
import type { Tx } from '../../database/client.ts'
import { type ProjectMonthInput, projectMonthInput } from '../../domain/evaluation/input.ts'
import { evaluateProject } from '../../domain/evaluation/project-month.ts'
import { type ProjectMonthResult, projectMonthResult } from '../../domain/evaluation/result.ts'
import type { Month } from '../../domain/period.ts'
import { scoringSections } from '../../domain/scoring-rules.ts'
import { type Evaluation, PublishState } from '../../generated/prisma/client.ts'

/** What is kept of the rules: all that a score, a plate or a rank is computed by; the curve is among the inputs. */
export const scoringSnapshot = z.object(scoringSections)

export interface StoredMonth {
  readonly id: number
  readonly projectId: number
  /** 简称 */
  readonly name: string
  readonly month: string
  readonly published: boolean
  readonly input: ProjectMonthInput
  readonly result: ProjectMonthResult
}

type Row = Pick<Evaluation, 'id' | 'projectId' | 'month' | 'state' | 'inputs' | 'items'>

/** Null for a row that an earlier version stored in another form. */
export function storedMonth(row: Row): StoredMonth | null {
  const input = projectMonthInput.safeParse(row.inputs)
  const result = projectMonthResult.safeParse(row.items)
  if (!input.success || !result.success) return null
  return {
    id: row.id,
    projectId: row.projectId,
    name: input.data.name,
    month: row.month,
    published: row.state === PublishState.PUBLISHED,
    input: input.data,
    result: result.data,
  }
}

/** All results of a month in the order of the district's list. */
export async function storedMonths(
  tx: Tx,
  districtId: number,
  month: Month,
  where: { readonly projectIds?: readonly number[] } = {},
): Promise<StoredMonth[]> {
  const rows = await tx.evaluation.findMany({
    where: {
      districtId,
      month,
      ...(where.projectIds === undefined ? {} : { projectId: { in: [...where.projectIds] } }),
    },
    select: { id: true, projectId: true, month: true, state: true, inputs: true, items: true },
    orderBy: { project: { number: 'asc' } },
  })
  return rows.flatMap((row) => storedMonth(row) ?? [])
}

/**
 * The score computed again from what was kept with it: the inputs and rules of its day, whatever became of the data.
 * Null when the snapshot is of a form that this version does not read.
 */
export function reproduce(row: Pick<Evaluation, 'inputs' | 'rules'>): ProjectMonthResult | null {
  const input = projectMonthInput.safeParse(row.inputs)
  const rules = scoringSnapshot.safeParse(row.rules)
  return input.success && rules.success ? evaluateProject(input.data, rules.data) : null
}
