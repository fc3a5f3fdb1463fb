/**
 * The default catalogue of permits for an industrial project, in four stages. Statutory limits are for reference only;
 * the promised limits and the split of the 26 working days are each district's to enter. A district may change all of
 * it: this is what it starts from.
 */
import type { Limit } from './clock.ts'

export const permitStages = ['立项用地', '工程建设', '施工许可', '竣工验收'] as const
export type PermitStage = (typeof permitStages)[number]

export interface PermitKind {
  /** Stable: rows refer to it. */
  readonly code: string
  readonly name: string
  readonly stage: PermitStage
  readonly authority: string
  /** Null: none, or part of another permit. */
  readonly statutory: Limit | null
  /** ★ usually needed before the start of works (or, in the last stage, before production). */
  readonly starred: boolean
  /** When it is needed, or may be left out. */
  readonly note: string | null
}

const workdays = (days: number): Limit => ({ days, unit: 'workday' })
const days = (count: number): Limit => ({ days: count, unit: 'day' })

type Row = readonly [
  code: string,
  name: string,
  authority: string,
  statutory: Limit | null,
  starred: '★' | '',
  note?: string,
]

const LAND: readonly Row[] = [
  ['filing', '企业投资项目备案', '发改（工信）', null, '★', '告知即备'],
  ['approval', '企业投资项目核准', '发改（工信）', workdays(20), '', '须核准的项目'],
  ['site', '用地预审与选址意见书', '自然资源', workdays(20), '', '使用已批建设用地可免'],
  ['land-plan', '建设用地规划许可证', '自然资源', workdays(20), '★', '与供地合并办理'],
  ['land-supply', '农转用征收、供地', '自然资源', null, '', '不计入审批时限'],
  ['energy', '节能审查', '发改（能源）', workdays(20), '★', '达到规定能耗的项目'],
  ['environment-report', '环境影响报告书', '生态环境', days(60), '★', '编制报告书的项目'],
  ['environment-form', '环境影响报告表', '生态环境', days(30), '', '编制报告表的项目'],
  ['soil', '水土保持方案', '水利（审批局）', workdays(20), '★'],
  ['water', '水资源论证、取水许可', '水利', workdays(45), '', '取用水的项目'],
  ['flood', '洪水影响评价', '水利', workdays(20), '', '涉河涉洪的项目'],
  ['grassland', '林地、草原征占用审核', '林草', workdays(20), '★', '占用林地、草原的项目'],
  ['regional', '压覆矿产、地灾、文物、地震、气象评估', '各主管部门', null, '', '园区可用区域评估'],
  ['stability', '社会稳定风险评估', '属地', null, '', '按规模'],
  ['safety-conditions', '安全条件审查（危化）', '应急', days(45), '★', '危险化学品项目'],
]

const ENGINEERING: readonly Row[] = [
  ['design', '设计方案审查', '自然资源', null, '', '并入建设工程规划许可'],
  ['work-plan', '建设工程规划许可证', '自然资源', workdays(20), '★'],
  ['safety-design', '安全设施设计审查（危化）', '应急', workdays(20), '★', '危险化学品项目'],
  ['shelter', '人防审批', '国动办', workdays(20), '', '工业厂房多免'],
]

const CONSTRUCTION: readonly Row[] = [
  ['drawings', '施工图审查', '住建', workdays(15), '', '大型 15 个工作日，其他 10 个'],
  ['fire-design', '消防设计审查', '住建', workdays(15), '★', '特殊建设工程'],
  ['tender', '招投标备案、质量安全监督手续', '住建', null, '', '并入施工许可'],
  ['works', '建筑工程施工许可证', '住建（审批局）', days(7), '★'],
  ['lightning', '防雷装置设计审核', '气象', workdays(20), '', '易燃易爆场所'],
  ['utilities', '水电气热报装、涉路、临时用电', '公用企业、交通', null, '', '按服务承诺'],
]

const COMPLETION: readonly Row[] = [
  ['joint-acceptance', '联合验收', '住建牵头', workdays(15), '', '规划、土地、消防、人防、档案'],
  ['acceptance-filing', '竣工验收备案', '住建', days(15), '', '验收合格后'],
  ['own-acceptance', '环保、水保、安全设施、职业卫生自主验收', '建设单位', null, ''],
  ['emission', '排污许可证', '生态环境', days(30), '★', '投产前；简化管理 20 日'],
  ['safety-licence', '试生产方案、安全生产许可证（危化）', '应急', days(45), '', '危险化学品项目'],
  ['title', '不动产登记', '自然资源', workdays(30), ''],
]

function kinds(stage: PermitStage, rows: readonly Row[]): PermitKind[] {
  return rows.map(([code, name, authority, statutory, starred, note]) => ({
    ...{ code, name, stage, authority, statutory },
    starred: starred === '★',
    note: note ?? null,
  }))
}

/** In the order of the stages; within one, in the usual order. Permits of a stage may run in parallel. */
export const permitCatalogue: readonly PermitKind[] = [
  ...kinds('立项用地', LAND),
  ...kinds('工程建设', ENGINEERING),
  ...kinds('施工许可', CONSTRUCTION),
  ...kinds('竣工验收', COMPLETION),
]

const byCode = new Map(permitCatalogue.map((kind) => [kind.code, kind]))

/** The permit of a code; null: not in the catalogue. */
export function permitKind(code: string): PermitKind | null {
  return byCode.get(code) ?? null
}

/** '20 个工作日', '60 日' */
export function showLimit({ days: count, unit }: Limit): string {
  return unit === 'workday' ? `${count} 个工作日` : `${count} 日`
}
