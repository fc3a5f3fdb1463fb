/** 倒计时 as people read it. */
import { button, type Card, say } from '../../chat/card.ts'
import { showDay } from '../../domain/calendar-day.ts'
import { calendarCaveat } from '../../domain/workday.ts'
import { toneOf } from './cards.ts'
import type { Hour } from './clock.ts'
import type { CountdownPage } from './countdown-list.ts'

/** What fits a phone's card; the rest is behind the `more` line. */
export const COUNTDOWN_SHOWN = 12

export interface CountdownAsked {
  /** '手续倒计时', '手续倒计时（区审批局）' */
  readonly title: string
  /** What to type for the next page: '倒计时 区审批局'. */
  readonly line: string
  readonly from: number
}

export function countdownCard(page: CountdownPage, { title, line, from }: CountdownAsked, hour: Hour): Card {
  const { all, overdue, soon, shown } = page
  if (all === 0) return say(`${title}：没有正在计时的手续`, { actions: [button('手续')] })
  const counts = [
    ...(overdue > 0 ? [`逾期 ${overdue} 项`] : []),
    ...(soon > 0 ? [`${hour.rules.permits.soonDays} 天内到期 ${soon} 项`] : []),
  ]
  const left = all - from - shown.length
  const caveat = calendarCaveat(
    hour.calendar,
    [...shown.map(({ dueOn }) => dueOn), hour.today].map((on) => Number(on.slice(0, 4))),
  )
  return say(`${title}：${all} 项在计时${counts.length === 0 ? '' : `，${counts.join('，')}`}`, {
    blocks: [
      {
        kind: 'list',
        items: shown.map((item) => {
          const tone = toneOf(item.urgency)
          return {
            text: `${item.mine ? '【我的】' : ''}${item.project} ${item.permit} ${item.shown}`,
            detail: item.unit,
            ...(tone === null ? {} : { tone }),
          }
        }),
        ...(left > 0 ? { more: { count: left, action: `${line} 从 ${from + COUNTDOWN_SHOWN + 1}` } } : {}),
      },
      {
        kind: 'note',
        text: [
          `截至 ${showDay(hour.today)}；停表的不在计时。看一项请发：手续 简称 名称`,
          ...(caveat === null ? [] : [caveat]),
        ].join('；'),
      },
    ],
    actions: [button('手续'), ...(line === '倒计时' ? [] : [button('全部倒计时', '倒计时')])],
  })
}
