/** The rows of a chat: its messages with the times between them. */
import { h } from '../core/dom.js'
import { dayKey, showDay, showTime, showWeekday } from '../core/shanghai-time.js'
import { drawMessage } from './message.js'

/** A gap in business time from which on the time is written between two messages. */
const GAP_MS = 10 * 60_000

/**
 * @param {object[]} messages of one chat, sorted
 * @param {Map<string, {message: object, element: Element}>} before what is drawn already; an unchanged message keeps its
 *   element, so that half-filled forms and the focus survive
 * @returns {{rows: Element[], elements: Map<string, {message: object, element: Element}>}}
 */
export function timeline(messages, before) {
  const elements = new Map()
  const rows = []
  let last = null
  for (const message of messages) {
    const divider = dividerBetween(last, message)
    if (divider !== null) rows.push(divider)
    const known = before.get(message.id)
    const element = known?.message === message ? known.element : drawMessage(message, quotedBy(message, messages, last))
    elements.set(message.id, { message, element })
    rows.push(element)
    last = message
  }
  return { rows, elements }
}

/** Puts the rows in place without touching those that stay. */
export function place(list, rows) {
  const wanted = new Set(rows)
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove()
  for (const [index, row] of rows.entries()) {
    if (list.children[index] !== row) list.insertBefore(row, list.children[index] ?? null)
  }
}

/** The message that is answered; an answer of the bot right below it needs no quotation. */
function quotedBy(message, messages, above) {
  if (message.replyTo === null) return undefined
  if (message.from === 'bot' && message.replyTo === above?.id) return undefined
  return messages.find(({ id }) => id === message.replyTo)
}

function dividerBetween(last, message) {
  const newDay = last === null || dayKey(last.at) !== dayKey(message.at)
  if (!newDay && Date.parse(message.at) - Date.parse(last.at) < GAP_MS) return null
  const time = showTime(message.at)
  return h('li', { class: 'divider' }, newDay ? `${showDay(message.at)} ${showWeekday(message.at)} ${time}` : time)
}
