/** The event stream of an open page: messages and the clock as they happen. */
import type { RequestHandler } from 'express'
import { eventStreams } from '../../event-stream.ts'
import type { ConsoleFeed } from './feed.ts'

/** Many more pages than a bureau has desks. */
const LIMITS = { most: 100, beatMs: 20_000 }

/** GET /console/api/events. */
export function eventStream(feed: ConsoleFeed): RequestHandler {
  const opened = eventStreams(LIMITS)
  return (request, response) => {
    opened(request, response, (line) => {
      const stop = feed.subscribe((event) => {
        line.send(event.kind, JSON.stringify(event.kind === 'message' ? event.message : { now: event.now }))
      })
      return { beat: line.beat, stop }
    })
  }
}
