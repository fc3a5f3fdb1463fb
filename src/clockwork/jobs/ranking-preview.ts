import { previewRanking } from '../../services/ranking/preview.ts'
import type { Job } from '../job.ts'
import { quarterRun, quarterSlots } from './quarter-slots.ts'

/** Ranks the quarter and previews the notice to 项目办. Of use until the next quarter is ranked. */
export const rankingPreviewJob: Job = {
  id: 'ranking-preview',
  title: '季排名预览发项目办',
  slots: (question) =>
    quarterSlots(question, ({ previewAt }, next) => ({ dueAt: previewAt, usefulUntil: next.previewAt })),
  run: async (ctx) => await previewRanking(ctx, quarterRun(ctx)),
}
