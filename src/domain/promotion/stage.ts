/** The stages of 招商引资 (rules.md §7): lead → 在谈 → 签约 → 注册 → 供地 → 开工 → 到位 → 投产, and 终止 from any of them. */

const STAGES = {
  LEAD: '线索',
  TALKING: '在谈',
  SIGNED: '签约',
  REGISTERED: '注册',
  LAND: '供地',
  STARTED: '开工',
  FUNDED: '到位',
  PRODUCING: '投产',
  ENDED: '终止',
} as const

export type PromotionStage = keyof typeof STAGES

function isStage(text: string): text is PromotionStage {
  return Object.hasOwn(STAGES, text)
}

/** In the order of the pipeline, 终止 last. */
export const promotionStages: readonly PromotionStage[] = Object.keys(STAGES).filter(isStage)

/** What people say for a stage besides its name. A Map: typed words are looked up in it. */
const WORDS: ReadonlyMap<string, PromotionStage> = new Map([
  ...promotionStages.map((stage) => [STAGES[stage], stage] as const),
  ['洽谈', 'TALKING'],
  ['已签约', 'SIGNED'],
  ['签约了', 'SIGNED'],
  ['工商注册', 'REGISTERED'],
  ['拿地', 'LAND'],
  ['备案供地', 'LAND'],
  ['开工建设', 'STARTED'],
  ['资金到位', 'FUNDED'],
  ['到位资金', 'FUNDED'],
  ['达产', 'PRODUCING'],
])

/** '签约' */
export function showPromotionStage(stage: PromotionStage): string {
  return STAGES[stage]
}

/** The stage of a word; null when it is none. */
export function readPromotionStage(word: string): PromotionStage | null {
  return WORDS.get(word) ?? null
}

/** Signed and not given up: what “实施招商引资项目” counts. */
export function isImplementing(stage: PromotionStage): boolean {
  return stage !== 'ENDED' && placeOf(stage) >= placeOf('SIGNED')
}

/** What a move is: on to the next stage, over some of them, back, to where it stands already, or the end. */
export type PromotionStep =
  | { readonly kind: 'next' | 'back' | 'same' | 'end' }
  | { readonly kind: 'skip'; readonly over: readonly PromotionStage[] }

/** Whatever leads out of 终止 is a way back: it needs a reason. */
export function stepTo(from: PromotionStage, to: PromotionStage): PromotionStep {
  if (from === to) return { kind: 'same' }
  if (to === 'ENDED') return { kind: 'end' }
  if (from === 'ENDED' || placeOf(to) < placeOf(from)) return { kind: 'back' }
  const over = promotionStages.slice(placeOf(from) + 1, placeOf(to))
  return over.length === 0 ? { kind: 'next' } : { kind: 'skip', over }
}

/** The stage that usually follows; null at the end. */
export function nextStage(stage: PromotionStage): PromotionStage | null {
  if (stage === 'ENDED' || stage === 'PRODUCING') return null
  return promotionStages[placeOf(stage) + 1] ?? null
}

function placeOf(stage: PromotionStage): number {
  return promotionStages.indexOf(stage)
}
