import type { Incoming } from '../chat/message.ts'

/**
 * Whether an event is for the bot at all (contract.md, the console's API): in private every text is; in a group a text
 * that mentions the bot or starts with a slash. What is not for it is acknowledged and never stored.
 */
export function isForBot(event: Incoming): boolean {
  if (event.kind === 'file') return event.place.kind === 'private'
  if (event.kind !== 'text' || event.place.kind === 'private') return true
  return event.mentionsBot || /^\s*[/／]/u.test(event.text)
}
