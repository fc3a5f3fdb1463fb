import { z } from 'zod'
import { aNumber, aUnit, oneOf, optional, words } from '../src/chat/arguments.ts'
import { type Block, button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { laggingProjects, totals, unitRows } from '../src/domain/figures.ts'
import { showPercent } from '../src/domain/fraction.ts'
import { showYi } from '../src/domain/money.ts'
import { showUnitGroup } from '../src/domain/unit-group.ts'
import { asOf, BASIS, showAsOf } from '../src/services/as-of.ts'
import { standingsAsOf } from '../src/services/locked-standing.ts'
import type { Standing } from '../src/services/standing.ts'
import { projectTable, ROWS_SHOWN, unitTable } from '../src/services/standing-rows.ts'

const views = z.enum(['all', 'lagging', 'unit', 'chain', 'continued', 'new'])

export const projectsCommand = defineCommand({
  id: 'projects',
  name: '项目清单',
  aliases: ['清单项目', '全部项目', '落后项目'],
  summary: '项目列表：全部、落后、按单位、按产业链、续建、新建',
  usage: ['项目清单', '项目清单 落后', '项目清单 单位', '项目清单 产业链', '项目清单 新建', '项目清单 能源局'],
  examples: [
    { text: '/项目清单 落后', in: 'group', as: 'office' },
    { text: '项目清单 单位', in: 'private', as: 'leader' },
    { text: '项目清单 2', in: 'private', as: 'office' },
  ],
  who: ['member'],
  where: 'anywhere',
  args: z.object({ view: views.nullable(), unit: z.string().nullable(), page: z.number().nullable() }),
  read: words({
    view: optional(
      oneOf('哪一类', {
        落后: views.enum.lagging,
        单位: views.enum.unit,
        按单位: views.enum.unit,
        产业链: views.enum.chain,
        按产业链: views.enum.chain,
        续建: views.enum.continued,
        新建: views.enum.new,
        全部: views.enum.all,
      }),
    ),
    unit: optional(aUnit()),
    page: optional(aNumber('第几页', '2')),
  }),
  run: async (ctx, { view, unit, page }) => ({ card: await list(ctx, view ?? 'all', unit, page ?? 1) }),
})

async function list(ctx: Context, view: z.infer<typeof views>, unit: string | null, page: number): Promise<Card> {
  const at = await asOf(ctx.tx, ctx.district, ctx.today)
  const all = await standingsAsOf(ctx.tx, ctx.district, at)
  const standings = unit === null ? all : all.filter((standing) => standing.unit?.shortName === unit)
  const note: Block = { kind: 'note', text: `${showAsOf(at)}；${BASIS}` }
  if (view === 'unit') return say('各单位重点项目进度', { blocks: [...byUnit(standings), note] })
  if (view === 'chain') return say('各产业链重点项目进度', { blocks: [byChain(standings), note] })
  const { rows, title, typed } = chosen(standings, view, ctx.rules.lagging.points)
  const from = (page - 1) * ROWS_SHOWN
  const name = unit === null ? title : `${unit}：${title}`
  if (rows.length === 0) return say(`${name} 0 个`, { tone: view === 'lagging' ? 'good' : 'neutral', blocks: [note] })
  const next = ['项目清单', typed, unit ?? '', String(page + 1)].filter((part) => part !== '').join(' ')
  const table = projectTable(rows, next, from)
  return say(`${name} ${rows.length} 个${page > 1 ? `（第 ${page} 页）` : ''}`, {
    blocks: table.rows.length === 0 ? [{ kind: 'text', text: '没有更多了' }, note] : [table, note],
    actions: table.more === undefined ? [] : [button('下一页', next)],
  })
}

function chosen(standings: readonly Standing[], view: z.infer<typeof views>, points: number) {
  switch (view) {
    case 'lagging':
      return {
        rows: laggingProjects(standings, points).map(({ project }) => project),
        title: `落后目标 ${points} 个百分点以上的项目`,
        typed: '落后',
      }
    case 'continued':
      return { rows: standings.filter(({ nature }) => nature === 'CONTINUED'), title: '续建项目', typed: '续建' }
    case 'new':
      return { rows: standings.filter(({ nature }) => nature === 'NEW'), title: '新建项目', typed: '新建' }
    default:
      return { rows: standings, title: '重点项目', typed: '' }
  }
}

function byUnit(standings: readonly Standing[]): Block[] {
  const units = new Map(standings.flatMap(({ unit }) => (unit === null ? [] : [[unit.id, unit] as const])))
  return unitRows(standings, [...units.values()]).map(({ group, rows }) =>
    unitTable(showUnitGroup(group), rows, (id) => units.get(id)?.shortName ?? ''),
  )
}

function byChain(standings: readonly Standing[]): Block {
  const chains = new Map<string, Standing[]>()
  for (const standing of standings) {
    const chain = standing.chain ?? '未分产业链'
    chains.set(chain, [...(chains.get(chain) ?? []), standing])
  }
  return {
    kind: 'table',
    columns: [
      { title: '产业链' },
      { title: '项目', align: 'right' },
      { title: '年度计划', align: 'right' },
      { title: '完成率', align: 'right' },
    ],
    rows: [...chains].map(([chain, own]) => {
      const { plan, completion } = totals(own)
      return [chain, `${own.length} 个`, showYi(plan), completion === null ? '—' : showPercent(completion)]
    }),
  }
}
