/**
 * Inbox and outbox around an embedded database, and nothing else: it stores what is posted to /events before it
 * answers, makes one change for each event, owes two messages for it, and "sends" them into a file that survives kill -9.
 * Usage: small-program.ts DATA_DIR SENT_FILE
 */
import { fsyncSync, openSync, writeSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { say } from '../../src/chat/card.ts'
import { incomingSchema } from '../../src/chat/message.ts'
import { wallClock } from '../../src/clock.ts'
import type { Tx } from '../../src/database/client.ts'
import { openDatabase } from '../../src/database/open.ts'
import { platformInDb } from '../../src/database/platform.ts'
import type { Handle } from '../../src/inbox/handle.ts'
import { storeEvent } from '../../src/inbox/store.ts'
import { inboxWorker } from '../../src/inbox/worker.ts'
import { makeLog } from '../../src/log.ts'
import type { Door } from '../../src/outbox/door.ts'
import { owe } from '../../src/outbox/owe.ts'
import { outboxSender } from '../../src/outbox/sender.ts'

const [dataDir = '', sentFile = ''] = process.argv.slice(2)
const log = makeLog('warn')
const clock = wallClock
const { db, close } = await openDatabase({ dataDir, log })
const sent = openSync(sentFile, 'a')

/** Takes everything, and remembers it on the disk before it says so. */
const door: Door = {
  platform: 'console',
  keyHoldsMs: 3_600_000,
  quota: { chat: { count: 1_000_000, perMs: 1000 }, platform: [] },
  send({ key, chat, card }) {
    writeSync(sent, `${JSON.stringify({ key, chat: chat.externalId, title: card.title })}\n`)
    fsyncSync(sent)
    return Promise.resolve({ state: 'sent', externalId: key })
  },
}

async function chatId(tx: Tx, externalId: string, kind: 'GROUP' | 'PRIVATE'): Promise<number> {
  const platform = platformInDb('console')
  const where = { platform_externalId: { platform, externalId } }
  const { id } = await tx.chat.upsert({ where, create: { platform, externalId, kind }, update: {} })
  return id
}

/** One change, an answer to the writer and a message to the group. */
const handle: Handle = async (tx, event, { inboxId, requestId }) => {
  if (event.kind !== 'text') throw new Error('only texts come here')
  const now = clock.now()
  await tx.auditEntry.create({
    data: { at: now, command: 'chaos', subject: 'chaos', subjectId: event.key, requestId },
  })
  const answer = { key: `answer:${event.key}`, card: say(`answer:${event.key}`), kind: 'answer' as const }
  const push = { key: `push:${event.key}`, card: say(`push:${event.key}`), kind: 'push' as const }
  const to = { chatId: await chatId(tx, event.place.id, 'PRIVATE') }
  await owe(tx, { ...answer, to, inboxId, notBefore: now, replyTo: event.messageId })
  await owe(tx, { ...push, to: { chatId: await chatId(tx, 'group', 'GROUP') }, inboxId, notBefore: now })
  return { command: 'chaos', args: { text: event.text } }
}

const sender = outboxSender({ db, clock, doors: [door], log, readFile: async () => null, alone: true })
const worker = inboxWorker({ db, clock, handle, log, onHandled: sender.poke, width: 1 })

async function body(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  return JSON.parse(Buffer.concat(parts).toString('utf8'))
}

async function answer(request: IncomingMessage): Promise<object> {
  if (request.url === '/settle') {
    await worker.drain()
    await sender.drain()
    const unhandled = await db.inboxEvent.count({ where: { state: 'STORED' } })
    return { left: unhandled + (await db.outboxMessage.count({ where: { state: 'OWED' } })) }
  }
  const stored = await storeEvent(db, incomingSchema.parse(await body(request)), clock.wall())
  worker.poke()
  return { fresh: stored?.fresh ?? false }
}

const server = createServer((request, response) => {
  answer(request).then(
    (told) => response.end(JSON.stringify(told)),
    (error: unknown) => {
      log.error({ err: error }, 'a request failed')
      response.writeHead(500).end()
    },
  )
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) process.stdout.write(`listening at ${address.port}\n`)
})

process.once('SIGTERM', () => {
  server.close()
  server.closeAllConnections()
  worker
    .stop()
    .then(() => sender.stop())
    .then(close)
    .then(
      () => process.exit(0),
      () => process.exit(1),
    )
})
