/** Files in the console: what the bot sent is opened or saved, what a person has is handed to the bot. */
import { type Request, Router, raw } from 'express'
import { districtOfPerson, postsBehind } from '../../chat/speaker.ts'
import type { Db } from '../../database/client.ts'
import { transact } from '../../database/transaction.ts'
import { dayOf } from '../../domain/calendar-day.ts'
import type { FetchFile } from '../../inbox/fetch-file.ts'
import { FILE_LIMIT, keepFile, keptUntil, readFile } from '../../services/files.ts'
import { knownIdentity } from '../../services/identities.ts'
import { type Answered, answered, speaker } from './conversation.ts'
import type { ConsoleDeps } from './deps.ts'
import { fileEvent } from './incoming.ts'
import { messageNumber, writeLine } from './message-log.ts'
import { WAIT_MS } from './outcome.ts'
import type { ConsolePeople } from './people.ts'
import { Refusal } from './refusal.ts'
import { fileRequest } from './requests.ts'

/** What a browser shows by itself; everything else is saved, so that nothing sent can run as a page of ours. */
const SHOWN = 'image/png'

/** `GET /files/12`; `POST /files?as=…&chat=…&name=台账.xlsx` with the bytes as body. */
export function fileRoutes(deps: ConsoleDeps, people: () => Promise<ConsolePeople>): Router {
  const router = Router()
  router.get('/files/:id', async (request, response) => {
    const id = messageNumber(request.params.id)
    const file = id === null ? null : await readFile(deps.db, id)
    if (file === null) throw new Refusal(404, '这个文件已经过期，请让机器人再发一次')
    const shown = file.mime === SHOWN
    response.set({
      'Content-Type': shown ? SHOWN : 'application/octet-stream',
      'Content-Disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    })
    response.send(Buffer.from(file.content))
  })
  router.post('/files', raw({ type: () => true, limit: FILE_LIMIT }), async (request, response) => {
    response.json(await sendFile(deps, await people(), request))
  })
  return router
}

/** What the console kept is there at once. */
export function keptInConsole(db: Db): FetchFile {
  return async ({ name, source }) => {
    const id = messageNumber(source.fileId ?? '')
    const file = id === null ? null : await readFile(db, id)
    if (file === null) return { ok: false, why: 'final', reason: 'not kept' }
    return { ok: true, name: name ?? file.name, content: file.content }
  }
}

/** The file is kept, and its arrival is an event as on the other platforms. */
async function sendFile(deps: ConsoleDeps, people: ConsolePeople, request: Request): Promise<Answered> {
  const deadline = Date.now() + WAIT_MS
  const { as, chat: chatId, name } = fileRequest.parse(request.query)
  const { user, chat } = speaker(people, as, chatId)
  if (chat.kind === 'group') throw new Refusal(400, '文件请在私聊里发给赛马助手')
  const content: unknown = request.body
  if (!Buffer.isBuffer(content) || content.length === 0) throw new Refusal(400, '文件是空的')
  const { db, clock } = deps
  const now = clock.now()
  const kept = await transact(db, async (tx) => {
    const identity = await knownIdentity(tx, 'console', { id: user.id })
    const district = await districtOfPerson(tx, identity, await postsBehind(tx, identity, dayOf(now)))
    return await keepFile(tx, {
      ...{ districtId: district?.id ?? null, name, mime: 'application/octet-stream', content, now },
      expiresAt: keptUntil(now, 'sent'),
    })
  })
  const line = { chat: chat.id, from: user.id, at: now, replyTo: null }
  const written = await writeLine(db, { ...line, text: `文件：${name}` })
  deps.feed.publish({ kind: 'message', message: written })
  const sent = { user, chat, name, size: content.length, fileId: kept.id, messageId: written.id }
  const stored = await deps.store(fileEvent(sent, clock.wall()))
  if (stored === null) throw new Error('a file in a private chat was not for the bot')
  return await answered(deps, written.id, chat, stored.id, deadline)
}
