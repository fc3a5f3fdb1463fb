/** What WeCom knows: who may be written to, which robots there are, what was sent. */
import { randomBytes } from 'node:crypto'
import type { TakenCard } from './card-rules.ts'

export type SentBy = 'app' | 'hook' | 'stream' | 'late'

/** A message that arrived. */
export interface Arrived {
  readonly by: SentBy
  readonly kind: 'group' | 'private'
  /** userid, chatid, or the name of a robot's group. */
  readonly to: string
  /** All that a person reads. */
  readonly text: string
  /** text, markdown, markdown_v2, stream, template_card, file, image */
  readonly type: string
  card: TakenCard | null
  /** A card of the app can be changed once with it. */
  responseCode: string | null
  readonly at: number
}

/** One open address for a late answer. */
interface LateAddress {
  readonly to: string
  readonly kind: 'group' | 'private'
  readonly until: number
  used: boolean
}

const MINUTE = 60_000

export class World {
  readonly arrived: Arrived[] = []
  readonly tokens = new Set<string>()
  tokenRequests = 0
  /** Group names by the key of their robot. */
  readonly robots = new Map<string, string>()
  /** userids in lower case that the app may not write to. */
  readonly outOfRange = new Set<string>()
  readonly late = new Map<string, LateAddress>()
  /** Plain userids by encrypted ones. */
  readonly encrypted = new Map<string, string>()
  readonly files = new Map<string, Buffer>()
  readonly taskIds = new Set<string>()
  /** Messages that WeCom dropped without a word. */
  dropped = 0
  readonly #sendings = new Map<string, number[]>()
  readonly #waiting = new Set<() => void>()

  readonly now: () => number

  constructor(now: () => number) {
    this.now = now
  }

  arrive(message: Omit<Arrived, 'at'>): void {
    this.arrived.push({ ...message, at: this.now() })
    for (const wake of [...this.#waiting]) wake()
  }

  changed(): void {
    for (const wake of [...this.#waiting]) wake()
  }

  /** Counts one sending; false: there were `most` within the last minute. */
  mayPass(what: string, most: number): boolean {
    const live = (this.#sendings.get(what) ?? []).filter((at) => at > this.now() - MINUTE)
    const passes = live.length < most
    if (passes) live.push(this.now())
    this.#sendings.set(what, live)
    return passes
  }

  newToken(): string {
    this.tokenRequests += 1
    const token = newId('token')
    this.tokens.add(token)
    return token
  }

  async waitFor(fits: (message: Arrived) => boolean, timeoutMs: number): Promise<Arrived> {
    const until = Date.now() + timeoutMs
    for (;;) {
      const found = this.arrived.find(fits)
      if (found !== undefined) return found
      if (Date.now() > until) throw new Error('no such message arrived')
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.max(1, until - Date.now()))
        const wake = (): void => {
          clearTimeout(timer)
          this.#waiting.delete(wake)
          resolve()
        }
        this.#waiting.add(wake)
      })
    }
  }
}

export function newId(kind: string): string {
  return `${kind}_${randomBytes(9).toString('hex')}`
}
