/** The jobs of the calendar, in the order in which they run when several fall due at once. */
import type { Job } from '../job.ts'
import { enterpriseCareJob } from './enterprise-care.ts'
import { evaluateJob } from './evaluate.ts'
import { leaderDigestJob } from './leader-digest.ts'
import { lockJob } from './lock.ts'
import { problemCareJob } from './problem-care.ts'
import { publishDispatchJob } from './publish-dispatch.ts'
import { publishEvaluationJob } from './publish-evaluation.ts'
import { publishRankingJob } from './publish-ranking.ts'
import { rankingPreviewJob } from './ranking-preview.ts'
import { remindJob } from './remind.ts'
import { remindAgainJob } from './remind-again.ts'
import { remindOrdersJob } from './remind-orders.ts'
import { watchPermitsJob } from './watch-permits.ts'

export const jobs: readonly Job[] = [
  problemCareJob,
  watchPermitsJob,
  remindJob,
  remindAgainJob,
  remindOrdersJob,
  enterpriseCareJob,
  lockJob,
  evaluateJob,
  publishDispatchJob,
  publishEvaluationJob,
  leaderDigestJob,
  rankingPreviewJob,
  publishRankingJob,
]
