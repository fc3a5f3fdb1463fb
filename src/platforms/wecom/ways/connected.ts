/** By the long connection: to every group and person that has spoken to the bot. */
import { type Step, stepOf } from '../classify.ts'
import type { WecomConnection } from '../connection.ts'
import type { Answer } from '../failure.ts'
import { botLimits } from '../render/template-card.ts'
import { drawn, type Edition, type Way } from './way.ts'

export interface ConnectedWay {
  readonly connection: WecomConnection
  readonly edition: Edition
  readonly link: string
}

const MARKDOWN_BYTES = 20_480

export function connectedWay({ connection, edition, link }: ConnectedWay): Way {
  return async (message) => {
    const to = { kind: message.chat.kind, id: message.chat.externalId, replyTo: message.replyTo }
    const way = { door: 'bot' as const, edition, link, text: MARKDOWN_BYTES }
    const markdown = [{ format: 'markdown_v2' as const, bytes: MARKDOWN_BYTES }]
    const { controls, whole } = drawn(message, { ...way, markdown, cards: botLimits })
    const { content } = drawn(message, { ...way, markdown, cards: null })
    if (whole !== null) {
      const step = stepFor(await connection.sendCard(to, whole), whole.task_id)
      if (step.state !== 'as-text') return step
    }
    const step = stepFor(await connection.sendMarkdown(to, content), null)
    if (step.state !== 'sent' || controls === null || whole !== null) return step
    const second = stepFor(await connection.sendCard(to, controls), controls.task_id)
    return second.state === 'sent' ? second : step
  }
}

function stepFor(answer: Answer<null>, externalId: string | null): Step {
  return answer.ok ? { state: 'sent', externalId } : stepOf(answer.failure)
}
