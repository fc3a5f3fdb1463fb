/** Into the stream that a message to the bot opened: WeCom fetches it (reply-window.ts). */
import type { Db } from '../../../database/client.ts'
import type { ReplyWindow } from '../../../generated/prisma/client.ts'
import { botLimits } from '../render/template-card.ts'
import { offer, wasTaken, withdraw } from '../reply-window.ts'
import { lateWay } from './late.ts'
import { drawn, type Edition, type Way } from './way.ts'

export interface StreamWay {
  readonly db: Db
  readonly baseUrl: string
  readonly edition: Edition
  readonly link: string
  readonly wall: () => Date
  readonly pause: (ms: number) => Promise<void>
}

/** The stream's own limit. */
export const STREAM_BYTES = 20_480
/** WeCom asks about once a second. */
const FETCHED_WITHIN_MS = 10_000
const LOOK_MS = 150

export function streamWay(parts: StreamWay, window: ReplyWindow): Way {
  const { db, edition, link, wall, pause } = parts
  return async (message) => {
    const { content, controls: card } = drawn(message, {
      door: 'bot',
      edition,
      link,
      markdown: [{ format: 'markdown_v2', bytes: STREAM_BYTES }],
      text: STREAM_BYTES,
      cards: botLimits,
    })
    if (!(await offer(db, window, message.key, { content, card }, wall()))) {
      return { state: 'shut', reason: '这条消息的回答已经结束' }
    }
    for (let waited = 0; waited < FETCHED_WITHIN_MS; waited += LOOK_MS) {
      if (await wasTaken(db, window)) return { state: 'sent', externalId: card?.task_id ?? null }
      await pause(LOOK_MS)
    }
    if (window.responseUrl === null) return { state: 'unknown', reason: '企业微信没有来取回答' }
    if (!(await withdraw(db, window))) return { state: 'sent', externalId: card?.task_id ?? null }
    return await lateWay(parts, window)(message)
  }
}
