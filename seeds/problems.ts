/** 问题清单: raised on invented projects only, by their liaison or by another unit. All made up. */
import type { ProblemState } from '../src/generated/prisma/client.ts'
import type { UnitName } from './units.ts'

export interface ProblemRow {
  readonly project: string
  readonly category: string
  readonly statement: string
  readonly lead: UnitName
  /** The unit that raised it; null: the project's own, by its liaison. */
  readonly raisedBy: UnitName | null
  readonly level: number
  readonly raised: string
  readonly due: string | null
  /** The day on which the lead unit submitted it for closing. */
  readonly submitted: string | null
  /** Closed on the second day after, unless it is one of the open ones. */
  readonly open: ProblemState | null
}

type Closed = readonly [string, string, string, UnitName, UnitName | null, string, string, string]

const closed: readonly Closed[] = [
  // project, category, statement, lead, raised by, raised, due, submitted
  ['东风大桥', '用地', '桥头引道用地手续待补充材料', '区自然资源局', null, '2023-03-28', '2023-04-20', '2023-04-18'],
  ['源网荷储', '环评', '环评文件补充说明待复核', '区生态环境局', null, '2023-04-03', '2023-04-25', '2023-04-25'],
  ['硅基材料', '安全', '安全条件审查材料待补正', '区应急局', null, '2023-04-04', '2023-04-27', '2023-04-26'],
  [
    '河湾光伏',
    '林草',
    '升压站选址涉及林地，需办理使用手续',
    '区林草局',
    null,
    '2023-04-06',
    '2023-05-10',
    '2023-05-09',
  ],
  ['沿河护岸', '审批', '施工许可变更待办理', '区审批局', null, '2023-04-12', '2023-05-19', '2023-05-17'],
  ['可降解', '环评', '环评公示意见待答复', '区生态环境局', null, '2023-04-20', '2023-05-25', '2023-05-24'],
  ['碳纤维', '安全', '安全设施设计审查待补正', '区应急局', null, '2023-05-08', '2023-06-09', '2023-06-07'],
  ['硅基材料', '用水', '生产用水指标待落实', '区水务局', null, '2023-05-15', '2023-06-16', '2023-06-20'],
  ['货运枢纽', '用地', '二期用地边界待核定', '区自然资源局', null, '2023-05-22', '2023-06-21', '2023-06-19'],
  ['向阳风电', '林草', '检修道路林草手续待办理', '区林草局', null, '2023-05-24', '2023-06-27', '2023-06-30'],
  ['青石光伏', '林草', '集电线路林草手续待办理', '区林草局', null, '2023-05-22', '2023-06-20', '2023-06-19'],
  ['中水回用', '审批', '排水许可变更待办理', '区审批局', null, '2023-05-29', '2023-06-28', '2023-06-26'],
  ['东风大桥', '施工环境', '引道施工影响村道通行', '区交通局', '东风镇', '2023-06-08', '2023-07-12', '2023-07-11'],
  ['石墨负极', '环评', '排污许可材料待补充', '区生态环境局', null, '2023-06-05', '2023-07-07', '2023-07-06'],
  ['老旧小区', '审批', '施工占道手续待办理', '区审批局', null, '2023-06-12', '2023-07-14', '2023-07-13'],
  ['冷链仓储', '用电', '施工用电增容待办理', '区能源局', null, '2023-06-19', '2023-07-18', '2023-07-17'],
  ['游客中心', '施工环境', '施工扬尘影响周边商户', '区文旅局', '青石街道', '2023-06-25', '2023-07-20', '2023-07-19'],
  ['高岭土', '用地', '堆场临时用地待办理', '区自然资源局', null, '2023-06-26', '2023-07-25', '2023-07-28'],
  ['示范储能', '用地', '进站道路用地手续待办理', '区自然资源局', null, '2023-06-15', '2023-07-19', '2023-07-18'],
  ['碳纤维', '用地', '厂区边界坐标待核定', '区自然资源局', null, '2023-06-20', '2023-07-21', '2023-07-21'],
  ['长滩光伏', '林草', '集电线路林草手续待办理', '区林草局', null, '2023-06-28', '2023-07-27', '2023-07-26'],
  ['焦油加工', '安全', '安全设施设计变更待审查', '区应急局', null, '2023-07-03', '2023-08-04', '2023-08-03'],
  ['向阳学校', '施工环境', '施工围挡影响学生通行', '向阳镇', '区住建局', '2023-07-05', '2023-08-09', '2023-08-08'],
  ['智慧物流', '审批', '消防设计审查待补正', '区审批局', null, '2023-07-10', '2023-08-11', '2023-08-10'],
  ['矿渣利用', '环保', '堆场防尘措施待完善', '河湾镇', '区生态环境局', '2023-07-12', '2023-08-15', '2023-08-14'],
  ['粗苯加氢', '环评', '环评变更备案待办理', '区生态环境局', null, '2023-07-17', '2023-08-18', '2023-08-22'],
  ['可降解', '环评', '排污许可材料待补充', '区生态环境局', null, '2023-07-20', '2023-08-22', '2023-08-21'],
  ['玻纤制品', '环评', '环评批复条件待落实', '区生态环境局', null, '2023-07-21', '2023-08-24', '2023-08-23'],
  ['源网荷储', '用地', '二标段用地组卷待报批', '区自然资源局', null, '2023-07-19', '2023-08-25', '2023-08-24'],
]

const open: readonly ProblemRow[] = [
  {
    project: '示例乙',
    category: '征拆',
    statement: '征地拆迁剩 3 户未签协议，影响路基贯通',
    lead: '区自然资源局',
    raisedBy: null,
    level: 3,
    raised: '2023-07-24',
    due: '2023-09-07',
    submitted: null,
    open: 'WORKING',
  },
  {
    project: '示例甲',
    category: '设备',
    statement: '关键设备未到货，影响安装',
    lead: '产业园',
    raisedBy: null,
    level: 2,
    raised: '2023-08-14',
    due: '2023-09-22',
    submitted: null,
    open: 'WORKING',
  },
  {
    project: '石谷景区',
    category: '林草',
    statement: '步道用地林草手续待办理',
    lead: '区林草局',
    raisedBy: null,
    level: 2,
    raised: '2023-08-02',
    due: '2023-09-06',
    submitted: null,
    open: 'WORKING',
  },
  {
    project: '玻纤制品',
    category: '用电',
    statement: '厂区正式用电未接通',
    lead: '区能源局',
    raisedBy: null,
    level: 1,
    raised: '2023-08-25',
    due: '2023-09-20',
    submitted: null,
    open: 'ASSIGNED',
  },
  {
    project: '肉羊养殖',
    category: '资金',
    statement: '银行贷款未到位',
    lead: '区农牧局',
    raisedBy: null,
    level: 1,
    raised: '2023-09-01',
    due: '2023-09-28',
    submitted: null,
    open: 'OPEN',
  },
  {
    project: '养老中心',
    category: '审批',
    statement: '消防设计审查补正材料待确认',
    lead: '区审批局',
    raisedBy: null,
    level: 1,
    raised: '2023-08-21',
    due: '2023-09-12',
    submitted: '2023-09-06',
    open: 'CONFIRMING',
  },
  {
    project: '固废处置',
    category: '规划',
    statement: '选址方案调整，等待批复',
    lead: '区自然资源局',
    raisedBy: null,
    level: 2,
    raised: '2023-06-29',
    due: null,
    submitted: null,
    open: 'SUSPENDED',
  },
]

export const problems: readonly ProblemRow[] = [
  ...closed.map(([project, category, statement, lead, raisedBy, raised, due, submitted]) => ({
    ...{ project, category, statement, lead, raisedBy, raised, due, submitted },
    level: 1,
    open: null,
  })),
  ...open,
]

/** 豁免 of the demonstration: one project that waits for a decision above the district. */
export const exemption = {
  project: '固废处置',
  since: '2023-07-01',
  until: '2023-10-01',
  reason: '选址方案调整，等待上级批复，申请三季度不参加亮牌',
} as const
