/**
 * 节点 of the projects. The four of the article have only what is done; each invented project has three, of which the
 * last one lies ahead of the demonstration's start.
 */
import { addDays, type Day, day } from '../src/domain/calendar-day.ts'
import type { DemoProject, InventedRow } from './projects/row.ts'
import type { WorkKind } from './sentences.ts'

export interface MilestoneRow {
  readonly name: string
  readonly due: Day
  readonly done: Day | null
}

const NAMES: Readonly<Record<WorkKind, readonly [string, string, string]>> = {
  solar: ['桩基完工', '组件安装过半', '升压站设备安装完毕'],
  wind: ['风机基础完工', '机组吊装过半', '集电线路完工'],
  grid: ['土建基础完工', '主要设备到货', '电缆敷设完毕'],
  plant: ['基础完工', '主要设备到货', '厂房主体完工'],
  treatment: ['基础完工', '主体完工', '设备安装完毕'],
  restoration: ['边坡清理完毕', '覆土回填完毕', '首批绿化完成'],
  pipes: ['施工图审定', '主管敷设过半', '路面恢复完毕'],
  water: ['围堰合龙', '基础处理完毕', '主体完工'],
  road: ['路基完工过半', '路基完工', '路面基层完工'],
  bridge: ['桩基完工', '墩柱完工', '梁板架设过半'],
  farming: ['土地平整完毕', '田间设施过半', '设备安装完毕'],
  tourism: ['场地清理完毕', '主体完工', '景观工程过半'],
  building: ['基础完工', '主体封顶', '外墙完工'],
  renewal: ['入户摸底完毕', '外墙保温过半', '管线改造完毕'],
}

/** Milestones of invented projects that came late, by so many days; null: not done yet. `at`: 0 the first, 1 the second. */
const LATE: readonly { readonly project: string; readonly at: 0 | 1; readonly days: number | null }[] = [
  { project: '示例甲', at: 1, days: null },
  { project: '示例乙', at: 0, days: 14 },
  { project: '示例乙', at: 1, days: null },
  { project: '石谷景区', at: 0, days: 6 },
  { project: '石谷景区', at: 1, days: null },
  { project: '玻纤制品', at: 1, days: 9 },
  { project: '肉羊养殖', at: 1, days: 6 },
  { project: '矿山修复', at: 1, days: 11 },
  { project: '特种陶瓷', at: 1, days: 7 },
  { project: '货运枢纽', at: 0, days: 5 },
  { project: '老旧小区', at: 1, days: 4 },
  { project: '高标农田', at: 0, days: 3 },
]

export function milestonesOf(project: DemoProject): readonly MilestoneRow[] {
  if (project.of === 'invented') return inventedMilestones(project)
  return project.milestones.map(({ name, due, done }) => ({ name, due: day(due), done: day(done) }))
}

function inventedMilestones(project: InventedRow): MilestoneRow[] {
  const { number, kind } = project
  const [first, second, third] = NAMES[kind]
  if (project.addedMonth === '2023-07') {
    return [
      { name: first, due: day('2023-07-28'), done: day('2023-07-27') },
      { name: second, due: day('2023-10-20'), done: null },
      { name: third, due: day('2023-12-10'), done: null },
    ]
  }
  const due = [
    addDays(day('2023-04-15'), (number * 11) % 60),
    addDays(day('2023-07-05'), (number * 7) % 50),
    addDays(day('2023-09-12'), (number * 13) % 90),
  ] as const
  return [
    { name: first, due: due[0], done: doneOn(project, 0, due[0]) },
    { name: second, due: due[1], done: doneOn(project, 1, due[1]) },
    { name: third, due: due[2], done: null },
  ]
}

/** Late where the table says so; else up to four days early, now and then a whole 旬. */
function doneOn(project: InventedRow, at: 0 | 1, due: Day): Day | null {
  const late = LATE.find((row) => row.project === project.shortName && row.at === at)
  if (late !== undefined) return late.days === null ? null : addDays(due, late.days)
  const early = (project.number + at) % 9 === 0 ? 12 : (project.number + at) % 5
  return addDays(due, -early)
}
