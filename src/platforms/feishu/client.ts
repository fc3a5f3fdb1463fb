/**
 * Feishu's API as the program uses it: every call gives a value or a failure, none throws. A token that Feishu does not
 * take any more is replaced once; ids are checked before they go into an address.
 */
import { z } from 'zod'
import type { OutgoingFile } from '../../outbox/door.ts'
import { type FreshToken, tokenKeeper } from '../token-keeper.ts'
import type { FeishuCard } from './card-json.ts'
import { type Answer, type Failure, failureInAnswer, failureOf } from './failure.ts'
import { isFeishuId } from './ids.ts'
import type { Content, FeishuApi, FileType } from './sdk.ts'

/** Where a new message goes. */
export interface Recipient {
  readonly kind: 'group' | 'private'
  readonly id: string
}

export interface FeishuClient {
  /** The answer is the new message's id. A repeated `uuid` sends nothing twice within an hour. */
  sendCard(to: Recipient, card: FeishuCard, uuid: string): Promise<Answer<string>>
  sendText(to: Recipient, text: string, uuid: string): Promise<Answer<string>>
  replyCard(messageId: string, card: FeishuCard, uuid: string): Promise<Answer<string>>
  replyText(messageId: string, text: string, uuid: string): Promise<Answer<string>>
  patchCard(messageId: string, card: FeishuCard): Promise<Answer<null>>
  botInfo(): Promise<Answer<{ openId: string; name: string }>>
  /** The answer is what `sendContent` sends; a picture as a picture. It reaches nobody, so it may be repeated. */
  upload(file: OutgoingFile): Promise<Answer<Content>>
  sendContent(to: Recipient, content: Content, uuid: string): Promise<Answer<string>>
  /** A file that a person sent in that message. */
  fetchFile(messageId: string, fileKey: string, limit: number): Promise<Answer<Uint8Array<ArrayBuffer>>>
  chatMembers(chatId: string): Promise<Answer<{ openId: string; name: string }[]>>
  /** Fetches the token ahead of the first call. */
  warm(): Promise<Answer<string>>
}

/** The token kind of the call is wrong or the token has ended. */
const TOKEN_ENDED = 99991663

const tokenSchema = z.object({ code: z.literal(0), tenant_access_token: z.string().min(1), expire: z.number() })
const sentSchema = z.object({ code: z.literal(0), data: z.object({ message_id: z.string() }) })
const doneSchema = z.object({ code: z.literal(0) })
const botSchema = z.object({
  code: z.literal(0),
  bot: z.object({ open_id: z.string().min(1), app_name: z.string().default('') }),
})
// An upload gives the key without a code, and null when it failed.
const imageSchema = z.object({ image_key: z.string() })
const fileSchema = z.object({ file_key: z.string() })
const bytesSchema = z.instanceof(Uint8Array<ArrayBuffer>)
const membersSchema = z.object({
  code: z.literal(0),
  data: z.object({
    items: z.array(z.object({ member_id: z.string(), name: z.string().default('') })).default([]),
    page_token: z.string().optional(),
    has_more: z.boolean().default(false),
  }),
})

/** @param now wall time in ms */
export function feishuClient(api: FeishuApi, now: () => number = Date.now): FeishuClient {
  const keeper = tokenKeeper(() => fetchToken(api), now)

  /** One call with a valid token; `read` picks the value from a successful body. */
  async function call<T>(work: (token: string) => Promise<unknown>, read: z.ZodType<T>): Promise<Answer<T>> {
    const first = await attempt(work, read)
    if (first.ok || first.failure.kind !== 'answered' || first.failure.code !== TOKEN_ENDED) return first
    return attempt(work, read)
  }

  async function attempt<T>(work: (token: string) => Promise<unknown>, read: z.ZodType<T>): Promise<Answer<T>> {
    const token = await keeper.get()
    if (!token.ok) return failed({ kind: 'no-token', cause: token.failure })
    const answer = await readAnswer(() => work(token.value), read)
    if (!answer.ok && answer.failure.kind === 'answered' && answer.failure.code === TOKEN_ENDED) {
      keeper.drop(token.value)
    }
    return answer
  }

  async function create(to: Recipient, content: Content, uuid: string): Promise<Answer<string>> {
    const isPrivate = to.kind === 'private'
    if (!isFeishuId(isPrivate ? 'person' : 'chat', to.id)) return failed({ kind: 'bad-id' })
    const idType = isPrivate ? 'open_id' : 'chat_id'
    return messageId(await call((token) => api.create(token, idType, to.id, content, uuid), sentSchema))
  }

  async function upload({ name, mime, content }: OutgoingFile): Promise<Answer<Content>> {
    const bytes = Buffer.from(content)
    if (mime === 'image/png') {
      const answer = await call((token) => api.uploadImage(token, bytes), imageSchema)
      return mapped(answer, (body) => ({ msg_type: 'image', content: JSON.stringify(body) }))
    }
    const answer = await call((token) => api.uploadFile(token, fileType(name), name, bytes), fileSchema)
    return mapped(answer, (body) => ({ msg_type: 'file', content: JSON.stringify(body) }))
  }

  async function reply(target: string, content: Content, uuid: string): Promise<Answer<string>> {
    if (!isFeishuId('message', target)) return failed({ kind: 'bad-id' })
    return messageId(await call((token) => api.reply(token, target, content, uuid), sentSchema))
  }

  return {
    sendCard: (to, card, uuid) => create(to, cardContent(card), uuid),
    sendText: (to, text, uuid) => create(to, textContent(text), uuid),
    replyCard: (target, card, uuid) => reply(target, cardContent(card), uuid),
    replyText: (target, text, uuid) => reply(target, textContent(text), uuid),
    async patchCard(target, card) {
      if (!isFeishuId('message', target)) return failed({ kind: 'bad-id' })
      return mapped(await call((token) => api.patch(token, target, JSON.stringify(card)), doneSchema), () => null)
    },
    async botInfo() {
      const answer = await call((token) => api.botInfo(token), botSchema)
      return mapped(answer, ({ bot }) => ({ openId: bot.open_id, name: bot.app_name }))
    },
    upload,
    sendContent: create,
    async fetchFile(target, fileKey, limit) {
      if (!isFeishuId('message', target) || !isFeishuId('file', fileKey)) return failed({ kind: 'bad-id' })
      return await call(async (token) => {
        const { mime, content } = await api.resource(token, target, fileKey, limit)
        return /\bjson\b/.test(mime) ? JSON.parse(Buffer.from(content).toString('utf8')) : content
      }, bytesSchema)
    },
    async chatMembers(chatId) {
      if (!isFeishuId('chat', chatId)) return failed({ kind: 'bad-id' })
      const members: { openId: string; name: string }[] = []
      let page: string | undefined
      do {
        const answer = await call((token) => api.members(token, chatId, page), membersSchema)
        if (!answer.ok) return answer
        const { items, has_more, page_token } = answer.value.data
        members.push(...items.map((item) => ({ openId: item.member_id, name: item.name })))
        page = has_more ? page_token : undefined
      } while (page !== undefined)
      return { ok: true, value: members }
    },
    warm: () => keeper.get(),
  }
}

function fetchToken(api: FeishuApi): Promise<Answer<FreshToken>> {
  const read = tokenSchema.transform((body) => ({ token: body.tenant_access_token, expire: body.expire }))
  return readAnswer(() => api.fetchToken(), read)
}

async function readAnswer<T>(work: () => Promise<unknown>, read: z.ZodType<T>): Promise<Answer<T>> {
  try {
    const body = await work()
    const parsed = read.safeParse(body)
    // HTTP 200 proves nothing: the code in the body does.
    return parsed.success ? { ok: true, value: parsed.data } : failed(failureInAnswer(body, 200, null))
  } catch (error) {
    return failed(failureOf(error))
  }
}

function messageId(answer: Answer<z.infer<typeof sentSchema>>): Answer<string> {
  return mapped(answer, (body) => body.data.message_id)
}

function mapped<A, B>(answer: Answer<A>, by: (value: A) => B): Answer<B> {
  return answer.ok ? { ok: true, value: by(answer.value) } : answer
}

function failed(failure: Failure): { ok: false; failure: Failure } {
  return { ok: false, failure }
}

function fileType(name: string): FileType {
  if (/\.xlsx?$/i.test(name)) return 'xls'
  if (/\.docx?$/i.test(name)) return 'doc'
  return /\.pdf$/i.test(name) ? 'pdf' : 'stream'
}

function cardContent(card: FeishuCard): Content {
  return { msg_type: 'interactive', content: JSON.stringify(card) }
}

/** "<at" in a person's text must not call anybody. */
function textContent(text: string): Content {
  return { msg_type: 'text', content: JSON.stringify({ text: text.replace(/<(?=\s*\/?\s*at\b)/giu, '＜') }) }
}
