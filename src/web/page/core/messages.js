/** The messages that the page holds: sorted, each once, changed ones in the place of the old. */
import { change, store } from './store.js'

const number = (message) => Number(message.id)

/** Takes messages from wherever they came: an answer, the event stream, a reading. */
export function takeMessages(messages) {
  if (messages.length === 0) return
  const byChat = new Map(store.messages)
  const newest = new Map(store.newest)
  for (const message of messages) {
    const known = byChat.get(message.chat)
    if (known !== undefined) byChat.set(message.chat, insert(known, message))
    const last = newest.get(message.chat)
    if (last === undefined || number(last) <= number(message)) newest.set(message.chat, message)
  }
  change({ messages: byChat, newest })
}

/** Opens a chat for the first time: from now on its messages are kept. */
export function holdMessages(chat, messages) {
  const byChat = new Map(store.messages)
  byChat.set(chat, messages.reduce(insert, byChat.get(chat) ?? []))
  change({ messages: byChat })
}

function insert(known, message) {
  const rest = known.filter(({ id }) => id !== message.id)
  const at = rest.findIndex((other) => number(other) > number(message))
  return at < 0 ? [...rest, message] : [...rest.slice(0, at), message, ...rest.slice(at)]
}
