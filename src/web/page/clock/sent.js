/** What the last move of the clock sent, and where: one line a message text, with the chats it went to. */
import { h } from '../core/dom.js'
import { showDay, showTime } from '../core/shanghai-time.js'
import { chatById, isPrivate, on, store } from '../core/store.js'
import { openChat } from '../people/choose.js'
import { showTab } from '../tabs.js'

/** How many chats of one text are listed before one asks for all. */
const LISTED = 3
const LINES = 6

export function mountSent(root) {
  on(['lastMove', 'chats'], () => {
    const { lastMove } = store
    root.hidden = lastMove === null
    if (lastMove === null) return
    const { sent, at } = lastMove
    const lines = byTitle(sent)
    const rest = lines.slice(LINES)
    root.replaceChildren(
      h('h2', {}, sent.length === 0 ? '这次没有发出消息' : `刚刚发出 ${sent.length} 条`),
      h('p', { class: 'sent-at' }, `到 ${showDay(at)} ${showTime(at)}`),
      h('ul', { class: 'sent-list' }, ...lines.slice(0, LINES).map(line)),
      ...(rest.length === 0
        ? []
        : [
            h(
              'details',
              {},
              h('summary', {}, `还有 ${rest.length} 种`),
              h('ul', { class: 'sent-list' }, ...rest.map(line)),
            ),
          ]),
    )
  })
}

/** Posts to groups first, then what went to most people. */
function byTitle(sent) {
  const chats = new Map()
  for (const { chat, title } of sent) chats.set(title, [...(chats.get(title) ?? []), chat])
  const lines = [...chats].map(([title, to]) => ({ title, to: [...new Set(to)] }))
  const weight = ({ to }) => (to.some((chat) => !isPrivate(chat)) ? 1000 : 0) + to.length
  return lines.sort((a, b) => weight(b) - weight(a))
}

function line({ title, to }) {
  const rest = to.slice(LISTED)
  return h(
    'li',
    {},
    h('p', { class: 'sent-title' }, title),
    h('p', { class: 'sent-to' }, ...to.slice(0, LISTED).map(chip)),
    rest.length > 0 &&
      h('details', {}, h('summary', {}, `另外 ${rest.length} 人`), h('p', { class: 'sent-to' }, ...rest.map(chip))),
  )
}

function chip(chat) {
  const show = () => {
    openChat(chat)
    showTab('talk')
  }
  return h('button', { type: 'button', class: 'chip', onclick: show }, chatById(chat)?.name ?? chat)
}
