/**
 * The text of a 通报 in eight parts: the title and seven headings. Facts and figures only; a cause is named only where a
 * problem was reported, and what was not reported reads 未报. Units behind their target stand in the annex, not here.
 */
import { dayOf, showDay, showFullDay, timeOf } from '../../domain/calendar-day.ts'
import { plateWord } from '../../domain/evaluation/plate-words.ts'
import type { QuarterRow } from '../../domain/evaluation/quarter-row.ts'
import { completionRate, totals } from '../../domain/figures.ts'
import { money } from '../../domain/money.ts'
import { lastDay, monthNumber, nextTenDay, showMonth, showTenDay, showTenDayShort } from '../../domain/period.ts'
import { showUnitGroup, unitGroups } from '../../domain/unit-group.ts'
import { plateOrder } from '../evaluation/view.ts'
import { figuresOf, type LedgerRow } from '../ledger-book/row.ts'
import { showSpan } from '../ledger-book/span.ts'
import type { BulletinFacts } from './facts.ts'
import { againstTime, gap, named, percent, spanShort, sumText, yi } from './words.ts'

const UNITS_NAMED = 6
const RANKS_NAMED = 5

export interface Part {
  /** '一、总体情况' */
  readonly heading: string
  readonly paragraphs: readonly string[]
}

/** The title in lines that fit the width of two sizes of character. */
export function titleLines({ span }: BulletinFacts): string[] {
  return [`关于${showSpan(span)}全区重点项目`, '推进情况的通报']
}

/** The seven parts under the title. */
export function bulletinParts(facts: BulletinFacts): Part[] {
  return [
    { heading: '一、总体情况', paragraphs: [overall(facts), reporting(facts)] },
    { heading: '二、亮牌情况', paragraphs: [plates(facts)] },
    { heading: '三、分组情况', paragraphs: groups(facts) },
    { heading: '四、进展较快的项目', paragraphs: [ahead(facts)] },
    { heading: '五、滞后项目及原因', paragraphs: lagging(facts) },
    { heading: '六、问题办理情况', paragraphs: [problems(facts)] },
    { heading: '七、下步要求', paragraphs: demands(facts) },
  ]
}

/** Characters of the text, without the title. */
export function bodyLength(parts: readonly Part[]): number {
  return parts.reduce((total, { heading, paragraphs }) => total + heading.length + paragraphs.join('').length, 0)
}

function overall({ period, rows, totals: all, totalInvestment, span, spanAmount, ...facts }: BulletinFacts): string {
  const fresh = rows.filter(({ nature }) => nature === 'NEW').length
  const running = rows.filter((row) => row.running).length
  const target = all.curve === null ? '' : `，对照目标${percent(all.curve)}${gap(all.g)}`
  const time = all.completion === null ? '' : `，${againstTime(all.completion, facts.timeProgress)}`
  return [
    `截至${showFullDay(lastDay(period))}，全区重点项目${rows.length}个（续建${rows.length - fresh}个、新建${fresh}个），`,
    `已开复工${running}个，综合开复工率${percent(facts.startRate)}，到期项目按期开复工率${percent(facts.dueStartRate)}。`,
    `总投资${yi(totalInvestment)}，年度计划投资${yi(all.plan)}。`,
    `${spanShort(span)}完成投资${sumText(spanAmount)}，年度累计完成${yi(all.yearToDate)}，`,
    `完成年度计划的${percent(all.completion)}${target}${time}。`,
  ].join('')
}

function reporting({ period, rows, silent }: BulletinFacts): string {
  const count = `${showTenDayShort(period)}应报${rows.length}个项目，已报${rows.length - silent.length}个`
  if (silent.length === 0) return `${count}。`
  const units = unitsOf(silent)
  return `${count}，未报${silent.length}个，涉及${named(units, UNITS_NAMED, '单位')}；未报的按上次报送数列入累计，不作推算。`
}

function plates({ span, plates: shown }: BulletinFacts): string {
  if (shown === null) {
    return span.kind === 'tenDay' ? '亮牌按月进行，尚未发布过。' : `${spanShort(span)}亮牌尚未发布，本稿不列。`
  }
  const { month, counts, before } = shown
  const total = plateOrder.reduce((sum, colour) => sum + counts[colour], 0)
  const colours = [...plateOrder].reverse()
  const parts = colours
    .filter((colour) => counts[colour] > 0)
    .map((colour) => `${plateWord(colour)}${counts[colour]}个`)
  const lead = span.kind === 'tenDay' ? `亮牌按月进行，最近一次为${showMonth(month)}：` : `${showMonth(month)}`
  const sentence = `${lead}${total}个项目参加亮牌，${parts.join('、')}。`
  if (before === null) return sentence
  const changes = colours.flatMap((colour) => {
    const difference = counts[colour] - before[colour]
    if (difference === 0) return []
    return [`${plateWord(colour)}${difference > 0 ? '增加' : '减少'}${Math.abs(difference)}个`]
  })
  return `${sentence}与上月相比，${changes.length === 0 ? '各色牌数没有变化' : changes.join('、')}。`
}

function groups(facts: BulletinFacts): string[] {
  const lines = facts.groups.map(({ group, rows }) => {
    const units = new Set(rows.map(({ unitId }) => unitId))
    const { completion, g, yearToDate, count } = totals(
      facts.rows.filter(({ unit }) => unit !== null && units.has(unit.id)).map(figuresOf),
    )
    return `${showUnitGroup(group)}${rows.length}个单位、${count}个项目，年度累计完成${yi(yearToDate)}，完成率${percent(completion)}，对照目标${gap(g)}`
  })
  const sums = lines.length === 0 ? [] : [`${lines.join('；')}。各单位进度见附件1。`]
  if (facts.span.kind !== 'quarter') return sums
  return [...sums, facts.ranks === null ? '本季名次尚未发布，本稿不列。' : ranks(facts.ranks)]
}

function isShared(rows: readonly QuarterRow[], group: QuarterRow['group'], rank: QuarterRow['rank']): boolean {
  return rows.filter((row) => row.group === group && row.rank === rank).length > 1
}

function ranks(rows: readonly QuarterRow[]): string {
  const byGroup = unitGroups.flatMap((group) => {
    const placed = rows.filter((row) => row.group === group && row.rank !== null).slice(0, RANKS_NAMED)
    if (placed.length === 0) return []
    return [
      `${showUnitGroup(group)}：${placed.map(({ rank, name, score }) => `${isShared(rows, group, rank) ? '并列' : ''}第${rank}名${name}（${score}分）`).join('、')}`,
    ]
  })
  if (byGroup.length === 0) return '本季各组不足三个单位，只列表，不排名次。'
  const honoured = rows.filter(({ honour }) => honour).map(({ name }) => name)
  const board = honoured.length === 0 ? '' : `红榜：${honoured.join('、')}。`
  return `季度排名（前${RANKS_NAMED}名）：${byGroup.join('；')}。${board}`
}

function ahead({ ahead: rows }: BulletinFacts): string {
  if (rows.length === 0) return '没有超过目标进度的项目。'
  const items = rows.map((row) => {
    const { completion, g } = totals([figuresOf(row)])
    return `${row.shortName}完成率${percent(completion)}、${gap(g)}`
  })
  return `对照目标超得最多的${rows.length}个项目：${items.join('；')}。`
}

function lagging({ lagging: rows, laggingPoints, problems: { open }, rows: all }: BulletinFacts): string[] {
  const notStarted = all.filter(({ due, running }) => due && !running).length
  const starts = notStarted === 0 ? [] : [`到期应开复工而未开复工的项目${notStarted}个。`]
  if (rows.length === 0) return [`没有落后目标${laggingPoints}个百分点以上的项目。`, ...starts]
  const units = unitsOf(rows)
  const head = `落后目标${laggingPoints}个百分点以上的项目${rows.length}个，涉及${units.length}个责任单位，名单见附件2。`
  return [`${head}${causes(rows, open)}`, ...starts]
}

/** Only what was reported as a problem is a cause; the others have none that the program knows. */
function causes(rows: readonly LedgerRow[], open: BulletinFacts['problems']['open']): string {
  const own = open.filter(({ projectId }) => rows.some((row) => row.projectId === projectId))
  const counts = new Map<string, number>()
  for (const { category } of own) counts.set(category ?? '未分类', (counts.get(category ?? '未分类') ?? 0) + 1)
  const known = new Set(own.map(({ projectId }) => projectId)).size
  const silent = rows.length - known
  const kinds = [...counts].toSorted(([, a], [, b]) => b - a).map(([category, count]) => `${category}${count}个`)
  const told = known === 0 ? '' : `其中${known}个项目报了问题：${kinds.join('、')}`
  const untold = silent === 0 ? '' : `${silent}个项目没有报告原因`
  return `${[told, untold].filter((text) => text !== '').join('；')}。`
}

function problems({ span, problems: { raised, closed, escalated, open } }: BulletinFacts): string {
  const overdue = open.filter((problem) => problem.overdue).length
  const high = open.filter(({ level }) => level >= 3).length
  const levels = high === 0 ? '' : `；已提到包联领导及以上的${high}个`
  return `${spanShort(span)}新增问题${raised}个，销号${closed}个，提级${escalated}个。未销号${open.length}个，其中逾期${overdue}个${levels}。`
}

/** Who, what, until when: only what the figures above call for. */
function demands(facts: BulletinFacts): string[] {
  const {
    silent,
    lagging: behind,
    problems: { open },
    plates: shown,
    nextDeadline,
    period,
  } = facts
  const by = `${showDay(dayOf(nextDeadline))}${timeOf(nextDeadline)}前`
  const overdue = open.filter((problem) => problem.overdue)
  const leads = [...new Set(overdue.flatMap(({ lead }) => lead ?? []))]
  const flagged = shown === null ? 0 : shown.counts.red + shown.counts.yellow
  const asked = [
    ...(silent.length === 0 ? [] : [`未报的${named(unitsOf(silent), UNITS_NAMED, '单位')}，${by}补报。`]),
    ...(behind.length === 0
      ? []
      : [`附件2所列项目的责任单位，${by}在旬报中写明滞后原因和下旬目标，需要协调的报问题。`]),
    ...(overdue.length === 0
      ? []
      : [
          `逾期的${overdue.length}个问题，由${leads.length === 0 ? '项目办先行交办' : `${named(leads, UNITS_NAMED, '单位')}`}${by}${leads.length === 0 ? '' : '反馈办理结果'}，本级办不了的按程序提级。`,
        ]),
    ...(flagged === 0 || facts.span.kind === 'tenDay'
      ? []
      : [`黄牌、红牌项目的责任单位，按提示单、督办单写明的时限办理并反馈。`]),
  ]
  const next = `各责任单位${by}报送${showTenDay(nextTenDay(period))}进度。`
  return [...asked, next].map((sentence, i, all) => (all.length === 1 ? sentence : `${i + 1}.${sentence}`))
}

function unitsOf(rows: readonly LedgerRow[]): string[] {
  return [...new Set(rows.map(({ unit }) => unit?.shortName ?? '未定责任单位'))]
}

/** '92.86%' of one row. */
export function rateOf(row: LedgerRow): string {
  return percent(completionRate(money(row.yearToDate), money(row.annualPlan)))
}

/** '（数据截至2023年8月31日，调度口径，非统计数据）' */
export function basisRemark({ period, district }: BulletinFacts): string {
  return `（数据截至${showFullDay(lastDay(period))}，为调度口径，非统计数据${district.isDemo ? '；演示数据，不是事实' : ''}）`
}

/** '8月' of the month of the plates, for a table's title. */
export function plateMonth({ plates: shown }: BulletinFacts): string {
  return shown === null ? '' : `${monthNumber(shown.month)}月`
}
