/** Reads an order out of a typed line, and the words behind it; a form's field takes the place of the words. */
import { OPEN } from '../domain/order.ts'
import { type OrderRef, readBareNumber, readLeadingOrder } from '../domain/order-read.ts'
import { UserError } from '../errors.ts'
import { type OrderRow, orderName, orderOf, ordersNumbered, orderWithId } from '../services/supervision/find.ts'
import { seenBy, worksOn } from '../services/supervision/rights.ts'
import type { Context, Line, Reading } from './command.ts'
import { askReason } from './reason-form.ts'

/** Throws the sentence for an order with which the speaker cannot do what the command does. */
export type Check = (order: OrderRow) => void | Promise<void>

/** What a bare number means: 签发 12 is a draft; 延期 3 is the order of that number on which the step can be made. */
export type Bare = 'draft' | Check

/** What a card takes on the smallest platform. */
const BUTTONS = 6

/** The order that is meant, if the speaker may see it; throws the sentence of one that does not exist when he may not. */
export async function orderMeant(ctx: Context, ref: OrderRef): Promise<OrderRow> {
  return await orderOf(ctx, ref, seenBy(ctx))
}

/** The order that the line starts with and what follows it; throws the sentence that shows how to write it. */
export async function leadingOrder(
  line: Line,
  ctx: Context,
  { bare, sample }: { readonly bare: Bare; readonly sample: string },
): Promise<{ order: OrderRow; rest: string }> {
  const named = readLeadingOrder(line.raw)
  if (named !== null) return { order: await orderMeant(ctx, named.ref), rest: named.rest.trim() }
  const found = numberInFront(line.raw)
  if (found === null) throw new UserError(`请写明哪一份，例如：${sample}`, ['督办'])
  const { number, rest } = found
  if (bare === 'draft') return { order: await orderWithId(ctx, number, seenBy(ctx)), rest }
  return { order: await orderActedOn(ctx, number, bare, `${line.alias} * ${rest}`), rest }
}

/** The bare number that a line starts with, and what follows it; null when it starts otherwise. */
export function numberInFront(raw: string): { number: number; rest: string } | null {
  const [, first = '', rest = ''] = /^\s*([^\s,，:：;；]+)[\s,，:：;；]*([\s\S]*)$/.exec(raw) ?? []
  const number = readBareNumber(first)
  return number === null ? null : { number, rest: rest.trim() }
}

/** Those orders of a number for which the check passes. */
export async function ordersFit(ctx: Context, number: number, check: Check): Promise<OrderRow[]> {
  return await fitting(await ordersNumbered(ctx, number, seenBy(ctx)), check)
}

/**
 * 提示002 and 督办002 have the same number: the one that the speaker can act on is meant, of several he is asked. When
 * there is none, the refusal is about his own one, then about an open one.
 */
async function orderActedOn(ctx: Context, number: number, check: Check, line: string): Promise<OrderRow> {
  const all = await ordersNumbered(ctx, number, seenBy(ctx))
  const fit = await fitting(all, check)
  if (fit.length > 1) throw whichOrder(number, fit, line)
  const open = (order: OrderRow): boolean => OPEN.some((state) => state === order.state)
  const meant = fit[0] ?? all.find((order) => worksOn(ctx, order)) ?? all.find(open)
  return meant ?? (await orderMeant(ctx, { by: 'number', kind: 'SUPERVISION', year: null, number }))
}

/** Asks which of several is meant. @param line what a button types, * in the place of the name */
function whichOrder(number: number, orders: readonly OrderRow[], line: string): UserError {
  const lines = orders.map((order) => `${orderName(order)} ${order.project.shortName}`).join('；')
  return new UserError(
    `${number} 号有 ${orders.length} 份：${lines}。您指的是哪一份？`,
    orders.slice(0, BUTTONS).map((order) => wayTo(orderName(order), line)),
  )
}

/** A button with the full name that types the line with it. */
export function wayTo(name: string, line: string): { label: string; action: string } {
  return { label: name, action: line.replace('*', () => name).trim() }
}

async function fitting(orders: readonly OrderRow[], check: Check): Promise<OrderRow[]> {
  const fit: OrderRow[] = []
  for (const order of orders) if (await passes(order, check)) fit.push(order)
  return fit
}

async function passes(order: OrderRow, check: Check): Promise<boolean> {
  try {
    await check(order)
    return true
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

/** The order of a name as the program itself writes it ('督办〔2026〕003号', '拟稿12'). */
export async function orderNamed(ctx: Context, name: string): Promise<OrderRow> {
  const found = readLeadingOrder(name)
  if (found === null) throw new UserError(`没有“${name}”这份督办单。发“督办”看全部`, ['督办'])
  return await orderMeant(ctx, found.ref)
}

interface ReasonAsked {
  /** A bare number is that of a draft. */
  readonly drafts?: boolean
  /** The command as typed: '退回督办'. */
  readonly command: string
  /** What one may write: '还没有到货'. */
  readonly example: string
  /** Throws the sentence when the speaker need not even give a reason. */
  readonly check: Check
}

/** An order and a reason; a missing reason is asked for, in a form where there is one. */
export async function orderAndReason(
  line: Line,
  ctx: Context,
  { drafts = false, command, example, check }: ReasonAsked,
): Promise<Reading<{ order: string; reason: string }>> {
  const { order, rest } = await leadingOrder(line, ctx, {
    bare: drafts ? 'draft' : check,
    sample: `${command} 督办003 ${example}`,
  })
  const name = orderName(order)
  const reason = (rest || (ctx.form?.reason ?? '')).trim()
  if (reason.length >= 2) return { ok: true, value: { order: name, reason } }
  await check(order)
  return { ok: false, card: askReason(`${command} ${name}，请写原因`, `${command} ${name}`, example) }
}
