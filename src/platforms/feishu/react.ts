/**
 * What a verified event comes to, whichever way it arrived: decoded and stored, or, for a click, handled and answered.
 */
import type { Incoming } from '../../chat/message.ts'
import type { SyncAnswer } from '../../inbox/handle.ts'
import type { Log } from '../../log.ts'
import { type CardAnswer, cardAnswer, toastAnswer } from './card-answer.ts'
import { decode, isCardAction, needsBotId } from './decode.ts'
import type { Envelope } from './envelope.ts'

/** Feishu gives a click 3 s; the rest is for the way there and back. */
export const CLICK_MS = 2300

/** What the program does with events. */
export interface Intake {
  /** The bot's own open_id; null when Feishu cannot be asked right now. */
  readonly botOpenId: () => Promise<string | null>
  /** Stores an event; null: not for the bot and not stored. */
  readonly store: (incoming: Incoming) => Promise<{ readonly fresh: boolean } | null>
  /** Stores a click, has it handled and gives its answer; null: not within CLICK_MS. */
  readonly act: (incoming: Incoming) => Promise<SyncAnswer | null>
  readonly log: Log
  /** How long a click waits for its answer; Feishu gives 3 s. */
  readonly actWithinMs?: number
}

type Outcome = 'stored' | 'repeated' | 'refused' | 'ignored' | 'challenge' | 'failed'

/** What Feishu is answered with, in the words of HTTP, and how it counts. */
export interface Reaction {
  readonly status: number
  readonly body?: object
  readonly outcome: Outcome
}

/** Takes one event. Throws only when it could not be stored: then Feishu is to deliver it again. */
export async function reactTo(intake: Intake, envelope: Envelope): Promise<Reaction> {
  return isCardAction(envelope) ? await reactToClick(intake, envelope) : await reactToEvent(intake, envelope)
}

async function reactToEvent(intake: Intake, envelope: Envelope): Promise<Reaction> {
  const botOpenId = needsBotId(envelope) ? await intake.botOpenId() : null
  if (needsBotId(envelope) && botOpenId === null) {
    // Not knowing whether the bot is meant, it must not be thrown away: Feishu delivers it again in 15 s.
    intake.log.warn('feishu event put off: the bot does not know its own id yet')
    return { status: 503, outcome: 'failed' }
  }
  const incoming = decode(envelope, botOpenId)
  if (incoming.kind === 'ignored') {
    intake.log.debug({ type: incoming.type }, 'feishu event ignored')
    return { status: 200, body: {}, outcome: 'ignored' }
  }
  const stored = await intake.store(incoming)
  return { status: 200, body: {}, outcome: outcomeOf(stored) }
}

/** A click is answered in any case: Feishu never repeats one, and shows an error code for anything but a 200. */
async function reactToClick(intake: Intake, envelope: Envelope): Promise<Reaction> {
  const incoming = decode(envelope, null)
  if (incoming.kind !== 'action') return { status: 200, body: {}, outcome: 'ignored' }
  try {
    const work = intake.act(incoming)
    // Whoever waits no longer must still not leave a rejection behind.
    work.catch((error: unknown) => intake.log.error({ err: error }, 'feishu click failed'))
    const given = await within(intake.actWithinMs ?? 2500, work)
    if (given === null) {
      return { status: 200, body: toastAnswer('neutral', '已收到，正在办理'), outcome: 'stored' }
    }
    return { status: 200, body: shaped(intake, given, incoming), outcome: 'stored' }
  } catch {
    return { status: 200, body: toastAnswer('bad', '没有收到，请稍后再点一次'), outcome: 'failed' }
  }
}

function shaped(intake: Intake, given: SyncAnswer, incoming: Incoming & { kind: 'action' }): CardAnswer {
  try {
    return cardAnswer(given, incoming)
  } catch (error) {
    intake.log.error({ err: error }, 'feishu answer not rendered')
    return toastAnswer('neutral', '已办理')
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

function outcomeOf(stored: { readonly fresh: boolean } | null): Outcome {
  if (stored === null) return 'ignored'
  return stored.fresh ? 'stored' : 'repeated'
}
