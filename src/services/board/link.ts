/** The signed link of the wall map: whoever has it sees the board of one district until a moment. */
import { z } from 'zod'
import type { Tx } from '../../database/client.ts'
import { judgeLink, signedQuery } from '../signed-link.ts'

export interface BoardLink {
  readonly districtId: number
  /** Wall time. */
  readonly until: Date
}

type BoardVerdict =
  | { readonly ok: true; readonly link: BoardLink }
  | { readonly ok: false; readonly why: 'altered' | 'expired' }

/** '/board?d=1&until=1700000000&sig=…' */
export async function boardPath(tx: Tx, { districtId, until }: BoardLink): Promise<string> {
  return `/board?d=${districtId}&${await signedQuery(tx, { kind: 'board', id: districtId }, until)}`
}

const query = z.object({ d: z.string().regex(/^[1-9]\d{0,8}$/) })

/** Judges the query of a request. */
export async function readBoardLink(tx: Tx, given: unknown, wall: Date): Promise<BoardVerdict> {
  const parsed = query.safeParse(given)
  if (!parsed.success) return { ok: false, why: 'altered' }
  const districtId = Number(parsed.data.d)
  const verdict = await judgeLink(tx, { kind: 'board', id: districtId }, given, wall)
  return verdict.ok ? { ok: true, link: { districtId, until: verdict.until } } : verdict
}
