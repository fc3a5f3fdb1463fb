/** Files and pictures: uploaded by the door that then sends them, because what one door uploaded no other may send. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Db } from '../../../database/client.ts'
import type { OutgoingFile } from '../../../outbox/door.ts'
import { callWecom, UPLOAD_MS } from '../api.ts'
import type { AppClient, AppMessage } from '../app-client.ts'
import { type Step, stepOfFile, stepOfUpload } from '../classify.ts'
import type { WecomConnection } from '../connection.ts'
import { APP_MARK } from '../decode-app.ts'
import { formOf } from '../upload-form.ts'
import { robotOf } from './hook.ts'
import type { Way } from './way.ts'

/** A robot takes pictures inside the message, up to 2 MB; everybody else takes up to 10. */
const PICTURE_IN_MESSAGE = 2 * 1024 * 1024
const PICTURE = 10 * 1024 * 1024
const NO_FILE: Step = { state: 'shut', reason: '没有文件可发' }

const mediaSchema = z.object({ media_id: z.string().min(1) })

export function fileByApp(client: AppClient): Way {
  return async ({ file, chat, attempt }) => {
    if (file === null) return NO_FILE
    const kind = kindOf(file, PICTURE)
    const uploaded = await client.upload(kind, file)
    if (!uploaded.ok) return stepOfUpload(uploaded.failure, attempt)
    const message: AppMessage = kind === 'image' ? { imageId: uploaded.value } : { fileId: uploaded.value }
    const sent = await client.send(chat.externalId, message)
    if (!sent.ok) return stepOfFile(sent.failure)
    const { leftOut, messageId } = sent.value
    if (leftOut.length > 0) return { state: 'shut', reason: '对方不在企业微信应用的可见范围内，或没有许可' }
    return { state: 'sent', externalId: messageId === '' ? null : `${APP_MARK}${messageId}` }
  }
}

export function fileByConnection(connection: WecomConnection): Way {
  return async ({ file, chat, attempt }) => {
    if (file === null) return NO_FILE
    const kind = kindOf(file, PICTURE)
    const uploaded = await connection.upload(kind, file)
    if (!uploaded.ok) return stepOfUpload(uploaded.failure, attempt)
    const sent = await connection.sendMedia(
      { kind: chat.kind, id: chat.externalId, replyTo: null },
      kind,
      uploaded.value,
    )
    return sent.ok ? { state: 'sent', externalId: null } : stepOfFile(sent.failure)
  }
}

export function fileByHook({ db, baseUrl }: { readonly db: Db; readonly baseUrl: string }): Way {
  return async ({ file, chat, attempt }) => {
    if (file === null) return NO_FILE
    const robot = await robotOf(db, baseUrl, chat.externalId)
    if (!(robot instanceof URL)) return robot
    if (kindOf(file, PICTURE_IN_MESSAGE) === 'image') {
      const base64 = Buffer.from(file.content).toString('base64')
      const md5 = createHash('md5').update(file.content).digest('hex')
      return await post(robot, { msgtype: 'image', image: { base64, md5 } })
    }
    const uploaded = await callWecom({ url: uploadAddress(robot), body: formOf(file) }, mediaSchema)
    if (!uploaded.ok) return stepOfUpload(uploaded.failure, attempt)
    return await post(robot, { msgtype: 'file', file: { media_id: uploaded.value.media_id } })
  }
}

function kindOf({ mime, content }: OutgoingFile, most: number): 'image' | 'file' {
  return mime === 'image/png' && content.length <= most ? 'image' : 'file'
}

function uploadAddress(robot: URL): URL {
  const url = new URL(robot)
  url.pathname = '/cgi-bin/webhook/upload_media'
  url.searchParams.set('type', 'file')
  return url
}

async function post(robot: URL, body: object): Promise<Step> {
  const sent = await callWecom({ url: robot, body, timeoutMs: UPLOAD_MS }, z.object({}))
  return sent.ok ? { state: 'sent', externalId: null } : stepOfFile(sent.failure)
}
