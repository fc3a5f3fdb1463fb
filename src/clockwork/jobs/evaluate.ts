import { month } from '../../domain/period.ts'
import { lastTenDay } from '../../services/evaluation/cut-off.ts'
import { tryMonth } from '../../services/evaluation/trial.ts'
import { lockedForNotices } from '../../services/periods-begun.ts'
import type { Job } from '../job.ts'
import { monthSlots } from './month-slots.ts'

/** 月考评 trial: scores and plates previewed to 项目办, each unit's own told in private; 异议 opens (rules.md §5). */
export const evaluateJob: Job = {
  id: 'evaluate',
  title: '月考评试算，预览发项目办，各单位收到自己的结果',
  slots: (question) => monthSlots(question, ({ trialAt }) => ({ dueAt: trialAt, usefulUntil: null })),
  run: async (ctx) => {
    const of = month(ctx.period)
    if (await lockedForNotices(ctx, lastTenDay(of))) await tryMonth(ctx, of)
  },
}
