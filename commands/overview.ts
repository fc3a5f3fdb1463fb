import { z } from 'zod'
import { words } from '../src/chat/arguments.ts'
import { type Block, button, type Card } from '../src/chat/card.ts'
import { defineCommand } from '../src/chat/command.ts'
import { isStaff } from '../src/chat/permission.ts'
import { type Day, showDay } from '../src/domain/calendar-day.ts'
import { showPercent } from '../src/domain/fraction.ts'
import { showYi } from '../src/domain/money.ts'
import { showTenDayShort } from '../src/domain/period.ts'
import { showGap } from '../src/domain/points.ts'
import { BASIS, showAsOf } from '../src/services/as-of.ts'
import { type Overview, overview } from '../src/services/overview.ts'
import { permitsLine } from '../src/services/permits/district-card.ts'

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
    const facts = await overview(ctx.tx, ctx.district, ctx.today)
    // What is in no bulletin is for the district's own people (contract.md, observer).
    const insider = isStaff(ctx.speaker)
    const loops = insider
      ? [laterLine(facts), problemsLine(facts), ordersLine(facts), await permitsLine(ctx.tx, ctx.district.id, ctx)]
      : []
    return { card: overviewCard(ctx.district.name, facts, { today: ctx.today, loops }) }
  },
})

/** '锁定后同意更正 1 笔、新列入项目 2 个，计入以后的旬'; empty when there was nothing. */
function laterLine({ sinceLock: { corrections, projects } }: Overview): string {
  const parts = [
    ...(corrections === 0 ? [] : [`同意更正 ${corrections} 笔`]),
    ...(projects === 0 ? [] : [`新列入项目 ${projects} 个`]),
  ]
  return parts.length === 0 ? '' : `锁定后${parts.join('、')}，计入以后的旬`
}

function problemsLine({ openProblems, overdueProblems }: Overview): string {
  return `未销号问题 ${openProblems} 个${overdueProblems === 0 ? '' : `，其中逾期 ${overdueProblems} 个`}`
}

interface Beside {
  readonly today: Day
  readonly loops: readonly (string | null)[]
}

function overviewCard(district: string, facts: Overview, { today, loops }: Beside): Card {
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
    { kind: 'text', text: lines([target, ...open, ...pipeline(facts, today), ...loops]) },
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

function lines(texts: readonly (string | null)[]): string {
  return texts.filter((line) => line !== null && line !== '').join('\n')
}

/** '督办在办 3 份，逾期 1 份'; empty when there are none. */
function ordersLine({ orders: { open, overdue } }: Overview): string {
  if (open === 0) return ''
  return `督办在办 ${open} 份${overdue === 0 ? '' : `，逾期 ${overdue} 份`}`
}

/** These are of today, the figures above of the last locked 旬: the line says so. */
function pipeline({ pipeline: lines }: Overview, today: Day): string[] {
  return lines.map((line) => `${line}（截至${showDay(today)}）`)
}
