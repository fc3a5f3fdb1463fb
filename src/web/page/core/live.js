/** The line to the server: messages and the clock as they happen, and catching up after the line was cut. */
import { api } from './api.js'
import { takeMessages } from './messages.js'
import { refresh } from './refresh.js'
import { change, store } from './store.js'

/** Another copy of the bot may have written: what this copy did not announce is found by looking. */
const LOOK_MS = 30_000

export function listen() {
  const source = new EventSource('/console/api/events')
  let lost = false
  source.addEventListener('message', (event) => takeMessages([JSON.parse(event.data)]))
  source.addEventListener('clock', (event) => {
    change({ ahead: Date.parse(JSON.parse(event.data).now) - Date.now() })
    void catchUp()
  })
  source.addEventListener('open', () => {
    change({ connected: true })
    if (lost) void catchUp()
    lost = false
  })
  source.addEventListener('error', () => {
    lost = true
    change({ connected: false })
    // A closed source does not try again by itself: the server answered with an error, most likely 403.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 5000)
  })
  setInterval(() => {
    if (!document.hidden) void catchUp()
  }, LOOK_MS)
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void catchUp()
  })
}

/** Reads the state again, and the open chat from its last message on. Quiet: the next look tries again. */
export async function catchUp() {
  try {
    await refresh()
    await readNewer(store.chat)
  } catch {
    // Shown as "连接中断" by the stream; the next look tries again.
  }
}

/** Reads what a chat got since the last message that is shown. */
export async function readNewer(chat) {
  const known = store.messages.get(chat)
  if (known === undefined) return
  const after = known.at(-1)?.id ?? '0'
  takeMessages(await api.messages(chat, { after }))
}
