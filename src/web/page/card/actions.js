/** What one can click on a card: buttons, selects, links. Each is a command that one could type instead. */
import { ask } from '../core/ask.js'
import { h } from '../core/dom.js'

let count = 0

export function actionRow(actions, act) {
  return h('div', { class: 'actions' }, ...actions.map((action) => DRAW[action.kind](action, act)).filter(Boolean))
}

const DRAW = { button, select, link }

function button(action, act) {
  const element = h(
    'button',
    {
      type: 'button',
      class: `button ${action.style ?? 'default'}`,
      title: action.label === action.action ? null : `相当于发送：${action.action}`,
      onclick: async () => {
        if (action.confirm !== undefined && !(await ask(action.confirm, action.label))) return
        await busy(element, () => act(action.action))
      },
    },
    action.label,
  )
  return element
}

/** Chosen first, done by a button: with the keyboard a select changes at every arrow. */
function select(action, act) {
  count += 1
  const id = `select-${count}`
  const choice = h(
    'select',
    { id, class: 'field' },
    h('option', { value: '' }, '请选择'),
    ...action.options.map(({ label, action: command }) => h('option', { value: command }, label)),
  )
  const go = h(
    'button',
    {
      type: 'button',
      class: 'button default',
      onclick: () => choice.value !== '' && busy(go, () => act(choice.value)),
    },
    '确定',
  )
  return h('div', { class: 'select-action' }, h('label', { for: id }, action.label), choice, go)
}

function link(action) {
  if (!/^https?:\/\//i.test(action.url)) return null
  return h(
    'a',
    { class: 'button default', href: action.url, target: '_blank', rel: 'noopener noreferrer' },
    action.label,
  )
}

/** "还有 12 行" behind a table or a list. */
export function moreButton(more, unit, act) {
  if (more === undefined) return null
  const element = h(
    'button',
    { type: 'button', class: 'button small', onclick: () => busy(element, () => act(more.action)) },
    `还有 ${more.count} ${unit}，点开查看`,
  )
  return element
}

async function busy(element, run) {
  element.disabled = true
  element.setAttribute('aria-busy', 'true')
  await run()
  element.disabled = false
  element.removeAttribute('aria-busy')
}
