/**
 * The drawing itself, in a thread of its own: ECharts and the fonts (20 MB) are loaded here, and the main thread goes on
 * answering while a picture takes its 0.1–0.5 s. WebAssembly instead of a native module: it runs on any processor.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { parentPort } from 'node:worker_threads'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { FONT } from './paint.ts'
import { type Drawn, drawRequest } from './protocol.ts'
import { figureSvg } from './svg.ts'

const FONT_FILES = ['400Regular/NotoSansSC_400Regular.ttf', '700Bold/NotoSansSC_700Bold.ttf']

/** Two pixels for each logical one: sharp on a phone. */
const ZOOM = 2

const { resolve } = createRequire(import.meta.url)

async function fontBuffers(): Promise<Uint8Array[]> {
  return await Promise.all(FONT_FILES.map((name) => readFile(resolve(`@expo-google-fonts/noto-sans-sc/${name}`))))
}

async function makeReady(): Promise<Uint8Array[]> {
  await initWasm(await readFile(resolve('@resvg/resvg-wasm/index_bg.wasm')))
  return await fontBuffers()
}

const ready = makeReady()

async function png(request: unknown): Promise<Drawn> {
  const { id, figure } = drawRequest.parse(request)
  try {
    const buffers = await ready
    const font = { fontBuffers: buffers, loadSystemFonts: false, defaultFontFamily: FONT, sansSerifFamily: FONT }
    const resvg = new Resvg(await figureSvg(figure), { font, fitTo: { mode: 'zoom', value: ZOOM } })
    try {
      const image = resvg.render()
      const bytes = image.asPng()
      image.free()
      return { id, png: new Uint8Array(bytes) }
    } finally {
      resvg.free()
    }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.on('message', (request: unknown) => {
  void png(request).then((drawn) => parentPort?.postMessage(drawn))
})
