/** The open chat: its head, its messages, what to type when it is empty. */
import { api } from '../core/api.js'
import { h } from '../core/dom.js'
import { holdMessages } from '../core/messages.js'
import { chatById, isPrivate, on, store, userById } from '../core/store.js'
import { toastError } from '../core/toast.js'
import { markRead } from '../people/unread.js'
import { mountComposer } from './composer.js'
import { emptyState } from './empty.js'
import { nameOf, titleOf } from './message.js'
import { place, timeline } from './timeline.js'

/** So near to the end one is reading along, and new messages may pull the list down. */
const NEAR_PX = 160
/** The room above the first new message. */
const NEWS_TOP_PX = 12
/** A full page was read: there may be older ones. */
const FULL_PAGE = 100

export function mountConversation(root) {
  const composer = h('div', { class: 'composer' })
  root.append(mountHead())
  mountMessages(root)
  root.append(composer)
  mountComposer(composer)
}

function mountHead() {
  const title = h('h2', {})
  const about = h('p', { class: 'talk-about' })
  on(['chat', 'me', 'chats', 'users'], () => {
    const chat = chatById(store.chat)
    if (chat === undefined) return
    const name = userById(store.me)?.name ?? ''
    const inGroup = chat.kind === 'group'
    title.textContent = inGroup ? chat.name : `${name}与赛马助手的私聊`
    about.textContent = inGroup ? `工作群，${chat.members.length} 人　我是${name}` : '只有本人和赛马助手看得见'
  })
  return h('header', { class: 'talk-head' }, h('div', {}, title, about))
}

function mountMessages(root) {
  const list = h('ol', { class: 'messages', 'aria-label': '消息' })
  const scroll = h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': '消息记录' }, list)
  const down = h('button', { type: 'button', class: 'chip to-end', hidden: true, onclick: () => toEnd() }, '有新消息')
  root.append(scroll, down)

  /** For whom and where the list was drawn last, and its elements by message id. */
  let drawn = { chat: null, me: null, elements: new Map() }
  /** Chats whose first message is shown. */
  const complete = new Set()

  const near = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_PX
  const toEnd = () => {
    scroll.scrollTop = scroll.scrollHeight
    down.hidden = true
  }
  /** To the end, but not past the beginning of what came: a long card is read from its title. */
  const toNews = (element) => {
    toEnd()
    if (element === undefined) return
    const above = element.getBoundingClientRect().top - scroll.getBoundingClientRect().top
    if (above < NEWS_TOP_PX) scroll.scrollTop += above - NEWS_TOP_PX
  }
  scroll.addEventListener(
    'scroll',
    () => {
      if (near()) down.hidden = true
    },
    { passive: true },
  )

  const draw = () => {
    const messages = store.messages.get(store.chat)
    if (messages === undefined) {
      place(list, [h('li', { class: 'loading' }, '正在读取消息')])
      drawn = { chat: null, me: null, elements: new Map() }
      return
    }
    const fresh = drawn.chat !== store.chat || drawn.me !== store.me
    const before = fresh ? new Map() : drawn.elements
    const atEnd = fresh || near()
    const { rows, elements } = timeline(messages, before)
    place(list, [...firstRow(messages), ...rows, ...lastRow()])
    drawn = { chat: store.chat, me: store.me, elements }
    const added = fresh ? [] : messages.filter(({ id }) => !before.has(id))
    const wanted = atEnd || added.some(({ from }) => from === store.me)
    if (wanted) toNews(elements.get(newsFrom(messages, added))?.element)
    else if (added.length > 0) down.hidden = false
    announce(added)
    seen()
  }

  const firstRow = (messages) => {
    if (messages.length === 0) return [emptyState()]
    if (messages.length < FULL_PAGE || complete.has(store.chat)) return []
    const read = h('button', { type: 'button', class: 'chip', onclick: () => readOlder(messages[0]) }, '更早的消息')
    return [h('li', { class: 'older' }, read)]
  }
  const readOlder = async (first) => {
    const height = scroll.scrollHeight
    try {
      const messages = await api.messages(first.chat, { before: first.id })
      if (messages.length < FULL_PAGE) complete.add(first.chat)
      holdMessages(first.chat, messages)
      scroll.scrollTop += scroll.scrollHeight - height
    } catch (error) {
      toastError(error)
    }
  }

  on(['chat', 'me', 'messages', 'thinking'], draw)
  document.addEventListener('visibilitychange', seen)
}

/** The id from which on one wants to read: the line one wrote oneself, when the news answer it, else the first news. */
function newsFrom(messages, added) {
  const first = added[0] ?? messages.at(-1)
  const before = messages[messages.indexOf(first) - 1]
  return before?.from === store.me ? before.id : first?.id
}

function lastRow() {
  return store.thinking === store.chat ? [h('li', { class: 'thinking' }, '赛马助手正在处理')] : []
}

function seen() {
  if (!document.hidden) markRead(store.me, store.chat)
}

function announce(added) {
  const heard = added.filter(({ from }) => from !== store.me)
  if (heard.length === 0) return
  const said = heard.map((message) => {
    return `${nameOf(message.from)}：${titleOf(message)}`
  })
  document.getElementById('announcer').textContent = `${isPrivate(store.chat) ? '' : '群里，'}${said.join('；')}`
}
