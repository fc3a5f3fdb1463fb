/**
 * Business time and wall time (architecture.md rule 5).
 * What is due, periods and quiet hours read `now()`; signatures, tokens, leases, retries and quotas read `wall()`.
 */
export interface Clock {
  /** Business time. */
  now(): Date
  /** Wall time. */
  wall(): Date
  /** The business time of a moment on the wall clock (a platform's message time). */
  fromWall(wall: Date): Date
}

/** The clock of a real district: business time is wall time. */
export const wallClock: Clock = { now: () => new Date(), wall: () => new Date(), fromWall: (wall) => wall }

/** A clock that runs on from a shifted moment; it only ever goes forward. */
export interface DemoClock extends Clock {
  /** Milliseconds that business time is ahead of wall time (negative: behind). */
  readonly offset: number
  /** Moves business time to `moment`; a moment in the past of business time changes nothing. */
  moveTo(moment: Date): void
}

/** A demo clock with the given offset in milliseconds, over a source of wall time. */
export function demoClock(offset: number, wall: () => Date = () => new Date()): DemoClock {
  let ahead = offset
  return {
    get offset() {
      return ahead
    },
    now: () => new Date(wall().getTime() + ahead),
    wall,
    fromWall: (moment) => new Date(moment.getTime() + ahead),
    moveTo(moment) {
      ahead = Math.max(ahead, moment.getTime() - wall().getTime())
    },
  }
}

/** Whether business time can be moved: only with a demo clock. */
export function isDemoClock(clock: Clock): clock is DemoClock {
  return 'moveTo' in clock
}
