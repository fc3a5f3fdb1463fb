/** The kinds of tables that can be imported, and the columns by which each is recognised. */
import { ledgerColumns } from '../ledger-columns.ts'
import { type Column, column } from './column.ts'

export const tableKinds = ['ledger', 'people', 'units', 'permits', 'promotion'] as const
export type TableKind = (typeof tableKinds)[number]

export interface KindOfTable {
  readonly kind: TableKind
  /** What people call it: '项目台账'. */
  readonly name: string
  readonly columns: readonly Column[]
  /** Whether these columns make a table of this kind. */
  recognised(fields: ReadonlySet<string>): boolean
}

const has = (fields: ReadonlySet<string>, ...wanted: readonly string[]): number =>
  wanted.filter((field) => fields.has(field)).length

const ledger: KindOfTable = {
  kind: 'ledger',
  name: '项目台账',
  columns: [
    ...ledgerColumns,
    column('planYear', '年度', 'whole', '计划年度', '所属年度'),
    column('addedMonth', '纳入月份', 'whole', '纳入月'),
  ],
  recognised: (fields) =>
    has(fields, 'name', 'shortName') > 0 &&
    ([...fields].some((field) => field.startsWith('target:')) ||
      has(
        fields,
        'nature',
        'stage',
        'totalInvestment',
        'annualPlan',
        'unit',
        'owner',
        'content',
        'yearToDate',
        'leader',
      ) > 0),
}

const people: KindOfTable = {
  kind: 'people',
  name: '人员名单',
  columns: [
    column('person', '姓名', 'text', '人员姓名', '联络员姓名', '领导姓名'),
    column('unit', '单位', 'text', '所在单位', '工作单位', '单位名称', '所属单位', '责任单位'),
    column('roles', '身份', 'names', '角色', '工作身份', '人员身份'),
    column('post', '职务', 'text', '职位', '职务职级', '现任职务'),
    column('phone', '手机号', 'text', '联系电话', '电话', '手机', '手机号码', '联系方式', '电话号码'),
  ],
  recognised: (fields) => fields.has('person') && has(fields, 'roles', 'phone', 'post') > 0,
}

const units: KindOfTable = {
  kind: 'units',
  name: '单位名单',
  columns: [
    column('unitName', '单位名称', 'text', '单位全称', '单位', '责任单位'),
    column('unitShort', '简称', 'text', '单位简称'),
    column('group', '分组', 'text', '单位类别', '组别', '单位分组', '考核分组', '类别'),
  ],
  recognised: (fields) => fields.has('unitName') && fields.has('group'),
}

const permits: KindOfTable = {
  kind: 'permits',
  name: '手续清单',
  columns: [
    column('project', '项目名称', 'text', '项目', '项目简称', '简称'),
    column('permit', '手续名称', 'text', '手续', '事项', '事项名称', '审批事项', '手续事项', '证照名称', '办理事项'),
    column('authority', '审批部门', 'text', '主管部门', '审批单位', '办理部门', '主管单位', '办理单位'),
    column('plannedOn', '计划办结日期', 'day', '计划办结时间', '计划完成时间', '办结时限', '拟办结时间', '计划办结'),
    column('acceptedOn', '受理日期', 'day', '受理时间'),
    column('doneOn', '办结日期', 'day', '办结时间', '完成时间', '取得时间', '实际办结时间', '批复时间'),
    column('number', '证号文号', 'text', '文号', '证号', '批复文号', '批准文号', '文号/证号', '证照编号'),
    column('state', '办理状态', 'text', '状态', '办理情况', '是否办结', '办理进展', '完成情况'),
  ],
  recognised: (fields) =>
    fields.has('project') &&
    fields.has('permit') &&
    has(fields, 'authority', 'plannedOn', 'acceptedOn', 'doneOn', 'state') > 0,
}

const promotion: KindOfTable = {
  kind: 'promotion',
  name: '招商项目清单',
  columns: [
    column('number', '序号', 'whole', '编号'),
    column('name', '项目名称', 'text', '招商项目', '招商项目名称', '项目'),
    column('shortName', '简称', 'text', '项目简称'),
    column(
      'investor',
      '投资方',
      'text',
      '投资企业',
      '投资单位',
      '投资主体',
      '客商',
      '客商名称',
      '签约企业',
      '引进企业',
      '投资商',
    ),
    column('industry', '行业', 'text', '所属行业', '产业类别', '行业类别', '产业'),
    column('source', '信息来源', 'text', '线索来源', '来源', '招商方式'),
    column('unit', '责任单位', 'text', '招商单位', '牵头单位', '引进单位', '包保单位'),
    column('person', '责任人', 'text', '招商责任人', '招商专员', '联系人'),
    column('stage', '招商阶段', 'text', '阶段', '项目阶段', '推进阶段', '当前阶段', '洽谈阶段'),
    column('stageOn', '进入阶段日期', 'day', '阶段日期', '阶段时间'),
    column('intended', '意向投资额', 'money', '意向投资', '计划投资', '拟投资额', '意向总投资'),
    column(
      'signedAmount',
      '签约投资额',
      'money',
      '签约金额',
      '协议投资额',
      '协议投资',
      '合同投资额',
      '签约额',
      '协议总投资',
    ),
    column('signedOn', '签约日期', 'day', '签约时间', '签订日期', '签约年月'),
  ],
  recognised: (fields) =>
    fields.has('name') && has(fields, 'investor', 'intended', 'signedAmount', 'signedOn', 'stageOn', 'source') > 1,
}

export const kindsOfTables: readonly KindOfTable[] = [ledger, people, units, permits, promotion]

/** '项目台账' */
export function nameOfKind(kind: TableKind): string {
  return kindsOfTables.find((one) => one.kind === kind)?.name ?? kind
}
