/** The 旬调度通报 as the group reads it (voice.md). */
import { type Block, button, type Card } from '../chat/card.ts'
import { showDay } from '../domain/calendar-day.ts'
import { showPercent } from '../domain/fraction.ts'
import { showMoney, showYi } from '../domain/money.ts'
import { lastDay, showTenDay, showTenDayShort } from '../domain/period.ts'
import { showGap } from '../domain/points.ts'
import { showUnitGroup } from '../domain/unit-group.ts'
import type { DispatchFacts, MissingUnit } from './dispatch-notice-facts.ts'

/** More units than this are counted, not named: the post has to fit a phone's screen. */
const NAMED_UNITS = 6

/** The post of a 旬. `caveat`: a sentence on the calendar that has to go along, if any. */
export function dispatchCard(facts: DispatchFacts, caveat: string | null): Card {
  const { period, standings, returned } = facts
  const reported = standings.filter((standing) => standing.reported).length
  const blocks: Block[] = [
    { kind: 'text', text: `${sumsLine(facts)}\n项目 ${standings.length} 个，已报 ${reported} 个` },
    ...unitBlocks(facts),
    { kind: 'text', text: [laggingLine(facts), problemLine(facts), missingLine(facts.missing)].join('\n') },
    ...(returned.length === 0 ? [] : [{ kind: 'text' as const, text: `退回待改 ${returned.length} 个项目` }]),
    { kind: 'note', text: ['调度口径，非统计数据', ...(caveat === null ? [] : [caveat])].join('\n') },
  ]
  return {
    title: `${showTenDayShort(period)}重点项目调度（截至 ${showDay(lastDay(period))}）`,
    tone: 'neutral',
    blocks,
    actions: [
      button('排名表', '排名'),
      button('落后项目', '项目清单 落后'),
      button('未报明细', `未报 ${showTenDay(period)}`),
    ],
  }
}

function sumsLine({ totals }: DispatchFacts): string {
  const done = `本旬完成 ${showMoney(totals.periodAmount)}，年度累计 ${showYi(totals.yearToDate)}`
  if (totals.completion === null) return done
  return `${done}，完成率 ${showPercent(totals.completion)}，比目标${showGap(totals.g)}`
}

function unitBlocks({ groups, unitNames }: DispatchFacts): Block[] {
  if (groups.length === 0) return []
  const items = groups.map(({ group, rows }) => ({
    text: showUnitGroup(group),
    detail: rows.map(({ unitId, r }) => `${unitNames.get(unitId) ?? ''} ${showPercent(r)}`).join('，'),
  }))
  return [
    { kind: 'text', text: '单位进度（按组，年度累计占目标累计）' },
    { kind: 'list', items },
  ]
}

function laggingLine({ lagging, laggingPoints }: DispatchFacts): string {
  return `落后目标 ${laggingPoints} 个百分点以上的项目 ${lagging} 个`
}

function problemLine({ problems: { raised, closed, overdue } }: DispatchFacts): string {
  return `新增问题 ${raised}，销号 ${closed}，逾期 ${overdue}`
}

/** '未报：2 个单位 3 个项目（区能源局 2、东风镇 1）' */
export function missingLine(missing: readonly MissingUnit[]): string {
  if (missing.length === 0) return '未报：无'
  const projects = missing.reduce((count, unit) => count + unit.projects.length, 0)
  const named = missing.slice(0, NAMED_UNITS).map((entry) => `${missingUnitName(entry)} ${entry.projects.length}`)
  const rest = missing.length > NAMED_UNITS ? ' 等' : ''
  return `未报：${missing.length} 个单位 ${projects} 个项目（${named.join('、')}${rest}）`
}

/** The unit's short name, or what stands in its place. */
export function missingUnitName({ unit }: MissingUnit): string {
  return unit?.shortName ?? '未定责任单位'
}
