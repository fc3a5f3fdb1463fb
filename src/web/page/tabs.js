/** The bar at the foot of a narrow screen: one column at a time. On a wide screen all three stand beside each other. */
import { h, icon } from './core/dom.js'
import { on, store } from './core/store.js'
import { hasUnread } from './people/unread.js'

const TABS = [
  { id: 'people', label: '身份', sign: 'people' },
  { id: 'talk', label: '对话', sign: 'talk' },
  { id: 'clock', label: '时钟', sign: 'clock' },
]

export function mountTabs(root) {
  const buttons = new Map(
    TABS.map(({ id, label, sign }) => [
      id,
      h('button', { type: 'button', onclick: () => showTab(id) }, icon(sign), h('span', {}, label)),
    ]),
  )
  root.append(...buttons.values())
  const draw = () => {
    for (const [id, button] of buttons) {
      button.setAttribute('aria-pressed', String(document.body.dataset.tab === id))
      button.classList.toggle('has-news', id === 'people' && elsewhere())
    }
  }
  on(['newest', 'me', 'chat'], draw)
  document.body.addEventListener('tab', draw)
  draw()
}

/** Brings a column to the front on a narrow screen. */
export function showTab(id) {
  document.body.dataset.tab = id
  document.body.dispatchEvent(new Event('tab'))
}

/** Something unread lies in a chat that is not open: one's own, or another person's. */
function elsewhere() {
  return store.users.some(({ id }) => hasUnread(id, id) && id !== store.chat)
}
