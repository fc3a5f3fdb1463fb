/** 口径: what each figure means, in the words of rules.md §1–§5. One place for each definition. */
export interface Definition {
  readonly term: string
  /** What people also call it. */
  readonly also: readonly string[]
  readonly text: string
}

export const definitions: readonly Definition[] = [
  {
    term: '调度口径',
    also: ['口径', '形象投资', '统计'],
    text: '按现场形象进度估算的完成投资，由责任单位每旬报送、项目办审核。不是统计部门的固定资产投资，也不是付款额，不能互相引用。',
  },
  {
    term: '年度投资完成率',
    also: ['完成率', '投资完成率'],
    text: '各项目年度累计完成之和 ÷ 各项目年度计划之和，保留两位小数。',
  },
  {
    term: '年度累计',
    also: ['累计', '累计完成'],
    text: '本年各旬完成之和，加上有日期、有原因的更正。上年结转另列，不算在内。',
  },
  {
    term: '综合开复工率',
    also: ['开复工率', '开工率', '复工率'],
    text: '（已开工的新建 + 已复工的续建）÷ 全部重点项目。以核实的开工、复工为准；冬季没有停工计划的续建项目视为在建。',
  },
  {
    term: '按期开复工率',
    also: [],
    text: '已到计划开工或复工日期的项目中，已开复工的比例。',
  },
  {
    term: '目标曲线',
    also: ['目标', '目标累计', '对照目标'],
    text: '到某旬应完成年度计划的比例：先用项目自己批准的目标，没有就用责任单位的季度目标，再没有就用本区默认（月末累计 1、3、10、18、28、40、52、64、75、86、95、100%），月内每旬各占三分之一。年中新增的项目从纳入当月起算。',
  },
  {
    term: '目标完成比',
    also: ['r', 'R'],
    text: '年度累计 ÷ 目标累计；目标为 0 时记 1。',
  },
  {
    term: '差距',
    also: ['g', '百分点', '欠账'],
    text: '目标比例减去完成率，单位百分点。正数是欠，负数是超。',
  },
  {
    term: '时间进度',
    also: ['序时进度'],
    text: '本年已过天数 ÷ 全年天数，算到该旬最后一天，只作参考列，不用来评价。',
  },
  {
    term: '旬',
    also: ['上旬', '中旬', '下旬'],
    text: '上旬 1 至 10 日，中旬 11 至 20 日，下旬 21 日至月末。下旬报就是月报，不再另报。',
  },
  {
    term: '无变化',
    also: ['没变', '没变化'],
    text: '本旬完成记 0 并记下日期；连续三旬为 0 且没有停工登记，会私下问一句是否停工。',
  },
  {
    term: '未报',
    also: [],
    text: '没有报的就写“未报”，年度累计沿用上次的数，不推算、不补数。',
  },
  {
    term: '核减',
    also: ['更正'],
    text: '年度累计只能用更正单减少：写明原因，留下更正前后的数；已经发布的通报不改。',
  },
]

/** The definition of a term, by its name or what people call it; null when there is none. */
export function findDefinition(words: string): Definition | null {
  const wanted = words.trim()
  return (
    definitions.find(({ term, also }) => term === wanted || also.includes(wanted)) ??
    definitions.find(({ term, also }) => [term, ...also].some((name) => name.length > 1 && wanted.includes(name))) ??
    null
  )
}
