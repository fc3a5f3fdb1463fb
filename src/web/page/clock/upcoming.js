/** What will fire next, by day. */
import { h } from '../core/dom.js'
import { dayKey, showDayShort, showTime } from '../core/shanghai-time.js'
import { on, store } from '../core/store.js'
import { moveClock } from './move.js'

export function mountUpcoming(root) {
  const list = h('ol', { class: 'upcoming-list' })
  root.append(h('h2', {}, '接下来'), list)
  on(['upcoming', 'clockMoves', 'moving'], () => {
    if (store.upcoming.length === 0) list.replaceChildren(h('li', { class: 'nothing' }, '近期没有要自动办的事'))
    else list.replaceChildren(...store.upcoming.map(row))
  })
}

function row(event, index) {
  const previous = store.upcoming[index - 1]
  const newDay = previous === undefined || dayKey(previous.at) !== dayKey(event.at)
  const { title, note } = describeEvent(event)
  const what = h('span', { class: 'upcoming-what' }, `${title} `, note && h('span', { class: 'upcoming-note' }, note))
  return h(
    'li',
    { class: newDay ? 'new-day' : null },
    newDay && h('span', { class: 'upcoming-day' }, showDayShort(event.at)),
    h('time', { datetime: event.at }, showTime(event.at)),
    store.clockMoves
      ? h(
          'button',
          {
            type: 'button',
            class: 'upcoming-go',
            title: '快进到这一刻',
            disabled: store.moving,
            onclick: () => moveClock({ to: event.at }),
          },
          what,
        )
      : what,
  )
}

/** 旬报提醒, 9月上旬; for messages that wait for the same moment, their title and number. */
export function describeEvent({ title, period, count }) {
  if (count > 1) return { title, note: `${count} 条` }
  const shown = period === null ? null : showPeriod(period)
  return { title, note: shown === null || title.includes(shown) ? null : shown }
}

/** '2023-09-1' → '9月上旬'; '2023-09' → '9月'; '2023-Q3' → '三季度'. */
function showPeriod(period) {
  const tenDay = period.match(/^\d{4}-(\d\d)-([123])$/)
  if (tenDay) return `${Number(tenDay[1])}月${'上中下'[tenDay[2] - 1]}旬`
  const month = period.match(/^\d{4}-(\d\d)$/)
  if (month) return `${Number(month[1])}月`
  const quarter = period.match(/^\d{4}-Q([1-4])$/)
  return quarter ? `${'一二三四'[quarter[1] - 1]}季度` : null
}
