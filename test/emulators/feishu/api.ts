/** The HTTP interface of the emulated Feishu: what the SDK calls. */
import express, { type Express, type Request, type Response } from 'express'
import { z } from 'zod'
import { error, json, type Reply, send, tooFast } from './answers.ts'
import { create, get, patch, reply, resource } from './api-messages.ts'
import { findPeople, members, upload } from './api-people.ts'
import type { Call, Fault, faultQueue } from './faults.ts'
import type { LongLine } from './long-line.ts'
import { slidingWindow } from './quota.ts'
import type { World } from './world.ts'

export interface ApiParts {
  readonly world: World
  readonly app: { readonly appId: string; readonly appSecret: string; readonly botOpenId: string }
  readonly line: LongLine
  readonly faults: ReturnType<typeof faultQueue>
  readonly quota: { readonly chatPerSecond: number; readonly appPerSecond: number; readonly appPerMinute: number }
}

const connectorSchema = z.object({ AppID: z.string(), AppSecret: z.string() })
const credentialsSchema = z.object({ app_id: z.string(), app_secret: z.string() })

/** The routes. */
export function api(parts: ApiParts): Express {
  const { world } = parts
  const messages = { world, chatWindow: slidingWindow(parts.quota.chatPerSecond, 1000) }
  const app = express()
  app.use(express.raw({ type: () => true, limit: '40mb' }))
  const on = guard(parts)
  app.post(
    '/open-apis/auth/v3/tenant_access_token/internal',
    on('token', (req) => giveToken(parts, req)),
  )
  app.post(
    '/open-apis/im/v1/messages',
    on('create', (req) => create(messages, req)),
  )
  app.post(
    '/open-apis/im/v1/messages/:id/reply',
    on('reply', (req) => reply(messages, req)),
  )
  app.patch(
    '/open-apis/im/v1/messages/:id',
    on('patch', (req) => patch(messages, req)),
  )
  app.get(
    '/open-apis/im/v1/messages/:id/resources/:key',
    on('resource', (req) => resource(world, req)),
  )
  app.get(
    '/open-apis/im/v1/messages/:id',
    on('get', (req) => get(messages, req)),
  )
  app.post(
    '/open-apis/im/v1/images',
    on('upload', (req) => upload(world, req, 'image')),
  )
  app.post(
    '/open-apis/im/v1/files',
    on('upload', (req) => upload(world, req, 'file')),
  )
  app.get(
    '/open-apis/bot/v3/info',
    on('bot', () => botInfo(parts)),
  )
  app.get(
    '/open-apis/im/v1/chats/:id/members',
    on('members', (req) => members(world, req)),
  )
  app.post(
    '/open-apis/contact/v3/users/batch_get_id',
    on('people', (req) => findPeople(world, req)),
  )
  app.post('/callback/ws/endpoint', (req, res) => {
    const given = json(req, connectorSchema)
    const isApp = given?.AppID === parts.app.appId && given.AppSecret === parts.app.appSecret
    res.json(parts.line.endpoint(`http://${req.headers.host}`, isApp))
  })
  app.use((_req, res) => {
    res.status(404).json({ code: 404, msg: 'no such API' })
  })
  return app
}

/** Faults, the token and the app's quota stand before every call. */
function guard(parts: ApiParts) {
  const perSecond = slidingWindow(parts.quota.appPerSecond, 1000)
  const perMinute = slidingWindow(parts.quota.appPerMinute, 60_000)
  return (call: Call, act: (req: Request) => Reply | Buffer) => (req: Request, res: Response) => {
    const fault = parts.faults.take(call)
    if (fault !== null && !(fault.kind === 'reset' && fault.when === 'after')) {
      apply(parts.world, fault, res)
      return
    }
    const now = parts.world.now()
    const wait = call === 'token' ? 0 : Math.max(perSecond.take(call, now), perMinute.take(call, now))
    const answer = wait > 0 ? tooFast(wait) : (refuseToken(parts.world, call, req) ?? act(req))
    // The SDK sees a broken connection although Feishu has acted.
    if (fault !== null) res.socket?.destroy()
    else send(res, answer)
  }
}

function apply(world: World, fault: Fault, res: Response): void {
  if (fault.kind === 'hang') return
  if (fault.kind === 'reset') {
    res.socket?.destroy()
    return
  }
  if (fault.kind === 'page') {
    res.status(fault.status).type('html').send('<html><body>a gateway</body></html>')
    return
  }
  if (fault.endTokens === true) world.endTokens()
  send(res, { ...error(fault.status, fault.code, fault.msg), ...(fault.headers ? { headers: fault.headers } : {}) })
}

function refuseToken(world: World, call: Call, req: Request): Reply | null {
  if (call === 'token') return null
  const token = req.headers.authorization?.match(/^Bearer (t-\w+)$/)?.[1]
  if (token === undefined) return error(400, 99991661, 'Missing access token for authorization')
  return world.isValid(token) ? null : error(400, 99991663, 'Invalid access token for authorization')
}

function giveToken(parts: ApiParts, req: Request): Reply {
  const given = json(req, credentialsSchema)
  if (given?.app_id !== parts.app.appId || given.app_secret !== parts.app.appSecret) {
    return { status: 200, body: { code: 10014, msg: 'app secret invalid' } }
  }
  const { token, expire } = parts.world.issueToken()
  return { status: 200, body: { code: 0, msg: 'ok', tenant_access_token: token, expire } }
}

function botInfo(parts: ApiParts): Reply {
  const bot = { activate_status: 2, app_name: '赛马助手', open_id: parts.app.botOpenId }
  return { status: 200, body: { code: 0, msg: 'ok', bot } }
}
