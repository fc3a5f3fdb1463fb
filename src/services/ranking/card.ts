/** The 季排名 notice as the group reads it: boards first, then each group's bars and table, then 口径 and how to ask. */
import { type Block, button, type Card } from '../../chat/card.ts'
import { quarterEnd } from '../../domain/assessment-calendar.ts'
import { showDay } from '../../domain/calendar-day.ts'
import type { QuarterRow } from '../../domain/evaluation/quarter-row.ts'
import { month, monthNumber, type Quarter, showQuarter } from '../../domain/period.ts'
import type { PublishMode, Rules } from '../../domain/rules.ts'
import type { EvaluationMode } from '../../domain/scoring-rules.ts'
import { showUnitGroup, type UnitGroup, unitGroups } from '../../domain/unit-group.ts'
import { BASIS } from '../as-of.ts'
import { groupBlocks } from './table.ts'

export interface Ranking {
  readonly quarter: Quarter
  /** In the order of the tables. */
  readonly rows: readonly QuarterRow[]
  /** Those of the quarter's last month. */
  readonly rules: Pick<Rules, 'ranking' | 'evaluation'>
  /** How the notice goes out. */
  readonly publishing: PublishMode
  /** A sentence that has to go along, if any: on the calendar, on where the data come from. */
  readonly caveat: string | null
}

const MODES: Readonly<Record<EvaluationMode, string>> = {
  full: '按六项计分',
  simple: '按亮牌计分',
  'cards-only': '只亮牌，不计分',
}

/** The post of a quarter. Names units only, never a person. */
export function rankingCard(ranking: Ranking): Card {
  const { rows } = ranking
  return {
    title: titleOf(ranking),
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: hasRanks(rows) ? boards(rows) : unrankedLine(ranking) },
      ...unitGroups.flatMap((group) => blocksOf(ranking, group, false)),
      { kind: 'note', text: footer(ranking) },
    ],
    actions: [button('本季进度', '排名')],
  }
}

/** One group as a whole: what the post leaves to a second look. */
export function groupCard(ranking: Ranking, group: UnitGroup): Card {
  const blocks = blocksOf(ranking, group, true)
  return {
    title: titleOf(ranking),
    tone: 'neutral',
    blocks: [
      ...(blocks.length === 0 ? [{ kind: 'text' as const, text: `本季没有${showUnitGroup(group)}参加考评` }] : blocks),
      { kind: 'note', text: footer(ranking) },
    ],
    actions: [button('全部分组', `季排名 ${showQuarter(ranking.quarter)}`)],
  }
}

function titleOf({ quarter, rows }: Ranking): string {
  const what = hasRanks(rows) ? '排名' : '考评结果'
  return `${showQuarter(quarter)}重点项目${what}（截至 ${showDay(quarterEnd(quarter))}）`
}

function blocksOf({ quarter, rows }: Ranking, group: UnitGroup, whole: boolean): Block[] {
  const own = rows.filter((row) => row.group === group)
  return own.length === 0 ? [] : groupBlocks({ quarter, group, rows: own, whole, ranks: hasRanks(rows) })
}

function hasRanks(rows: readonly QuarterRow[]): boolean {
  return rows.some(({ rank }) => rank !== null)
}

function boards(rows: readonly QuarterRow[]): string {
  const named = (label: string, winners: readonly string[]): string =>
    `${label}：${winners.length === 0 ? '无' : winners.join('、')}`
  const advance = rows.filter((row) => row.advance).map(({ name, change }) => `${name}（升 ${change ?? 0} 位）`)
  return [
    named('红榜', namesOf(rows.filter(({ honour }) => honour))),
    named('鞭策榜', namesOf(rows.filter(({ spur }) => spur))),
    named('争先进位奖', advance),
  ].join('\n')
}

function namesOf(rows: readonly QuarterRow[]): string[] {
  return rows.map(({ name }) => name)
}

function unrankedLine({ rules }: Ranking): string {
  if (!rules.ranking.enabled) return '本区不排名次、不设榜，以下按名册顺序列出'
  if (rules.evaluation.mode === 'cards-only') return '本区只亮牌、不计分，不排名次，以下按名册顺序列出'
  return '本季没有可以排名次的组，以下按名册顺序列出'
}

function footer(ranking: Ranking): string {
  const { rows, rules, publishing, caveat } = ranking
  const [first] = rows
  const how = first === undefined ? [] : [`怎么算的：发“明细 ${first.name} ${showQuarter(ranking.quarter)}”`]
  return [
    ...(hasRanks(rows) ? ['上季：上季名次；变化：比上季升（↑）降（↓）几位'] : []),
    `${BASIS}；依据${monthsText(rows)}已发布的考评，${MODES[rules.evaluation.mode]}`,
    `发布方式：${publishing === 'auto' ? '自动发布' : '审后发布'}；领导和个人不参加排名`,
    ...how,
    ...(caveat === null ? [] : [caveat]),
  ].join('\n')
}

/** '7、8、9月' */
function monthsText(rows: readonly QuarterRow[]): string {
  const scored = rows.flatMap(({ months }) => months.flatMap(({ month: of, score }) => (score === null ? [] : [of])))
  const numbers = [...new Set(scored)].toSorted().map((of) => monthNumber(month(of)))
  return numbers.length === 0 ? '本季' : `${numbers.join('、')}月`
}
