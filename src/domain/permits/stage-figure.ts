/** 手续阶段图: what a picture of a project's permits shows, whoever draws it. */

export interface StageItem {
  readonly name: string
  readonly state: 'done' | 'working' | 'paused' | 'preparing' | 'refused' | 'not-needed'
  /** "9月12日办结", "剩 3 个工作日". */
  readonly note: string
}

export interface StageFigure {
  readonly title: string
  readonly subtitle: string
  /** The stages in their order; what stands in one stage runs in parallel. */
  readonly stages: readonly { readonly name: string; readonly items: readonly StageItem[] }[]
}
