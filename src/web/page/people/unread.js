/** What a person has not seen yet: the newest message of a chat against the last one that was shown to him. */
import { browserMemory } from '../core/remember.js'
import { change, store } from '../core/store.js'

const KEY = 'read'
let read = browserMemory.read(KEY)

const mark = (user, chat) => `${user} ${chat}`

/** At the very first visit all that is there counts as seen; only what comes while one watches gets a dot. */
export function beginReading() {
  if (read !== null && [...store.newest.values()].some(({ id }) => Number(id) >= (read.upTo ?? 0))) return
  const upTo = Math.max(0, ...[...store.newest.values()].map(({ id }) => Number(id)))
  read = { upTo, marks: {} }
  browserMemory.write(KEY, read)
}

/** Whether a chat holds something that this person has not seen and did not write. */
export function hasUnread(user, chat) {
  const newest = store.newest.get(chat)
  if (newest === undefined || newest.from === user) return false
  return Number(newest.id) > Math.max(read?.upTo ?? 0, read?.marks[mark(user, chat)] ?? 0)
}

/** The person has the chat open in front of him. */
export function markRead(user, chat) {
  const newest = store.newest.get(chat)
  if (newest === undefined || !hasUnread(user, chat)) return
  read.marks[mark(user, chat)] = Number(newest.id)
  browserMemory.write(KEY, read)
  change({ newest: store.newest })
}
