/**
 * A figure → PNG, one after the other in a worker thread that is there only while there is something to draw:
 * started with the first picture, ended after a minute without one, replaced when it hangs or dies.
 */
import type { Worker } from 'node:worker_threads'
import type { Figure } from './figure.ts'
import { type Drawn, drawn } from './protocol.ts'

/** There is no picture; the words of the card have to do. */
export class PictureError extends Error {}

export interface PictureRenderer {
  /** The picture as PNG. Throws a PictureError when it cannot be drawn in time, or when too many wait already. */
  draw(figure: Figure): Promise<Uint8Array>
  /** Ends the thread; who waits gets a PictureError. A later `draw` starts it again. */
  stop(): Promise<void>
}

export interface RendererOptions {
  /** Starts the thread. */
  readonly start: () => Worker
  /** How long one picture may take, with the start of the thread (0.8 s here, more on a slow machine). */
  readonly timeoutMs: number
  readonly idleMs: number
  /** So many may wait at once. */
  readonly most: number
}

interface Waiting {
  readonly figure: Figure
  readonly done: (result: Uint8Array | PictureError) => void
}

export function pictureRenderer({ start, timeoutMs, idleMs, most }: RendererOptions): PictureRenderer {
  const queue: Waiting[] = []
  let worker: Worker | null = null
  let current: { readonly id: number; readonly waiting: Waiting; readonly timer: NodeJS.Timeout } | null = null
  let idle: NodeJS.Timeout | undefined
  let count = 0

  function thread(): Worker {
    if (worker !== null) return worker
    const started = start()
    // A picture that is being drawn keeps nobody from ending.
    started.unref()
    started.on('message', (message: unknown) => {
      if (worker === started) answered(drawn.parse(message))
    })
    started.on('error', (error) => lost(started, error.message))
    started.on('exit', (code) => lost(started, `the thread ended with ${code}`))
    worker = started
    return started
  }

  function lost(which: Worker, why: string): void {
    if (worker !== which) return
    worker = null
    finish(new PictureError(why))
  }

  function answered(message: Drawn): void {
    if (message.id !== current?.id) return
    finish('png' in message ? message.png : new PictureError(message.error))
  }

  function finish(result: Uint8Array | PictureError): void {
    if (current !== null) {
      clearTimeout(current.timer)
      current.waiting.done(result)
      current = null
    }
    next()
  }

  function next(): void {
    clearTimeout(idle)
    if (current !== null) return
    const waiting = queue.shift()
    if (waiting === undefined) {
      idle = setTimeout(() => void end(), idleMs)
      idle.unref()
      return
    }
    count += 1
    const id = count
    const timer = setTimeout(() => {
      void end()
      finish(new PictureError(`not drawn within ${timeoutMs} ms`))
    }, timeoutMs)
    current = { id, waiting, timer }
    try {
      thread().postMessage({ id, figure: waiting.figure })
    } catch (error) {
      finish(new PictureError(error instanceof Error ? error.message : String(error)))
    }
  }

  async function end(): Promise<void> {
    const ending = worker
    worker = null
    await ending?.terminate()
  }

  return {
    draw(figure) {
      return new Promise((resolve, reject) => {
        if (queue.length >= most) {
          reject(new PictureError(`${queue.length} pictures wait already`))
          return
        }
        queue.push({
          figure,
          done: (result) => (result instanceof PictureError ? reject(result) : resolve(result)),
        })
        next()
      })
    },
    async stop() {
      const stopped = new PictureError('the program is stopping')
      for (const { done } of queue.splice(0)) done(stopped)
      if (current !== null) finish(stopped)
      clearTimeout(idle)
      await end()
    },
  }
}
