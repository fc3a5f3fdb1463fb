/**
 * What the audit keeps of a 招商 row: ids, dates and figures, no words of people. The stage by its name: other subjects
 * have the same codes for other stages.
 */
import { showPromotionStage } from '../../domain/promotion/stage.ts'
import type { PromotionRow } from './find.ts'

export function auditFacts({ stage, stageOn, signedAmount, signedOn, unitId, projectId }: PromotionFactsOf) {
  return {
    promotionStage: showPromotionStage(stage),
    since: isoDay(stageOn),
    ...(signedAmount === null ? {} : { signed: signedAmount.toFixed(2) }),
    ...(signedOn === null ? {} : { signedOn: isoDay(signedOn) }),
    ...(projectId === null ? {} : { project: projectId }),
    unitId,
  }
}

type PromotionFactsOf = Pick<PromotionRow, 'stage' | 'stageOn' | 'signedAmount' | 'signedOn' | 'unitId' | 'projectId'>

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10)
}
