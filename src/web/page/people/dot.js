/** The sign for something unread. */
import { h } from '../core/dom.js'

export function dot() {
  return h('span', { class: 'dot' }, h('span', { class: 'visually-hidden' }, '有未读'))
}
