/** The program's one drawing thread, as its sources or its bundle have it. */
import { Worker } from 'node:worker_threads'
import type { Figure } from './figure.ts'
import { pictureRenderer } from './renderer.ts'

const renderer = pictureRenderer({ start: startWorker, timeoutMs: 60_000, idleMs: 60_000, most: 32 })

/** The figure as PNG. Not inside a transaction: it takes up to half a second. Throws a PictureError. */
export async function drawPicture(figure: Figure): Promise<Uint8Array> {
  return await renderer.draw(figure)
}

/** Ends the thread with the program. */
export async function stopDrawing(): Promise<void> {
  await renderer.stop()
}

/** The thread needs nothing of the environment, least of all its secrets. */
function startWorker(): Worker {
  const here = import.meta.url
  // `npm start` runs the bundle, where the thread's entry lies beside it (scripts/prepare.mjs).
  const entry = here.endsWith('.ts') ? './worker-from-source.mjs' : './picture-worker.js'
  return new Worker(new URL(entry, here), { execArgv: [], env: {} })
}
