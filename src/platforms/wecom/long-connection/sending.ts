/** Answers and pushes by the long connection (wecom.md §2.6). */
import type { ConnectionTarget, WecomConnection } from '../connection.ts'
import type { Answer } from '../failure.ts'
import { type Callbacks, targetOf } from './callbacks.ts'
import type { BotSession } from './session.ts'

export interface SendingParts {
  /** Whether this copy of the program is the one that connects. */
  readonly isOwner: () => boolean
  /** The session that is up; null: none. */
  readonly session: () => BotSession | null
  readonly callbacks: Callbacks
  /** Wall time in ms. */
  readonly now: () => number
}

/** The request's id is none that can be answered (any more): the same may be said as a message of its own. */
const UNANSWERABLE = [846605, 846608]

const UNREACHED = { ok: false, failure: { kind: 'unreached', reason: '长连接没有接通' } } as const

type Body = Readonly<Record<string, unknown>>

/** The port of the door: sends while a session is up. */
export function sendingBy({ isOwner, session, callbacks, now }: SendingParts): WecomConnection {
  async function send(to: ConnectionTarget, body: Body): Promise<Answer<null>> {
    const open = session()
    if (open === null) return UNREACHED
    const asked = to.replyTo === null ? null : callbacks.requestOf(to.replyTo, now())
    if (asked !== null) {
      const answer = await open.send('aibot_respond_msg', asked, body)
      const anew = !answer.ok && answer.failure.kind === 'answered' && UNANSWERABLE.includes(answer.failure.code)
      if (!anew) return answer
    }
    return await open.send('aibot_send_msg', null, { ...targetOf(callbacks, to), ...body })
  }

  return {
    mine: isOwner,
    ready: () => session() !== null,
    sendMarkdown: (to, content) => send(to, { msgtype: 'markdown', markdown: { content } }),
    async upload(kind, file) {
      const open = session()
      return open === null ? UNREACHED : await open.upload(kind, file)
    },
    sendMedia: (to, kind, mediaId) => send(to, { msgtype: kind, [kind]: { media_id: mediaId } }),
    sendCard: (to, card) => send(to, { msgtype: 'template_card', template_card: card }),
  }
}
