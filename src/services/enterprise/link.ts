/** The signed link of an enterprise's file: whoever has it sees that file, and no other, until a moment. */
import type { Context } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import { judgeLink, type LinkVerdict, linkFor, signedQuery } from '../signed-link.ts'

/** Long enough to read and print it. */
const DAYS = 7

/** The link for somebody who may see the file; null: PUBLIC_URL is not set. */
export async function fileLink(
  ctx: Pick<Context, 'tx' | 'clock'>,
  enterpriseId: number,
): Promise<{ readonly url: string; readonly note: string } | null> {
  return await linkFor(ctx, DAYS, (until) => enterprisePath(ctx.tx, enterpriseId, until))
}

/** '/enterprise/12?until=1700000000&sig=…'; wall time. */
export async function enterprisePath(tx: Tx, enterpriseId: number, until: Date): Promise<string> {
  return `/enterprise/${enterpriseId}?${await signedQuery(tx, { kind: 'enterprise', id: enterpriseId }, until)}`
}

/** Judges the query of a request for the file of an enterprise. */
export async function readEnterpriseLink(
  tx: Tx,
  enterpriseId: number,
  given: unknown,
  wall: Date,
): Promise<LinkVerdict> {
  return await judgeLink(tx, { kind: 'enterprise', id: enterpriseId }, given, wall)
}
