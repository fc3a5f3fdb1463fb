/** What the page knows, in one place; parts redraw when what they show has changed. */

const listeners = new Map()

export const store = {
  district: null,
  demo: false,
  clockMoves: false,
  users: [],
  chats: [],
  commands: [],
  upcoming: [],
  outbox: null,
  /** What the last move of the clock did: {ran, sent} or null. */
  lastMove: null,
  moving: false,
  /** The chat in which an answer is awaited, or null. */
  thinking: null,
  workday: null,
  /** Business time is `Date.now() + ahead`. */
  ahead: 0,
  /** Ids of who one is and of the open chat. */
  me: null,
  chat: null,
  /** Messages by chat, each sorted by id; a chat that was not opened yet is missing. */
  messages: new Map(),
  /** The newest message of each chat, whether opened or not. */
  newest: new Map(),
  connected: true,
}

/** Runs `listener` when one of the named values changes. */
export function on(names, listener) {
  for (const name of names) {
    if (!listeners.has(name)) listeners.set(name, new Set())
    listeners.get(name).add(listener)
  }
}

/** Sets values and lets everybody who shows one of them redraw, once each. */
export function change(values) {
  Object.assign(store, values)
  const concerned = new Set()
  for (const name of Object.keys(values)) {
    for (const listener of listeners.get(name) ?? []) concerned.add(listener)
  }
  for (const listener of concerned) listener()
}

export const userById = (id) => store.users.find((user) => user.id === id)
export const chatById = (id) => store.chats.find((chat) => chat.id === id)
/** The private chat of a person with the bot has the person's own id. */
export const isPrivate = (chatId) => chatById(chatId)?.kind === 'private'
export const businessNow = () => new Date(Date.now() + store.ahead)
