/** 倒计时 as people read it: one's own in front, what is due first before what is due later. */
import { button, type Card, say } from '../../chat/card.ts'
import { showDay } from '../../domain/calendar-day.ts'
import { toneOf } from './cards.ts'
import type { Hour } from './clock.ts'
import type { CountdownItem } from './countdown.ts'

/** What fits a phone's card; the rest is behind the `more` line. */
const SHOWN = 12

export interface CountdownAsked {
  /** '倒计时', '倒计时（区审批局）' */
  readonly title: string
  /** What to type for the next page: '倒计时 区审批局'. */
  readonly line: string
  readonly from: number
}

export interface OwnItem extends CountdownItem {
  readonly mine: boolean
}

export function countdownCard(items: readonly OwnItem[], { title, line, from }: CountdownAsked, hour: Hour): Card {
  if (items.length === 0) return say(`${title}：没有正在计时的手续`, { actions: [button('手续')] })
  const overdue = items.filter(({ left }) => left < 0).length
  const soon = items.filter(({ urgency }) => urgency === 'soon').length
  const counts = [
    ...(overdue > 0 ? [`逾期 ${overdue} 项`] : []),
    ...(soon > 0 ? [`${hour.rules.permits.soonDays} 天内到期 ${soon} 项`] : []),
  ]
  const shown = items.slice(from, from + SHOWN)
  const left = items.length - from - shown.length
  return say(`${title}：${items.length} 项在计时${counts.length === 0 ? '' : `，${counts.join('，')}`}`, {
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
        ...(left > 0 ? { more: { count: left, action: `${line} 从 ${from + SHOWN + 1}` } } : {}),
      },
      { kind: 'note', text: `截至 ${showDay(hour.today)}；停表的不在计时。看一项请发：手续 简称 名称` },
    ],
    actions: [button('手续'), ...(line === '倒计时' ? [] : [button('全部倒计时', '倒计时')])],
  })
}
