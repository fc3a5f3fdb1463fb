/**
 * A desk for the tests of commands: the real router over a fresh embedded database with a small invented district.
 * `await desk.as('liaison').privately('…')` gives the command, its arguments and what was answered.
 */
import { commands as allCommands } from '../../commands/index.ts'
import { type Card, cardSchema } from '../../src/chat/card.ts'
import type { Command } from '../../src/chat/command.ts'
import type { Incoming, Place } from '../../src/chat/message.ts'
import { cardText } from '../../src/chat/plain-text.ts'
import { makeRouter } from '../../src/chat/router.ts'
import type { Db } from '../../src/database/client.ts'
import type { Database } from '../../src/database/connection.ts'
import { transact } from '../../src/database/transaction.ts'
import type { Handle, SyncAnswer } from '../../src/inbox/handle.ts'
import { storeEvent } from '../../src/inbox/store.ts'
import { deskDistrict, openDeskDatabase } from '../database/desk.ts'
import { openClone } from '../database/harness.ts'
import { type StandingClock, standingClock } from '../support/standing-clock.ts'
import { makeBoundDistrict } from './bound-district.ts'
import { type Actor, NAMES, type TestDistrict } from './district.ts'
import { GROUPS, type Group } from './groups.ts'

export type { Group } from './groups.ts'

export interface Told {
  readonly id: number
  /** Name of the group or of the person in private. */
  readonly to: string
  readonly card: Card
  readonly text: string
  /** The message answered. */
  readonly replyTo: string | null
  readonly notBefore: Date
  readonly state: string
}

export interface Outcome {
  readonly command: string | null
  readonly args: Record<string, unknown> | null
  /** What a click got at once. */
  readonly answer: SyncAnswer | undefined
  /** The answers owed, and where they go. */
  readonly told: readonly Told[]
  readonly cards: readonly Card[]
  readonly texts: readonly string[]
  /** The only answer as plain text; throws when there is none or more than one. */
  readonly text: string
  readonly messageId: string
}

export interface SayOptions {
  /** Message that is replied to. */
  readonly replyTo?: string
  readonly mentions?: readonly { readonly id: string; readonly name: string }[]
}

export interface Speaking {
  privately(text: string, options?: SayOptions): Promise<Outcome>
  /** In the dispatch group, addressed to the bot; `group` names another one. */
  inGroup(text: string, options?: SayOptions & { readonly group?: Group; readonly mention?: boolean }): Promise<Outcome>
  /** Clicks a button, in private or in a group. */
  click(action: string, options?: { in?: Group; form?: Record<string, string>; messageId?: string }): Promise<Outcome>
}

export interface Desk {
  readonly db: Db
  readonly clock: StandingClock
  readonly district: TestDistrict
  as(actor: Actor | { readonly id: string; readonly name?: string }): Speaking
  /** Any event, as a platform would hand it over. */
  hear(event: Incoming): Promise<Outcome>
  /** What was pushed to people and groups, the oldest first. */
  pushes(): Promise<readonly Told[]>
  /** Opens a reminder: the 旬 is asked for, and the person's projects are numbered in it. */
  remind(actor: Actor, period: string, projects: readonly string[]): Promise<void>
  /** Another router over the same database, as after a restart. */
  restart(): void
  /** For a desk opened in beforeAll; one opened in a test is closed with it. */
  close(): Promise<void>
}

export interface DeskOptions {
  /** Default: all of the program. */
  readonly commands?: readonly Command[]
  readonly isDemo?: boolean
  /** Default: a database of the test server in which the district is made already. */
  readonly database?: Database
  /** Business and wall time at first. Default: Friday 2023-09-08 10:00. */
  readonly now?: string
}

/** Opens a desk; it is closed with the test, or by its `close` in afterAll. */
export async function openDesk(options: DeskOptions = {}): Promise<Desk> {
  const isDemo = options.isDemo ?? false
  const database = options.database ?? (isDemo ? await openClone() : await openDeskDatabase())
  const { db } = database
  const clock = standingClock(options.now)
  const isMade = options.database === undefined && !isDemo
  const district = isMade ? deskDistrict() : await makeBoundDistrict(db, isDemo)
  const commands = options.commands ?? allCommands
  let handle: Handle = makeRouter({ commands, clock })
  let count = 0

  const hear = async (event: Incoming): Promise<Outcome> => {
    const stored = await storeEvent(db, event, clock.wall())
    const messageId = 'messageId' in event ? event.messageId : ''
    if (stored === null) return outcome({ command: null, args: null }, [], messageId)
    const delivery = { inboxId: stored.id, receivedAt: clock.wall(), requestId: `inbox:${stored.id}` }
    const handled = await transact(db, (tx) => handle(tx, event, delivery))
    return outcome(handled, await owed(db, { inboxId: stored.id, kind: 'ANSWER' }), messageId)
  }
  const common = (sender: { id: string; name?: string }) => {
    count += 1
    const at = clock.wall().toISOString()
    return { platform: 'console' as const, key: `test:${count}`, at, sender, messageId: `message-${count}` }
  }
  const said = (
    sender: { id: string; name?: string },
    place: Place,
    text: string,
    mentionsBot: boolean,
    more: SayOptions,
  ) =>
    hear({
      ...common(sender),
      kind: 'text',
      place,
      text,
      mentionsBot,
      mentions: [...(more.mentions ?? [])],
      ...(more.replyTo === undefined ? {} : { replyTo: more.replyTo }),
    })

  return {
    db,
    clock,
    district,
    hear,
    as(actor) {
      const sender = typeof actor === 'string' ? { id: actor, name: actor } : actor
      const own: Place = { id: sender.id, kind: 'private' }
      return {
        privately: (text, more = {}) => said(sender, own, text, false, more),
        inGroup: (text, { group = 'dispatch', mention = true, ...more } = {}) =>
          said(sender, GROUPS[group], text, mention, more),
        click: (action, { in: group, form, messageId } = {}) =>
          hear({
            ...common(sender),
            kind: 'action',
            place: group === undefined ? own : GROUPS[group],
            action,
            ...(messageId === undefined ? {} : { messageId }),
            ...(form === undefined ? {} : { form }),
          }),
      }
    },
    pushes: () => owed(db, { kind: 'PUSH' }),
    async remind(actor, period, projects) {
      const personId = district.people.get(actor)
      if (personId === undefined) throw new Error(`${actor} is not on the roster`)
      await db.period.upsert({
        where: { districtId_code: { districtId: district.id, code: period } },
        create: { districtId: district.id, code: period, askedAt: clock.now() },
        update: { askedAt: clock.now() },
      })
      await db.reminderItem.createMany({
        data: projects.map((name, i) => ({
          districtId: district.id,
          personId,
          period,
          position: i + 1,
          projectId: district.projects.get(name) ?? 0,
        })),
      })
    },
    restart() {
      handle = makeRouter({ commands, clock })
    },
    close: () => database.close(),
  }
}

async function owed(db: Db, where: { inboxId?: number; kind: 'ANSWER' | 'PUSH' }): Promise<Told[]> {
  const rows = await db.outboxMessage.findMany({
    // The files of a card follow it, as messages of their own (test/outbox/files.test.ts).
    where: { ...where, fileId: null },
    include: { chat: { select: { name: true, externalId: true } }, person: { select: { name: true } } },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ id, card, chat, person, replyTo, notBefore, state }) => {
    const shown = cardSchema.parse(card)
    const to = chat?.name ?? nameOf(chat?.externalId) ?? person?.name ?? ''
    return { id, to, card: shown, text: cardText(shown), replyTo, notBefore, state }
  })
}

function nameOf(externalId: string | undefined): string | undefined {
  const actor = Object.keys(NAMES).find((name) => name === externalId)
  return actor ?? externalId
}

function outcome(
  handled: { command: string | null; args: Record<string, unknown> | null; answer?: SyncAnswer },
  told: readonly Told[],
  messageId: string,
): Outcome {
  const { command, args, answer } = handled
  const texts = told.map((one) => one.text)
  return {
    command,
    args,
    answer,
    told,
    cards: told.map((one) => one.card),
    texts,
    messageId,
    get text() {
      const [only, ...others] = texts
      if (only === undefined || others.length > 0) throw new Error(`${texts.length} answers: ${texts.join('\n---\n')}`)
      return only
    },
  }
}
