/** The small program under chaos: how it is fed, and what must be true of its database and of the file of messages. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Incoming } from '../../src/chat/message.ts'
import { openDatabase } from '../../src/database/open.ts'
import { makeLog } from '../../src/log.ts'
import { startChild } from './child.ts'
import type { ChaosEvent, Count, World } from './engine.ts'

const sentSchema = z.object({ key: z.string(), chat: z.string(), title: z.string() })
type Sent = z.infer<typeof sentSchema>

/** `folder` takes the database and the file. */
export function smallWorld(folder: string): World {
  const dataDir = join(folder, 'data')
  const sentFile = join(folder, 'sent.jsonl')
  let port = ''

  async function post(path: string, content: object): Promise<unknown> {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      body: JSON.stringify(content),
    })
    if (!response.ok) throw new Error(`status ${response.status}`)
    return response.json()
  }

  return {
    async start() {
      const child = await startChild({
        script: fileURLToPath(new URL('./small-program.ts', import.meta.url)),
        args: [dataDir, sentFile],
        ready: /^listening at (\d+)$/,
      })
      port = child.said
      return child
    },
    async deliver(event) {
      await post('/events', textOf(event))
      return true
    },
    async settle() {
      const leftSchema = z.object({ left: z.number() })
      while (leftSchema.parse(await post('/settle', {})).left > 0) await wait(200)
    },
    count: (acknowledged) => count(dataDir, sentFile, acknowledged),
  }
}

function keyOf({ writer, number }: ChaosEvent): string {
  return `${writer}-${number}`
}

function textOf(event: ChaosEvent): Incoming {
  const sender = { id: `writer-${event.writer}` }
  return {
    kind: 'text',
    platform: 'console',
    key: keyOf(event),
    at: new Date().toISOString(),
    sender,
    place: { ...sender, kind: 'private' },
    messageId: `message-${keyOf(event)}`,
    text: `第${event.number}条`,
    mentionsBot: false,
    mentions: [],
  }
}

async function count(dataDir: string, sentFile: string, acknowledged: readonly ChaosEvent[]): Promise<Count> {
  const database = await openDatabase({ dataDir, log: makeLog('silent') })
  try {
    const { db } = database
    const changes = await db.auditEntry.findMany({ where: { subject: 'chaos' }, select: { subjectId: true } })
    const owed = await db.outboxMessage.findMany({ orderBy: { id: 'asc' }, include: { chat: true } })
    const sent = existsSync(sentFile) ? readSent(readFileSync(sentFile, 'utf8')) : []
    const wanted = acknowledged.map(keyOf)
    const rows = owed.map(({ key, state, chat }) => ({ title: key, state, chat: chat?.externalId ?? '' }))
    return {
      effects: changes.length,
      owed: owed.length,
      repeated: sent.length - new Set(sent.map(({ key }) => key)).size,
      faults: [
        ...changeFaults(
          wanted,
          changes.map(({ subjectId }) => subjectId),
        ),
        ...wanted.flatMap((key) => [`answer:${key}`, `push:${key}`]).flatMap(absentFrom(rows, 'never owed')),
        ...rows.filter(({ state }) => state !== 'SENT').map(({ title, state }) => `${title} ended as ${state}`),
        ...rows.map(({ title }) => title).flatMap(absentFrom(sent, 'never sent')),
        ...keyFaults(sent),
        ...orderFaults(rows, sent),
      ],
    }
  } finally {
    await database.close()
  }
}

function readSent(text: string): Sent[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => sentSchema.parse(JSON.parse(line)))
}

/** Each acknowledged event changed the data once. */
function changeFaults(wanted: readonly string[], changes: readonly string[]): string[] {
  const times = new Map<string, number>()
  for (const key of changes) times.set(key, (times.get(key) ?? 0) + 1)
  return wanted.flatMap((key) => {
    const n = times.get(key) ?? 0
    return n === 1 ? [] : [`event ${key} was acknowledged and handled ${n} times`]
  })
}

function absentFrom(present: readonly { readonly title: string }[], what: string): (title: string) => string[] {
  const titles = new Set(present.map(({ title }) => title))
  return (title) => (titles.has(title) ? [] : [`${title} was ${what}`])
}

/** A message may come twice only under one key. */
function keyFaults(sent: readonly Sent[]): string[] {
  const keys = new Map<string, Set<string>>()
  for (const { title, key } of sent) keys.set(title, (keys.get(title) ?? new Set()).add(key))
  return [...keys].filter(([, used]) => used.size > 1).map(([title]) => `${title} was sent under different keys`)
}

/** In each chat, messages first came in the order in which they were owed. */
function orderFaults(owed: readonly { title: string; chat: string }[], sent: readonly Sent[]): string[] {
  return [...new Set(owed.map(({ chat }) => chat))].flatMap((chat) => {
    const wanted = owed.filter((row) => row.chat === chat).map(({ title }) => title)
    const came = [...new Set(sent.filter((row) => row.chat === chat).map(({ title }) => title))]
    const wrong = came.findIndex((title, place) => title !== wanted[place])
    return wrong === -1 ? [] : [`in ${chat}, ${came[wrong]} came in the place of ${wanted[wrong]}`]
  })
}
