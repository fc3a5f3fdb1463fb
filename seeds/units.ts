/**
 * 责任单位. The 镇街 and 园区 are invented: no real township gets an invented ranking. The departments carry the names of
 * their function. All of them are demonstration rows, and the long name says so.
 */
import { UnitGroup } from '../src/generated/prisma/client.ts'

const { TOWN, PARK, DEPARTMENT, APPROVAL } = UnitGroup

interface UnitRow {
  readonly shortName: string
  readonly group: UnitGroup
  /** What its head is called, after the unit's first words. */
  readonly head: string
  readonly slug: string
}

const rows = [
  { shortName: '东风镇', group: TOWN, head: '演示东风镇长', slug: 'dongfeng' },
  { shortName: '向阳镇', group: TOWN, head: '演示向阳镇长', slug: 'xiangyang' },
  { shortName: '河湾镇', group: TOWN, head: '演示河湾镇长', slug: 'hewan' },
  { shortName: '长滩镇', group: TOWN, head: '演示长滩镇长', slug: 'changtan' },
  { shortName: '青石街道', group: TOWN, head: '演示青石主任', slug: 'qingshi' },
  { shortName: '云桥街道', group: TOWN, head: '演示云桥主任', slug: 'yunqiao' },
  { shortName: '产业园', group: PARK, head: '演示产业园主任', slug: 'park' },
  { shortName: '物流园', group: PARK, head: '演示物流园主任', slug: 'logistics' },
  { shortName: '区工信局', group: DEPARTMENT, head: '演示工信局长', slug: 'industry' },
  { shortName: '区能源局', group: DEPARTMENT, head: '演示能源局长', slug: 'energy' },
  { shortName: '区住建局', group: DEPARTMENT, head: '演示住建局长', slug: 'housing' },
  { shortName: '区交通局', group: DEPARTMENT, head: '演示交通局长', slug: 'transport' },
  { shortName: '区水务局', group: DEPARTMENT, head: '演示水务局长', slug: 'water' },
  { shortName: '区农牧局', group: DEPARTMENT, head: '演示农牧局长', slug: 'farming' },
  { shortName: '区文旅局', group: DEPARTMENT, head: '演示文旅局长', slug: 'tourism' },
  { shortName: '区审批局', group: APPROVAL, head: '演示审批局长', slug: 'permits' },
  { shortName: '区自然资源局', group: APPROVAL, head: '演示自然资源局长', slug: 'land' },
  { shortName: '区生态环境局', group: APPROVAL, head: '演示生态环境局长', slug: 'environment' },
  { shortName: '区林草局', group: APPROVAL, head: '演示林草局长', slug: 'forestry' },
  { shortName: '区应急局', group: APPROVAL, head: '演示应急局长', slug: 'safety' },
] as const satisfies readonly UnitRow[]

/** The short names, so that a row of another table cannot name a unit that does not exist. */
export type UnitName = (typeof rows)[number]['shortName']

export const units: readonly (UnitRow & { readonly shortName: UnitName; readonly name: string })[] = rows.map(
  (row) => ({
    ...row,
    name: `${row.shortName}（演示）`,
  }),
)

export function groupOf(name: UnitName): UnitGroup {
  for (const row of rows) if (row.shortName === name) return row.group
  throw new RangeError(`no such unit: ${name}`)
}
