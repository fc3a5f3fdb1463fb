/** Moving the demo clock, and bringing what came of it to the page. */
import { api } from '../core/api.js'
import { catchUp } from '../core/live.js'
import { change } from '../core/store.js'
import { toastError } from '../core/toast.js'

/** @param {{next: true} | {to: string}} target */
export async function moveClock(target) {
  change({ moving: true })
  try {
    const { now, workday, ran, sent } = await api.moveClock(target)
    change({ ahead: Date.parse(now) - Date.now(), workday, lastMove: { ran, sent, at: now } })
  } catch (error) {
    toastError(error)
  } finally {
    change({ moving: false })
    await catchUp()
  }
}
