/** 责任清单: the 五个一 of each project, those that lack something first (rules.md §7). */
import type { Context } from '../../chat/command.ts'
import { type FiveOnes, fiveOnesOf, missingOnes } from '../project-view.ts'
import type { ListScope } from './scope.ts'
import type { ListItem } from './tasks.ts'

export interface Responsibilities {
  readonly items: readonly ListItem[]
  /** How many of the 五个一 are missing, all projects together. */
  readonly missing: number
}

export async function responsibilities(ctx: Context, scope: ListScope): Promise<Responsibilities> {
  const rows = (await fiveOnesOf(ctx.tx, ctx.district, ctx.today, scope.projects)).map((row) => ({
    ...row,
    missing: missingOnes(row.five),
  }))
  const sorted = rows.toSorted((a, b) => b.missing.length - a.missing.length)
  return {
    items: sorted.map(({ shortName, five, missing }) => ({
      text: missing.length === 0 ? `${shortName} 齐全` : `${shortName} 缺 ${missing.join('、')}`,
      detail: heldOnes(five),
    })),
    missing: rows.reduce((count, { missing }) => count + missing.length, 0),
  }
}

/** '演示区长甲包联，产业园负责，演示王联络联络' */
function heldOnes({ leader, unit, liaison, team, plan }: FiveOnes): string {
  return [
    leader === null ? '' : `${leader}包联`,
    unit === null ? '' : `${unit}负责`,
    liaison === null ? '' : `${liaison}联络`,
    team === null ? '' : `专班：${team}`,
    plan === null ? '' : `方案：${plan}`,
  ]
    .filter((part) => part !== '')
    .join('，')
}
