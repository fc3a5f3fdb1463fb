/** What the sender of a report reads (voice.md “收到”). */
import { type Action, type Block, button, type Card, say } from '../chat/card.ts'
import { showDayTime } from '../domain/calendar-day.ts'
import { completionRate } from '../domain/figures.ts'
import { showPercent } from '../domain/fraction.ts'
import { showMoney, ZERO } from '../domain/money.ts'
import { showTenDay, showTenDayShort, type TenDay, tenDay } from '../domain/period.ts'
import type { Problem } from '../generated/prisma/client.ts'
import type { Filed } from './reports-file.ts'

/** One entry that was filed. */
export interface Answered {
  readonly shortName: string
  readonly filed: Filed
  readonly problem: Problem | null
}

export interface AnswerText {
  readonly done: readonly Answered[]
  /** Entries of the same message that were not taken, each with its sentence. */
  readonly refused: readonly string[]
  /** Own projects that have no report for the 旬 yet. */
  readonly stillOpen: readonly string[]
  readonly deadlineAt: Date
  readonly lockAt: Date
  /** Other open 旬 that the report may have been meant for. */
  readonly otherPeriods: readonly TenDay[]
}

export function answerCard({ done, refused, stillOpen, deadlineAt, lockAt, otherPeriods }: AnswerText): Card {
  const [first, ...others] = done
  if (first === undefined) throw new Error('nothing was filed')
  const several = others.length > 0
  const notes = [
    ...correctionNote(first, lockAt),
    ...(done.some(({ filed }) => !filed.report.onTime) ? [`已过 ${showDayTime(deadlineAt)} 截止，按晚报记`] : []),
    ...(stillOpen.length === 0 ? [] : [`还差：${stillOpen.join('、')}`]),
  ]
  const blocks: Block[] = [
    ...(several ? [{ kind: 'list' as const, items: done.map((one) => ({ text: filedLine(one) })) }] : []),
    ...problemBlock(done),
    ...(refused.length === 0
      ? []
      : [{ kind: 'text' as const, tone: 'warning' as const, text: `没有记：${refused.join('\n')}` }]),
    { kind: 'note', text: notes.join('\n') },
  ]
  return say(several ? `已记下 ${done.length} 个项目` : `已记下：${filedLine(first)}`, {
    tone: 'good',
    blocks,
    actions: several || first.filed.replaced ? [] : otherPeriods.map((period) => moveButton(first.shortName, period)),
  })
}

/** The 旬 is named in the answer; this changes it. */
function moveButton(shortName: string, period: TenDay): Action {
  return button(`记到${showTenDayShort(period)}`, `改旬 ${shortName} ${showTenDay(period)}`)
}

/** '绿邦 9月上旬 完成 800 万元，年度累计 6,000 万元（完成率 60.00%），管道连接完成' */
function filedLine({ shortName, filed }: Answered): string {
  const { report, amount, backfill, yearToDate, plan } = filed
  const extra = backfill === ZERO ? '' : `（另补报 ${showMoney(backfill)}）`
  const done = report.noChange ? '没有变化' : `完成 ${showMoney(amount)}${extra}`
  const rate = plan === null ? null : completionRate(yearToDate, plan)
  const share = rate === null ? '' : `（完成率 ${showPercent(rate)}）`
  const progress = report.progress === null ? '' : `，${report.progress}`
  return `${shortName} ${showTenDayShort(tenDay(report.period))} ${done}，年度累计 ${showMoney(yearToDate)}${share}${progress}`
}

function correctionNote({ shortName, filed }: Answered, lockAt: Date): string[] {
  if (filed.afterLock) return ['退回的旬报已改好，项目办已收到']
  return [`填错了回“更正 ${shortName} 本旬 750万 原因”，${showDayTime(lockAt)} 前有效`]
}

function problemBlock(done: readonly Answered[]): Block[] {
  const raised = done.flatMap(({ problem }) => problem ?? [])
  if (raised.length === 0) return []
  return [{ kind: 'text', text: `问题已登记：${raised.map(({ id }) => `${id} 号`).join('、')}，已告诉项目办` }]
}
