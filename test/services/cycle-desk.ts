/** The whole 旬 cycle over the small district of the commands' tests: the router, the clockwork and the outbox at one desk. */
import { cardText } from '../../src/chat/plain-text.ts'
import { makeClockwork } from '../../src/clockwork/clockwork.ts'
import { jobs } from '../../src/clockwork/jobs/index.ts'
import { type Moved, moveClock } from '../../src/clockwork/move-clock.ts'
import { makeLog } from '../../src/log.ts'
import { type Desk, type DeskOptions, openDesk } from '../chat/kit.ts'
import { type Answer, type RecordingDoor, recordingDoor, startSender } from '../outbox/recording-door.ts'

export interface CycleDesk extends Desk {
  /** What reached the platform, every attempt. */
  readonly door: RecordingDoor
  /** Moves to a moment of Shanghai time, '2023-09-12 09:00', stopping at everything that falls due on the way. */
  to(moment: string): Promise<Moved>
  /** The clock alone goes on: the bot is down meanwhile. */
  downUntil(moment: string): void
  /** Runs what is due now, and sends what is owed. */
  catchUp(): Promise<Moved>
  /** Texts that reached a chat (an actor, or 'group-dispatch'), the oldest first. */
  received(chat: string): string[]
}

/**
 * The district came into operation on Thursday 2023-09-07; 9月上旬 is the first 旬 that it is asked for.
 * `answer`: what the platform says to each message; it takes all of them unless told otherwise.
 */
export async function openCycleDesk(
  now = '2023-09-08T08:58:00+08:00',
  { answer, ...options }: Pick<DeskOptions, 'database'> & { readonly answer?: Answer } = {},
): Promise<CycleDesk> {
  const desk = await openDesk({ now, ...options })
  const { db, clock } = desk
  await db.district.update({
    where: { id: desk.district.id },
    data: { activatedAt: new Date('2023-09-07T00:00:00+08:00') },
  })
  let taken = 0
  const takes: Answer = () => {
    taken += 1
    return { state: 'sent', externalId: `sent-${taken}` }
  }
  const door = recordingDoor(answer ?? takes, { platform: 'console' })
  const outbox = startSender(db, clock, [door])
  const clockwork = makeClockwork({ db, clock, jobs, log: makeLog('silent') })
  const inbox = { drain: () => Promise.resolve() }
  const at = (moment: string): Date => new Date(`${moment.replace(' ', 'T')}:00+08:00`)
  return {
    ...desk,
    door,
    to: (moment) => moveClock({ db, clock, clockwork, inbox, outbox }, at(moment)),
    downUntil: (moment) => clock.pass(at(moment).getTime() - clock.now().getTime()),
    catchUp: () => moveClock({ db, clock, clockwork, inbox, outbox }, clock.now()),
    received: (chat) => door.attempts.filter((sent) => sent.chat.externalId === chat).map(({ card }) => cardText(card)),
  }
}
