/**
 * A command that waits for its 确认: stored as it would run, so that it survives a restart. It belongs to one account
 * in one chat and lapses after half an hour of business time.
 */
import { z } from 'zod'
import type { Tx } from '../database/client.ts'
import type { PendingConfirm, Prisma } from '../generated/prisma/client.ts'

const LAPSES_AFTER = 30 * 60_000

/** Why it waits, and when it was asked for: a report is on time by the message that made it, not by the tap after. */
const reasonsSchema = z.object({
  sentences: z.array(z.string()),
  at: z.iso.datetime(),
  /** A later one took its place. */
  superseded: z.boolean().optional(),
})

const argsSchema = z.record(z.string(), z.json())

export interface Waiting {
  readonly id: number
  readonly command: string
  readonly args: Args
  /** Business time of the message that asked for it. */
  readonly at: Date
  readonly sentences: readonly string[]
}

interface Holder {
  readonly identityId: number
  readonly chatId: number
}

type Args = Readonly<Record<string, unknown>>

interface Asked {
  /** `subject`: what arguments of this command are about; null: about nothing that could be told apart. */
  readonly command: { readonly id: string; subject(args: unknown): string | number | null }
  readonly args: Args
  readonly now: Date
}

/** Stores a checked command with its doubts; what waited for the same thing before is dropped. Gives its number. */
export async function waitForConfirm(
  tx: Tx,
  holder: Holder & { readonly personId: number | null; readonly districtId: number | null },
  asked: Asked & { args: Prisma.InputJsonObject; sentences: readonly string[]; at: Date },
): Promise<number> {
  await dropSuperseded(tx, holder, asked)
  const { args, sentences, at, now } = asked
  const row = await tx.pendingConfirm.create({
    data: {
      ...holder,
      command: asked.command.id,
      args,
      reasons: { sentences: [...sentences], at: at.toISOString() },
      expiresAt: new Date(now.getTime() + LAPSES_AFTER),
    },
  })
  return row.id
}

/**
 * Drops what waits in the same chat for the same command about the same subject: whoever has typed it anew has made
 * up his mind, and a late 确认 must not bring the old figure back. What is about nothing in particular drops nothing.
 */
export async function dropSuperseded(
  tx: Tx,
  { identityId, chatId }: Holder,
  { command, args: given, now }: Asked,
): Promise<void> {
  const subject = command.subject(given)
  if (subject === null) return
  const waiting = await tx.pendingConfirm.findMany({
    where: { identityId, chatId, command: command.id, usedAt: null },
    select: { id: true, args: true, reasons: true },
  })
  for (const { id, reasons } of waiting.filter(({ args }) => command.subject(args) === subject)) {
    const data = { usedAt: now, reasons: { ...reasonsSchema.parse(reasons), superseded: true } }
    await tx.pendingConfirm.update({ where: { id }, data })
  }
}

/** Takes what waits (the newest, or the one of a number) out of the store; a string says why there is none. */
export async function takePending(
  tx: Tx,
  { identityId, chatId }: Holder,
  id: number | null,
  now: Date,
): Promise<Waiting | 'none' | 'lapsed' | 'used' | 'superseded'> {
  const where = { identityId, chatId, ...(id === null ? { usedAt: null } : { id }) }
  const row = await tx.pendingConfirm.findFirst({ where, orderBy: { id: 'desc' } })
  if (row === null) return 'none'
  if (row.usedAt !== null) return reasonsSchema.parse(row.reasons).superseded === true ? 'superseded' : 'used'
  if (row.expiresAt <= now) return 'lapsed'
  await tx.pendingConfirm.update({ where: { id: row.id }, data: { usedAt: now } })
  return waitingOf(row)
}

const buttons = z.object({ actions: z.array(z.object({ action: z.string().optional() })) })

/**
 * The number of what waits, when it is the only thing and its question is the last message that the person got here:
 * then a bare “对” answers it. Null: it may be about something else.
 */
export async function justAsked(
  tx: Tx,
  { identityId, chatId, personId }: Holder & { readonly personId: number | null },
  now: Date,
): Promise<number | null> {
  const [waiting, another] = await tx.pendingConfirm.findMany({
    where: { identityId, chatId, usedAt: null, expiresAt: { gt: now } },
    take: 2,
  })
  if (waiting === undefined || another !== undefined) return null
  const got: Prisma.OutboxMessageWhereInput = {
    kind: { not: 'UPDATE' },
    OR: [{ chatId }, ...(personId === null ? [] : [{ personId, sentAt: { not: null } }])],
  }
  const last = await tx.outboxMessage.findFirst({ where: got, orderBy: { id: 'desc' } })
  const question = buttons.safeParse(last?.card).data?.actions.some(({ action }) => action === `确认 ${waiting.id}`)
  if (last === null || question !== true) return null
  // What was owed before the question may have gone out after it.
  const askedAt = new Date(waiting.expiresAt.getTime() - LAPSES_AFTER)
  const later = await tx.outboxMessage.count({ where: { ...got, id: { not: last.id }, sentAt: { gt: askedAt } } })
  return later === 0 ? waiting.id : null
}

function waitingOf({ id, command, args, reasons }: PendingConfirm): Waiting {
  const { sentences, at } = reasonsSchema.parse(reasons)
  return { id, command, args: argsSchema.parse(args), at: new Date(at), sentences }
}
