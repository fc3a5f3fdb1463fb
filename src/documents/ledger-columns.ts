/**
 * The columns of the 台账 (domain of the ledger as offices keep it): one catalogue for what goes out and what comes in,
 * so that an exported ledger comes back unchanged. The reader finds a column by its title or one of its usual names.
 */

/** How a column's cells are written and read. Money is in 万元 with two decimals; percent in per cent with two. */
export type ColumnKind = 'text' | 'names' | 'money' | 'percent' | 'day' | 'whole' | 'nature' | 'stage'

export type ColumnGroup = '身份' | '主体' | '五个一' | '建设' | '投资' | '进度' | '手续' | '问题' | '备注'

export interface LedgerColumn {
  /** What the program calls it; stable. */
  readonly field: string
  /** The Chinese title without a unit. */
  readonly title: string
  /** Other titles under which offices keep the same thing, without unit, blanks and brackets. */
  readonly synonyms: readonly string[]
  readonly group: ColumnGroup
  readonly kind: ColumnKind
  /** The unit of its numbers; null for what has none. */
  readonly unit: '万元' | '%' | null
  /** `master`: an import may set it. `computed`: comes from reports and records; written out, passed over on the way in. */
  readonly source: 'master' | 'computed'
}

const master = (
  group: ColumnGroup,
  field: string,
  title: string,
  kind: ColumnKind,
  ...synonyms: readonly string[]
): LedgerColumn => ({ field, title, synonyms, group, kind, unit: unitOf(kind), source: 'master' })

const computed = (
  group: ColumnGroup,
  field: string,
  title: string,
  kind: ColumnKind,
  ...synonyms: readonly string[]
): LedgerColumn => ({ field, title, synonyms, group, kind, unit: unitOf(kind), source: 'computed' })

function unitOf(kind: ColumnKind): LedgerColumn['unit'] {
  if (kind === 'money') return '万元'
  return kind === 'percent' ? '%' : null
}

/** In the order in which a ledger is written. */
export const ledgerColumns: readonly LedgerColumn[] = [
  master('身份', 'number', '序号', 'whole', '编号', '项目序号', '项目编号'),
  master('身份', 'code', '项目代码', 'text', '在线平台代码', '投资项目代码', '赋码'),
  master('身份', 'name', '项目名称', 'text', '项目', '项目全称', '工程名称', '建设项目名称'),
  master('身份', 'shortName', '简称', 'text', '项目简称'),
  master('身份', 'aliases', '别名', 'names', '项目别名', '俗称'),
  master('身份', 'level', '级别', 'text', '项目级别', '项目等级'),
  master('身份', 'nature', '建设性质', 'nature', '性质', '项目性质', '新续建', '新建续建', '新建/续建'),
  master('身份', 'chain', '产业链', 'text', '所属产业链'),
  master('身份', 'industry', '行业类别', 'text', '行业', '所属行业', '项目类型', '产业类别', '项目类别'),
  master(
    '主体',
    'owner',
    '建设单位',
    'text',
    '项目单位',
    '业主单位',
    '项目业主',
    '实施单位',
    '投资主体',
    '企业名称',
    '建设主体',
    '项目法人',
  ),
  master('主体', 'contactName', '企业联系人', 'text', '项目联系人', '企业负责人', '项目负责人'),
  master(
    '主体',
    'unit',
    '责任单位',
    'text',
    '牵头单位',
    '责任部门',
    '第一责任单位',
    '牵头责任单位',
    '主管单位',
    '主责单位',
    '包保单位',
  ),
  master('主体', 'secondUnit', '第二责任单位', 'text', '配合单位', '配合责任单位'),
  master(
    '五个一',
    'leader',
    '包联领导',
    'text',
    '包联区级领导',
    '包联县级领导',
    '包保领导',
    '挂包领导',
    '联系领导',
    '包联区领导',
    '牵头领导',
  ),
  master('五个一', 'team', '专班', 'text', '工作专班', '推进专班', '专班名称'),
  master('五个一', 'plan', '方案', 'text', '推进方案', '工作方案', '实施方案'),
  master('五个一', 'liaison', '联络员', 'text', '项目联络员', '填报人', '专员', '具体联络员'),
  master('建设', 'location', '建设地点', 'text', '项目地点', '建设地址', '项目选址', '地点'),
  master(
    '建设',
    'content',
    '建设内容及规模',
    'text',
    '建设内容',
    '主要建设内容',
    '建设规模及内容',
    '建设规模及主要建设内容',
    '建设规模',
    '建设内容和规模',
    '项目概况',
    '主要建设内容及规模',
  ),
  master('建设', 'plannedStartOn', '计划开工日期', 'day', '计划开工时间', '拟开工时间', '拟开工日期', '计划开工'),
  master('建设', 'startedOn', '实际开工日期', 'day', '实际开工时间', '开工时间', '开工日期', '实际开工'),
  master('建设', 'plannedResumeOn', '计划复工日期', 'day', '计划复工时间', '拟复工时间', '计划复工'),
  master('建设', 'resumedOn', '实际复工日期', 'day', '实际复工时间', '复工时间', '复工日期', '实际复工'),
  master(
    '建设',
    'plannedCompletionOn',
    '计划竣工日期',
    'day',
    '计划竣工时间',
    '计划完工时间',
    '计划投产时间',
    '拟竣工时间',
    '计划竣工',
    '计划建成时间',
  ),
  master(
    '建设',
    'completedOn',
    '实际竣工日期',
    'day',
    '实际竣工时间',
    '竣工时间',
    '竣工日期',
    '投产时间',
    '实际竣工',
    '实际完工时间',
  ),
  master(
    '投资',
    'totalInvestment',
    '总投资',
    'money',
    '计划总投资',
    '概算投资',
    '概算总投资',
    '项目总投资',
    '投资总额',
    '投资规模',
    '总投资额',
  ),
  master('投资', 'phaseOneInvestment', '一期计划投资', 'money', '一期投资', '一期总投资'),
  master(
    '投资',
    'investedBefore',
    '截至上年底累计',
    'money',
    '截至上年底累计完成投资',
    '上年结转',
    '上年结转累计',
    '以前年度完成投资',
    '以前年度累计完成投资',
    '截至去年底累计完成投资',
    '上年底累计完成投资',
  ),
  master(
    '投资',
    'annualPlan',
    '年度计划',
    'money',
    '年度计划投资',
    '本年度计划投资',
    '今年计划投资',
    '本年计划投资',
    '年计划投资',
    '当年计划投资',
    '本年度计划完成投资',
    '年度投资计划',
    '年度目标投资',
    '年度计划完成投资',
  ),
  computed('投资', 'periodAmount', '本旬完成', 'money', '本旬完成投资', '本旬实际完成投资'),
  computed('投资', 'monthAmount', '本月完成', 'money', '本月完成投资', '本月实际完成投资', '当月完成投资'),
  master(
    '投资',
    'yearToDate',
    '年度累计',
    'money',
    '年度累计完成',
    '年度累计完成投资',
    '今年累计完成投资',
    '本年累计完成投资',
    '当年累计完成投资',
    '自年初累计完成投资',
    '年初以来累计完成投资',
    '本年度实际完成投资',
    '年内累计完成投资',
    '累计完成投资',
    '截至目前累计完成投资',
    '年初至今完成投资',
    '已完成投资',
    '本年度累计完成投资',
  ),
  computed('投资', 'sinceStart', '自开工累计', 'money', '自开工累计完成投资', '开工以来累计完成投资', '总累计完成投资'),
  computed(
    '投资',
    'completionRate',
    '完成率',
    'percent',
    '投资完成率',
    '年度完成率',
    '年度投资完成率',
    '完成比例',
    '占年度计划',
    '占年度计划比例',
    '完成年度计划',
  ),
  computed('投资', 'targetRate', '目标进度', 'percent', '序时进度', '目标完成率', '时间进度', '应完成比例'),
  master('进度', 'stage', '建设阶段', 'stage', '阶段', '项目阶段', '当前阶段', '当前建设阶段', '建设状态', '项目状态'),
  computed(
    '进度',
    'progress',
    '形象进度',
    'text',
    '当前形象进度',
    '进展',
    '进展情况',
    '本月进展',
    '本旬进展',
    '工程进度',
    '项目进展',
    '最新进展',
    '目前进展',
  ),
  computed('进度', 'overallPercent', '总体形象进度', 'percent', '形象进度%', '形象进度百分比', '实施进度完成百分比'),
  computed('手续', 'permitsDue', '应办手续', 'whole', '应办手续数', '手续应办'),
  computed('手续', 'permitsDone', '已办手续', 'whole', '已办手续数', '手续已办', '手续办结'),
  computed('手续', 'permitsOverdue', '逾期手续', 'whole', '逾期手续数'),
  computed('问题', 'openProblems', '未销号问题', 'whole', '未销号问题数', '未解决问题'),
  computed('问题', 'problemLevel', '问题最高层级', 'text', '最高层级'),
  computed('问题', 'plate', '亮牌', 'text', '本月亮牌', '牌'),
  master('备注', 'note', '备注', 'text', '说明', '其他说明'),
]

/** The title with its unit, as a header has it: "总投资（万元）", "完成率（%）", "项目名称". */
export function headerOf(column: LedgerColumn): string {
  return column.unit === null ? column.title : `${column.title}（${column.unit}）`
}
