/**
 * A message that the platform did not confirm, or refused, is not sent again by itself: 项目办 hears of it, once, and
 * decides. Looked for on every tick, because it is known only when the sending gives up.
 */
import { button, type Card, say } from '../chat/card.ts'
import type { Push } from '../chat/command.ts'
import type { Db, Tx } from '../database/client.ts'
import { transact } from '../database/transaction.ts'
import { dayOf } from '../domain/calendar-day.ts'
import { owe } from '../outbox/owe.ts'
import { pushMoment } from '../outbox/push-moment.ts'
import { calendarOf, rulesOf } from './district-rules.ts'
import { tellOffice } from './office-push.ts'
import { NOT_ARRIVED, type Unconfirmed, unconfirmedIn } from './unconfirmed.ts'

/** Part of the key of what is said here: of such a message itself nobody is told, or it would never end. */
const ABOUT = ':unconfirmed:'

/** Tells 项目办 of each district of its unconfirmed messages; gives how many were told of now. */
export async function tellUnconfirmed(db: Db, now: Date): Promise<number> {
  const open = await db.outboxMessage.count({
    where: { AND: [NOT_ARRIVED], NOT: { key: { contains: ABOUT } } },
  })
  if (open === 0) return 0
  const districts = await db.district.findMany({ where: { activatedAt: { not: null } }, orderBy: { id: 'asc' } })
  let told = 0
  for (const district of districts) {
    told += await transact(db, (tx) => tellOfDistrict(tx, district, now))
  }
  return told
}

async function tellOfDistrict(
  tx: Tx,
  district: { id: number; name: string; isDemo: boolean },
  now: Date,
): Promise<number> {
  const messages = (await unconfirmedIn(tx, district.id)).filter(({ key }) => !key.includes(ABOUT))
  const known = await tx.outboxMessage.findMany({
    where: { OR: messages.map((message) => ({ key: { startsWith: keyOf(district.id, message) } })) },
    select: { key: true },
  })
  const news = messages.filter((message) => !known.some(({ key }) => key.startsWith(keyOf(district.id, message))))
  if (messages.length === 0 || news.length === 0) return 0
  const calendar = await calendarOf(tx, district.id)
  const rules = await rulesOf(tx, district.id, dayOf(now))
  const notBefore = pushMoment({ at: now, calendar, rules })
  const acting = {
    tx,
    now,
    district,
    rules,
    calendar,
    owe: (push: Push) => owe(tx, { ...push, kind: 'push', notBefore }),
    // Nothing of the mechanism changes.
    audit: async () => undefined,
  }
  for (const message of news) {
    await tellOffice(acting, { key: `unconfirmed:${message.id}.${message.generation}`, card: cardOf(message) })
  }
  return news.length
}

function keyOf(districtId: number, { id, generation }: Unconfirmed): string {
  return `${districtId}${ABOUT}${id}.${generation}:`
}

function cardOf({ id, to, card, refusal }: Unconfirmed): Card {
  const [what, why] =
    refusal === null
      ? ['未确认', '平台没有回音，可能已经送到。请先问一声，没收到再重发']
      : ['被平台拒收', `${refusal}。对方没有收到，办妥后再重发`]
  return say(`一条消息${what}：给${to}的“${card.title}”`, {
    tone: 'warning',
    blocks: [{ kind: 'note', text: why }],
    actions: [button('重发', `重发 ${id}`), button('看全部', '重发')],
  })
}
