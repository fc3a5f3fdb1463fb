/** Server-sent events: one answer that stays open for as long as its page does. */
import type { Request, Response } from 'express'

/** An open stream, as who fills it sees it. */
export interface EventLine {
  send(event: string, data: string): void
  /** Says nothing, so that proxies do not cut a connection on which nothing moves. */
  beat(): void
  end(): void
}

/** What fills a stream: `beat` is called now and then, `stop` once when the page has gone. */
export interface EventSource {
  beat(): void
  stop(): void
}

export interface StreamLimits {
  /** More open streams than this are a mistake or an attack. */
  readonly most: number
  readonly beatMs: number
}

/** Opens streams of one kind; `fill` begins to send on each. */
export function eventStreams({ most, beatMs }: StreamLimits) {
  let open = 0
  return (request: Request, response: Response, fill: (line: EventLine) => EventSource): void => {
    if (open >= most) {
      response.status(503).json({ error: '打开的页面太多，请关掉一些再试' })
      return
    }
    open += 1
    response.set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    })
    response.flushHeaders()
    // The page reconnects by itself; two seconds spare a restarting server.
    response.write('retry: 2000\n\n')
    const source = fill({
      send: (event, data) => response.write(`event: ${event}\ndata: ${data}\n\n`),
      beat: () => response.write(':\n\n'),
      end: () => response.end(),
    })
    const heartbeat = setInterval(() => source.beat(), beatMs)
    heartbeat.unref()
    request.on('close', () => {
      open -= 1
      clearInterval(heartbeat)
      source.stop()
      response.end()
    })
  }
}
