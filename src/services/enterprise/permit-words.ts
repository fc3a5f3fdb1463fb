/** The permits of a tracking card in words. */
import type { TrackedPermit } from './tracking-facts.ts'

const STATES: Readonly<Record<TrackedPermit['state'], string>> = {
  NOT_NEEDED: '不需要',
  PREPARING: '准备材料',
  ACCEPTED: '已受理',
  PAUSED: '停表',
  DONE: '已办结',
  REFUSED: '不予许可',
}

export function showTrackedPermit(state: TrackedPermit['state']): string {
  return STATES[state]
}

/** '应办 6 项，已办 4 项，在办 2 项'; '未登记' */
export function countPermits(permits: readonly Pick<TrackedPermit, 'state'>[]): string {
  if (permits.length === 0) return '未登记'
  const done = permits.filter(({ state }) => state === 'DONE').length
  const under = permits.filter(({ state }) => state === 'ACCEPTED' || state === 'PAUSED').length
  return `应办 ${permits.length} 项，已办 ${done} 项，在办 ${under} 项`
}
