/**
 * Fetches what people send as files, soon: WeCom's addresses die within five minutes. It is done outside of any
 * transaction, because a file takes seconds, and goes on where it was when the program starts again. A file that is
 * there becomes a line from the same person: “导入 12”.
 */
import { type Card, say } from '../chat/card.ts'
import { tooLarge } from '../chat/file-sent.ts'
import { type Incoming, incomingSchema, type PlatformName } from '../chat/message.ts'
import type { Clock } from '../clock.ts'
import type { Db } from '../database/client.ts'
import { platformName } from '../database/platform.ts'
import { transact } from '../database/transaction.ts'
import { XLSX_MIME } from '../documents/spreadsheet/write.ts'
import type { FileFetch } from '../generated/prisma/client.ts'
import type { Log } from '../log.ts'
import { owe } from '../outbox/owe.ts'
import { type Pump, startPump } from '../pump.ts'
import { FILE_LIMIT, keepFile, keptUntil } from '../services/files.ts'
import type { Fetched, FetchFile, FileSent } from './fetch-file.ts'
import { storeEvent } from './store.ts'

export interface CollectorOptions {
  readonly db: Db
  readonly clock: Clock
  readonly fetchers: ReadonlyMap<PlatformName, FetchFile>
  readonly log: Log
  /** A line was stored, or a message is owed. */
  readonly onDone: () => void
  readonly tickMs?: number | null
}

/** Milliseconds before the next attempt, by those that failed; after the last one the person is asked to send it again. */
const WAITS = [1_000, 5_000, 20_000] as const
/** Longer than any fetching. */
const LEASE_MS = 120_000

export function fileCollector(options: CollectorOptions): Pump {
  const { db, clock, fetchers, log, onDone, tickMs = 5_000 } = options

  async function next(): Promise<boolean> {
    const row = await claim(db, clock.wall())
    if (row === null) return false
    const file = incomingSchema.parse(row.event)
    if (file.kind !== 'file') throw new Error('a file to be fetched is no file')
    const fetch = fetchers.get(platformName(row.platform))
    const fetched: Fetched =
      fetch === undefined
        ? { ok: false, why: 'final', reason: 'the platform is not configured' }
        : await fetch(file, FILE_LIMIT)
    if (fetched.ok) await arrived(row, file, fetched)
    else await failed(row, file, fetched)
    onDone()
    return true
  }

  async function arrived(row: FileFetch, file: FileSent, { name, content }: Fetched & { ok: true }): Promise<void> {
    const now = clock.now()
    await transact(db, async (tx) => {
      const expiresAt = keptUntil(now, 'sent')
      const { districtId } = row
      const kept = await keepFile(tx, { districtId, name, mime: XLSX_MIME, content, now, expiresAt })
      const { platform, at, sender, place, messageId } = file
      const line: Incoming = {
        ...{ kind: 'text', platform, at, sender, place, messageId, key: `${file.key}:fetched` },
        ...{ text: `导入 ${kept.id}`, mentionsBot: false, mentions: [] },
      }
      await storeEvent(tx, line, clock.wall())
      await tx.fileFetch.delete({ where: { id: row.id } })
    })
  }

  async function failed(row: FileFetch, file: FileSent, { why, reason }: Fetched & { ok: false }): Promise<void> {
    log.warn({ requestId: `inbox:${row.inboxId}`, reason, attempt: row.attempts }, 'a file was not fetched')
    const wait = why === 'passing' ? WAITS[row.attempts - 1] : undefined
    if (wait !== undefined) {
      const nextAt = new Date(clock.wall().getTime() + wait)
      await db.fileFetch.update({ where: { id: row.id }, data: { nextAt } })
      return
    }
    await transact(db, async (tx) => {
      await tx.fileFetch.delete({ where: { id: row.id } })
      await owe(tx, {
        key: `inbox:${row.inboxId}:file`,
        to: { chatId: row.chatId },
        kind: 'answer',
        card: why === 'too-large' ? tooLarge() : notFetched(),
        notBefore: clock.now(),
        inboxId: row.inboxId,
        replyTo: file.messageId,
      })
    })
  }

  const pump = startPump({
    step: next,
    width: 2,
    tickMs,
    onError: (error) => log.error({ err: error }, 'files could not be fetched'),
  })
  pump.poke()
  return pump
}

function notFetched(): Card {
  const text = '还是不行，请在网页控制台上传，或请管理员用 npm run import 导入。'
  return say('没有取到您发的文件，请再发一次。', { tone: 'warning', blocks: [{ kind: 'note', text }] })
}

/** The oldest that may be fetched now, for this process alone while the lease lasts. */
async function claim(db: Db, wall: Date): Promise<FileFetch | null> {
  const row = await db.fileFetch.findFirst({ where: { nextAt: { lte: wall } }, orderBy: { id: 'asc' } })
  if (row === null) return null
  const nextAt = new Date(wall.getTime() + LEASE_MS)
  const attempts = row.attempts + 1
  const { count } = await db.fileFetch.updateMany({
    where: { id: row.id, attempts: row.attempts },
    data: { nextAt, attempts },
  })
  return count === 0 ? await claim(db, wall) : { ...row, nextAt, attempts }
}
