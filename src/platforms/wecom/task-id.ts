/** The names of sent cards: WeCom wants each used once, for ever, and tells it at a press. */
import { randomBytes } from 'node:crypto'
import { APP_MARK } from './decode-app.ts'

/** A name that nobody can guess; a card of the app says so, so that its answers go the same way. */
export function newTaskId(door: 'bot' | 'app'): string {
  return `${door === 'app' ? APP_MARK : 'bot-'}${randomBytes(18).toString('base64url')}`
}
