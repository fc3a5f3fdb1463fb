/**
 * What a person is told besides reports goes out in at most one message a working day, and none of it is dropped
 * (rules.md §8): the first thing of a day at once, what comes after it together on the next working morning.
 */
import { type Action, button, type Card, cardSchema } from '../chat/card.ts'
import { type Day, dayOf, instantAt } from '../domain/calendar-day.ts'
import { nextOpenMinute } from '../domain/quiet-hours.ts'
import { firstWorkdayAfter } from '../domain/workday.ts'
import { OutboxState } from '../generated/prisma/client.ts'
import { owe } from '../outbox/owe.ts'
import type { Acting } from './acting.ts'

export interface BundleItem {
  readonly text: string
  readonly detail?: string
  /** A button of the message: what `detail` says to type, for one who rather taps. */
  readonly way?: { readonly label: string; readonly action: string }
}

/** What a card of WeCom takes; what has no room any more is typed, as its detail says. */
const MOST_WAYS = 6

/** Tells the person in the message of the day, or of the next working day when that one is on its way already; once of the same. */
export async function tellInBundle(acting: Acting, personId: number, item: BundleItem): Promise<void> {
  const { calendar, now, rules } = acting
  const first = nextOpenMinute(calendar, now, rules.calendar)
  const today = dayOf(first)
  if (await put(acting, personId, item, today, first)) return
  const next = firstWorkdayAfter(calendar, today)
  await put(acting, personId, item, next, instantAt(next, rules.calendar.quietFrom))
}

/** Makes the message of a day, or adds to it while it waits; false when it is gone. */
async function put(
  { tx, district }: Acting,
  personId: number,
  item: BundleItem,
  day: Day,
  notBefore: Date,
): Promise<boolean> {
  const key = `${district.id}:bundle:${day}:${personId}`
  const made = await owe(tx, { key, to: { personId }, kind: 'push', card: bundleCard([item], []), notBefore })
  if (made !== null) return true
  const waiting = { key, state: { in: [OutboxState.OWED, OutboxState.UNREACHABLE] }, leaseUntil: null }
  const row = await tx.outboxMessage.findFirst({ where: waiting, select: { id: true, card: true } })
  if (row === null) return false
  const known = cardSchema.parse(row.card)
  // What happens a second time is read at its last place: 挂起, 恢复, 挂起 ends with 挂起.
  const others = itemsOf(known).filter(({ text, detail }) => text !== item.text || detail !== item.detail)
  const card = bundleCard([...others, item], known.actions)
  const { count } = await tx.outboxMessage.updateMany({ where: { ...waiting, id: row.id }, data: { card } })
  return count > 0
}

/** `ways`: the buttons of items that are in the message already. */
function bundleCard(items: readonly BundleItem[], ways: readonly Action[]): Card {
  const typed = new Set(ways.map((way) => (way.kind === 'button' ? way.action : null)))
  const fresh = items.flatMap(({ way }) =>
    way === undefined || typed.has(way.action) ? [] : [button(way.label, way.action)],
  )
  return {
    title: `有 ${items.length} 件事告诉您`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'list',
        items: items.map(({ text, detail }) => ({ text, ...(detail === undefined ? {} : { detail }) })),
      },
    ],
    actions: [...ways, ...fresh].slice(0, MOST_WAYS),
  }
}

function itemsOf({ blocks }: Card): BundleItem[] {
  return blocks.flatMap((block) =>
    block.kind === 'list'
      ? block.items.map(({ text, detail }) => ({ text, ...(detail === undefined ? {} : { detail }) }))
      : [],
  )
}
