/** The API of a 自建应用 as the program uses it: every call gives a value or a failure, none throws. */
import { z } from 'zod'
import type { OutgoingFile } from '../../outbox/door.ts'
import { type FreshToken, tokenKeeper } from '../token-keeper.ts'
import { callWecom } from './api.ts'
import { actionFor } from './codes.ts'
import type { Answer, Failure } from './failure.ts'
import type { TemplateCard } from './render/template-card.ts'
import { formOf } from './upload-form.ts'

export interface AppSettings {
  readonly baseUrl: string
  readonly corpId: string
  readonly agentId: string
  readonly secret: string
}

export type AppMessage =
  | { readonly text: string }
  | { readonly card: TemplateCard }
  | { readonly fileId: string }
  | { readonly imageId: string }

export interface AppSent {
  readonly messageId: string
  /** Whom WeCom left out, as it spells them. `errcode` 0 says nothing about them. */
  readonly leftOut: readonly string[]
}

export interface AppClient {
  send(userId: string, message: AppMessage): Promise<Answer<AppSent>>
  /** Changes the card that the code is for; a code is good once and for 72 h. */
  updateCard(userId: string, responseCode: string, card: TemplateCard): Promise<Answer<null>>
  /** ≤ 20 MB (a picture: 10), kept for three days; the answer is the media_id. */
  upload(kind: 'file' | 'image', file: OutgoingFile): Promise<Answer<string>>
  /** The plain userids behind encrypted ones; what is plain already or unknown is not in the answer. */
  plainIds(encrypted: readonly string[]): Promise<Answer<ReadonlyMap<string, string>>>
}

const tokenSchema = z
  .object({ access_token: z.string().min(1), expires_in: z.number() })
  .transform(({ access_token, expires_in }): FreshToken => ({ token: access_token, expire: expires_in }))
const names = z
  .string()
  .default('')
  .transform((text) => text.split('|').filter((name) => name !== ''))
const sentSchema = z
  .object({ msgid: z.string().default(''), invaliduser: names, unlicenseduser: names })
  .transform(({ msgid, invaliduser, unlicenseduser }) => ({
    messageId: msgid,
    leftOut: [...invaliduser, ...unlicenseduser],
  }))
const doneSchema = z.object({}).transform(() => null)
const mediaSchema = z.object({ media_id: z.string().min(1) }).transform(({ media_id }) => media_id)
const idsSchema = z
  .object({ userid_list: z.array(z.object({ open_userid: z.string(), userid: z.string() })).default([]) })
  .transform(({ userid_list }) => new Map(userid_list.map(({ open_userid, userid }) => [open_userid, userid])))

/** @param now wall time in ms */
export function appClient(settings: AppSettings, now: () => number = Date.now): AppClient {
  const { baseUrl, corpId, agentId, secret } = settings
  const agentid = Number(agentId)
  const keeper = tokenKeeper<Failure>(
    () => callWecom({ url: address('/cgi-bin/gettoken', { corpid: corpId, corpsecret: secret }) }, tokenSchema),
    now,
  )

  function address(path: string, query: Readonly<Record<string, string>>): URL {
    const url = new URL(`${baseUrl}${path}`)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    return url
  }

  /** One call with a valid token; a token that WeCom does not take any more is replaced once. */
  async function call<T>(
    path: string,
    body: object | FormData,
    read: z.ZodType<T>,
    query: Readonly<Record<string, string>> = {},
  ): Promise<Answer<T>> {
    const first = await attempt(path, body, read, query)
    return !first.ok && isTokenEnded(first.failure) ? attempt(path, body, read, query) : first
  }

  async function attempt<T>(
    path: string,
    body: object | FormData,
    read: z.ZodType<T>,
    query: Readonly<Record<string, string>>,
  ): Promise<Answer<T>> {
    const token = await keeper.get()
    if (!token.ok) return { ok: false, failure: { kind: 'no-token', cause: token.failure } }
    const answer = await callWecom({ url: address(path, { access_token: token.value, ...query }), body }, read)
    if (!answer.ok && isTokenEnded(answer.failure)) keeper.drop(token.value)
    return answer
  }

  return {
    send: (userId, message) =>
      call('/cgi-bin/message/send', { touser: userId, agentid, ...contentOf(message) }, sentSchema),
    updateCard: (userId, code, card) =>
      call(
        '/cgi-bin/message/update_template_card',
        { userids: [userId], agentid, response_code: code, template_card: card },
        doneSchema,
      ),
    upload: (kind, file) => call('/cgi-bin/media/upload', formOf(file), mediaSchema, { type: kind }),
    plainIds: (encrypted) =>
      call('/cgi-bin/batch/openuserid_to_userid', { open_userid_list: [...encrypted] }, idsSchema),
  }
}

function contentOf(message: AppMessage): object {
  if ('text' in message) return { msgtype: 'text', text: { content: message.text } }
  if ('card' in message) return { msgtype: 'template_card', template_card: message.card }
  if ('imageId' in message) return { msgtype: 'image', image: { media_id: message.imageId } }
  return { msgtype: 'file', file: { media_id: message.fileId } }
}

function isTokenEnded(failure: Failure): boolean {
  return failure.kind === 'answered' && actionFor(failure.code)?.act.do === 'refresh'
}
