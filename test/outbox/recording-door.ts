/** A platform for the outbox's tests: it remembers every attempt and answers as told. */
import { onTestFinished } from 'vitest'
import { say } from '../../src/chat/card.ts'
import type { PlatformName } from '../../src/chat/message.ts'
import type { Db } from '../../src/database/client.ts'
import { platformInDb } from '../../src/database/platform.ts'
import { transact } from '../../src/database/transaction.ts'
import { makeLog } from '../../src/log.ts'
import type { Door, Outgoing, Quota, Receipt } from '../../src/outbox/door.ts'
import { type Debt, owe } from '../../src/outbox/owe.ts'
import { type OutboxSender, outboxSender, type SenderOptions } from '../../src/outbox/sender.ts'
import { readFile } from '../../src/services/files.ts'
import type { StandingClock } from '../support/standing-clock.ts'

export const HOUR = 3_600_000

/** Named by the attempt: how often this message was tried before, from 0. */
export type Answer = (message: Outgoing, before: number) => Receipt | Promise<Receipt>

export interface RecordingDoor extends Door {
  readonly attempts: Outgoing[]
  /** "chat title" of every attempt, in order. */
  lines(): string[]
}

export const unlimited: Quota = { chat: { count: 1_000_000, perMs: 1000 }, platform: [] }

export function recordingDoor(
  answer: Answer = () => ({ state: 'sent', externalId: null }),
  options: { platform?: PlatformName; quota?: Quota; keyHoldsMs?: number } = {},
): RecordingDoor {
  const attempts: Outgoing[] = []
  return {
    platform: options.platform ?? 'feishu',
    quota: options.quota ?? unlimited,
    keyHoldsMs: options.keyHoldsMs ?? HOUR,
    attempts,
    lines: () => attempts.map(({ chat, card }) => `${chat.externalId} ${card.title}`),
    async send(message) {
      const before = attempts.filter(({ card }) => card.title === message.card.title).length
      attempts.push(message)
      return answer(message, before)
    },
  }
}

/** A sender whose clock moves only when the test or a quota says so; attempts wait their longest backoff. */
export function startSender(
  db: Db,
  clock: StandingClock,
  doors: readonly Door[],
  options: Partial<SenderOptions> = {},
): OutboxSender {
  const sender = outboxSender({
    db,
    clock,
    doors,
    log: makeLog('silent'),
    readFile: (id) => readFile(db, id),
    tickMs: null,
    random: () => 1,
    sleep: (ms) => {
      clock.pass(ms)
      return Promise.resolve()
    },
    ...options,
  })
  onTestFinished(() => sender.stop())
  return sender
}

/** A group on a platform; its row's id. */
export async function makeGroup(db: Db, externalId: string, platform: PlatformName = 'feishu'): Promise<number> {
  const { id } = await db.chat.create({
    data: { platform: platformInDb(platform), externalId, kind: 'GROUP', name: externalId },
  })
  return id
}

/** A person with an account on a platform who wrote there at `wroteAt`. */
export async function makePerson(
  db: Db,
  name: string,
  accounts: readonly { platform: PlatformName; externalId: string; wroteAt?: string; unreachable?: string }[],
): Promise<number> {
  const { id } = await db.person.create({
    data: {
      name,
      identities: {
        create: accounts.map(({ platform, externalId, wroteAt, unreachable }) => ({
          platform: platformInDb(platform),
          externalId,
          lastWroteAt: wroteAt === undefined ? null : new Date(wroteAt),
          unreachable: unreachable ?? null,
        })),
      },
    },
  })
  return id
}

/** Owes a message of one line, due now; its title is its key unless told otherwise. */
export function oweLine(
  db: Db,
  clock: StandingClock,
  to: number | { personId: number },
  title: string,
  debt: Partial<Debt> = {},
): Promise<number | null> {
  return transact(db, (tx) =>
    owe(tx, {
      key: title,
      to: typeof to === 'number' ? { chatId: to } : to,
      kind: 'push',
      card: say(title),
      notBefore: clock.now(),
      ...debt,
    }),
  )
}

/** Titles and states of all rows, in order. */
export async function states(db: Db): Promise<string[]> {
  const rows = await db.outboxMessage.findMany({ orderBy: { id: 'asc' } })
  return rows.map(({ key, state }) => `${key} ${state}`)
}
