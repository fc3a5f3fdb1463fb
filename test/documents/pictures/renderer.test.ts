/** The drawing thread: a real PNG with Chinese in it, and what happens when it hangs, dies or has too much to do. */
import { Worker } from 'node:worker_threads'
import { afterAll, describe, expect, it } from 'vitest'
import { say } from '../../../src/chat/card.ts'
import { chartPicture } from '../../../src/documents/pictures/card-pictures.ts'
import { drawPicture, stopDrawing } from '../../../src/documents/pictures/draw.ts'
import { PictureError, type PictureRenderer, pictureRenderer } from '../../../src/documents/pictures/renderer.ts'
import { undoneLater } from '../../support/undone-later.ts'
import { bars, plates, stages } from './figures.ts'

afterAll(() => stopDrawing())

/** Width and height of a PNG; throws when it is none. */
function sizeOf(png: Uint8Array): { width: number; height: number } {
  const view = new DataView(png.buffer, png.byteOffset)
  expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

describe('drawing', () => {
  it('makes a PNG of each kind of figure, sharp enough for a phone', async () => {
    for (const png of await Promise.all([drawPicture(bars), drawPicture(plates), drawPicture(stages)])) {
      expect(sizeOf(png).width).toBe(1440)
      expect(png.length).toBeLessThan(1024 * 1024)
    }
  })

  it('draws Chinese without any font of the system: two names of one length give two pictures', async () => {
    const named = (name: string) => ({
      ...plates,
      groups: [{ name: '镇街', tiles: [{ name, colour: 'green' as const }] }],
    })
    const [one, other] = await Promise.all([drawPicture(named('示例甲')), drawPicture(named('绿邦丁'))])
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false)
  })

  it('leaves the main thread free to answer meanwhile', async () => {
    let turns = 0
    const timer = setInterval(() => {
      turns += 1
    }, 5)
    await drawPicture(plates)
    clearInterval(timer)
    expect(turns).toBeGreaterThan(3)
  })

  it('gives the charts of a card as one picture, the second below the first', async () => {
    const { kind: _, subtitle: __, note: ___, reference: ____, ...chart } = bars
    const pictureOf = async (count: number) => {
      const blocks = Array.from({ length: count }, () => ({ kind: 'chart' as const, ...chart }))
      const picture = chartPicture(say('三季度/排名（截至 9月30日）', { blocks }))
      return picture === null ? null : { ...sizeOf(await drawPicture(picture.figure)), name: picture.name }
    }
    const one = await pictureOf(1)
    expect(one).toMatchObject({ width: 1440, name: '三季度排名' })
    expect(await pictureOf(2)).toEqual({ ...one, height: 2 * (one?.height ?? 0) })
    expect(await pictureOf(0)).toBeNull()
  })
})

/** A thread that runs `code` for each figure; `parentPort` and the request's `id` are known in it. */
function renderer(
  code: string,
  options: { timeoutMs?: number; most?: number } = {},
): PictureRenderer & { starts(): number } {
  let starts = 0
  const drawing = pictureRenderer({
    start: () => {
      starts += 1
      const body = `const { parentPort } = require('node:worker_threads'); parentPort.on('message', ({ id }) => { ${code} })`
      return new Worker(body, { eval: true, execArgv: [] })
    },
    timeoutMs: options.timeoutMs ?? 20_000,
    idleMs: 60_000,
    most: options.most ?? 8,
  })
  undoneLater(() => drawing.stop())
  return { ...drawing, starts: () => starts }
}

describe('a drawing thread', () => {
  it('that hangs is given up after its time, and the next picture gets a new one', async () => {
    const drawing = renderer('', { timeoutMs: 50 })
    await expect(drawing.draw(bars)).rejects.toThrow(PictureError)
    await expect(drawing.draw(bars)).rejects.toThrow('not drawn within 50 ms')
    expect(drawing.starts()).toBe(2)
  })

  it('that dies fails the picture it was at, not the program', async () => {
    const drawing = renderer('process.exit(3)')
    await expect(drawing.draw(bars)).rejects.toThrow(PictureError)
  })

  it('draws one after the other, and turns away what would wait too long', async () => {
    const drawing = renderer('parentPort.postMessage({ id, png: new Uint8Array([id]) })', { most: 2 })
    const all = await Promise.allSettled([1, 2, 3, 4].map(() => drawing.draw(bars)))
    expect(all.map((one) => (one.status === 'fulfilled' ? [...one.value] : one.reason.message))).toEqual([
      [1],
      [2],
      [3],
      '2 pictures wait already',
    ])
  })

  it('that is stopped tells those who wait, and starts again when asked', async () => {
    const drawing = renderer('if (id > 1) parentPort.postMessage({ id, png: new Uint8Array([id]) })')
    const waiting = expect(drawing.draw(bars)).rejects.toThrow('the program is stopping')
    await drawing.stop()
    await waiting
    expect([...(await drawing.draw(bars))]).toEqual([2])
  })
})
