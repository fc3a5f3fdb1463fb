/** By message/send of the 自建应用: to one person, in private, asked or unasked. */
import { room, roomAt, type Uses, use, type Window } from '../../../outbox/quota.ts'
import type { AppClient, AppMessage } from '../app-client.ts'
import { type Step, stepOf } from '../classify.ts'
import { APP_MARK } from '../decode-app.ts'
import { appLimits } from '../render/template-card.ts'
import { drawn, type Edition, type Way } from './way.ts'

export interface AppWay {
  readonly client: AppClient
  readonly edition: Edition
  readonly link: string
  /** What WeCom delivers to one member: it drops the rest without a word. */
  readonly member: Window
  /** Wall time in ms. */
  readonly now: () => number
}

const TEXT_BYTES = 2_048

export function appWay({ client, edition, link, member, now }: AppWay): Way {
  const sent = new Map<string, Uses>()

  /** Null: the member may get `count` more now, and they are counted; else when. */
  function held(userId: string, count: number): Step | null {
    const at = now()
    for (const [id, uses] of sent) if (room(member, uses, at) === member.count) sent.delete(id)
    const uses = sent.get(userId) ?? {}
    if (room(member, uses, at) < count) {
      const afterMs = Math.max(
        1_000,
        roomAt({ ...member, count: Math.max(1, member.count - count + 1) }, uses, at) - at,
      )
      return { state: 'retry', reason: '企业微信每分钟收不下更多', afterMs, scope: 'chat' }
    }
    sent.set(userId, use(member, uses, at, count))
    return null
  }

  async function sendOne(userId: string, message: AppMessage, externalId: string | null): Promise<Step> {
    const answer = await client.send(userId, message)
    if (!answer.ok) return stepOf(answer.failure)
    const { leftOut, messageId } = answer.value
    // WeCom answers in lower case; there was one receiver only.
    if (leftOut.length > 0) return { state: 'shut', reason: '对方不在企业微信应用的可见范围内，或没有许可' }
    return { state: 'sent', externalId: externalId ?? (messageId === '' ? null : `${APP_MARK}${messageId}`) }
  }

  return async (message) => {
    const userId = message.chat.externalId
    const way = { door: 'app' as const, edition, link, markdown: [], text: TEXT_BYTES }
    const { controls, whole } = drawn(message, { ...way, cards: appLimits })
    // The text is whole without the card, so that nothing is lost when the card does not arrive.
    const { content } = drawn(message, { ...way, cards: null })
    const wait = held(userId, controls === null || whole !== null ? 1 : 2)
    if (wait !== null) return wait
    if (whole !== null) {
      const step = await sendOne(userId, { card: whole }, whole.task_id)
      if (step.state !== 'as-text') return step
    }
    const step = await sendOne(userId, { text: content }, null)
    if (step.state !== 'sent' || controls === null || whole !== null) return step
    const second = await sendOne(userId, { card: controls }, controls.task_id)
    return second.state === 'sent' ? second : step
  }
}
