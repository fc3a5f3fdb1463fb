/** Reading the state, what comes next and the counters. */
import { api } from './api.js'
import { change, store } from './store.js'

/** Reads everything that changes by itself, except the messages. */
export async function refresh() {
  const [state, upcoming, outbox] = await Promise.all([api.state(), api.upcoming(), api.outbox()])
  const { now, chats, ...rest } = state
  const newest = new Map(store.newest)
  for (const chat of chats) {
    if (chat.newest !== null) newest.set(chat.id, chat.newest)
  }
  change({ ...rest, chats, newest, upcoming, outbox, ahead: Date.parse(now) - Date.now() })
}
