/** How an answer reaches the person: as a message in reply, as the flash and new face of a clicked card, or in private. */

import { UserError } from '../errors.ts'
import type { Handled } from '../inbox/handle.ts'
import { owe } from '../outbox/owe.ts'
import { knownChat } from '../services/chats.ts'
import { canReach } from '../services/reach.ts'
import { button, type Card, say } from './card.ts'
import type { Reply } from './command.ts'
import type { Scene } from './scene.ts'

export type Answer = NonNullable<Handled['answer']>

/**
 * The chat that an answer goes to. A click in a group is answered to the one who clicked, and so is what is discreet,
 * as long as the private door is not known to be shut.
 */
export async function answerChat(scene: Scene, discreet: boolean): Promise<number> {
  const { tx, spoken, identity, chat } = scene
  const toOne = spoken.place.kind === 'group' && (discreet || spoken.kind === 'action')
  if (!toOne || !(await canReach(tx, identity))) return chat.id
  const own = await knownChat(tx, spoken.platform, { id: identity.externalId, kind: 'private' }, identity.id)
  return own.id
}

/** Owes the answer, in reply to the message; for a click it gives what the platform shows at once. */
export async function giveAnswer(scene: Scene, reply: Reply): Promise<Answer | undefined> {
  const { tx, spoken, delivery, now, identity, chat } = scene
  const clicked = spoken.kind === 'action'
  if (!(clicked && reply.replace)) {
    const shut = reply.discreet === true && spoken.place.kind === 'group' && !(await canReach(tx, identity))
    const chatId = await answerChat(scene, reply.discreet ?? false)
    await owe(tx, {
      key: `answer:${delivery.inboxId}`,
      to: { chatId },
      kind: 'answer',
      card: shut ? say('这些内容不在群里显示。请先私聊我发一句话，再问一次。', { tone: 'warning' }) : reply.card,
      notBefore: now,
      inboxId: delivery.inboxId,
      ...askedAgain(spoken.line),
      ...(spoken.answers === undefined || chatId !== chat.id ? {} : { replyTo: spoken.answers }),
    })
  }
  if (!clicked) return undefined
  const toast = reply.toast ?? { tone: reply.card.tone, text: reply.card.title }
  return reply.replace ? { toast, card: reply.card } : { toast }
}

/** What brings the same answer again; a word of agreement does not. */
function askedAgain(line: string): { asked?: string } {
  const typed = line.trim()
  return /^\/?(确认|确定|取消)/.test(typed) ? {} : { asked: typed }
}

/** A person's mistake as a card: the sentence, and the ways out as buttons. */
export function mistakeCard(error: UserError): Card {
  const actions = error.ways.map((way) => (typeof way === 'string' ? button(way) : button(way.label, way.action)))
  return say(error.message, { tone: 'warning', actions })
}

/** What came of `work`, or the card of the mistake that it stopped at. Any other error goes on. */
export async function orMistake<T>(work: () => Promise<T>): Promise<{ value: T } | { card: Card }> {
  try {
    return { value: await work() }
  } catch (error) {
    if (error instanceof UserError) return { card: mistakeCard(error) }
    throw error
  }
}
