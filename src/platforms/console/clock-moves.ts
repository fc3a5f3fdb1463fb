/** Moving the demo clock: forward only, one move at a time, and every open page hears of it. */
import type { Moved } from '../../clockwork/move-clock.ts'
import type { ConsoleDeps } from './deps.ts'
import { Refusal } from './refusal.ts'

const LONGEST_DAYS = 400

/** One mover a program: a second move while one runs is refused, not queued, so that nobody skips two at once. */
export function moveDemoClock(
  deps: Pick<ConsoleDeps, 'clock' | 'feed' | 'moveClock'>,
): (to: Date | 'next') => Promise<Moved> {
  let moving = false
  return async (to) => {
    if (deps.moveClock === null) throw new Refusal(403, '只有演示区可以拨动时钟')
    if (to !== 'next') check(deps.clock.now(), to)
    if (moving) throw new Refusal(409, '时钟正在快进，请等它走完')
    moving = true
    try {
      return await deps.moveClock(to)
    } finally {
      moving = false
      deps.feed.publish({ kind: 'clock', now: deps.clock.now().toISOString() })
    }
  }
}

function check(now: Date, to: Date): void {
  if (to.getTime() < now.getTime()) throw new Refusal(400, '时钟只能往前拨，请选一个更晚的时间')
  if (to.getTime() > now.getTime() + LONGEST_DAYS * 24 * 3_600_000) {
    throw new Refusal(400, `一次最多快进 ${LONGEST_DAYS} 天`)
  }
}
