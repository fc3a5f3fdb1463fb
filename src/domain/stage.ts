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
