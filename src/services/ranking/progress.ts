/** Where the units stand today, between two rankings: by group, against their targets. */
import { type Block, button, type Card, say } from '../../chat/card.ts'
import type { Context } from '../../chat/command.ts'
import { type GroupRows, type UnitRow, unitRows } from '../../domain/figures.ts'
import { percentText, showPercent } from '../../domain/fraction.ts'
import { showUnitGroup } from '../../domain/unit-group.ts'
import { asOf, BASIS, showAsOf } from '../as-of.ts'
import { standingsAsOf } from '../locked-standing.ts'
import type { UnitRef } from '../standing.ts'
import { unitTable } from '../standing-rows.ts'

/** Every group with its units in order of r; as the list has them where the district does not rank (rules.md §8). */
export async function progressByUnit(ctx: Context): Promise<Card> {
  const at = await asOf(ctx.tx, ctx.district, ctx.today)
  const standings = await standingsAsOf(ctx.tx, ctx.district, at)
  const units = new Map(standings.flatMap(({ unit }) => (unit === null ? [] : [[unit.id, unit] as const])))
  const groups = unitRows(standings, [...units.values()])
  const ranks = ctx.rules.ranking.enabled
  const order = ranks ? '组内按“年度累计 ÷ 目标累计”从高到低' : '本区不排名次，组内按名册顺序'
  return say(`各单位年度投资完成率（${showAsOf(at)}）`, {
    blocks: [
      ...groups.flatMap(({ group, rows }) =>
        groupBlocks({ group, rows: ranks ? rows : rows.toSorted((a, b) => a.unitId - b.unitId) }, units),
      ),
      { kind: 'note', text: `${order}；${BASIS}。领导和个人不参加比较` },
    ],
    actions: [button('季排名')],
  })
}

function groupBlocks({ group, rows }: GroupRows, units: ReadonlyMap<number, UnitRef>): Block[] {
  const nameOf = (id: number) => units.get(id)?.shortName ?? ''
  return [bars(showUnitGroup(group), rows, nameOf), unitTable(captionOf(group, rows), rows, nameOf)]
}

function captionOf(group: GroupRows['group'], rows: readonly UnitRow[]): string {
  return `${showUnitGroup(group)}（${rows.length} 个单位）`
}

function bars(title: string, rows: readonly UnitRow[], nameOf: (unitId: number) => string): Block {
  return {
    kind: 'chart',
    title,
    unit: '目标完成比 %',
    bars: rows.map((row) => ({
      label: nameOf(row.unitId),
      value: Number(percentText(row.r)),
      shown: showPercent(row.r),
      tone: row.r.gte(1n) ? 'good' : 'neutral',
    })),
    reference: { label: '目标 100%', value: 100 },
  }
}
