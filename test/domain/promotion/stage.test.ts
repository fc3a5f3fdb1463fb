import { describe, expect, it } from 'vitest'
import {
  nextStage,
  promotionStages,
  readPromotionStage,
  showPromotionStage,
  stepTo,
} from '../../../src/domain/promotion/stage.ts'

describe('the stages of 招商', () => {
  it('are read by their own names, and lead one into the next up to 投产', () => {
    for (const stage of promotionStages) expect(readPromotionStage(showPromotionStage(stage))).toBe(stage)
    expect(readPromotionStage('valueOf')).toBeNull()
    const walked = ['LEAD']
    for (let at = nextStage('LEAD'); at !== null; at = nextStage(at)) walked.push(at)
    expect(walked).toEqual(promotionStages.filter((stage) => stage !== 'ENDED'))
  })

  it('tell a step on from one over others, one back, and the end', () => {
    expect(stepTo('TALKING', 'SIGNED')).toEqual({ kind: 'next' })
    expect(stepTo('SIGNED', 'STARTED')).toEqual({ kind: 'skip', over: ['REGISTERED', 'LAND'] })
    expect(stepTo('LAND', 'TALKING')).toEqual({ kind: 'back' })
    expect(stepTo('LAND', 'ENDED')).toEqual({ kind: 'end' })
    expect(stepTo('ENDED', 'PRODUCING')).toEqual({ kind: 'back' })
    expect(stepTo('LAND', 'LAND')).toEqual({ kind: 'same' })
  })
})
