/** What went otherwise than planned in the history: only invented projects are named here. Amounts are whole 万元. */

/** 更正 after the lock: what was reported and what was right differ by `excess` (negative: too little was reported). */
export const corrections = [
  { project: '老旧小区', period: '2023-05-1', excess: 60, reason: '监理费重复计入，核减' },
  { project: '河湾公路', period: '2023-06-2', excess: -80, reason: '漏报涵洞工程量，补计' },
  { project: '设施大棚', period: '2023-04-2', excess: -20, reason: '漏报灌溉管网工程量，补计' },
] as const

/** 旬 that were not reported; the next report booked them as 补报. */
export const missedReports = [
  { project: '粉尘治理', period: '2023-05-2' },
  { project: '泵站更新', period: '2023-06-1' },
] as const

/** Reports that were mended before the lock: `excess` is what the first filing said too much. */
export const replacedReports = [
  { project: '中水回用', period: '2023-07-1', excess: 30 },
  { project: '供热管网', period: '2023-08-2', excess: -15 },
] as const

/** Reports that 项目办 sent back once: 一次通过 is lost for them. */
export const returnedReports = [
  { project: '智慧物流', period: '2023-08-1', reason: '形象进度没有写到部位，请补充' },
  { project: '肉羊养殖', period: '2023-07-2', reason: '形象进度与上旬相同，请核实' },
  { project: '石谷景区', period: '2023-06-3', reason: '形象进度没有写到部位，请补充' },
] as const

/** Reports that came after the deadline, before the lock. */
export const lateReports = [
  { project: '东风大桥', period: '2023-01-3' },
  { project: '葡萄庄园', period: '2023-02-2' },
  { project: '示例乙', period: '2023-03-3' },
  { project: '肉羊养殖', period: '2023-04-2' },
  { project: '示例乙', period: '2023-05-1' },
  { project: '固废处置', period: '2023-05-3' },
  { project: '玻纤制品', period: '2023-06-2' },
  { project: '石谷景区', period: '2023-06-2' },
  { project: '示例乙', period: '2023-07-1' },
  { project: '游客中心', period: '2023-07-2' },
  { project: '石谷景区', period: '2023-07-3' },
  { project: '矿山修复', period: '2023-08-1' },
  { project: '示例甲', period: '2023-08-2' },
  { project: '示例乙', period: '2023-08-3' },
] as const

interface Place {
  readonly project: string
  readonly period: string
}

/** The incident of a list that concerns a project's 旬. */
export function incidentAt<T extends Place>(list: readonly T[], project: string, period: string): T | undefined {
  return list.find((row) => row.project === project && row.period === period)
}
