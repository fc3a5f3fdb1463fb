/** The first visit: three things to try, ticked off as they are done, gone for good when one closes it. */
import { moveClock } from './clock/move.js'
import { h, icon } from './core/dom.js'
import { browserMemory } from './core/remember.js'
import { isPrivate, on, store, userById } from './core/store.js'
import { open } from './people/choose.js'
import { showTab } from './tabs.js'
import { fillComposer } from './talk/composer.js'
import { say } from './talk/send.js'

const CLOSED = 'guide-closed'
const done = new Set()
let shown = browserMemory.read(CLOSED) !== true

const STEPS = [
  {
    id: 'overview',
    title: '看总览',
    text: '在群里发 /总览，全区重点项目的进度一屏看完。',
    label: '发送 /总览',
    run: askOverview,
  },
  {
    id: 'forward',
    title: '快进到下一件事',
    text: '把时钟拨到提醒的那一刻，联络员会各收到一条旬报提醒。',
    label: '快进',
    run: () => moveClock({ next: true }),
  },
  {
    id: 'answer',
    title: '以联络员身份回一句话',
    text: '切换到收到提醒的联络员，照提醒里的示例回一句，数字就动了。',
    label: '切换过去',
    run: becomeLiaison,
  },
]
const AFTERWARDS = '三步都走完了。接着快进，会看到截止、锁定和旬调度通报；发送 帮助 看全部指令。'

export function mountGuide(root, opener) {
  const draw = () => {
    tick()
    root.hidden = !shown || !store.demo || store.me === null
    opener.hidden = !store.demo
    opener.setAttribute('aria-expanded', String(shown))
    const current = STEPS.find(({ id }) => !done.has(id))
    const close = () => toggle(false)
    root.replaceChildren(
      h('h2', {}, '三步看懂'),
      h('ol', {}, ...STEPS.map((step, index) => stepSign(step, index, step === current))),
      h('div', { class: 'guide-now' }, h('p', {}, current?.text ?? AFTERWARDS), nowButton(current, close)),
      h(
        'button',
        { type: 'button', class: 'icon-button guide-close', 'aria-label': '关闭新手引导', onclick: close },
        icon('close'),
      ),
    )
  }
  const toggle = (open) => {
    shown = open
    browserMemory.write(CLOSED, !open)
    draw()
  }
  opener.addEventListener('click', () => {
    toggle(!shown)
    if (shown) showTab('talk')
  })
  on(['messages', 'lastMove'], () => {
    const before = done.size
    tick()
    if (done.size !== before) draw()
  })
  on(['users', 'demo', 'moving', 'me'], draw)
}

function nowButton(current, close) {
  const run = current?.run ?? close
  return h(
    'button',
    { type: 'button', class: 'button primary small', disabled: store.moving, onclick: run },
    current?.label ?? '知道了',
  )
}

function stepSign({ id, title }, index, isCurrent) {
  const finished = done.has(id)
  return h(
    'li',
    { class: finished ? 'finished' : isCurrent ? 'current' : null, 'aria-current': isCurrent ? 'step' : null },
    h('span', { class: 'guide-number', 'aria-hidden': 'true' }, finished ? icon('check') : String(index + 1)),
    h('span', { class: 'guide-title' }, title),
    finished && h('span', { class: 'visually-hidden' }, '（已完成）'),
  )
}

/** What is done shows in the messages themselves, whichever way it was done. */
function tick() {
  for (const [chat, messages] of store.messages) {
    if (messages.some(({ from, text }) => from !== 'bot' && /总览|overview/.test(text))) done.add('overview')
    const owner = userById(chat)
    if (owner?.roles.includes('liaison') && messages.some(({ from }) => from === chat)) done.add('answer')
  }
  if (store.lastMove !== null) done.add('forward')
}

async function askOverview() {
  const group = store.chats.find(({ kind, members }) => kind === 'group' && members.includes(store.me))
  if (group !== undefined) open(store.me, group.id)
  showTab('talk')
  await say(isPrivate(store.chat) ? '总览' : '/总览')
}

/** Becomes a liaison who was reminded, with the reminder's own example in the line; sending is left to the person. */
function becomeLiaison() {
  const liaisons = store.users.filter(({ roles }) => roles.includes('liaison'))
  const reminded = liaisons.find(({ id }) => store.lastMove?.sent.some(({ chat }) => chat === id)) ?? liaisons[0]
  if (reminded === undefined) return
  open(reminded.id, reminded.id)
  showTab('talk')
  const newest = store.newest.get(reminded.id)
  fillComposer(newest?.text.match(/回复示例[：:]\s*(.+)/)?.[1]?.trim() ?? '没变')
}
