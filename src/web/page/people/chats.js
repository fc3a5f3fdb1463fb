/** Who one is, and the chats one has: the group, and the private one with the bot. */
import { h, icon } from '../core/dom.js'
import { on, store, userById } from '../core/store.js'
import { showTab } from '../tabs.js'
import { avatar } from './avatar.js'
import { open } from './choose.js'
import { describe } from './describe.js'
import { dot } from './dot.js'
import { hasUnread } from './unread.js'

export function mountSelf(root) {
  on(['users', 'me'], () => {
    const me = userById(store.me)
    if (me === undefined) return
    const text = h('div', {}, h('p', { class: 'self-name' }, me.name), h('p', { class: 'self-role' }, describe(me)))
    root.replaceChildren(avatar(me), text)
  })
}

export function mountChats(root) {
  on(['users', 'me', 'chat', 'chats', 'newest'], () => {
    const mine = store.chats.filter(({ members }) => members.includes(store.me))
    root.replaceChildren(...mine.map(chatButton))
  })
}

function chatButton(chat) {
  const newest = store.newest.get(chat.id)
  const name = chat.kind === 'group' ? chat.name : '与赛马助手的私聊'
  const sign = icon(chat.kind === 'group' ? 'people' : 'talk')
  const choose = () => {
    open(store.me, chat.id)
    showTab('talk')
  }
  return h(
    'button',
    {
      type: 'button',
      class: 'chat',
      title: name,
      'aria-current': chat.id === store.chat ? 'true' : null,
      onclick: choose,
    },
    h('span', { class: 'chat-sign', 'aria-hidden': 'true' }, sign),
    h(
      'span',
      { class: 'chat-text' },
      h('span', { class: 'chat-name' }, name),
      h('span', { class: 'chat-newest' }, newest === undefined ? '还没有消息' : preview(newest)),
    ),
    hasUnread(store.me, chat.id) && dot(),
  )
}

function preview(message) {
  const said = message.card?.title ?? message.text
  return message.from === 'bot' ? said : `${userById(message.from)?.name ?? message.from}：${said}`
}
