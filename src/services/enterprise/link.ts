/** The signed link of an enterprise's file: whoever has it sees that file, and no other, until a moment. */
import { z } from 'zod'
import type { Context } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import { judgeLink, linkFor, signedQuery } from '../signed-link.ts'

/** Long enough to read and print it. */
const DAYS = 7

export interface FileLink {
  readonly enterpriseId: number
  /** An enterprise's contact: the page shows the demands of that person only, as the chat does. Null: all of them. */
  readonly raiser: number | null
}

type FileVerdict =
  | { readonly ok: true; readonly link: FileLink }
  | { readonly ok: false; readonly why: 'altered' | 'expired' }

/** The link for somebody who may see the file; null: PUBLIC_URL is not set. */
export async function fileLink(
  ctx: Pick<Context, 'tx' | 'clock'>,
  link: FileLink,
): Promise<{ readonly url: string; readonly note: string } | null> {
  return await linkFor(ctx, DAYS, (until) => enterprisePath(ctx.tx, link, until))
}

/** '/enterprise/12?until=1700000000&sig=…', of a contact '/enterprise/12?for=34&until=…'; wall time. */
export async function enterprisePath(tx: Tx, { enterpriseId, raiser }: FileLink, until: Date): Promise<string> {
  const subject = { kind: 'enterprise', id: enterpriseId, reader: raiser } as const
  const reader = raiser === null ? '' : `for=${raiser}&`
  return `/enterprise/${enterpriseId}?${reader}${await signedQuery(tx, subject, until)}`
}

const query = z.object({
  for: z
    .string()
    .regex(/^(0|[1-9]\d{0,8})$/)
    .optional(),
})

/** Judges the query of a request for the file of an enterprise. */
export async function readEnterpriseLink(
  tx: Tx,
  enterpriseId: number,
  given: unknown,
  wall: Date,
): Promise<FileVerdict> {
  const parsed = query.safeParse(given)
  if (!parsed.success) return { ok: false, why: 'altered' }
  const raiser = parsed.data.for === undefined ? null : Number(parsed.data.for)
  const verdict = await judgeLink(tx, { kind: 'enterprise', id: enterpriseId, reader: raiser }, given, wall)
  return verdict.ok ? { ok: true, link: { enterpriseId, raiser } } : verdict
}
