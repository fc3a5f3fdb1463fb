/** What the emulated Feishu knows: tokens, people, groups, messages. */
import { randomBytes } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import type { CardJson } from './card-rules.ts'
import { textOfCard } from './card-view.ts'

/** A message that the program sent. */
export interface SentMessage {
  readonly messageId: string
  readonly chatId: string
  readonly kind: 'group' | 'private'
  /** The open_id of the person in a private chat. */
  readonly openId: string | null
  readonly replyTo: string | null
  readonly uuid: string | null
  readonly at: number
  readonly type: 'text' | 'interactive' | 'file' | 'image'
  /** The key of an uploaded file or picture. */
  readonly fileKey: string | null
  /** Null: no card. */
  card: CardJson | null
  /** All its words. */
  text: string
  /** How often it was changed. */
  patches: number
}

export type Place = Pick<SentMessage, 'chatId' | 'kind' | 'openId'>

interface Person {
  name: string
  mobile: string | null
  /** The code with which sending to this person is refused. */
  refuse: number | null
}
interface Group {
  name: string
  members: Set<string>
  /** The code with which sending to this group is refused; null: the bot is in it. */
  refuse: number | null
}

const TOKEN_SECONDS = 7200
const UUID_HOLDS_MS = 3_600_000

export class World {
  readonly messages: SentMessage[] = []
  readonly people = new Map<string, Person>()
  readonly groups = new Map<string, Group>()
  readonly files = new Map<string, Buffer>()
  readonly fileNames = new Map<string, string>()
  /** Files that people sent, by message and key. */
  readonly resources = new Map<string, Buffer>()
  tokenRequests = 0
  readonly now: () => number
  private readonly tokens = new Map<string, number>()
  private readonly byUuid = new Map<string, { message: SentMessage; at: number }>()
  private readonly heard = new Map<string, Place>()
  private readonly recalled = new Set<string>()
  private readonly changes = new EventEmitter()

  constructor(now: () => number) {
    this.now = now
    this.changes.setMaxListeners(0)
  }

  /** The token in force: the same one while it has half an hour left. */
  issueToken(): { token: string; expire: number } {
    this.tokenRequests += 1
    const now = this.now()
    for (const [token, until] of this.tokens) {
      if (until - now > 30 * 60_000) return { token, expire: Math.floor((until - now) / 1000) }
    }
    const token = `t-${randomBytes(16).toString('hex')}`
    this.tokens.set(token, now + TOKEN_SECONDS * 1000)
    return { token, expire: TOKEN_SECONDS }
  }

  isValid(token: string): boolean {
    return (this.tokens.get(token) ?? 0) > this.now()
  }

  endTokens(): void {
    this.tokens.clear()
  }

  person(openId: string): Person {
    const known = this.people.get(openId)
    if (known !== undefined) return known
    const person = { name: `用户${openId.slice(-4)}`, mobile: null, refuse: null }
    this.people.set(openId, person)
    return person
  }

  group(chatId: string): Group {
    const known = this.groups.get(chatId)
    if (known !== undefined) return known
    const group: Group = { name: '项目群', members: new Set(), refuse: null }
    this.groups.set(chatId, group)
    return group
  }

  /** The message that an earlier call with this uuid sent within the last hour. */
  sentWith(uuid: string | null): SentMessage | null {
    const earlier = uuid === null ? undefined : this.byUuid.get(uuid)
    return earlier !== undefined && this.now() - earlier.at < UUID_HOLDS_MS ? earlier.message : null
  }

  add(message: Omit<SentMessage, 'messageId' | 'at' | 'patches'>): SentMessage {
    const sent = { ...message, messageId: newId('om'), at: this.now(), patches: 0 }
    this.messages.push(sent)
    if (sent.uuid !== null) this.byUuid.set(sent.uuid, { message: sent, at: sent.at })
    this.changes.emit('change')
    return sent
  }

  replaceCard(message: SentMessage, card: CardJson): void {
    message.card = card
    message.text = textOfCard(card)
    message.patches += 1
    this.changes.emit('change')
  }

  /** A person wrote this message, so that it can be answered. */
  hear(messageId: string, place: Place): void {
    this.heard.set(messageId, place)
  }

  /** The person took a message back: it cannot be answered or changed any more. */
  recall(messageId: string): void {
    this.recalled.add(messageId)
  }

  /** Where a message stands; null when it is not there (any more). */
  placeOf(messageId: string): Place | null {
    if (this.recalled.has(messageId)) return null
    const sent = this.find(messageId)
    if (sent !== undefined) return { chatId: sent.chatId, kind: sent.kind, openId: sent.openId }
    return this.heard.get(messageId) ?? null
  }

  find(messageId: string): SentMessage | undefined {
    return this.messages.find((message) => message.messageId === messageId)
  }

  /** The first message that fits, now or when it comes; rejects after `timeoutMs` with what there is. */
  async waitFor(fits: (message: SentMessage) => boolean, timeoutMs: number): Promise<SentMessage> {
    const signal = AbortSignal.timeout(timeoutMs)
    for (;;) {
      const found = this.messages.find(fits)
      if (found !== undefined) return found
      try {
        await once(this.changes, 'change', { signal })
      } catch {
        const seen = this.messages.map((message) => `- ${message.text.split('\n')[0]}`).join('\n')
        throw new Error(`no such message within ${timeoutMs} ms; there are:\n${seen}`)
      }
    }
  }
}

/** The chat of the bot with one person. */
export function privateChatOf(openId: string): string {
  return `oc_p2p_${openId.slice(3)}`
}

export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(16).toString('hex')}`
}
