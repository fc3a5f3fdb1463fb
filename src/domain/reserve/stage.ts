/** The stages of 项目储备 (rules.md §7): 谋划 → 储备 → 前期 → 新开工 → 投产, or 退出; and the four items of readiness. */

const STAGES = {
  IDEA: '谋划',
  RESERVE: '储备',
  PREPARATION: '前期',
  STARTED: '新开工',
  PRODUCING: '投产',
  WITHDRAWN: '退出',
} as const
export type ReserveStage = keyof typeof STAGES

function isStage(text: string): text is ReserveStage {
  return Object.hasOwn(STAGES, text)
}

/** In the order of the pipeline, 退出 last. */
export const reserveStages: readonly ReserveStage[] = Object.keys(STAGES).filter(isStage)

const STAGE_WORDS: ReadonlyMap<string, ReserveStage> = new Map([
  ...reserveStages.map((stage) => [STAGES[stage], stage] as const),
  ['入库', 'RESERVE'],
  ['前期工作', 'PREPARATION'],
  ['开工', 'STARTED'],
  ['退库', 'WITHDRAWN'],
])

export function showReserveStage(stage: ReserveStage): string {
  return STAGES[stage]
}

export function readReserveStage(word: string): ReserveStage | null {
  return STAGE_WORDS.get(word) ?? null
}

/** In the pool: neither begun nor given up. */
export function isInPool(stage: ReserveStage): boolean {
  return stage === 'IDEA' || stage === 'RESERVE' || stage === 'PREPARATION'
}

export type ReserveStep = 'forward' | 'back' | 'same' | 'withdraw'

/** Whatever leads out of 退出 is a way back: it needs a reason. */
export function reserveStepTo(from: ReserveStage, to: ReserveStage): ReserveStep {
  if (from === to) return 'same'
  if (to === 'WITHDRAWN') return 'withdraw'
  if (from === 'WITHDRAWN') return 'back'
  return reserveStages.indexOf(to) < reserveStages.indexOf(from) ? 'back' : 'forward'
}

const ITEMS = { APPROVAL: '立项', LAND: '用地', ENVIRONMENT: '环评', ENERGY: '能评' } as const
export type ReadinessItem = keyof typeof ITEMS

function isItem(text: string): text is ReadinessItem {
  return Object.hasOwn(ITEMS, text)
}

export const readinessItems: readonly ReadinessItem[] = Object.keys(ITEMS).filter(isItem)

const ITEM_WORDS: ReadonlyMap<string, ReadinessItem> = new Map(readinessItems.map((item) => [ITEMS[item], item]))

export function showReadinessItem(item: ReadinessItem): string {
  return ITEMS[item]
}

export function readReadinessItem(word: string): ReadinessItem | null {
  return ITEM_WORDS.get(word) ?? null
}

const READINESS = { NONE: '未办', WORKING: '办理中', DONE: '已办' } as const
export type Readiness = keyof typeof READINESS

const READINESS_WORDS: ReadonlyMap<string, Readiness> = new Map([
  ['未办', 'NONE'],
  ['没办', 'NONE'],
  ['未开始', 'NONE'],
  ['办理中', 'WORKING'],
  ['在办', 'WORKING'],
  ['正在办', 'WORKING'],
  ['已办', 'DONE'],
  ['办好', 'DONE'],
  ['办结', 'DONE'],
  ['完成', 'DONE'],
  ['已完成', 'DONE'],
])

export function showReadiness(readiness: Readiness): string {
  return READINESS[readiness]
}

export function readReadiness(word: string): Readiness | null {
  return READINESS_WORDS.get(word) ?? null
}

/** Where the four items stand. */
export type ReadinessOf = Readonly<Record<ReadinessItem, Readiness>>

/** The items that are not done yet, by their names: ['环评', '能评']. */
export function notReady(of: ReadinessOf): string[] {
  return readinessItems.filter((item) => of[item] !== 'DONE').map(showReadinessItem)
}
