/** Carries callbacks to the program, sealed as WeCom does, and reads what it answers. */
import { randomBytes } from 'node:crypto'
import { type Keys, proofOf, sealed, signed, unsealed } from './sealing.ts'

export interface Answered {
  readonly status: number
  /** The raw body. */
  readonly body: string
  readonly ms: number
}

export class Courier {
  url = ''

  readonly #keys: Keys
  readonly #now: () => number

  constructor(keys: Keys, now: () => number) {
    this.#keys = keys
    this.#now = now
  }

  /** The administrator presses 保存; true: the program answered with the text inside and nothing else. */
  async prove(): Promise<boolean> {
    const text = randomBytes(8).readBigUInt64BE().toString()
    const echostr = sealed(this.#keys, text)
    const query = proofOf(this.#keys, echostr, this.#now())
    query.set('echostr', echostr)
    const response = await fetch(`${this.url}?${query}`)
    return response.status === 200 && (await response.text()) === text
  }

  async post(body: (encrypted: string) => string, text: string): Promise<Answered> {
    const encrypted = sealed(this.#keys, text)
    return this.raw(body(encrypted), proofOf(this.#keys, encrypted, this.#now()))
  }

  async raw(body: string, query: URLSearchParams): Promise<Answered> {
    const begun = performance.now()
    const response = await fetch(`${this.url}?${query}`, { method: 'POST', body })
    return { status: response.status, body: await response.text(), ms: performance.now() - begun }
  }

  /** What a bot's answer says; null for an empty one. Throws when it is not sealed and signed as it should be. */
  opened({ status, body }: Answered): unknown {
    if (status !== 200) throw new Error(`answered ${status}`)
    if (body === '') return null
    const { encrypt, msgsignature, timestamp, nonce }: Record<string, unknown> = JSON.parse(body)
    if (typeof encrypt !== 'string' || typeof timestamp !== 'number') throw new Error('no sealed answer')
    if (signed(this.#keys, String(timestamp), String(nonce), encrypt) !== msgsignature)
      throw new Error('wrong signature')
    return JSON.parse(unsealed(this.#keys, encrypt))
  }
}
