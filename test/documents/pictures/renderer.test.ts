/** The drawing thread: a real PNG with Chinese in it, and what happens when it hangs, dies or has too much to do. */
import { Worker } from 'node:worker_threads'
import { afterAll, describe, expect, it } from 'vitest'
import { say } from '../../../src/chat/card.ts'
import { picturesOf } from '../../../src/documents/pictures/card-pictures.ts'
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

  it('gives the charts of a card as files', async () => {
    const { kind: _, subtitle: __, note: ___, reference: ____, ...chart } = bars
    const pictures = await picturesOf(say('排名', { blocks: [{ kind: 'chart', ...chart, title: '镇街/得分' }] }))
    expect(pictures.map(({ name }) => name)).toEqual(['镇街-得分.png'])
    expect(await picturesOf(say('一句话'))).toEqual([])
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
