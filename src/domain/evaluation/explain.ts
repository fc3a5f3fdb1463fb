/** 明细: how a project's month came about, line by line, to be checked with a pocket calculator (voice.md). */
import type { ProjectMonthResult } from './result.ts'

export interface ExplainedMonth {
  /** 简称 */
  readonly name: string
  /** '2023-09' */
  readonly month: string
  /** Until when 异议 is open; null: not (any more). */
  readonly objectionUntil: Date | null
}

/** The lines of 明细; the first one is the answer. */
export function explainProject(_result: ProjectMonthResult, _of: ExplainedMonth): string[] {
  throw new Error('follows')
}
