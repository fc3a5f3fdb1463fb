/** How far a project's permits are, in one phrase. */
import type { TrackedPermit } from './tracking-facts.ts'

/** '（演示）' behind figures of permits and services that are made up. */
export function demoMark({ demo }: { readonly demo: boolean }): string {
  return demo ? '（演示）' : ''
}

/** '应办 6 项，已办 4 项，在办 2 项（演示）'; '未登记' */
export function countPermits(
  permits: readonly Pick<TrackedPermit, 'state'>[],
  project: { readonly demo: boolean },
): string {
  if (permits.length === 0) return '未登记'
  const done = permits.filter(({ state }) => state === 'DONE').length
  const under = permits.filter(({ state }) => state === 'ACCEPTED' || state === 'PAUSED').length
  return `应办 ${permits.length} 项，已办 ${done} 项，在办 ${under} 项${demoMark(project)}`
}
