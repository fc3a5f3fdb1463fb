/** WeCom's HTTP interface: token, app messages, card updates, robots, late answers, files, ids. */
import type { RequestListener } from 'node:http'
import { z } from 'zod'
import { checkCard, type TakenCard } from './card-rules.ts'
import type { Call, faultQueue } from './faults.ts'
import { newId, type World } from './world.ts'

export interface Corp {
  readonly corpId: string
  readonly agentId: string
  readonly secret: string
}

export interface Quotas {
  /** Of the app, per member and minute; the rest is dropped without a word. */
  readonly memberPerMinute: number
  /** Per robot and minute; the rest is refused. */
  readonly hookPerMinute: number
}

interface Parts {
  readonly world: World
  readonly corp: Corp
  readonly quotas: Quotas
  readonly faults: ReturnType<typeof faultQueue>
}

type Reply = Readonly<Record<string, unknown>> & { readonly errcode: number }
type Handler = (parts: Parts, query: URLSearchParams, body: Buffer) => Reply

const handlers = new Map<string, { call: Call; handle: Handler; token: boolean }>([
  ['/cgi-bin/gettoken', { call: 'token', handle: token, token: false }],
  ['/cgi-bin/message/send', { call: 'send', handle: send, token: true }],
  ['/cgi-bin/message/update_template_card', { call: 'update', handle: update, token: true }],
  ['/cgi-bin/media/upload', { call: 'upload', handle: upload, token: true }],
  ['/cgi-bin/webhook/upload_media', { call: 'upload', handle: upload, token: false }],
  ['/cgi-bin/batch/openuserid_to_userid', { call: 'ids', handle: ids, token: true }],
  ['/cgi-bin/webhook/send', { call: 'hook', handle: hook, token: false }],
  ['/cgi-bin/aibot/response', { call: 'late', handle: late, token: false }],
])

export function rest(parts: Parts): RequestListener {
  return (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://wecom')
      const found = handlers.get(url.pathname)
      if (found === undefined) {
        response.writeHead(404).end('not found')
        return
      }
      const fault = parts.faults.take(found.call)
      if (fault?.kind === 'page') {
        response.writeHead(fault.status, { 'content-type': 'text/html' }).end('<html>gateway</html>')
        return
      }
      if (fault?.kind === 'reset' && fault.when === 'before') {
        request.socket.destroy()
        return
      }
      const reply = fault?.kind === 'code' ? refusal(parts, fault) : act(parts, found, url, Buffer.concat(chunks))
      if (fault?.kind === 'reset') {
        request.socket.destroy()
        return
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply))
    })
  }
}

function refusal({ world }: Parts, { errcode, endTokens }: { errcode: number; endTokens?: boolean }): Reply {
  if (endTokens) world.tokens.clear()
  return { errcode, errmsg: 'refused, hint: [1700000000]' }
}

function act(parts: Parts, { handle, token }: { handle: Handler; token: boolean }, url: URL, body: Buffer): Reply {
  if (token && !parts.world.tokens.has(url.searchParams.get('access_token') ?? '')) return { errcode: 40014 }
  return handle(parts, url.searchParams, body)
}

function token({ world, corp }: Parts, query: URLSearchParams): Reply {
  if (query.get('corpid') !== corp.corpId) return { errcode: 40013 }
  if (query.get('corpsecret') !== corp.secret) return { errcode: 40001 }
  return { errcode: 0, errmsg: 'ok', access_token: world.newToken(), expires_in: 7200 }
}

const media = z.object({ media_id: z.string() })
const sendSchema = z.object({
  touser: z.string(),
  agentid: z.number(),
  msgtype: z.enum(['text', 'markdown', 'template_card', 'file', 'image']),
  text: z.object({ content: z.string() }).optional(),
  markdown: z.object({ content: z.string() }).optional(),
  file: media.optional(),
  image: media.optional(),
  template_card: z.unknown().optional(),
})

/** What is read of a message that is no card. */
function wordsOf(world: World, message: z.output<typeof sendSchema>): { readonly content: string } | Reply {
  const { msgtype, text, markdown, file, image } = message
  const mediaId = (file ?? image)?.media_id
  if (mediaId !== undefined && !world.files.has(mediaId)) return { errcode: 40007 }
  const content = text?.content ?? markdown?.content ?? (mediaId === undefined ? '' : fileName(world, mediaId))
  return msgtype !== 'template_card' && content === '' ? { errcode: 44004 } : { content }
}

function send({ world, corp, quotas }: Parts, _query: URLSearchParams, body: Buffer): Reply {
  const parsed = sendSchema.safeParse(json(body))
  if (!parsed.success) return { errcode: 40058 }
  const { touser, agentid, msgtype, template_card } = parsed.data
  if (String(agentid) !== corp.agentId) return { errcode: 40056 }
  const words = wordsOf(world, parsed.data)
  if ('errcode' in words) return words
  const { content } = words
  if (Buffer.byteLength(content) > 2048) return { errcode: 45002 }
  const card = msgtype === 'template_card' ? taken(world, template_card, 'app') : null
  if (card !== null && 'errcode' in card) return card
  const names = touser.split('|')
  const invalid = names.filter((name) => world.outOfRange.has(name.toLowerCase()))
  if (invalid.length === names.length) return { errcode: 81013 }
  const responseCode = card === null ? null : newId('code')
  for (const name of names.filter((one) => !invalid.includes(one))) {
    if (!world.mayPass(`app:${name.toLowerCase()}`, quotas.memberPerMinute)) {
      world.dropped += 1
      continue
    }
    const shown = card === null ? content : cardWords(card.card)
    world.arrive({
      by: 'app',
      kind: 'private',
      to: name,
      text: shown,
      type: msgtype,
      card: card?.card ?? null,
      responseCode,
    })
  }
  return {
    errcode: 0,
    errmsg: 'ok',
    invaliduser: invalid.join('|').toLowerCase(),
    msgid: newId('msg'),
    ...(responseCode === null ? {} : { response_code: responseCode }),
  }
}

const updateSchema = z.object({
  userids: z.array(z.string()).min(1),
  response_code: z.string(),
  template_card: z.unknown(),
})

function update({ world }: Parts, _query: URLSearchParams, body: Buffer): Reply {
  const parsed = updateSchema.safeParse(json(body))
  if (!parsed.success) return { errcode: 40058 }
  const message = world.arrived.find(({ responseCode }) => responseCode === parsed.data.response_code)
  if (message === undefined) return { errcode: 40058 }
  const card = checkCard(parsed.data.template_card, 'app')
  if ('wrong' in card) return { errcode: 42045, errmsg: card.wrong }
  message.card = card.card
  message.responseCode = null
  world.changed()
  return { errcode: 0, errmsg: 'ok', invaliduser: [] }
}

/** As the upload's form named it. */
function fileName(world: World, mediaId: string): string {
  return /filename="([^"]*)"/.exec(world.files.get(mediaId)?.toString('utf8') ?? '')?.[1] ?? ''
}

function upload({ world }: Parts, _query: URLSearchParams, body: Buffer): Reply {
  if (!body.includes('name="media"')) return { errcode: 40058 }
  const id = newId('media')
  world.files.set(id, body)
  return { errcode: 0, errmsg: 'ok', type: 'file', media_id: id, created_at: '1700000000' }
}

function ids({ world }: Parts, _query: URLSearchParams, body: Buffer): Reply {
  const parsed = z.object({ open_userid_list: z.array(z.string()) }).safeParse(json(body))
  if (!parsed.success) return { errcode: 40058 }
  const found = parsed.data.open_userid_list.flatMap((id) => {
    const plain = world.encrypted.get(id)
    return plain === undefined ? [] : [{ open_userid: id, userid: plain }]
  })
  return { errcode: 0, errmsg: 'ok', userid_list: found, invalid_open_userid_list: [] }
}

const textual = z.object({ content: z.string() })
const hookSchema = z.object({
  msgtype: z.enum(['text', 'markdown', 'markdown_v2', 'file', 'image']),
  file: media.optional(),
  image: z.object({ base64: z.base64(), md5: z.hex() }).optional(),
  text: textual.optional(),
  markdown: textual.optional(),
  markdown_v2: textual.optional(),
})

function hook({ world, quotas }: Parts, query: URLSearchParams, body: Buffer): Reply {
  const key = query.get('key') ?? ''
  const group = world.robots.get(key)
  if (group === undefined) return { errcode: 93000 }
  const parsed = hookSchema.safeParse(json(body))
  if (!parsed.success) return { errcode: 40008 }
  const { msgtype, file, image } = parsed.data
  if (file !== undefined && !world.files.has(file.media_id)) return { errcode: 40007 }
  const words = msgtype === 'file' || msgtype === 'image' ? undefined : parsed.data[msgtype]?.content
  const content = words ?? (file === undefined ? '' : fileName(world, file.media_id))
  if (content === '' && image === undefined) return { errcode: 44004 }
  if (Buffer.byteLength(content) > (msgtype === 'text' ? 2048 : 4096)) return { errcode: 45002 }
  if (!world.mayPass(`hook:${key}`, quotas.hookPerMinute)) return { errcode: 45009 }
  world.arrive({ by: 'hook', kind: 'group', to: group, text: content, type: msgtype, card: null, responseCode: null })
  return { errcode: 0, errmsg: 'ok' }
}

const lateSchema = z.object({
  msgtype: z.enum(['markdown', 'template_card']),
  markdown: textual.optional(),
  template_card: z.unknown().optional(),
})

function late({ world }: Parts, query: URLSearchParams, body: Buffer): Reply {
  const address = world.late.get(query.get('response_code') ?? '')
  if (address === undefined || address.used || world.now() > address.until) return { errcode: 40058 }
  const parsed = lateSchema.safeParse(json(body))
  if (!parsed.success || (parsed.data.msgtype === 'template_card' && address.kind === 'group'))
    return { errcode: 40008 }
  const { to, kind } = address
  const content = parsed.data.markdown?.content ?? ''
  if (Buffer.byteLength(content) > 20_480) return { errcode: 45002 }
  const card = parsed.data.msgtype === 'template_card' ? taken(world, parsed.data.template_card, 'bot') : null
  if (card !== null && 'errcode' in card) return card
  if (card === null && content === '') return { errcode: 44004 }
  address.used = true
  const text = card === null ? content : cardWords(card.card)
  world.arrive({ by: 'late', kind, to, text, type: parsed.data.msgtype, card: card?.card ?? null, responseCode: null })
  return { errcode: 0, errmsg: 'ok' }
}

/** A card of a new message: within the limits, under a name never used before. */
export function taken(world: World, given: unknown, home: 'bot' | 'app'): { card: TakenCard } | Reply {
  const card = checkCard(given, home)
  if ('wrong' in card) return { errcode: 42047, errmsg: card.wrong }
  if (world.taskIds.has(card.card.task_id)) return { errcode: 42014 }
  world.taskIds.add(card.card.task_id)
  return card
}

/** What a person reads on a card. */
export function cardWords(card: TakenCard): string {
  const { title, desc } = card.main_title
  const rest = 'sub_title_text' in card ? card.sub_title_text : undefined
  const pairs = 'horizontal_content_list' in card ? (card.horizontal_content_list ?? []) : []
  return [title, desc, rest, ...pairs.map(({ keyname, value }) => `${keyname}：${value}`)]
    .filter((line) => line !== undefined)
    .join('\n')
}

function json(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return null
  }
}
