import { watchPermits } from '../../services/permits/watch.ts'
import type { Job } from '../job.ts'
import { workdaySlots } from './workday-slots.ts'

/** What runs out of the permits: to the agent and the authority, each stage once (rules.md §7). */
export const watchPermitsJob: Job = {
  id: 'watch-permits',
  title: '手续临近、逾期提醒',
  quiet: true,
  slots: workdaySlots,
  run: async (ctx) => await watchPermits(ctx),
}
