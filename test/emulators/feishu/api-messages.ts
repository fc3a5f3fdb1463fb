/** Messages: create, reply, patch, get. */
import type { Request } from 'express'
import { z } from 'zod'
import { bytesOf, error, json, ok, parse, type Reply } from './answers.ts'
import { checkCard } from './card-check.ts'
import { textOfCard } from './card-view.ts'
import type { slidingWindow } from './quota.ts'
import { privateChatOf, type SentMessage, type World } from './world.ts'

export interface MessageParts {
  readonly world: World
  /** Five a second to one chat, over all kinds of calls. */
  readonly chatWindow: ReturnType<typeof slidingWindow>
}

type Place = Pick<SentMessage, 'chatId' | 'kind' | 'openId' | 'replyTo'>
type Content = z.infer<typeof contentSchema>

const contentSchema = z.object({
  msg_type: z.enum(['text', 'interactive', 'file', 'image']),
  content: z.string(),
  uuid: z.string().max(50).optional(),
})
const createSchema = contentSchema.extend({ receive_id: z.string() })
const textSchema = z.object({ text: z.string().min(1) })
const fileSchema = z.object({ file_key: z.string() }).transform(({ file_key }) => file_key)
const imageSchema = z.object({ image_key: z.string() }).transform(({ image_key }) => image_key)
const patchSchema = z.object({ content: z.string() })

const CARD_BYTES = 30 * 1024
const TEXT_BYTES = 150 * 1024

/** POST /im/v1/messages */
export function create(parts: MessageParts, req: Request): Reply {
  const body = json(req, createSchema)
  const type = String(req.query.receive_id_type)
  if (body === null || (type !== 'open_id' && type !== 'chat_id')) return error(400, 230001, 'invalid parameter')
  const isPrivate = type === 'open_id'
  if (!(isPrivate ? /^ou_/ : /^oc_/).test(body.receive_id)) return error(400, 230034, 'invalid receive_id')
  return isPrivate
    ? post(parts, req, body, {
        chatId: privateChatOf(body.receive_id),
        kind: 'private',
        openId: body.receive_id,
        replyTo: null,
      })
    : post(parts, req, body, { chatId: body.receive_id, kind: 'group', openId: null, replyTo: null })
}

/** POST /im/v1/messages/:id/reply */
export function reply(parts: MessageParts, req: Request): Reply {
  const body = json(req, contentSchema)
  if (body === null) return error(400, 230001, 'invalid parameter')
  const target = parts.world.placeOf(String(req.params.id))
  if (target === null) return error(400, 230011, 'The message was withdrawn')
  return post(parts, req, body, { ...target, replyTo: String(req.params.id) })
}

/** PATCH /im/v1/messages/:id */
export function patch(parts: MessageParts, req: Request): Reply {
  const body = json(req, patchSchema)
  if (body === null) return error(400, 230001, 'invalid parameter')
  const id = String(req.params.id)
  const found = parts.world.placeOf(id) === null ? undefined : parts.world.find(id)
  if (found === undefined) return error(400, 230011, 'The message was withdrawn')
  if (found.card === null) return error(400, 230001, 'This message is NOT a card')
  const content = readContent(parts.world, req, { msg_type: 'interactive', content: body.content })
  if ('refusal' in content) return content.refusal
  if (content.card !== null) parts.world.replaceCard(found, content.card)
  return ok({})
}

/** GET /im/v1/messages/:id */
export function get(parts: MessageParts, req: Request): Reply {
  const found = parts.world.find(String(req.params.id))
  return found === undefined ? error(400, 230011, 'The message was withdrawn') : ok({ items: [show(found)] })
}

function post(parts: MessageParts, req: Request, body: Content, place: Place): Reply {
  const { world } = parts
  const refusal = place.openId === null ? world.group(place.chatId).refuse : world.person(place.openId).refuse
  if (refusal !== null) return error(400, refusal, 'refused')
  const earlier = world.sentWith(body.uuid ?? null)
  if (earlier !== null) return ok(show(earlier))
  const content = readContent(world, req, body)
  if ('refusal' in content) return content.refusal
  if (parts.chatWindow.take(place.chatId, world.now()) > 0) {
    return error(400, 230020, 'This operation triggers the frequency limit, ext=chat rate limit')
  }
  return ok(show(world.add({ ...place, ...content, uuid: body.uuid ?? null })))
}

function readContent(
  world: World,
  req: Request,
  body: Pick<Content, 'msg_type' | 'content'>,
): Pick<SentMessage, 'card' | 'text' | 'type' | 'fileKey'> | { readonly refusal: Reply } {
  if (body.msg_type === 'file' || body.msg_type === 'image') {
    const key = (body.msg_type === 'file' ? fileSchema : imageSchema).safeParse(parse(body.content)).data
    if (key === undefined || !world.files.has(key)) return { refusal: error(400, 230017, 'not uploaded by this bot') }
    return { type: body.msg_type, fileKey: key, card: null, text: world.fileNames.get(key) ?? '' }
  }
  const kind = { type: body.msg_type, fileKey: null }
  const isCard = body.msg_type === 'interactive'
  if (bytesOf(req).length > (isCard ? CARD_BYTES : TEXT_BYTES)) {
    return { refusal: error(400, 230025, 'The length of the message content reaches its limit') }
  }
  const value = parse(body.content)
  if (!isCard) {
    const text = textSchema.safeParse(value)
    return text.success
      ? { ...kind, card: null, text: text.data.text }
      : { refusal: error(400, 230001, 'invalid content') }
  }
  const checked = checkCard(value)
  if ('fault' in checked) {
    const { code, message } = checked.fault
    return { refusal: error(400, 230099, `Failed to create card content, ext=ErrCode: ${code}; ErrMsg: ${message}; `) }
  }
  return { ...kind, card: checked.card, text: textOfCard(checked.card) }
}

function show(message: SentMessage): object {
  return {
    message_id: message.messageId,
    root_id: message.replyTo ?? '',
    parent_id: message.replyTo ?? '',
    msg_type: message.type,
    create_time: String(message.at),
    chat_id: message.chatId,
    body: { content: JSON.stringify(message.card ?? { text: message.text }) },
  }
}

/** GET /im/v1/messages/:id/resources/:key */
export function resource(world: World, req: Request): Reply | Buffer {
  const found = world.resources.get(`${req.params.id} ${req.params.key}`)
  return found === undefined || req.query.type !== 'file' ? error(400, 234003, 'File not in msg.') : found
}
