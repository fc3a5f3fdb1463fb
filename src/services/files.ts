/** Files that the program keeps: what it was sent, and what it sends. */
import { createHash } from 'node:crypto'
import type { FileRef } from '../chat/card.ts'
import type { Db, Tx } from '../database/client.ts'
import { drawKept, FIGURE } from './kept-figure.ts'

/** 20 MB: what a workbook of a district never reaches, and what every platform still takes. */
export const FILE_LIMIT = 20 * 1024 * 1024

const DAY_MS = 86_400_000
/** What the program makes stays a month: it may be asked for again. What people send goes when nobody imports it. */
const KEPT_DAYS = { made: 30, sent: 7 } as const

/** Until when (business time) a file is kept that the program makes, or that somebody sends it, now. */
export function keptUntil(now: Date, what: keyof typeof KEPT_DAYS): Date {
  return new Date(now.getTime() + KEPT_DAYS[what] * DAY_MS)
}

export interface NewFile {
  readonly districtId: number | null
  readonly name: string
  readonly mime: string
  readonly content: Uint8Array
  /** Business time. */
  readonly now: Date
  /** Business time after which it may go; absent: it stays. */
  readonly expiresAt?: Date
}

/** Keeps a file and gives how a card refers to it; the same name with the same content is kept once. */
export async function keepFile(tx: Tx, file: NewFile): Promise<FileRef> {
  const { districtId, name, mime } = file
  const sha256 = createHash('sha256').update(file.content).digest('hex')
  const expiresAt = file.expiresAt ?? null
  const same = await tx.storedFile.findFirst({
    where: { districtId, name, sha256 },
    select: { id: true, expiresAt: true },
  })
  if (same !== null) {
    const longer = same.expiresAt !== null && (expiresAt === null || expiresAt > same.expiresAt)
    if (longer) await tx.storedFile.update({ where: { id: same.id }, data: { expiresAt } })
    return { id: same.id, name }
  }
  const { id } = await tx.storedFile.create({
    data: {
      ...{ districtId, name, mime, sha256, expiresAt },
      size: file.content.length,
      content: new Uint8Array(file.content),
      createdAt: file.now,
    },
    select: { id: true },
  })
  return { id, name }
}

export interface KeptFile {
  readonly name: string
  readonly mime: string
  readonly content: Uint8Array<ArrayBuffer>
}

/**
 * Null when it has gone, or is a picture that cannot be drawn. A picture is drawn when it is first asked for (some
 * 0.5 s, in a thread of its own), so not inside a transaction that others wait for.
 */
export async function readFile(tx: Tx | Db, id: number): Promise<KeptFile | null> {
  const file = await tx.storedFile.findUnique({ where: { id }, select: { name: true, mime: true, content: true } })
  if (file?.mime !== FIGURE) return file
  const content = await drawKept(file.content)
  if (content === null) return null
  const drawn = { mime: 'image/png', content, size: content.length }
  await tx.storedFile.updateMany({ where: { id, mime: FIGURE }, data: drawn })
  return { name: file.name, mime: drawn.mime, content }
}

/** Takes out what nobody needs any more; gives how many. `now` is business time. */
export async function dropOldFiles(db: Db, now: Date): Promise<number> {
  const { count } = await db.storedFile.deleteMany({ where: { expiresAt: { lte: now } } })
  return count
}
