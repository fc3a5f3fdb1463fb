import { z } from 'zod'
import { words } from '../src/chat/arguments.ts'
import { type Block, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { type GroupRows, unitRows } from '../src/domain/figures.ts'
import { percentText, showPercent } from '../src/domain/fraction.ts'
import { showUnitGroup } from '../src/domain/unit-group.ts'
import { asOf, BASIS, showAsOf } from '../src/services/as-of.ts'
import { loadStandings, type UnitRef } from '../src/services/standing.ts'
import { unitTable } from '../src/services/standing-rows.ts'

export const rankCommand = defineCommand({
  id: 'rank',
  name: '季排名',
  aliases: ['排名', '名次', '单位进度'],
  summary: '各单位进度，按组比较，只比对照目标的完成情况',
  usage: ['排名'],
  examples: [
    { text: '/排名', in: 'group', as: 'leader' },
    { text: '排名', in: 'private', as: 'unit' },
  ],
  who: ['member'],
  where: 'anywhere',
  args: z.object({}),
  read: words({}),
  run: async (ctx) => ({ card: await progressByUnit(ctx) }),
})

async function progressByUnit(ctx: Context): Promise<Card> {
  const at = await asOf(ctx.tx, ctx.district, ctx.today)
  const standings = await loadStandings(ctx.tx, ctx.district, at.period)
  const units = new Map(standings.flatMap(({ unit }) => (unit === null ? [] : [[unit.id, unit] as const])))
  const groups = unitRows(standings, [...units.values()])
  return say(`各单位年度投资完成率（${showAsOf(at)}）`, {
    blocks: [
      ...groups.flatMap((group) => groupBlocks(group, units)),
      { kind: 'note', text: `组内按“年度累计 ÷ 目标累计”从高到低；${BASIS}。领导和个人不参加比较` },
    ],
  })
}

function groupBlocks({ group, rows }: GroupRows, units: ReadonlyMap<number, UnitRef>): Block[] {
  const nameOf = (id: number) => units.get(id)?.shortName ?? ''
  return [
    {
      kind: 'chart',
      title: showUnitGroup(group),
      unit: '目标完成比 %',
      bars: rows.map((row) => ({
        label: nameOf(row.unitId),
        value: Number(percentText(row.r)),
        shown: showPercent(row.r),
        tone: row.r.gte(1n) ? 'good' : 'neutral',
      })),
      reference: { label: '目标 100%', value: 100 },
    },
    unitTable(`${showUnitGroup(group)}（${rows.length} 个单位）`, rows, nameOf),
  ]
}
