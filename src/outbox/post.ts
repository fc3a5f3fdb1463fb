/** The sending of one platform: claims what is due, hands it to the door, records the receipt. */
import { cardSchema } from '../chat/card.ts'
import type { Clock } from '../clock.ts'
import type { Db } from '../database/client.ts'
import { ChatKind, OutboxKind } from '../generated/prisma/enums.ts'
import type { Log } from '../log.ts'
import { startPump } from '../pump.ts'
import { attached, type ReadFile } from './attached.ts'
import { type Claimed, claimDue } from './claim.ts'
import type { Door, Outgoing, Receipt } from './door.ts'
import { platformKey } from './platform-key.ts'
import { recordReceipt } from './receipt.ts'

/** A message that a platform took. */
export interface SentMessage {
  readonly id: number
  readonly chatId: number
  /** The platform's id of the chat. */
  readonly chat: string
  readonly chatName: string | null
  readonly title: string
}

export interface PostOptions {
  readonly db: Db
  readonly clock: Clock
  readonly door: Door
  readonly log: Log
  readonly readFile: ReadFile
  /** Resolves to the deployment's mark as soon as sending may begin. */
  readonly ready: () => Promise<string>
  readonly tickMs: number | null
  /** At most so many messages on their way at once. */
  readonly most: number
  /** A file that is not read within it is tried again. */
  readonly readTimeoutMs: number
  /** After so long an attempt's outcome is unknown. */
  readonly sendTimeoutMs: number
  readonly random: () => number
  readonly sleep: (ms: number) => Promise<void>
  readonly onReceipt: (claimed: Claimed, receipt: Receipt) => void
}

export interface Post {
  poke(): void
  /** Resolves when nothing that is due now is left to try; waits for quotas, not for further attempts. */
  drain(): Promise<void>
  stop(): Promise<void>
}

/** Beyond the attempt itself: the time to record what came of it. */
const RECORDING_MS = 15_000

export function makePost(options: PostOptions): Post {
  const { db, clock, door, log, ready, tickMs, most, sendTimeoutMs, random, sleep, onReceipt } = options
  const reading = { readFile: options.readFile, withinMs: options.readTimeoutMs }
  const flying = new Set<Promise<void>>()
  let roomAt: number | null = null
  let stopped = false
  let wake: NodeJS.Timeout | undefined

  const pump = startPump({
    step: round,
    width: 1,
    tickMs,
    onError: (error) => log.error({ err: error, platform: door.platform }, 'the outbox could not be read'),
  })

  async function round(): Promise<boolean> {
    if (door.mine?.() === false) return false
    const mark = await ready()
    const room = most - flying.size
    if (room <= 0) return false
    const leaseMs = reading.withinMs + sendTimeoutMs + RECORDING_MS
    const claim = await claimDue(db, { door, most: room, leaseMs, now: clock.now(), wall: clock.wall() })
    roomAt = claim.roomAt
    if (roomAt !== null && tickMs !== null) {
      clearTimeout(wake)
      wake = setTimeout(pump.poke, roomAt - clock.wall().getTime())
    }
    for (const claimed of claim.messages) {
      const flight = carry(claimed, mark).finally(() => {
        flying.delete(flight)
        pump.poke()
      })
      flying.add(flight)
    }
    return claim.messages.length > 0
  }

  async function carry(claimed: Claimed, mark: string): Promise<void> {
    const id = claimed.row.id
    try {
      const receipt = await attempt(claimed, mark)
      await recordReceipt(db, claimed, receipt, { door, clock, random })
      if (receipt.state !== 'sent') {
        const { state, reason } = receipt
        log.warn({ platform: door.platform, message: id, state, reason }, 'a message was not sent')
      }
      onReceipt(claimed, receipt)
    } catch (error) {
      // The lease runs out, and the message counts as one whose outcome is unknown.
      log.error({ err: error, platform: door.platform, message: id }, 'a receipt was not recorded')
    }
  }

  async function attempt({ row }: Claimed, mark: string): Promise<Receipt> {
    const card = cardSchema.safeParse(row.card)
    if (!card.success || row.chat === null) return { state: 'refused', reason: '内容无法读取', gone: false }
    const kind = row.chat.kind === ChatKind.GROUP ? 'group' : 'private'
    const found = await attached(reading, row.fileId, row.attempts)
    if (found.kind === 'later') return found.receipt
    return settled(
      door,
      {
        key: platformKey(mark, row),
        chat: { externalId: row.chat.externalId, kind },
        card: card.data,
        file: found.file,
        attempt: row.attempts,
        replyTo: row.replyTo,
        updates: row.kind === OutboxKind.UPDATE ? row.updates : null,
      },
      sendTimeoutMs,
    )
  }

  async function idle(): Promise<void> {
    for (;;) {
      await pump.idle()
      if (flying.size === 0) return
      await Promise.race(flying)
    }
  }

  return {
    poke: pump.poke,
    async drain() {
      for (;;) {
        pump.poke()
        await idle()
        if (roomAt === null || stopped) return
        await sleep(Math.max(1, roomAt - clock.wall().getTime()))
      }
    },
    async stop() {
      stopped = true
      clearTimeout(wake)
      await pump.stop()
      await Promise.allSettled(flying)
    },
  }
}

/** The door's receipt; one that hangs or breaks its promise not to throw may have sent the message. */
async function settled(door: Door, message: Outgoing, timeoutMs: number): Promise<Receipt> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Receipt>((resolve) => {
    timer = setTimeout(() => resolve({ state: 'unknown', reason: '平台迟迟没有回音' }), timeoutMs)
  })
  try {
    return await Promise.race([door.send(message), late])
  } catch (error) {
    return { state: 'unknown', reason: error instanceof Error ? error.name : '发送出错' }
  } finally {
    clearTimeout(timer)
  }
}
