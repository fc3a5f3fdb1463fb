import { z } from 'zod'
import { words } from '../src/chat/arguments.ts'
import { type Block, button, type Card } from '../src/chat/card.ts'
import { defineCommand } from '../src/chat/command.ts'
import { showPercent } from '../src/domain/fraction.ts'
import { showYi } from '../src/domain/money.ts'
import { showTenDayShort } from '../src/domain/period.ts'
import { showGap } from '../src/domain/points.ts'
import { BASIS, showAsOf } from '../src/services/as-of.ts'
import { type Overview, overview } from '../src/services/overview.ts'
import { permitsLine } from '../src/services/permits/district-card.ts'
import { isOutsider } from '../src/services/problems/rights.ts'

export const overviewCommand = defineCommand({
  id: 'overview',
  name: '总览',
  aliases: ['大盘', '汇总'],
  summary: '全区重点项目的总数、投资和完成率',
  usage: ['总览'],
  examples: [
    { text: '/总览', in: 'group', as: 'observer' },
    { text: '大盘', in: 'private', as: 'leader' },
  ],
  who: ['observer'],
  where: 'anywhere',
  args: z.object({}),
  read: words({}),
  run: async (ctx) => {
    // What is not published is for the district's own people.
    const permits =
      ctx.speaker.roles.size > 0 && !isOutsider(ctx.speaker) ? await permitsLine(ctx.tx, ctx.district.id, ctx) : null
    return { card: overviewCard(ctx.district.name, await overview(ctx.tx, ctx.district, ctx.today), permits) }
  },
})

function overviewCard(district: string, facts: Overview, permits: string | null): Card {
  const { totals } = facts
  const percent = (share: Overview['startRate']) => (share === null ? '—' : showPercent(share))
  const target = totals.curve === null ? '' : `对照目标 ${showPercent(totals.curve)}：${showGap(totals.g)}`
  const open = facts.open.map(({ period, reported }) => `${showTenDayShort(period)}已报 ${reported}/${facts.projects}`)
  const blocks: Block[] = [
    {
      kind: 'fields',
      items: [
        { label: '项目', value: `${facts.projects} 个（续建 ${facts.continued}，新建 ${facts.fresh}）` },
        { label: '综合开复工率', value: percent(facts.startRate) },
        { label: '总投资', value: showYi(facts.totalInvestment) },
        { label: '年度计划', value: showYi(totals.plan) },
        { label: '年度累计完成', value: showYi(totals.yearToDate) },
        { label: '完成率', value: percent(totals.completion) },
      ],
    },
    { kind: 'text', text: [target, ...open, permits ?? ''].filter((line) => line !== '').join('\n') },
    { kind: 'note', text: BASIS },
  ]
  return {
    title: `${district}重点项目总览（${showAsOf(facts.asOf)}）`,
    tone: 'neutral',
    blocks,
    actions: [
      button('看落后项目', '项目清单 落后'),
      button('按单位', '项目清单 单位'),
      button('按产业链', '项目清单 产业链'),
    ],
  }
}
