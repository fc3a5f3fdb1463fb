/** 项目储备. The article says that there is a reserve and gives no figure of it: every row here is made up. */
import type { Readiness, ReserveStage } from '../src/domain/reserve/stage.ts'
import type { Chain } from './projects/row.ts'
import type { UnitName } from './units.ts'

export interface ReserveSeed {
  readonly shortName: string
  readonly name: string
  readonly chain: Chain | null
  readonly unit: UnitName
  /** 万元 */
  readonly total: number
  readonly stage: ReserveStage
  /** 入库, 进入储备, 进入前期; as many as its stage has. */
  readonly on: readonly [string, ...string[]]
  /** 立项、用地、环评、能评. */
  readonly ready: readonly [Readiness, Readiness, Readiness, Readiness]
  readonly plannedStart: string | null
  /** 新开工 or 退出. */
  readonly left?: string
  readonly reason?: string
  /** Short name of the key project that it became. */
  readonly project?: string
}

/** ○ 未办, ◐ 办理中, ● 已办. */
const SIGNS: Readonly<Record<string, Readiness>> = { '○': 'NONE', '◐': 'WORKING', '●': 'DONE' }

type Line = readonly [
  string,
  string,
  Chain | null,
  UnitName,
  number,
  ReserveStage,
  readonly [string, ...string[]],
  string,
  string | null,
]

function row([shortName, what, chain, unit, total, stage, on, signs, plannedStart]: Line): ReserveSeed {
  const sign = (i: number): Readiness => SIGNS[signs.charAt(i)] ?? 'NONE'
  return {
    ...{ shortName, name: `${what}（演示）`, chain, unit, total, stage, on, plannedStart },
    ready: [sign(0), sign(1), sign(2), sign(3)],
  }
}

const inPool: readonly Line[] = [
  [
    '绿氢管道',
    '绿氢输送管道项目',
    '新能源（演示）',
    '区能源局',
    120_000,
    'PREPARATION',
    ['2022-04-12', '2022-09-06', '2023-03-14'],
    '●●◐◐',
    '2024-03-15',
  ],
  [
    '煤基新碳',
    '煤基碳材料延链项目',
    '煤焦化工（演示）',
    '区工信局',
    98_000,
    'PREPARATION',
    ['2022-05-20', '2022-10-18', '2023-04-11'],
    '●●●●',
    '2023-11-01',
  ],
  [
    '光储示范',
    '光储一体化示范项目',
    '新能源（演示）',
    '区能源局',
    76_000,
    'PREPARATION',
    ['2022-06-08', '2022-11-15', '2023-05-23'],
    '●●●◐',
    '2024-04-01',
  ],
  [
    '标准厂房',
    '产业园标准厂房二期项目',
    '新材料（演示）',
    '产业园',
    45_000,
    'PREPARATION',
    ['2022-07-19', '2022-12-06', '2023-06-13'],
    '●●●●',
    '2023-10-20',
  ],
  [
    '电子硅烷',
    '电子级硅烷补链项目',
    '新材料（演示）',
    '产业园',
    88_000,
    'RESERVE',
    ['2022-08-23', '2023-02-21'],
    '●◐◐○',
    '2024-05-10',
  ],
  [
    '焦化固废',
    '焦化固废综合利用项目',
    '节能环保（演示）',
    '区工信局',
    32_000,
    'RESERVE',
    ['2022-09-14', '2023-03-28'],
    '●◐○○',
    '2024-06-01',
  ],
  [
    '矿坑光伏',
    '矿坑生态光伏项目',
    '新能源（演示）',
    '河湾镇',
    64_000,
    'RESERVE',
    ['2022-10-11', '2023-04-25'],
    '◐◐○○',
    '2024-06-15',
  ],
  [
    '污水提标',
    '污水厂提标改造项目',
    '节能环保（演示）',
    '区住建局',
    18_000,
    'RESERVE',
    ['2022-11-22', '2023-05-16'],
    '●●◐○',
    '2024-03-20',
  ],
  [
    '快速通道',
    '园区快速通道项目',
    null,
    '区交通局',
    56_000,
    'RESERVE',
    ['2022-12-13', '2023-06-06'],
    '●○○○',
    '2024-07-01',
  ],
  ['智慧灌区', '智慧灌区建设项目', null, '区水务局', 22_000, 'RESERVE', ['2023-01-17', '2023-06-27'], '●◐○○', null],
  ['可降解膜', '可降解地膜项目', '新材料（演示）', '区农牧局', 16_000, 'IDEA', ['2023-02-14'], '○○○○', null],
  ['零碳园区', '零碳园区试点项目', '新能源（演示）', '产业园', 130_000, 'IDEA', ['2023-04-18'], '◐○○○', null],
  ['焦油精制', '焦油精制强链项目', '煤焦化工（演示）', '区工信局', 54_000, 'IDEA', ['2023-05-30'], '○○○○', null],
  ['文旅环线', '黄河文旅环线项目', null, '区文旅局', 27_000, 'IDEA', ['2023-07-11'], '○○○○', null],
  ['养老二期', '云桥养老服务中心二期项目', null, '云桥街道', 9_000, 'IDEA', ['2023-08-15'], '○○○○', null],
]

/** 转实施 this year: each is a key project now. */
const began: readonly (readonly [Line, string])[] = [
  [
    [
      '冷链仓储',
      '冷链仓储示范项目',
      null,
      '物流园',
      15_600,
      'STARTED',
      ['2022-03-08', '2022-06-14', '2022-10-25'],
      '●●●●',
      '2023-03-20',
    ],
    '2023-03-02',
  ],
  [
    [
      '云桥医院',
      '云桥医院门诊楼示范项目',
      null,
      '云桥街道',
      25_000,
      'STARTED',
      ['2022-02-22', '2022-05-31', '2022-09-20'],
      '●●●●',
      '2023-03-15',
    ],
    '2023-02-28',
  ],
  [
    [
      '养老中心',
      '云桥养老服务中心示范项目',
      null,
      '云桥街道',
      8_200,
      'STARTED',
      ['2022-04-19', '2022-08-16', '2023-01-31'],
      '●●●●',
      '2023-07-05',
    ],
    '2023-06-20',
  ],
]

const withdrawn: ReserveSeed = {
  ...row([
    '煤矸石电',
    '煤矸石发电项目',
    '煤焦化工（演示）',
    '区能源局',
    68_000,
    'WITHDRAWN',
    ['2022-03-29', '2022-07-12'],
    '◐○○○',
    null,
  ]),
  ...{ left: '2023-04-18', reason: '不符合现行产业政策（演示）' },
}

export const reserves: readonly ReserveSeed[] = [
  ...inPool.map(row),
  ...began.map(([line, left]) => ({ ...row(line), left, project: line[0] })),
  withdrawn,
]
