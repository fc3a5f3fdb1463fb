/** By response_url: one late answer within the hour, quoting what it answers. */
import { z } from 'zod'
import type { Db } from '../../../database/client.ts'
import { wecomAddress } from '../../../domain/wecom-address.ts'
import type { ReplyWindow } from '../../../generated/prisma/client.ts'
import { callWecom } from '../api.ts'
import { type Step, stepOf } from '../classify.ts'
import { botLimits } from '../render/template-card.ts'
import { giveUrlBack, takeUrl } from '../reply-window.ts'
import { drawn, type Edition, type Way } from './way.ts'

export interface LateWay {
  readonly db: Db
  readonly baseUrl: string
  readonly edition: Edition
  readonly link: string
}

const MARKDOWN_BYTES = 20_480

export function lateWay({ db, baseUrl, edition, link }: LateWay, window: ReplyWindow): Way {
  return async (message) => {
    const address = await takeUrl(db, window)
    if (address === null) return { state: 'shut', reason: '这条消息已经回答过了' }
    const url = wecomAddress(address, baseUrl, '/cgi-bin/aibot/response')
    if (url === null) return stepOf({ kind: 'foreign-address' })
    const way = { door: 'bot' as const, edition, link, text: MARKDOWN_BYTES }
    const markdown = [{ format: 'markdown_v2' as const, bytes: MARKDOWN_BYTES }]
    // Only in private a card may go this way, and only one message may.
    const { whole } = drawn(message, { ...way, markdown, cards: botLimits })
    const alone = message.chat.kind === 'private' ? whole : null
    const { content } = drawn(message, { ...way, markdown, cards: null })
    const body =
      alone === null
        ? { msgtype: 'markdown', markdown: { content } }
        : { msgtype: 'template_card', template_card: alone }
    const answer = await callWecom({ url, body }, z.object({}))
    if (answer.ok) return { state: 'sent', externalId: alone?.task_id ?? null }
    const step: Step = stepOf(answer.failure)
    if (step.state === 'retry') await giveUrlBack(db, window, address)
    return step.state === 'as-text' ? { state: 'refused', reason: step.reason, gone: false } : step
  }
}
