/** The list of suggestions above the input: a combobox for the keyboard, a row to tap for the finger. */
import { h } from '../core/dom.js'
import { suggestions } from './commands.js'

/**
 * @param {HTMLTextAreaElement} line
 * @param {(text: string) => void} fill puts a suggestion into the line
 */
export function suggestBox(line, fill) {
  const box = h('ul', {
    class: 'suggestions',
    id: 'suggestions',
    role: 'listbox',
    'aria-label': '指令提示',
    hidden: true,
  })
  let items = []
  let active = -1

  const draw = () => {
    box.hidden = items.length === 0
    line.setAttribute('aria-expanded', String(items.length > 0))
    box.replaceChildren(
      ...items.map((item, index) =>
        h(
          'li',
          {
            id: `suggestion-${index}`,
            role: 'option',
            'aria-selected': String(index === active),
            // mousedown would take the focus from the line before the click arrives.
            onmousedown: (event) => event.preventDefault(),
            onclick: () => take(index),
          },
          h('span', { class: 'suggestion-name' }, item.name),
          h('span', { class: 'suggestion-summary' }, item.summary),
        ),
      ),
    )
    if (active < 0) line.removeAttribute('aria-activedescendant')
    else line.setAttribute('aria-activedescendant', `suggestion-${active}`)
  }
  const show = () => {
    items = suggestions(line.value)
    active = -1
    draw()
  }
  const hide = () => {
    items = []
    active = -1
    draw()
  }
  const take = (index) => {
    const { fill: text } = items[index]
    hide()
    fill(text)
  }

  /** True when the key was for the list. */
  const key = (event) => {
    if (items.length === 0) return false
    if (event.key === 'Escape') hide()
    else if (event.key === 'ArrowDown') active = (active + 1) % items.length
    else if (event.key === 'ArrowUp') active = (active <= 0 ? items.length : active) - 1
    else if (event.key === 'Tab' && !event.shiftKey) take(Math.max(active, 0))
    else if (event.key === 'Enter' && active >= 0) take(active)
    else return false
    draw()
    return true
  }
  return { box, show, hide, key }
}
