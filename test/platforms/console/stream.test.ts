import { expect, it, onTestFinished } from 'vitest'
import { openTestDatabase } from '../../database/harness.ts'
import { loadDistrict } from '../../web/stand-in/district.ts'
import { startStandIn } from '../../web/stand-in/program.ts'
import { consoleClient } from './client.ts'

/** Reads a stream until it holds `count` events. */
async function readEvents(body: ReadableStream<Uint8Array>, count: number): Promise<string[]> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true })
    const events = text.split('\n\n').filter((part) => part.startsWith('event:'))
    if (events.length >= count && text.endsWith('\n\n')) return events
  }
  throw new Error(`the stream ended early: ${text}`)
}

it('an open page hears lines, answers and the clock as they happen', async () => {
  const database = await openTestDatabase()
  await loadDistrict(database.db)
  const program = await startStandIn(database)
  onTestFinished(() => program.stop())
  const stop = new AbortController()
  const stream = await fetch(`${program.url}/console/api/events`, { signal: stop.signal })
  expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  if (stream.body === null) throw new Error('no stream')
  const reading = readEvents(stream.body, 3)
  const client = consoleClient(program.url)
  await client.post('/messages', { as: 'u1', chat: 'u1', text: '总览' })
  await client.post('/clock', { to: '2023-09-08T08:59:30+08:00' })
  const [line, answer, clock] = await reading
  stop.abort()
  expect(line).toMatch(/^event: message\ndata: .*"from":"u1".*"text":"总览"/)
  expect(answer).toMatch(/^event: message\ndata: .*"from":"bot"/)
  expect(clock).toMatch(/^event: clock\ndata: \{"now":"2023-09-08T00:59:/)
})
