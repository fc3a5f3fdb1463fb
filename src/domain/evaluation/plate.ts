/** 亮牌 (rules.md §6, §6a.10): 绿 unless a reason for 黄 or 红 holds at the month's end. */
import { daysBetween, showDay } from '../calendar-day.ts'
import { decimal, exact, fixed, percentText, share } from '../fraction.ts'
import type { ScoringRules } from '../scoring-rules.ts'
import { amountText } from './amount-text.ts'
import type { MilestoneInput } from './input.ts'
import { lateDays } from './milestones-item.ts'
import { byEnd, isIn, type MonthFacts, monthIndex } from './month-facts.ts'
import type { Plate } from './result.ts'
import { startWord } from './start-item.ts'

/** Month ends in a row without the planned start that make a 红牌. */
const MONTHS_UNSTARTED = 3
/** 黄牌 in the run of months just before that make the next month that is not 绿 a 红牌. */
const YELLOWS_BEFORE = 2

/** The plate of a project that is in the assessment and not exempt. */
export function plateOf(facts: MonthFacts, { plates }: ScoringRules): Plate {
  const behind = behindText(facts)
  const yellow = [
    ...(isBehind(facts, plates.yellowRatio, plates.yellowGap) ? [behind] : []),
    ...unstarted(facts),
    ...lateMilestones(facts, plates.lateDays),
  ]
  const red = [
    ...(isBehind(facts, plates.redRatio, plates.redGap) ? [`${behind}，达到红牌标准`] : []),
    ...longUnstarted(facts),
    ...(yellow.length > 0 ? afterYellows(facts) : []),
  ]
  if (red.length > 0) return { colour: 'red', reasons: [...red, ...yellow.filter((reason) => !restated(reason, red))] }
  return { colour: yellow.length > 0 ? 'yellow' : 'green', reasons: yellow }
}

/** Both have to hold: r below the ratio, and so many percentage points behind. */
function isBehind({ r, g }: MonthFacts, ratio: number, gap: number): boolean {
  return r.lt(share(ratio)) && g.gte(decimal(gap))
}

function behindText({ yearToDate, target, r, g }: MonthFacts): string {
  const amounts = `年度累计 ${amountText(exact(yearToDate))}元，目标 ${amountText(target)}元`
  return `${amounts}，为目标的 ${percentText(r)}%，欠 ${fixed(g, 2)} 个百分点`
}

/** 应开未开, 应复未复: the planned day is over, and by the month's end it had not started. */
function isUnstarted(facts: MonthFacts): boolean {
  const { start } = facts.input
  return start !== null && byEnd(facts, start.plannedOn) !== null && byEnd(facts, start.verifiedOn) === null
}

function unstarted(facts: MonthFacts): string[] {
  const { start } = facts.input
  if (start === null || start.plannedOn === null || !isUnstarted(facts)) return []
  const word = startWord(start.kind)
  return [`计划 ${showDay(start.plannedOn)}${word}，月末未${word}`]
}

/** Month ends in a row, the first being that of the planned month; grey ones do not count. */
function longUnstarted(facts: MonthFacts): string[] {
  const { start, plates } = facts.input
  if (start === null || start.kind !== 'start' || start.plannedOn === null || !isUnstarted(facts)) return []
  const planned = start.plannedOn.slice(0, 7)
  const grey = plates.filter(({ month, colour }) => colour === 'grey' && month >= planned).length
  const months = monthIndex(facts.month) - monthIndex(planned) + 1 - grey
  return months < MONTHS_UNSTARTED
    ? []
    : [`计划 ${showDay(start.plannedOn)}开工，月末未开工，已连续 ${months} 个月末应开未开`]
}

/** Not done and due long before the month's end, or done this month long after it was due. */
function lateMilestones(facts: MonthFacts, most: number): string[] {
  return facts.input.milestones.flatMap((milestone) => {
    const open = byEnd(facts, milestone.doneOn) === null
    const days = open ? daysBetween(milestone.dueOn, facts.end) : lateInMonth(facts, milestone)
    if (days <= most) return []
    return [`节点“${milestone.name}”${open ? `超期 ${days} 天未完成` : `晚 ${days} 天完成`}`]
  })
}

function lateInMonth({ month }: MonthFacts, milestone: MilestoneInput): number {
  return milestone.doneOn !== null && isIn(month, milestone.doneOn) ? (lateDays(milestone) ?? 0) : 0
}

/** Grey months are skipped; a green month, or one without a plate, ends the run. */
function afterYellows({ month, input }: MonthFacts): string[] {
  const colours = new Map(input.plates.map((plate) => [monthIndex(plate.month), plate.colour]))
  let yellows = 0
  let months = 0
  for (let at = monthIndex(month) - 1; ; at--) {
    const colour = colours.get(at)
    if (colour === undefined || colour === 'green') break
    if (colour !== 'grey') months++
    if (colour === 'yellow') yellows++
  }
  return yellows < YELLOWS_BEFORE ? [] : [`连续第 ${months + 1} 个月未达绿牌，此前已有 ${yellows} 次黄牌`]
}

function restated(reason: string, red: readonly string[]): boolean {
  return red.some((stronger) => stronger.startsWith(reason))
}
