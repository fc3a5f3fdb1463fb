/**
 * At most so many in any stretch of time, whatever its beginning: uses are counted in tenths of the window, and a tenth
 * counts until all of it has left. What is counted fits in a few numbers, so copies of the program share it in the
 * database and a restart does not forget it.
 */

/** At most `count` in `perMs`. */
export interface Window {
  readonly count: number
  readonly perMs: number
}

/** Uses by the beginning of their tenth (ms of wall time, as text: it is kept as JSON). */
export type Uses = Readonly<Record<string, number>>

const TENTHS = 10

/** The uses that still count, oldest first. One from the future (a clock that was put back) does not. */
function counting({ perMs }: Window, uses: Uses, at: number): [start: number, uses: number][] {
  const tenth = perMs / TENTHS
  return Object.entries(uses)
    .map(([start, n]): [number, number] => [Number(start), n])
    .filter(([start]) => start + tenth > at - perMs && start <= at)
    .sort(([a], [b]) => a - b)
}

/** How many more fit at the moment. */
export function room(window: Window, uses: Uses, at: number): number {
  const used = counting(window, uses, at).reduce((sum, [, n]) => sum + n, 0)
  return Math.max(0, window.count - used)
}

/** The earliest moment at which one more fits; `at` itself when it does already. */
export function roomAt(window: Window, uses: Uses, at: number): number {
  const live = counting(window, uses, at)
  let used = live.reduce((sum, [, n]) => sum + n, 0)
  let moment = at
  for (const [start, n] of live) {
    if (used < window.count) break
    used -= n
    moment = Math.ceil(start + window.perMs / TENTHS + window.perMs)
  }
  return moment
}

/** The uses after `n` more; those that no longer count are dropped. */
export function use(window: Window, uses: Uses, at: number, n = 1): Uses {
  const tenth = window.perMs / TENTHS
  const start = String(Math.floor(Math.floor(at / tenth) * tenth))
  const live = new Map(counting(window, uses, at).map(([begin, count]) => [String(begin), count]))
  live.set(start, (live.get(start) ?? 0) + n)
  return Object.fromEntries(live)
}
