/** GET /board/events: tells an open board when to look again, and that the line is alive. */
import type { Request, Response } from 'express'
import type { Clock } from '../../clock.ts'
import { showDayTime } from '../../domain/calendar-day.ts'
import type { Admission } from './access.ts'
import type { BoardEvent, BoardWatch } from './watch.ts'

/** Proxies cut a connection on which nothing moves. */
const HEARTBEAT_MS = 15_000
/** Many more than a district has screens and phones in a meeting is a mistake or an attack. */
const MOST_STREAMS = 200

type Admitted = Extract<Admission, { ok: true }>

export function boardStream(
  watch: BoardWatch,
  clock: Clock,
): (request: Request, response: Response, admitted: Admitted) => void {
  let open = 0
  return (request, response, { district, until }) => {
    if (open >= MOST_STREAMS) {
      response.status(503).end()
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
    const write = (event: BoardEvent) => {
      response.write(`event: ${event.kind}\ndata: ${event.kind === 'beat' ? event.at : event.mark}\n\n`)
    }
    const beat = () => {
      // An ended link gets no more news; the page asks again and is told so.
      if (until !== null && until <= clock.wall()) response.end()
      else write({ kind: 'beat', at: showDayTime(clock.now()) })
    }
    const unsubscribe = watch.subscribe(district.id, write)
    const heartbeat = setInterval(beat, HEARTBEAT_MS)
    heartbeat.unref()
    beat()
    // What changed before this line was open, if anything.
    void watch.mark(district.id).then(
      (mark) => write({ kind: 'changed', mark }),
      () => response.end(),
    )
    request.on('close', () => {
      open -= 1
      clearInterval(heartbeat)
      unsubscribe()
      response.end()
    })
  }
}
