/** What an empty chat says: what to type first. */
import { h } from '../core/dom.js'
import { isPrivate, store, userById } from '../core/store.js'
import { fillComposer } from './composer.js'
import { say } from './send.js'

export function emptyState() {
  const inPrivate = isPrivate(store.chat)
  const tries = inPrivate ? triesInPrivate() : ['/总览', '@赛马助手 绿邦到哪一步了？']
  return h(
    'li',
    { class: 'empty' },
    h('p', { class: 'empty-title' }, inPrivate ? '这里还没有消息' : '群里还没有消息'),
    h('p', {}, inPrivate ? '提醒、日报和办理结果会发到这里。先问一句试试：' : '通报会发到这里。先问一句试试：'),
    h('div', { class: 'empty-tries' }, ...tries.map(tryButton)),
  )
}

function triesInPrivate() {
  const roles = userById(store.me)?.roles ?? []
  if (roles.length === 0) return ['帮助']
  return roles.includes('liaison') ? ['我的项目', '帮助'] : ['总览', '项目 绿邦']
}

function tryButton(text) {
  return h(
    'button',
    {
      type: 'button',
      class: 'chip',
      onclick: () => {
        fillComposer('')
        void say(text)
      },
    },
    text,
  )
}
