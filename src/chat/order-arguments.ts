/** Reads an order out of a typed line, and the words behind it; a form's field takes the place of the words. */
import { type LeadingRef, readBareNumber, readLeadingOrder } from '../domain/order-read.ts'
import { UserError } from '../errors.ts'
import { type OrderRow, orderName, orderOf } from '../services/supervision/find.ts'
import type { Context, Line, Reading } from './command.ts'
import { askReason } from './reason-form.ts'

/** What a bare number means: 签发 12 is a draft, 延期 3 is a 督办 number. */
export type Bare = 'draft' | 'number'

/** The order that the line starts with and what follows it; throws the sentence that shows how to write it. */
export async function leadingOrder(
  line: Line,
  ctx: Context,
  { bare, sample }: { readonly bare: Bare; readonly sample: string },
): Promise<{ order: OrderRow; rest: string }> {
  const found = readLeadingOrder(line.raw) ?? bareOrder(line.raw, bare)
  if (found === null) throw new UserError(`请写明哪一份，例如：${sample}`, ['督办'])
  return { order: await orderOf(ctx, found.ref), rest: found.rest.trim() }
}

function bareOrder(raw: string, bare: Bare): LeadingRef | null {
  const [, first = '', rest = ''] = /^\s*([^\s,，:：;；]+)[\s,，:：;；]*([\s\S]*)$/.exec(raw) ?? []
  const number = readBareNumber(first)
  if (number === null) return null
  return bare === 'draft'
    ? { ref: { by: 'draft', id: number }, rest }
    : { ref: { by: 'number', kind: 'SUPERVISION', year: null, number }, rest }
}

/** The order of a name as the program itself writes it ('督办〔2026〕003号', '拟稿12'). */
export async function orderNamed(ctx: Context, name: string): Promise<OrderRow> {
  const found = readLeadingOrder(name)
  if (found === null) throw new UserError(`没有“${name}”这份督办单。发“督办”看全部`, ['督办'])
  return await orderOf(ctx, found.ref)
}

interface ReasonAsked {
  readonly bare: Bare
  /** The command as typed: '退回督办'. */
  readonly command: string
  /** What one may write: '还没有到货'. */
  readonly example: string
  /** Throws the sentence when the speaker need not even give a reason. */
  check(order: OrderRow): void
}

/** An order and a reason; a missing reason is asked for, in a form where there is one. */
export async function orderAndReason(
  line: Line,
  ctx: Context,
  { bare, command, example, check }: ReasonAsked,
): Promise<Reading<{ order: string; reason: string }>> {
  const { order, rest } = await leadingOrder(line, ctx, { bare, sample: `${command} 督办003 ${example}` })
  const name = orderName(order)
  const reason = (rest || (ctx.form?.reason ?? '')).trim()
  if (reason.length >= 2) return { ok: true, value: { order: name, reason } }
  check(order)
  return { ok: false, card: askReason(`${command} ${name}，请写原因`, `${command} ${name}`, example) }
}
