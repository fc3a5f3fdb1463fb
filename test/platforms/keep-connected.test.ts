import { expect, it, onTestFinished } from 'vitest'
import { type Ending, keepConnected, type Session } from '../../src/platforms/keep-connected.ts'
import { listeningLog } from './feishu/harness.ts'

/** Sessions that end as told, one after the other, each at once; what the log says of the waits between them. */
async function waitsAfter(endings: readonly Ending['kind'][], comesUp = true): Promise<number[]> {
  const { log, lines } = listeningLog()
  const left = [...endings]
  let done: () => void = () => undefined
  const all = new Promise<void>((resolve) => {
    done = resolve
  })
  const open = (up: () => void): Session => {
    const kind = left.shift()
    if (kind === undefined) {
      done()
      let end: (ending: Ending) => void = () => undefined
      const ended = new Promise<Ending>((resolve) => {
        end = resolve
      })
      return { ended, close: () => end({ kind: 'lost', reason: 'closed' }) }
    }
    if (comesUp && kind !== 'refused') up()
    return { ended: Promise.resolve({ kind, reason: 'a test' }), close: () => undefined }
  }
  const short = { first: 4, longest: 16 }
  const waits = { lost: short, refused: short, kicked: short }
  const kept = keepConnected({ name: 'test', open, log, waits, random: () => 1 })
  onTestFinished(() => kept.stop())
  await all
  const down = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'long connection is down')
  return down.map(({ afterMs }) => afterMs)
}

it('a connection that ends again and again is opened again for ever, at growing intervals up to the longest', async () => {
  expect(await waitsAfter(['lost', 'lost', 'lost', 'lost', 'lost'])).toEqual([4, 8, 16, 16, 16])
})

it('kicks are counted apart, so that every one keeps away longer', async () => {
  expect(await waitsAfter(['kicked', 'lost', 'kicked', 'lost', 'kicked'])).toEqual([4, 4, 8, 8, 16])
})

it('refusals are forgotten once a connection was taken', async () => {
  expect(await waitsAfter(['refused', 'refused', 'lost', 'refused'])).toEqual([4, 8, 4, 4])
})

it('a wait ends at once when it is stopped', async () => {
  const { log } = listeningLog()
  const ended = Promise.resolve({ kind: 'kicked', reason: 'a test' } as const)
  let opened = 0
  const open = (): Session => {
    opened += 1
    return { ended, close: () => undefined }
  }
  const kept = keepConnected({ name: 'test', open, log })
  await ended
  await kept.stop()
  expect(opened).toBe(1)
})
