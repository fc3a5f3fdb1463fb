/**
 * What a person is told besides reports goes out in at most one message a working day, and none of it is dropped
 * (rules.md §8): the first thing of a day at once, what comes after it together on the next working morning. Of a
 * matter that moves on before the message has gone, the last word stands.
 */
import { z } from 'zod'
import { button, type Card, cardSchema } from '../chat/card.ts'
import type { Tx } from '../database/client.ts'
import { type Day, dayOf, instantAt } from '../domain/calendar-day.ts'
import { nextOpenMinute } from '../domain/quiet-hours.ts'
import { firstWorkdayAfter } from '../domain/workday.ts'
import { owe } from '../outbox/owe.ts'
import type { Acting } from './acting.ts'

const itemSchema = z.object({
  text: z.string(),
  detail: z.string().exactOptional(),
  /** A button of the message: what `detail` says to type, for one who rather taps. */
  way: z.object({ label: z.string(), action: z.string() }).exactOptional(),
  /**
   * What it is about, to one who has this part in it: 'order:12'. A later line about the same takes the earlier one's
   * place. What is to be done apart from the rest is a part of its own, 'order:12/extension': it stands beside a word
   * about another part, and goes with one about the whole.
   */
  matter: z.string().exactOptional(),
})
export type BundleItem = Readonly<z.infer<typeof itemSchema>>

const bundleSchema = z.object({ kind: z.literal('bundle'), items: z.array(itemSchema) })

/** What a card of WeCom takes; what has no room any more is typed, as its detail says. */
const MOST_WAYS = 6

/**
 * Tells each of them once, besides the one who acts. Always in the order of their numbers: two transactions that tell
 * the same people wait for each other instead of blocking each other.
 */
export async function tellAll(
  acting: Acting,
  people: Iterable<number | null>,
  item: BundleItem,
  except: number | null,
): Promise<void> {
  const told = [...new Set(people)].filter((personId) => personId !== null && personId !== except)
  for (const personId of told.flatMap((id) => id ?? []).toSorted((a, b) => a - b)) {
    await tellInBundle(acting, personId, item)
  }
}

/** Tells the person in the message of the day, or of the next working day when that one is on its way already; once of the same. */
export async function tellInBundle(acting: Acting, personId: number, item: BundleItem): Promise<void> {
  const { calendar, now, rules } = acting
  let notBefore = nextOpenMinute(calendar, now, rules.calendar)
  let day = dayOf(notBefore)
  while (!(await put(acting, personId, item, day, notBefore))) {
    day = firstWorkdayAfter(calendar, day)
    notBefore = instantAt(day, rules.calendar.quietFrom)
  }
}

/** Whose line about the matter still waits reads this in its place; whoever was told of it already is not told again. */
export async function tellInPlace(
  acting: Acting,
  people: Iterable<number>,
  item: BundleItem & { readonly matter: string },
  except: number | null,
): Promise<void> {
  for (const personId of [...people].toSorted((a, b) => a - b)) {
    const waited = await dropFromBundle(acting, personId, [item.matter])
    if (waited && personId !== except) await tellInBundle(acting, personId, item)
  }
}

/**
 * Takes out of what waits for the person the lines about these matters, for one who has just moved them on himself, and
 * knows; whether there was one.
 */
export async function dropFromBundle(
  { tx, district }: Acting,
  personId: number,
  matters: readonly string[],
): Promise<boolean> {
  const keys = await tx.outboxMessage.findMany({
    where: { personId, key: { startsWith: `${district.id}:bundle:` }, state: { in: ['OWED', 'UNREACHABLE'] } },
    select: { key: true },
    orderBy: { id: 'asc' },
  })
  let dropped = false
  for (const { key } of keys) {
    const row = await waiting(tx, key)
    if (row === null) continue
    const items = row.items.filter(({ matter }) => matter === undefined || !matters.includes(matter))
    if (items.length === row.items.length) continue
    dropped = true
    if (items.length === 0) await tx.outboxMessage.delete({ where: { id: row.id } })
    else await keep(tx, row.id, items)
  }
  return dropped
}

async function keep(tx: Tx, id: number, items: readonly BundleItem[]): Promise<void> {
  await tx.outboxMessage.update({
    where: { id },
    data: { card: bundleCard(items), context: { kind: 'bundle', items: [...items] } },
  })
}

/** Adds to the message of a day while it waits, made where there is none yet; false when it is gone. */
async function put(
  { tx, district }: Acting,
  personId: number,
  item: BundleItem,
  day: Day,
  notBefore: Date,
): Promise<boolean> {
  const key = `${district.id}:bundle:${day}:${personId}`
  let row = await waiting(tx, key)
  if (row === null) {
    await owe(tx, { key, to: { personId }, kind: 'push', card: bundleCard([]), notBefore })
    row = await waiting(tx, key)
  }
  if (row === null) return false
  await keep(tx, row.id, withItem(row.items, item))
  return true
}

const rowsSchema = z.array(z.object({ id: z.number(), card: z.unknown(), context: z.unknown() }))

/** The message with its row locked, so that of two who add to it the second reads what the first has added. */
async function waiting(tx: Tx, key: string): Promise<{ id: number; items: readonly BundleItem[] } | null> {
  const [row] = rowsSchema.parse(
    await tx.$queryRaw`
      SELECT id, card, context FROM outbox_message
      WHERE key = ${key} AND state IN ('owed', 'unreachable') AND lease_until IS NULL
      FOR UPDATE`,
  )
  if (row === undefined) return null
  const { id, card, context } = row
  return { id, items: bundleSchema.safeParse(context).data?.items ?? itemsShown(cardSchema.parse(card)) }
}

/** Of a message that an older program stored, which kept no more than the card. */
function itemsShown({ blocks }: Card): BundleItem[] {
  return blocks.flatMap((block) =>
    block.kind === 'list'
      ? block.items.map(({ text, detail }) => ({ text, ...(detail === undefined ? {} : { detail }) }))
      : [],
  )
}

/** What happens a second time is read at its last place: 挂起, 恢复, 挂起 ends with 挂起. */
function withItem(items: readonly BundleItem[], item: BundleItem): BundleItem[] {
  const { text, detail, matter } = item
  const isOver = (one: BundleItem): boolean =>
    (one.text === text && one.detail === detail) ||
    (matter !== undefined && (one.matter === matter || one.matter?.startsWith(`${matter}/`) === true))
  return [...items.filter((one) => !isOver(one)), item]
}

function bundleCard(items: readonly BundleItem[]): Card {
  const ways = new Map(items.flatMap(({ way }) => (way === undefined ? [] : [[way.action, way.label] as const])))
  return {
    title: `有 ${items.length} 件事告诉您`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'list',
        items: items.map(({ text, detail }) => ({ text, ...(detail === undefined ? {} : { detail }) })),
      },
    ],
    actions: [...ways].slice(0, MOST_WAYS).map(([action, label]) => button(label, action)),
  }
}
