/**
 * Carries events to the program, to its webhook or by its long connection: at least once, within 3 seconds, again after
 * 15 s, 5 min, 1 h, 6 h.
 */
import { envelope, type Keys, sealed } from './envelope.ts'
import type { LongLine } from './long-line.ts'

/** What the webhook answered. */
export interface Answered {
  /** 0: no answer at all. */
  readonly status: number
  readonly body: unknown
}

interface Pending {
  readonly type: string
  readonly event: object
  readonly eventId: string
  readonly createdAt: number
  tries: number
  nextAt: number
}

const RETRY_AFTER_MS = [15_000, 300_000, 3_600_000, 21_600_000]
const PATIENCE_MS = 3_000

export class Courier {
  readonly keys: Keys
  /** Where events go; null: by the long connection. */
  webhookUrl: string | null = null
  private readonly line: LongLine
  private readonly now: () => number
  private readonly pending: Pending[] = []

  constructor(keys: Keys, line: LongLine, now: () => number) {
    this.keys = keys
    this.line = line
    this.now = now
  }

  /** Events that the webhook has not taken yet. */
  get undelivered(): number {
    return this.pending.length
  }

  /** Sends an event; what is not answered with 200 is tried again by `retryDue`. */
  async event(type: string, event: object, eventId: string): Promise<Answered> {
    const createdAt = this.now()
    const answered = await this.carry({ type, event, eventId, createdAt }, createdAt)
    // Card actions are never repeated.
    if (answered.status !== 200 && type !== 'card.action.trigger') {
      this.pending.push({ type, event, eventId, createdAt, tries: 0, nextAt: createdAt + (RETRY_AFTER_MS[0] ?? 0) })
    }
    return answered
  }

  /** Delivers again what is due by the clock; the answers, in order. */
  async retryDue(): Promise<Answered[]> {
    const answers: Answered[] = []
    for (const one of this.pending.filter((waiting) => waiting.nextAt <= this.now())) {
      const answered = await this.carry(one, this.now())
      answers.push(answered)
      one.tries += 1
      const wait = RETRY_AFTER_MS[one.tries]
      if (answered.status === 200 || wait === undefined) this.pending.splice(this.pending.indexOf(one), 1)
      else one.nextAt = this.now() + wait
    }
    return answers
  }

  private async carry(one: Pick<Pending, 'type' | 'event' | 'eventId' | 'createdAt'>, at: number): Promise<Answered> {
    if (this.webhookUrl !== null) {
      return await this.post(
        sealed(this.keys, envelope(this.keys, one.type, one.event, one.createdAt, one.eventId), at),
      )
    }
    // By the long connection nothing is encrypted, and the token is empty.
    const keys = { ...this.keys, verificationToken: '' }
    return await this.line.deliver(envelope(keys, one.type, one.event, one.createdAt, one.eventId))
  }

  /** Posts raw bytes with any headers, as an attacker would. */
  async post(delivery: {
    readonly raw: string
    readonly headers: Readonly<Record<string, string>>
  }): Promise<Answered> {
    if (this.webhookUrl === null) throw new Error('connect the emulator to a webhook first')
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS)
      const response = await fetch(this.webhookUrl, {
        method: 'POST',
        body: delivery.raw,
        headers: delivery.headers,
        signal,
      })
      return { status: response.status, body: parsed(await response.text()) }
    } catch {
      return { status: 0, body: null }
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
