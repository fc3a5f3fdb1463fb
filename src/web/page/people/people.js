/** Everybody one can be, by role, to become with one click. */
import { h, icon } from '../core/dom.js'
import { on, store } from '../core/store.js'
import { showTab } from '../tabs.js'
import { avatar } from './avatar.js'
import { mountChats, mountSelf } from './chats.js'
import { become } from './choose.js'
import { describe } from './describe.js'
import { dot } from './dot.js'
import { hasUnread } from './unread.js'

const GROUPS = [
  { title: '项目办与管理', roles: ['office', 'admin', 'supervision', 'approval'] },
  { title: '包联领导', roles: ['leader'] },
  { title: '联络员', roles: ['liaison'] },
  { title: '责任单位', roles: ['unit'] },
  { title: '企业', roles: ['enterprise'] },
  { title: '未绑定', roles: [] },
]
/** How many of a group are offered before one asks for all. */
const OFFERED = 6
/** From so many people on there is a field to find one by name. */
const SEARCH_FROM = 12

/** Titles of the groups that were opened in full. */
const opened = new Set()
let wanted = ''

export function mountPeople(root) {
  const self = h('div', { class: 'self' })
  const chats = h('div', { class: 'chats', role: 'group', 'aria-label': '会话' })
  const find = () => {
    wanted = search.value.trim()
    draw()
  }
  const properties = {
    type: 'search',
    class: 'field search',
    placeholder: '找人：姓名、单位、职务',
    'aria-label': '找人',
  }
  const search = h('input', { ...properties, oninput: find })
  const list = h('div', { class: 'people-list' })
  root.append(self, chats, h('div', { class: 'switcher' }, h('h2', {}, '换个身份说话'), search, list))
  mountSelf(self)
  mountChats(chats)

  const draw = () => {
    search.hidden = store.users.length < SEARCH_FROM
    keepFocus(list, () => list.replaceChildren(...GROUPS.flatMap((group) => groupRows(group, draw))))
  }
  on(['users', 'me', 'newest'], draw)
}

/** The heading, the people, and what opens the rest. */
function groupRows(group, redraw) {
  const members = store.users.filter((user) => inGroup(user, group) && matches(user))
  if (members.length === 0) return []
  const all = opened.has(group.title) || wanted !== '' || members.length <= OFFERED + 1
  const shown = all ? members : members.filter((user, index) => index < OFFERED || user.id === store.me)
  const rest = members.filter((user) => !shown.includes(user))
  const rows = [h('h3', {}, group.title), h('ul', {}, ...shown.map((user) => h('li', {}, personButton(user))))]
  return rest.length === 0 ? rows : [...rows, moreButton(group.title, rest, redraw)]
}

function moreButton(title, rest, redraw) {
  const openAll = () => {
    opened.add(title)
    redraw()
  }
  const properties = { type: 'button', class: 'more-people', 'data-key': `more ${title}`, onclick: openAll }
  const unseen = rest.some(({ id }) => hasUnread(id, id))
  return h('button', properties, `还有 ${rest.length} 人`, unseen && dot(), icon('down'))
}

function inGroup(user, { roles }) {
  const first = user.roles[0]
  return first === undefined ? roles.length === 0 : roles.includes(first)
}

function matches(user) {
  const texts = [user.name, user.unit ?? '', user.title ?? '', ...user.roleNames]
  return wanted === '' || texts.some((text) => text.includes(wanted))
}

function personButton(user) {
  const choose = () => {
    become(user.id)
    showTab('talk')
  }
  const pressed = String(user.id === store.me)
  const properties = { type: 'button', class: 'person', 'data-key': user.id, 'aria-pressed': pressed, onclick: choose }
  const name = h('span', { class: 'person-name' }, user.name)
  const role = h('span', { class: 'person-role' }, describe(user))
  return h(
    'button',
    properties,
    avatar(user),
    h('span', { class: 'person-text' }, name, role),
    hasUnread(user.id, user.id) && dot(),
  )
}

/** Redraws without taking the keyboard's place away. */
function keepFocus(list, draw) {
  const key = list.contains(document.activeElement) ? document.activeElement.dataset.key : undefined
  draw()
  if (key !== undefined) list.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true })
}
