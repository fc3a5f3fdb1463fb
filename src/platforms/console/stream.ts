/** The event stream of an open page: messages and the clock as they happen, over server-sent events. */
import type { RequestHandler } from 'express'
import type { ConsoleFeed } from './feed.ts'

/** Proxies cut a connection on which nothing moves; a comment now and then keeps it. */
const HEARTBEAT_MS = 20_000
/** A page holds one stream; many more than a bureau has desks is a mistake or an attack. */
const MOST_STREAMS = 100

/** GET /console/api/events. */
export function eventStream(feed: ConsoleFeed): RequestHandler {
  let open = 0
  return (request, response) => {
    if (open >= MOST_STREAMS) {
      response.status(503).json({ error: '打开的页面太多，请关掉一些再试' })
      return
    }
    open += 1
    response.set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' })
    response.flushHeaders()
    // The page reconnects by itself; two seconds spare a restarting server.
    response.write('retry: 2000\n\n')
    const unsubscribe = feed.subscribe((event) => {
      const data = event.kind === 'message' ? event.message : { now: event.now }
      response.write(`event: ${event.kind}\ndata: ${JSON.stringify(data)}\n\n`)
    })
    const heartbeat = setInterval(() => response.write(':\n\n'), HEARTBEAT_MS)
    heartbeat.unref()
    request.on('close', () => {
      open -= 1
      clearInterval(heartbeat)
      unsubscribe()
      response.end()
    })
  }
}
