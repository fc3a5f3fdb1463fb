/** Stages and natures of a project, in the words of the field. */
const STAGES = {
  IDEA: '谋划',
  RESERVE: '储备',
  PREPARATION: '前期',
  STARTED: '新开工',
  CONSTRUCTION: '在建',
  TRIAL: '试生产',
  COMPLETED: '竣工投产',
  WITHDRAWN: '退出',
} as const

const NATURES = { NEW: '新建', CONTINUED: '续建' } as const

/** '在建' */
export function showStage(stage: keyof typeof STAGES): string {
  return STAGES[stage]
}

/** '新建' or '续建' */
export function showNature(nature: keyof typeof NATURES): string {
  return NATURES[nature]
}

/** The stage of its word or one that means the same ('建设中'); null when it is none of the district's. */
export function readStage(word: string): keyof typeof STAGES | null {
  return STAGE_WORDS.get(word) ?? null
}

/** The nature of '新建' or '续建'; null for anything else (扩建 and 改建 say how, not since when). */
export function readNature(word: string): keyof typeof NATURES | null {
  if (/^续建/.test(word)) return 'CONTINUED'
  return /^新(?:建|开工)?(?:项目)?$/.test(word) ? 'NEW' : null
}

/** A Map, because the words come from files. */
const STAGE_WORDS: ReadonlyMap<string, keyof typeof STAGES> = new Map([
  ['谋划', 'IDEA'],
  ['储备', 'RESERVE'],
  ['前期', 'PREPARATION'],
  ['前期手续', 'PREPARATION'],
  ['前期阶段', 'PREPARATION'],
  ['未开工', 'PREPARATION'],
  ['新开工', 'STARTED'],
  ['已开工', 'STARTED'],
  ['在建', 'CONSTRUCTION'],
  ['建设中', 'CONSTRUCTION'],
  ['续建', 'CONSTRUCTION'],
  ['施工', 'CONSTRUCTION'],
  ['试生产', 'TRIAL'],
  ['试运行', 'TRIAL'],
  ['竣工投产', 'COMPLETED'],
  ['竣工', 'COMPLETED'],
  ['已竣工', 'COMPLETED'],
  ['已完工', 'COMPLETED'],
  ['投产', 'COMPLETED'],
  ['已投产', 'COMPLETED'],
  ['退出', 'WITHDRAWN'],
])
