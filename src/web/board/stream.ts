/** GET /board/events: tells an open board when to look again, and that the line is alive. */
import type { Request, Response } from 'express'
import type { Clock } from '../../clock.ts'
import { showDayTime } from '../../domain/calendar-day.ts'
import { eventStreams } from '../../event-stream.ts'
import type { Admission } from './access.ts'
import type { BoardEvent, BoardWatch } from './watch.ts'

/** Many more than a district has screens, and phones in a meeting. */
const LIMITS = { most: 200, beatMs: 15_000 }

type Admitted = Extract<Admission, { ok: true }>

export function boardStream(
  watch: BoardWatch,
  clock: Clock,
): (request: Request, response: Response, admitted: Admitted) => void {
  const opened = eventStreams(LIMITS)
  return (request, response, { district, until }) => {
    opened(request, response, (line) => {
      const write = (event: BoardEvent) => line.send(event.kind, event.kind === 'beat' ? event.at : event.mark)
      const beat = () => {
        // An ended link gets no more news; the page asks again and is told so.
        if (until !== null && until <= clock.wall()) line.end()
        else write({ kind: 'beat', at: showDayTime(clock.now()) })
      }
      const stop = watch.subscribe(district.id, write)
      beat()
      // What changed before this line was open, if anything.
      void watch.mark(district.id).then((mark) => write({ kind: 'changed', mark }), line.end)
      return { beat, stop }
    })
  }
}
