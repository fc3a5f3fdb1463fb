/** The people of the demonstration: all invented, every name begins with 演示. No real person is on the roster. */
import { Role } from '../src/generated/prisma/client.ts'
import { type UnitName, units } from './units.ts'

export interface PersonRow {
  readonly name: string
  readonly title: string
  /** The account in the console. */
  readonly account: string
  readonly role: Role
  readonly unit: UnitName | null
}

const staff: readonly PersonRow[] = [
  { name: '演示项目办甲', title: '区项目办主任', account: 'u-office-1', role: Role.OFFICE, unit: null },
  { name: '演示项目办乙', title: '区项目办干部', account: 'u-office-2', role: Role.OFFICE, unit: null },
  { name: '演示管理员', title: '系统管理员', account: 'u-admin', role: Role.ADMIN, unit: null },
  { name: '演示督查', title: '区督查室干部', account: 'u-supervision', role: Role.SUPERVISION, unit: null },
  { name: '演示审批', title: '区审批局干部', account: 'u-approval', role: Role.APPROVAL, unit: '区审批局' },
  { name: '演示帮办', title: '帮代办专员', account: 'u-agent', role: Role.APPROVAL, unit: '区审批局' },
  { name: '演示企业联系人', title: '企业联系人', account: 'u-enterprise', role: Role.ENTERPRISE, unit: null },
]

const leaderRows = [
  { name: '演示主任', title: '区级领导' },
  { name: '演示区长甲', title: '区级领导' },
  { name: '演示区长乙', title: '区级领导' },
  { name: '演示常委甲', title: '区级领导' },
  { name: '演示常委乙', title: '区级领导' },
  { name: '演示副主任', title: '区级领导' },
] as const
export type LeaderName = (typeof leaderRows)[number]['name']

const liaisonRows = [
  { name: '演示王联络', slug: 'wang', unit: '产业园' },
  { name: '演示张联络', slug: 'zhang', unit: '产业园' },
  { name: '演示赵联络', slug: 'zhao', unit: '产业园' },
  { name: '演示刘联络', slug: 'liu', unit: '区工信局' },
  { name: '演示陈联络', slug: 'chen', unit: '区工信局' },
  { name: '演示杨联络', slug: 'yang', unit: '区工信局' },
  { name: '演示黄联络', slug: 'huang', unit: '区能源局' },
  { name: '演示吴联络', slug: 'wu', unit: '区能源局' },
  { name: '演示徐联络', slug: 'xu', unit: '区交通局' },
  { name: '演示孙联络', slug: 'sun', unit: '区水务局' },
  { name: '演示马联络', slug: 'ma', unit: '区农牧局' },
  { name: '演示朱联络', slug: 'zhu', unit: '区文旅局' },
  { name: '演示胡联络', slug: 'hu', unit: '区住建局' },
  { name: '演示郭联络', slug: 'guo', unit: '东风镇' },
  { name: '演示何联络', slug: 'he', unit: '向阳镇' },
  { name: '演示高联络', slug: 'gao', unit: '河湾镇' },
  { name: '演示林联络', slug: 'lin', unit: '长滩镇' },
  { name: '演示罗联络', slug: 'luo', unit: '青石街道' },
  { name: '演示郑联络', slug: 'zheng', unit: '云桥街道' },
  { name: '演示梁联络', slug: 'liang', unit: '物流园' },
] as const satisfies readonly { name: string; slug: string; unit: UnitName }[]
export type LiaisonName = (typeof liaisonRows)[number]['name']

const liaisons: readonly PersonRow[] = liaisonRows.map(({ name, slug, unit }) => ({
  name,
  title: `${unit}联络员`,
  account: `u-liaison-${slug}`,
  role: Role.LIAISON,
  unit,
}))
const leaders: readonly PersonRow[] = leaderRows.map(({ name, title }, i) => ({
  name,
  title,
  account: `u-leader-${i + 1}`,
  role: Role.LEADER,
  unit: null,
}))
const heads: readonly PersonRow[] = units.map(({ head, slug, shortName }) => ({
  name: head,
  title: `${shortName}负责人`,
  account: `u-unit-${slug}`,
  role: Role.UNIT,
  unit: shortName,
}))

/** In the order in which the console offers them: the ones a newcomer wants first. */
export const people: readonly PersonRow[] = [...staff, ...leaders, ...liaisons, ...heads]

/** Somebody in the group whom nobody has bound. */
export const observer = { account: 'u-observer', name: '观察员（演示）' } as const

/** The project of 一抓到底 that reports: its liaison's unit. */
export function unitOfLiaison(name: LiaisonName): UnitName {
  for (const row of liaisonRows) if (row.name === name) return row.unit
  throw new RangeError(`no such liaison: ${name}`)
}
