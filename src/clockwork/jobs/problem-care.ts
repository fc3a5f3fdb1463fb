import { careForProblems } from '../../services/problems/care.ts'
import type { Job } from '../job.ts'
import { workdaySlots } from './workday-slots.ts'

/** What falls due of the problems: to the lead unit and to 项目办, each stage once (rules.md §7). */
export const problemCareJob: Job = {
  id: 'problem-care',
  title: '问题到期提醒，逾期的建议提级',
  quiet: true,
  slots: workdaySlots,
  run: async (ctx) => await careForProblems(ctx),
}
