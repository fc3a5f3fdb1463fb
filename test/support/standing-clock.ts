import { type DemoClock, demoClock } from '../../src/clock.ts'

export interface StandingClock extends DemoClock {
  /** Wall time goes on by so many milliseconds, and business time with it. */
  pass(ms: number): void
}

/** A clock that stands still until told. Business and wall time begin at the same moment. */
export function standingClock(start = '2023-09-08T10:00:00+08:00'): StandingClock {
  let wall = Date.parse(start)
  const clock = demoClock(0, () => new Date(wall))
  return {
    get offset() {
      return clock.offset
    },
    now: clock.now,
    wall: clock.wall,
    fromWall: clock.fromWall,
    moveTo: clock.moveTo,
    pass(ms) {
      wall += ms
    },
  }
}
