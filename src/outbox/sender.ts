/** Sends what is owed, by each platform's door, in the background. */
import { setTimeout as pause } from 'node:timers/promises'
import { cardSchema } from '../chat/card.ts'
import type { PlatformName } from '../chat/message.ts'
import type { Clock } from '../clock.ts'
import type { Db } from '../database/client.ts'
import { platformInDb, platformName } from '../database/platform.ts'
import { transact } from '../database/transaction.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { ReadFile } from './attached.ts'
import type { Claimed } from './claim.ts'
import type { Door, Receipt } from './door.ts'
import { deploymentMark } from './platform-key.ts'
import { makePost, type SentMessage } from './post.ts'
import { oweWaiting } from './waiting.ts'

export interface SenderOptions {
  readonly db: Db
  readonly clock: Clock
  readonly doors: readonly Door[]
  readonly log: Log
  readonly readFile: ReadFile
  readonly metrics?: Pick<Metrics, 'sent'>
  /** No other copy of the program uses this database (it is embedded): what was on its way belongs to a dead process. */
  readonly alone?: boolean
  /** After each message that a platform took. */
  readonly onSent?: (message: SentMessage) => void
  /** Milliseconds between looks at the database (default 1000); null: only when poked. */
  readonly tickMs?: number | null
  /** Messages on their way at once, per platform. */
  readonly most?: number
  readonly readTimeoutMs?: number
  readonly sendTimeoutMs?: number
  readonly random?: () => number
  /** Waits on the wall clock; a test's own clock brings its own. */
  readonly sleep?: (ms: number) => Promise<void>
}

export interface OutboxSender {
  /** Something was owed and committed. */
  poke(): void
  /**
   * Resolves when nothing that is due now is left to try. It waits for quotas, but not for messages that a platform
   * asked to try again later.
   */
  drain(): Promise<void>
  /**
   * From now on this copy alone sends on the platform (see Door.mine). What another copy had on its way is not waited
   * for: its outcome counts as unknown, unless its receipt still comes.
   */
  takeOver(platform: PlatformName): Promise<void>
  /** Hears of every message that a platform takes from now on, in order; gives back how to stop hearing. */
  listen(listener: (message: SentMessage) => void): () => void
  /** Takes no new message and waits for those on their way. */
  stop(): Promise<void>
}

const DOORS_OPEN_MS = 30_000

export function outboxSender(options: SenderOptions): OutboxSender {
  const { db, clock, doors, log, readFile, metrics, alone = false, onSent } = options
  const { tickMs = 1000, most = 16, random = Math.random } = options
  const { readTimeoutMs = 10_000, sendTimeoutMs = 30_000 } = options
  const sleep = options.sleep ?? ((ms: number) => pause(ms))
  /** How often a closed door sent messages to another platform's door. */
  let changes = 0
  const listeners = new Set<(message: SentMessage) => void>(onSent ? [onSent] : [])

  let begun: Promise<string> | null = null
  /** Once before the first message; again when the database was not there. */
  function ready(): Promise<string> {
    begun ??= begin().catch((error: unknown) => {
      begun = null
      throw error
    })
    return begun
  }

  async function begin(): Promise<string> {
    if (alone) await endLeases(db, clock.wall())
    return deploymentMark(db)
  }

  function onReceipt(claimed: Claimed, receipt: Receipt): void {
    const chat = claimed.row.chat
    if (chat === null) return
    metrics?.sent.inc({ platform: platformName(chat.platform), state: receipt.state })
    if (receipt.state === 'refused' && receipt.gone) {
      changes += 1
      poke()
    }
    if (receipt.state !== 'sent') return
    const title = cardSchema.parse(claimed.row.card).title
    const sent = { id: claimed.row.id, chatId: chat.id, chat: chat.externalId, chatName: chat.name, title }
    for (const listener of listeners) listener(sent)
  }

  const posts = doors.map((door) =>
    makePost({
      ...{ db, clock, door, log, readFile, ready, tickMs, most },
      ...{ readTimeoutMs, sendTimeoutMs, random, sleep, onReceipt },
    }),
  )
  const openDoors = (): Promise<number> => transact(db, (tx) => oweWaiting(tx, clock.now()))
  const poke = (): void => {
    for (const post of posts) post.poke()
  }
  const sweep =
    tickMs === null
      ? undefined
      : setInterval(() => {
          openDoors().catch((error: unknown) => log.error({ err: error }, 'waiting messages were not looked at'))
        }, DOORS_OPEN_MS)
  sweep?.unref()
  poke()

  return {
    poke,
    async drain() {
      await openDoors()
      for (let seen = -1; seen !== changes; ) {
        seen = changes
        await Promise.all(posts.map((post) => post.drain()))
      }
    },
    takeOver: (platform) => endLeases(db, clock.wall(), platform),
    listen(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    async stop() {
      clearInterval(sweep)
      await Promise.all(posts.map((post) => post.stop()))
    },
  }
}

async function endLeases(db: Db, wall: Date, platform?: PlatformName): Promise<void> {
  const of = platform === undefined ? {} : { chat: { platform: platformInDb(platform) } }
  await db.outboxMessage.updateMany({ where: { leaseUntil: { gt: wall }, ...of }, data: { leaseUntil: wall } })
}
