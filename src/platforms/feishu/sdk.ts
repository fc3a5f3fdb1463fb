/**
 * With sdk-events.ts the one place that knows the SDK: it brings 17 MB of types, logs secrets, has no timeout and
 * resolves on errors. Everything else talks to `FeishuApi`.
 */
import { AppType, Client, type HttpInstance, LoggerLevel, withTenantToken } from '@larksuiteoapi/node-sdk'
import axios from 'axios'
import { isLoopback } from '../../config.ts'
import type { Log } from '../../log.ts'
import { failureOf } from './failure.ts'

export interface ApiSettings {
  readonly appId: string
  readonly appSecret: string
  /** Without a trailing slash. */
  readonly baseUrl: string
  /** How long one call may take; without it the SDK would wait for ever. */
  readonly timeoutMs?: number
}

/** A message's content as the API wants it: JSON in a string. */
export interface Content {
  readonly msg_type: 'interactive' | 'text' | 'file' | 'image'
  readonly content: string
}

/** What Feishu calls the kinds of files that the program sends. */
export type FileType = 'xls' | 'doc' | 'pdf' | 'stream'

/** A downloaded body, and what kind it claims to be: an error comes as JSON, also with HTTP 200. */
export interface Downloaded {
  readonly mime: string
  readonly content: Uint8Array<ArrayBuffer>
}

/** The raw calls; each resolves with whatever the body was and rejects with what axios threw. */
export interface FeishuApi {
  fetchToken(): Promise<unknown>
  create(token: string, idType: 'open_id' | 'chat_id', id: string, content: Content, uuid: string): Promise<unknown>
  reply(token: string, messageId: string, content: Content, uuid: string): Promise<unknown>
  patch(token: string, messageId: string, content: string): Promise<unknown>
  botInfo(token: string): Promise<unknown>
  uploadImage(token: string, image: Buffer): Promise<unknown>
  uploadFile(token: string, type: FileType, name: string, file: Buffer): Promise<unknown>
  /** What a person sent in a message; at most `limit` bytes, anything longer is refused. */
  resource(token: string, messageId: string, fileKey: string, limit: number): Promise<Downloaded>
  members(token: string, chatId: string, pageToken: string | undefined): Promise<unknown>
}

const CALL_MS = 10_000
/** 20 MB on a bureau's line; with the sending it stays below the outbox's limit. */
const UPLOAD_MS = 18_000
const DOWNLOAD_MS = 60_000

/** The API through the SDK, with an HTTP client and a log of our own. */
export function feishuApi(settings: ApiSettings, log: Log): FeishuApi {
  const opened = (timeoutMs: number) =>
    new Client({
      appId: settings.appId,
      appSecret: settings.appSecret,
      appType: AppType.SelfBuild,
      domain: settings.baseUrl,
      // Tokens are given per call: the SDK's own keeping has no single flight and no refresh.
      disableTokenCache: true,
      httpInstance: httpClient({ ...settings, timeoutMs: settings.timeoutMs ?? timeoutMs }),
      logger: quietLogger(log),
      loggerLevel: LoggerLevel.error,
    })
  const client = opened(CALL_MS)
  const uploader = opened(UPLOAD_MS)
  return {
    fetchToken: () =>
      client.auth.v3.tenantAccessToken.internal({
        data: { app_id: settings.appId, app_secret: settings.appSecret },
      }),
    create: (token, receive_id_type, receive_id, content, uuid) =>
      client.im.v1.message.create(
        { params: { receive_id_type }, data: { receive_id, ...content, uuid } },
        withTenantToken(token),
      ),
    reply: (token, message_id, content, uuid) =>
      client.im.v1.message.reply({ path: { message_id }, data: { ...content, uuid } }, withTenantToken(token)),
    patch: (token, message_id, content) =>
      client.im.v1.message.patch({ path: { message_id }, data: { content } }, withTenantToken(token)),
    botInfo: (token) => client.request({ method: 'GET', url: '/open-apis/bot/v3/info' }, withTenantToken(token)),
    uploadImage: (token, image) =>
      uploader.im.v1.image.create({ data: { image_type: 'message', image } }, withTenantToken(token)),
    uploadFile: (token, file_type, file_name, file) =>
      uploader.im.v1.file.create({ data: { file_type, file_name, file } }, withTenantToken(token)),
    resource: (token, messageId, fileKey, limit) => download(settings, token, messageId, fileKey, limit),
    members: (token, chat_id, page_token) =>
      client.im.v1.chatMembers.get(
        {
          path: { chat_id },
          params: { member_id_type: 'open_id', page_size: 100, ...(page_token ? { page_token } : {}) },
        },
        withTenantToken(token),
      ),
  }
}

/** An HTTP client as the SDK wants it: it gives the body instead of the response. */
export function httpClient(settings: ApiSettings): HttpInstance {
  const http = axios.create({
    timeout: settings.timeoutMs ?? CALL_MS,
    maxRedirects: 0,
    // A proxy of the environment must not carry calls to this very machine.
    ...(isLoopback(new URL(settings.baseUrl).hostname) ? { proxy: false } : {}),
  })
  const request: HttpInstance['request'] = async (options) => (await http.request(options)).data
  return {
    request,
    get: (url, options) => request({ ...options, method: 'GET', url }),
    delete: (url, options) => request({ ...options, method: 'DELETE', url }),
    head: (url, options) => request({ ...options, method: 'HEAD', url }),
    options: (url, options) => request({ ...options, method: 'OPTIONS', url }),
    post: (url, data, options) => request({ ...options, method: 'POST', url, ...(data === undefined ? {} : { data }) }),
    put: (url, data, options) => request({ ...options, method: 'PUT', url, ...(data === undefined ? {} : { data }) }),
    patch: (url, data, options) =>
      request({ ...options, method: 'PATCH', url, ...(data === undefined ? {} : { data }) }),
  }
}

/**
 * The SDK logs requests with their secret, token and text. Of an HTTP error the code is kept, of everything else
 * nothing: the caller logs its own line.
 */
export function quietLogger(log: Log) {
  const write = (...messages: unknown[]) => {
    const error = messages.flat(2).find((message) => axios.isAxiosError(message))
    log.debug({ failure: error === undefined ? null : failureOf(error) }, 'feishu sdk')
  }
  return { fatal: write, error: write, warn: write, info: write, debug: write, trace: write }
}

/** Past the SDK, which gives a stream that may never end and an error's body as if it were the file. */
async function download(
  settings: ApiSettings,
  token: string,
  messageId: string,
  fileKey: string,
  limit: number,
): Promise<Downloaded> {
  const address = `/open-apis/im/v1/messages/${messageId}/resources/${fileKey}`
  const response = await axios.get<ArrayBuffer>(`${settings.baseUrl}${address}`, {
    params: { type: 'file' },
    headers: { Authorization: `Bearer ${token}` },
    responseType: 'arraybuffer',
    timeout: DOWNLOAD_MS,
    maxContentLength: limit,
    maxRedirects: 0,
    ...(isLoopback(new URL(settings.baseUrl).hostname) ? { proxy: false } : {}),
  })
  const mime = String(response.headers['content-type'] ?? '')
  return { mime, content: new Uint8Array(response.data) }
}
