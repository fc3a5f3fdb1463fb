/** A question before a click counts. */
import { h } from './dom.js'

/** Asks in a modal dialog; true when the person agrees. */
export function ask(question, agree = '确定') {
  return new Promise((resolve) => {
    const dialog = h(
      'dialog',
      { class: 'ask', 'aria-labelledby': 'ask-question' },
      h(
        'form',
        { method: 'dialog' },
        h('p', { id: 'ask-question' }, question),
        h(
          'div',
          { class: 'ask-buttons' },
          h('button', { class: 'button', value: 'no' }, '取消'),
          h('button', { class: 'button primary', value: 'yes' }, agree),
        ),
      ),
    )
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'yes')
    })
    document.body.append(dialog)
    dialog.showModal()
  })
}
