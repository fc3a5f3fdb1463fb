/** Short notes that come and go: what a click did, what went wrong. */
import { h, icon } from './dom.js'

const SHOWN_MS = 4500
const WITH_ACTION_MS = 9000
const MOST = 3

/**
 * @param {string} text
 * @param {{tone?: string, action?: {label: string, run: () => void}}} [options]
 */
export function toast(text, { tone = 'neutral', action } = {}) {
  const box = document.getElementById('toasts')
  const close = () => note.remove()
  const note = h(
    'div',
    { class: `toast tone-${tone}` },
    h('p', {}, text),
    action &&
      h(
        'button',
        {
          type: 'button',
          class: 'toast-action',
          onclick: () => {
            close()
            action.run()
          },
        },
        action.label,
      ),
    h('button', { type: 'button', class: 'toast-close', 'aria-label': '关闭提示', onclick: close }, icon('close')),
  )
  box.append(note)
  while (box.children.length > MOST) box.firstElementChild.remove()
  setTimeout(close, action ? WITH_ACTION_MS : SHOWN_MS)
}

/** Takes away the notes that belong to where one was before. */
export function clearToasts() {
  document.getElementById('toasts').replaceChildren()
}

/** Shows why something did not work. */
export function toastError(error) {
  toast(error instanceof Error ? error.message : String(error), { tone: 'bad' })
}
