/** A 智能机器人 in callback mode: people write to it, WeCom asks for the stream until it ends, presses are carried. */
import { z } from 'zod'
import { checkCard, type TakenCard } from './card-rules.ts'
import type { Answered, Courier } from './courier.ts'
import type { Pressing } from './presses.ts'
import { cardWords, taken } from './rest.ts'
import { newId, type World } from './world.ts'

export interface BotSettings {
  readonly world: World
  readonly courier: Courier
  readonly botId: string
  readonly botName: string
  readonly baseUrl: () => string
  /** How often WeCom asks for a stream's next state, in ms. */
  readonly pollMs: number
}

export interface SaidOptions {
  /** The group; absent: in private. */
  readonly chat?: string
  readonly msgid?: string
}

const streamSchema = z.object({
  msgtype: z.enum(['stream', 'stream_with_template_card']),
  stream: z.object({ id: z.string().min(1), finish: z.boolean(), content: z.string() }),
  template_card: z.unknown().optional(),
})
const HOUR = 3_600_000
const STREAM_MS = 360_000

export class Bot {
  /** Streams that people have read to their end. */
  readonly #ended = new Set<string>()
  readonly #running = new Set<Promise<void>>()
  /** Set: WeCom does not ask for streams any more. */
  deaf = false

  readonly #settings: BotSettings

  constructor(settings: BotSettings) {
    this.#settings = settings
  }

  /** Delivers a message once; the answer is the callback's. The stream goes on in the background. */
  async say(userId: string, text: string, { chat, msgid = newId('MSG') }: SaidOptions = {}): Promise<Answered> {
    const { botName } = this.#settings
    const content = chat === undefined ? text : `@${botName} ${text}`
    const answered = await this.deliver({
      ...this.#frame(userId, chat, msgid),
      response_url: this.#lateAddress(userId, chat),
      msgtype: 'text',
      text: { content },
    })
    const stream = streamSchema.safeParse(answered.status === 200 ? this.#settings.courier.opened(answered) : null)
    if (stream.success) this.#follow(userId, chat, stream.data)
    return answered
  }

  /** Sends a file in private; `url` is where it lies sealed with the bot's key. */
  async sendFile(userId: string, url: string): Promise<Answered> {
    const answered = await this.deliver({
      ...this.#frame(userId, undefined, newId('MSG')),
      response_url: this.#lateAddress(userId, undefined),
      msgtype: 'file',
      file: { url },
    })
    const stream = streamSchema.safeParse(answered.status === 200 ? this.#settings.courier.opened(answered) : null)
    if (stream.success) this.#follow(userId, undefined, stream.data)
    return answered
  }

  /** The first time today that somebody opens the private chat. */
  async enter(userId: string): Promise<unknown> {
    const frame = {
      ...this.#frame(userId, undefined, newId('EV')),
      msgtype: 'event',
      event: { eventtype: 'enter_chat' },
    }
    return this.#settings.courier.opened(await this.deliver(frame))
  }

  /** Presses on a card; the new face of the card, or null when it stays. */
  async press(pressing: Pressing, userId: string, chat: string | undefined): Promise<TakenCard | null> {
    const { world, courier } = this.#settings
    const { key, taskId, cardType, selected } = pressing
    const answered = await this.deliver({
      ...this.#frame(userId, chat, newId('EV')),
      create_time: Math.floor(world.now() / 1000),
      response_url: this.#lateAddress(userId, chat),
      msgtype: 'event',
      event: {
        eventtype: 'template_card_event',
        template_card_event: {
          card_type: cardType,
          event_key: key,
          task_id: taskId,
          ...(selected.length === 0
            ? {}
            : {
                selected_items: {
                  selected_item: selected.map(([question_key, ids]) => ({
                    question_key,
                    option_ids: { option_id: ids },
                  })),
                },
              }),
        },
      },
    })
    const update = z
      .object({ response_type: z.literal('update_template_card'), template_card: z.unknown() })
      .nullable()
      .parse(courier.opened(answered))
    if (update === null) return null
    const card = checkCard(update.template_card, 'bot')
    if ('wrong' in card) throw new Error(`the card's new face is refused: ${card.wrong}`)
    if (card.card.task_id !== taskId) throw new Error('the new face is of another card')
    return card.card
  }

  deliver(frame: object): Promise<Answered> {
    return this.#settings.courier.post((encrypt) => JSON.stringify({ encrypt }), JSON.stringify(frame))
  }

  /** Resolves when no stream is open. */
  async quiet(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running)
  }

  #frame(userId: string, chat: string | undefined, msgid: string): object {
    const place = chat === undefined ? { chattype: 'single' } : { chattype: 'group', chatid: chat }
    return { msgid, aibotid: this.#settings.botId, ...place, from: { userid: userId } }
  }

  #lateAddress(userId: string, chat: string | undefined): string {
    const { world, baseUrl } = this.#settings
    const code = newId('RESPONSE')
    const place = chat === undefined ? { to: userId, kind: 'private' as const } : { to: chat, kind: 'group' as const }
    world.late.set(code, { ...place, until: world.now() + HOUR, used: false })
    return `${baseUrl()}/cgi-bin/aibot/response?response_code=${code}`
  }

  #follow(userId: string, chat: string | undefined, first: z.output<typeof streamSchema>): void {
    const running = this.#polled(userId, chat, first)
      .catch(() => undefined)
      .finally(() => this.#running.delete(running))
    this.#running.add(running)
  }

  async #polled(userId: string, chat: string | undefined, first: z.output<typeof streamSchema>): Promise<void> {
    const { world, courier, pollMs } = this.#settings
    let state = first
    const until = world.now() + STREAM_MS
    while (!state.stream.finish) {
      if (this.deaf || world.now() > until) return
      await new Promise((resolve) => setTimeout(resolve, pollMs))
      const frame = {
        ...this.#frame(userId, chat, newId('REFRESH')),
        msgtype: 'stream',
        stream: { id: first.stream.id },
      }
      const answered = await this.deliver(frame)
      if (answered.status === 200) state = streamSchema.parse(courier.opened(answered))
    }
    if (this.#ended.has(first.stream.id)) return
    this.#ended.add(first.stream.id)
    const { content } = state.stream
    if (Buffer.byteLength(content) > 20_480) throw new Error('the stream is too long')
    const card = state.msgtype === 'stream' ? null : taken(world, state.template_card, 'bot')
    if (card !== null && 'errcode' in card) throw new Error(String(card.errmsg))
    const kind = chat === undefined ? 'private' : 'group'
    const text = card === null ? content : `${content}\n${cardWords(card.card)}`
    world.arrive({
      by: 'stream',
      kind,
      to: chat ?? userId,
      text,
      type: 'stream',
      card: card?.card ?? null,
      responseCode: null,
    })
  }
}
