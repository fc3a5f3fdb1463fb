/** What is known about a line before it is read: who says it, where, when, in which district, about which reminder. */
import type { Clock } from '../clock.ts'
import type { Tx } from '../database/client.ts'
import { type Day, dayOf } from '../domain/calendar-day.ts'
import { defaultRules, type Rules } from '../domain/rules.ts'
import { stateCalendar, type WorkCalendar } from '../domain/workday.ts'
import { type Chat, ChatUse, type PlatformIdentity } from '../generated/prisma/client.ts'
import type { Delivery } from '../inbox/handle.ts'
import { knownChat } from '../services/chats.ts'
import { calendarOf, rulesOf } from '../services/district-rules.ts'
import { doorUsed, knownIdentity } from '../services/identities.ts'
import type { DistrictRef, ReminderContext, Speaker } from './command.ts'
import type { Place } from './message.ts'
import { openReminder, quotedReminder } from './reminder.ts'
import { districtOf, postsBehind, speakerIn } from './speaker.ts'
import type { Spoken } from './spoken.ts'

export interface Scene {
  readonly tx: Tx
  readonly clock: Clock
  readonly delivery: Delivery
  readonly spoken: Spoken
  /** Business time of the handling, and of the message. */
  readonly now: Date
  readonly at: Date
  readonly today: Day
  readonly chat: Chat
  readonly identity: PlatformIdentity
  readonly speaker: Speaker
  readonly place: Place & { readonly chatId: number; readonly use: 'dispatch' | 'query' | 'none' }
  readonly district: (DistrictRef & { readonly rules: Rules; readonly calendar: WorkCalendar }) | null
  readonly quoted: ReminderContext | null
  readonly reminder: ReminderContext | null
  /** Working hours by which pushes wait: the district's, else the defaults. */
  readonly hours: { readonly rules: Rules; readonly calendar: WorkCalendar }
}

const USE = { [ChatUse.DISPATCH]: 'dispatch', [ChatUse.QUERY]: 'query', [ChatUse.NONE]: 'none' } as const

/** Sets the scene, making the rows of account and chat where the bot meets them for the first time. */
export async function setScene(tx: Tx, clock: Clock, spoken: Spoken, delivery: Delivery): Promise<Scene> {
  const [now, at] = [clock.now(), clock.fromWall(spoken.at)]
  const today = dayOf(now)
  const isPrivate = spoken.place.kind === 'private'
  const account = await knownIdentity(tx, spoken.platform, spoken.sender)
  const identity = isPrivate ? await doorUsed(tx, account, at) : account
  const chat = await knownChat(tx, spoken.platform, spoken.place, identity.id)

  const posts = await postsBehind(tx, identity, today)
  const quoted = await quotedReminder(tx, spoken.platform, spoken.quotes)
  const ref = await districtOf(tx, { chat, identity, posts, projectId: quoted?.projectIds[0] ?? null })
  const speaker = speakerIn(ref?.id ?? null, identity, posts, await nameOf(tx, identity))
  const district = ref && { ...ref, rules: await rulesOf(tx, ref.id, today), calendar: await calendarOf(tx, ref.id) }
  const open =
    isPrivate && ref !== null && identity.personId !== null ? await openReminder(tx, ref.id, identity.personId) : null
  return {
    tx,
    clock,
    delivery,
    spoken,
    now,
    at,
    today,
    chat,
    identity,
    speaker,
    place: { ...spoken.place, chatId: chat.id, use: USE[chat.use] },
    district,
    quoted,
    reminder: quoted ?? open,
    hours: district ?? { rules: defaultRules, calendar: stateCalendar([]) },
  }
}

async function nameOf(tx: Tx, identity: PlatformIdentity): Promise<string> {
  const person =
    identity.personId === null
      ? null
      : await tx.person.findUnique({ where: { id: identity.personId }, select: { name: true } })
  return person?.name ?? identity.displayName ?? '您'
}
