/** The reminder of a 旬 (voice.md): one message for all of a person's projects, with the form. */
import { type Block, button, type Card } from '../chat/card.ts'
import { showDayTime } from '../domain/calendar-day.ts'
import { showMoney } from '../domain/money.ts'
import { showTenDay, showTenDayShort, type TenDay } from '../domain/period.ts'
import { type AskedProject, reportForm } from './reports-form.ts'

export interface ReminderText {
  readonly period: TenDay
  /** Numbered from 1 in this order. */
  readonly projects: readonly AskedProject[]
  readonly deadlineAt: Date
  /** The second reminder says so; one after the deadline says until when a report is still taken. */
  readonly again: false | { readonly lateUntil: Date | null }
  /** A sentence on the calendar that has to go along, if any. */
  readonly caveat: string | null
}

export function reminderCard({ period, projects, deadlineAt, again, caveat }: ReminderText): Card {
  const one = projects.length === 1
  const lines = projects.map((project, i) => `${one ? '' : `${i + 1} `}${projectLine(project)}`)
  const heading = one ? [] : [`您有 ${projects.length} 个项目：`]
  const example = `回复示例：${one ? '' : '1 '}${exampleFor(projects[0])}`
  const blocks: Block[] = [
    { kind: 'text', text: [...heading, ...lines, example].join('\n') },
    reportForm(period, projects, `没有进展就回：${one ? '没变' : '1 没变'}`),
    ...(caveat === null ? [] : [{ kind: 'note' as const, text: caveat }]),
  ]
  return {
    title: titleOf(showTenDayShort(period), deadlineAt, again),
    tone: 'neutral',
    blocks,
    actions: [button(noChangeLabel(projects.length), `旬报 ${showTenDay(period)} 都没变`)],
  }
}

function titleOf(period: string, deadlineAt: Date, again: ReminderText['again']): string {
  const deadline = showDayTime(deadlineAt)
  if (again === false) return `${period}报，请在 ${deadline} 前回一句话`
  if (again.lateUntil === null) return `还没有收到您的${period}报，请在 ${deadline} 前回一句话`
  return `还没有收到您的${period}报，${showDayTime(again.lateUntil)} 锁定前仍可以报，请回一句话`
}

function projectLine({ shortName, yearToDate, progress, missed }: AskedProject): string {
  const since = missed.length === 0 ? '' : `（${missed.map(showTenDayShort).join('、')}未报，请报年度累计）`
  return `${shortName}　上期累计 ${showMoney(yearToDate)}${progress === null ? '' : `，${progress}`}${since}`
}

/** The sample line of voice.md; where 旬 were left out it shows how to give the year's total. */
function exampleFor(project: AskedProject | undefined): string {
  const asksTotal = project !== undefined && project.missed.length > 0
  return asksTotal ? '累计6000万 管道连接完成' : '本旬800万 管道连接完成'
}

const COUNTS = ['', '', '两', '三', '四', '五', '六', '七', '八', '九', '十']

function noChangeLabel(count: number): string {
  if (count === 1) return '没变'
  const word = COUNTS[count]
  return word === undefined ? '全部没变' : `${word}个都没变`
}
