/** The right column: the business clock, what it will do next, what it just did, and how the sending stands. */
import { h, icon } from '../core/dom.js'
import { catchUp } from '../core/live.js'
import { dayKey, fromInput, showDay, showTime, showWeekday, showYear, toInput } from '../core/shanghai-time.js'
import { businessNow, on, store } from '../core/store.js'
import { moveClock } from './move.js'
import { mountSent } from './sent.js'
import { mountStatus } from './status.js'
import { describeEvent, mountUpcoming } from './upcoming.js'

const TICK_MS = 1000

export function mountClock(root) {
  const sections = Object.fromEntries(
    ['face', 'sent', 'upcoming', 'status'].map((name) => [name, h('section', { class: `panel ${name}` })]),
  )
  root.append(...Object.values(sections))
  mountFace(sections.face)
  mountSent(sections.sent)
  mountUpcoming(sections.upcoming)
  mountStatus(sections.status)
}

function mountFace(root) {
  const year = h('span', { class: 'face-year' })
  const date = h('span', { class: 'face-date' })
  const weekday = h('span', {})
  const mark = h('span', { class: 'day-mark' })
  const time = h('p', { class: 'face-time' })
  const forward = h(
    'button',
    { type: 'button', class: 'button primary forward', id: 'forward', onclick: () => moveClock({ next: true }) },
    icon('forward'),
    h('span', {}, '快进到下一件事'),
  )
  const next = h('p', { class: 'face-next' })
  const moment = h('input', { type: 'datetime-local', id: 'moment', class: 'field', required: true, step: '60' })
  const jump = h('button', { type: 'submit', class: 'button default' }, '跳到')
  const jumpForm = h(
    'form',
    {
      class: 'jump',
      onsubmit: (event) => {
        event.preventDefault()
        if (moment.value !== '') void moveClock({ to: fromInput(moment.value) })
      },
    },
    h('label', { for: 'moment' }, '跳到某个时刻'),
    h('div', { class: 'jump-row' }, moment, jump),
  )
  root.append(
    h('h2', { class: 'visually-hidden' }, '时钟'),
    h('div', { class: 'face-day' }, h('p', {}, year, date), h('p', { class: 'face-weekday' }, weekday, mark)),
    time,
    forward,
    next,
    jumpForm,
  )

  let shownDay = null
  const tick = () => {
    if (store.me === null) return
    const now = businessNow()
    time.textContent = showTime(now)
    const day = dayKey(now)
    if (day === shownDay) return
    // A new day may be a day off: the calendar is the server's to read.
    if (shownDay !== null) void catchUp()
    shownDay = day
    year.textContent = showYear(now)
    date.textContent = showDay(now)
    weekday.textContent = showWeekday(now)
  }
  const draw = () => {
    tick()
    mark.hidden = store.workday === null
    mark.textContent = store.workday ? '工作日' : '休息日'
    mark.classList.toggle('off', store.workday === false)
    forward.hidden = !store.clockMoves
    jumpForm.hidden = !store.clockMoves
    forward.disabled = store.moving || store.upcoming.length === 0
    forward.lastElementChild.textContent = store.moving ? '正在快进' : '快进到下一件事'
    jump.disabled = store.moving
    next.textContent = nextLine()
    moment.min = toInput(businessNow())
    if (document.activeElement !== moment) moment.value = toInput(store.upcoming[0]?.at ?? businessNow())
  }
  on(['ahead', 'workday', 'clockMoves', 'moving', 'upcoming', 'me'], draw)
  setInterval(tick, TICK_MS)
}

function nextLine() {
  const [first] = store.upcoming
  if (first === undefined) return '近期没有要自动办的事'
  const { title, note } = describeEvent(first)
  return `下一件：${showDay(first.at)} ${showTime(first.at)} ${[note, title].filter(Boolean).join(' ')}`
}
