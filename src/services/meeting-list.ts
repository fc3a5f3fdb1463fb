/** The list for the 旬调度会, as text that can be copied into an invitation. */
import { type Block, button, type Card, say } from '../chat/card.ts'
import { phoneLines } from '../chat/phone-lines.ts'
import { shortened } from '../chat/standard-cards.ts'
import { showDay } from '../domain/calendar-day.ts'
import { lastDay, showTenDay, showTenDayShort, type TenDay } from '../domain/period.ts'
import { showGapShort } from '../domain/points.ts'
import type { MeetingProblem, MeetingProject, MeetingUnit, Streak } from './meeting-list-facts.ts'

/** Beside title, note and buttons this fits a phone's screen. */
const SCREEN_LINES = 12
const STATEMENT_LENGTH = 24

const STREAKS: Readonly<Record<Streak, string>> = {
  missing: '连续 3 旬未报',
  zero: '连续 3 旬为零',
  mixed: '连续 3 旬未报或为零',
}

/** `whole`: everything, however long; else what fits a phone, with the rest behind a button. */
export function meetingCard(period: TenDay, units: readonly MeetingUnit[], whole: boolean): Card {
  const short = showTenDayShort(period)
  if (units.length === 0) return say(`${short}没有需要上会的项目和问题`, { tone: 'good', blocks: [noteOf(period)] })
  const texts = units.map((unit, i) => `${i + 1} ${unitText(unit)}`)
  const leads = leadText(units)
  const parts = [...texts, ...(leads === null ? [] : [leads])]
  const shown = whole ? parts : fitting(parts)
  const left = texts.length - Math.min(texts.length, shown.length)
  const blocks: Block[] = [
    { kind: 'text', text: shown.join('\n') },
    ...(left > 0 ? [{ kind: 'note' as const, text: `还有 ${left} 个单位` }] : []),
    noteOf(period),
  ]
  return say(`${short}调度会名单：${countsOf(units)}`, {
    blocks,
    actions: shown.length < parts.length ? [button('全部名单', `旬调度 ${showTenDay(period)} 会议 全部`)] : [],
  })
}

function noteOf(period: TenDay): Block {
  return { kind: 'note', text: `截至 ${showDay(lastDay(period))}，调度口径；按轻重缓急排，不是名次` }
}

/** At least the first unit, and as many as fit. */
function fitting(parts: readonly string[]): readonly string[] {
  let room = SCREEN_LINES
  const end = parts.findIndex((part, i) => {
    room -= phoneLines(part)
    return room < 0 && i > 0
  })
  return end === -1 ? parts : parts.slice(0, end)
}

/** '请 5 个单位，议 6 个项目、4 个问题' */
function countsOf(units: readonly MeetingUnit[]): string {
  const projects = units.flatMap((unit) => unit.projects)
  const problems = projects.reduce((count, project) => count + project.problems.length, 0)
  const called = new Set([...units.map(nameOf), ...leadsOf(units).keys()])
  return `请 ${called.size} 个单位，议 ${projects.length} 个项目${problems === 0 ? '' : `、${problems} 个问题`}`
}

function nameOf({ unit }: MeetingUnit): string {
  return unit?.shortName ?? '未定责任单位'
}

function unitText(entry: MeetingUnit): string {
  const heads = entry.heads.length === 0 ? '' : `（${entry.heads.slice(0, 2).join('、')}）`
  return [`${nameOf(entry)}${heads}`, ...entry.projects.flatMap(projectLines)].join('\n')
}

function projectLines({ standing, lagging, streak, problems }: MeetingProject): string[] {
  const reasons = [
    ...(lagging ? [`${showGapShort(standing.g)} 个百分点`] : []),
    ...(streak === null ? [] : [STREAKS[streak]]),
  ]
  return [
    `· ${standing.shortName}${reasons.length === 0 ? '' : `：${reasons.join('，')}`}`,
    ...problems.map((problem) => `　${problemText(problem)}`),
  ]
}

function problemText({ id, statement, level, daysOver, leadUnit }: MeetingProblem): string {
  const over = daysOver === 0 ? '' : `，超期 ${daysOver} 天`
  const lead = leadUnit === null ? '' : `，牵头 ${leadUnit}`
  return `问题 ${id} 号 ${shortened(statement, STATEMENT_LENGTH)}（${level} 级${over}${lead}）`
}

/** Units that lead a problem of another unit's project: they are to come too. */
function leadsOf(units: readonly MeetingUnit[]): ReadonlyMap<string, readonly string[]> {
  const leads = new Map<string, string[]>()
  for (const entry of units) {
    for (const { standing, problems } of entry.projects) {
      for (const { leadUnit } of problems) {
        if (leadUnit === null || leadUnit === nameOf(entry)) continue
        const known = leads.get(leadUnit) ?? []
        if (!known.includes(standing.shortName)) leads.set(leadUnit, [...known, standing.shortName])
      }
    }
  }
  return leads
}

/** '另请牵头单位：区自然资源局（示例乙）、区林草局（石谷景区）' */
function leadText(units: readonly MeetingUnit[]): string | null {
  const leads = [...leadsOf(units)].map(([unit, projects]) => `${unit}（${projects.join('、')}）`)
  return leads.length === 0 ? null : `另请牵头单位：${leads.join('、')}`
}
