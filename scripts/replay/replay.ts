/** Feeds a saved event to the program's inbox, as if it had just passed the webhook; nothing is sent anywhere. */
import { commands } from '../../commands/index.ts'
import { demoStart, seedDemo } from '../../seeds/index.ts'
import { type Card, cardSchema } from '../../src/chat/card.ts'
import type { Incoming } from '../../src/chat/message.ts'
import { makeRouter } from '../../src/chat/router.ts'
import { type DemoClock, demoClock } from '../../src/clock.ts'
import { makeClockwork } from '../../src/clockwork/clockwork.ts'
import { jobs } from '../../src/clockwork/jobs/index.ts'
import type { Db } from '../../src/database/client.ts'
import { UserError } from '../../src/errors.ts'
import type { SyncAnswer } from '../../src/inbox/handle.ts'
import { storeEvent } from '../../src/inbox/store.ts'
import { inboxWorker } from '../../src/inbox/worker.ts'
import { makeLog } from '../../src/log.ts'
import { decode } from '../../src/platforms/feishu/decode.ts'
import type { Fixture } from './fixture.ts'

export type Replayed =
  /** Acknowledged and forgotten: nothing is done about events of this type. */
  | { readonly outcome: 'ignored'; readonly type: string }
  /** A text among people: nothing of it is stored. */
  | { readonly outcome: 'not for the bot' }
  | {
      readonly outcome: 'done' | 'failed'
      /** English id of the command. */
      readonly command: string | null
      readonly args: Record<string, unknown> | null
      /** What a click gets back at once. */
      readonly answer: SyncAnswer | null
      /** Messages that the event caused, in order, to people and groups. */
      readonly owed: readonly Card[]
    }

const TIMEOUT_MS = 20_000

/** Loads the demo district into an empty database and replays the event there. */
export async function replay(db: Db, fixture: Fixture): Promise<Replayed> {
  const event = decode(fixture.event, fixture.botOpenId)
  if (event.kind === 'ignored') return { outcome: 'ignored', type: event.type }
  const clock = clockAt(event, fixture.at === undefined ? demoStart : new Date(fixture.at))
  await seedDemo(db)
  if (fixture.at !== undefined) await makeClockwork({ db, clock, jobs, log: makeLog('error') }).runDue()
  if (fixture.as !== undefined) await introduce(db, event, fixture.as)
  if (fixture.group !== undefined) await bind(db, event, fixture.group)
  const stored = await storeEvent(db, event, clock.wall())
  if (stored === null) return { outcome: 'not for the bot' }
  return await handled(db, clock, stored.id)
}

/** Wall time goes on from when the event was sent, as if it came in without delay; business time from `start`. */
function clockAt({ at }: Incoming, start: Date): DemoClock {
  const sentAt = Date.parse(at)
  const begun = performance.now()
  return demoClock(start.getTime() - sentAt, () => new Date(sentAt + (performance.now() - begun)))
}

async function handled(db: Db, clock: DemoClock, id: number): Promise<Replayed> {
  const handle = makeRouter({ commands, clock })
  const worker = inboxWorker({ db, clock, handle, log: makeLog('error'), tickMs: null })
  try {
    worker.poke()
    const outcome = await worker.whenDone(id, TIMEOUT_MS)
    const owed = await db.outboxMessage.findMany({ where: { inboxId: id }, orderBy: { id: 'asc' } })
    return {
      outcome: outcome?.state ?? 'failed',
      command: outcome?.command ?? null,
      args: outcome?.args ?? null,
      answer: outcome?.answer ?? null,
      owed: owed.map(({ card }) => cardSchema.parse(card)),
    }
  } finally {
    await worker.stop()
  }
}

/** Takes the event's sender for a demo person. */
async function introduce(db: Db, event: Incoming, account: string): Promise<void> {
  const sender = 'sender' in event ? event.sender : undefined
  if (sender === undefined) return
  const known = await db.platformIdentity.findFirst({ where: { platform: 'CONSOLE', externalId: account } })
  if (known === null) throw new UserError(`演示区里没有 ${account} 这个人`)
  await db.platformIdentity.create({
    data: { platform: 'FEISHU', externalId: sender.id, personId: known.personId },
  })
}

/** Binds the event's group to the demo district; it takes the place of the console's 调度群 when it is to be that. */
async function bind(db: Db, event: Incoming, as: 'dispatch' | 'query'): Promise<void> {
  if (!('place' in event) || event.place.kind !== 'group') return
  const use = as === 'dispatch' ? 'DISPATCH' : 'QUERY'
  const { id: districtId } = await db.district.findFirstOrThrow({ where: { activatedAt: { not: null } } })
  await db.chat.updateMany({ where: { districtId, use: 'DISPATCH' }, data: as === 'dispatch' ? { use: 'NONE' } : {} })
  await db.chat.create({
    data: { platform: 'FEISHU', externalId: event.place.id, kind: 'GROUP', districtId, use },
  })
}
