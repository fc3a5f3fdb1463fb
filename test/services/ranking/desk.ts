/**
 * A district with six towns, two parks and three departments, whose third quarter of 2023 was evaluated and published:
 * what the ranking is made from. The bot came into operation on Friday 13 October, before the preview of Monday the 16th.
 */

import type { Db } from '../../../src/database/client.ts'
import type { Database } from '../../../src/database/connection.ts'
import { plainObject } from '../../../src/database/json.ts'
import { unitMonthDetail } from '../../../src/domain/evaluation/unit-month-detail.ts'
import type { UnitGroup } from '../../../src/domain/unit-group.ts'
import { type CycleDesk, openCycleDesk } from '../cycle-desk.ts'

interface UnitSample {
  readonly group: UnitGroup
  /** U of July, August and September; null: published without one. */
  readonly scores: readonly [string | null, string | null, string | null]
  /** r at the end of the quarter in hundredths; default 105. */
  readonly r?: number
  readonly red?: number
  readonly zeroed?: boolean
  /** Rank of the second quarter. */
  readonly last?: number
}

const MONTHS = ['2023-07', '2023-08', '2023-09'] as const

/** By Q: 甲镇 95, 乙镇 90, 丙镇 85, 丁镇 80, 戊镇 75, 己镇 70. */
const SAMPLES: Readonly<Record<string, UnitSample>> = {
  甲镇: { group: 'TOWN', scores: ['94.00', '95.00', '96.00'], last: 2 },
  乙镇: { group: 'TOWN', scores: ['90.00', '90.00', '90.00'], r: 98, last: 1 },
  丙镇: { group: 'TOWN', scores: ['85.00', '85.00', '85.00'], last: 6 },
  丁镇: { group: 'TOWN', scores: ['80.00', '80.00', '80.00'], r: 95, last: 4 },
  戊镇: { group: 'TOWN', scores: ['75.00', '75.00', '75.00'], r: 92 },
  己镇: { group: 'TOWN', scores: ['70.00', '70.00', '70.00'], r: 80, last: 5 },
  甲园: { group: 'PARK', scores: ['88.00', '88.00', '88.00'] },
  乙园: { group: 'PARK', scores: ['77.00', '77.00', '77.00'] },
  甲局: { group: 'DEPARTMENT', scores: ['91.00', '91.00', '91.00'], red: 1 },
  乙局: { group: 'DEPARTMENT', scores: ['89.00', '89.00', '89.00'] },
  丙局: { group: 'DEPARTMENT', scores: ['87.00', '87.00', '87.00'] },
}

export interface RankingDesk extends CycleDesk {
  readonly unitIds: ReadonlyMap<string, number>
  /** Publishes a month that is a trial. */
  publishMonth(month: string): Promise<void>
  /** Publishes a month of the fourth quarter in which every unit has 100 less its score of September. */
  nextQuarterMonth(month: string): Promise<void>
  /** The bot comes into operation anew that morning: what fell due before has passed. */
  activateAgain(day: string): Promise<void>
  /** Sets a rule from a month on. */
  rule(key: string, value: string | number | boolean): Promise<void>
  /** Ranks of the quarter as stored, by name: '1 甲镇'. */
  ranks(quarter?: string): Promise<string[]>
}

interface RankingDeskOptions {
  /** How many of the quarter's months are published; default all three. */
  readonly months?: number
  readonly database?: Database
}

export async function openRankingDesk({ months = 3, database }: RankingDeskOptions = {}): Promise<RankingDesk> {
  const desk = await openCycleDesk('2023-10-13T10:00:00+08:00', database === undefined ? {} : { database })
  const { db, district } = desk
  await db.district.update({ where: { id: district.id }, data: { activatedAt: new Date('2023-10-13T09:00:00+08:00') } })
  const unitIds = await makeUnits(db, district.id)
  for (const [i, month] of MONTHS.entries()) {
    await makeMonth(db, {
      ...{ districtId: district.id, unitIds, month, published: i < months },
      score: ({ scores }) => scores[i] ?? null,
    })
  }
  return {
    ...desk,
    unitIds,
    publishMonth: async (month) => {
      await db.unitMonth.updateMany({ where: { districtId: district.id, month }, data: { state: 'PUBLISHED' } })
    },
    nextQuarterMonth: async (month) => {
      await makeMonth(db, { districtId: district.id, unitIds, month, score: turned, published: true })
    },
    activateAgain: async (day) => {
      desk.downUntil(`${day} 08:00`)
      await db.district.update({ where: { id: district.id }, data: { activatedAt: desk.clock.now() } })
    },
    rule: async (key, value) => {
      await db.ruleSetting.create({ data: { districtId: district.id, key, value, fromMonth: '2023-01' } })
    },
    ranks: async (quarter = '2023-Q3') => {
      const rows = await db.quarterRank.findMany({
        where: { districtId: district.id, quarter },
        include: { unit: true },
        orderBy: [{ group: 'asc' }, { rank: 'asc' }, { unitId: 'asc' }],
      })
      return rows.map(({ rank, unit }) => `${rank ?? '—'} ${unit.shortName}`)
    },
  }
}

async function makeUnits(db: Db, districtId: number): Promise<ReadonlyMap<string, number>> {
  const samples = Object.entries(SAMPLES)
  const rows = await db.unit.createManyAndReturn({
    data: samples.map(([shortName, { group }]) => ({ districtId, name: `示例区${shortName}`, shortName, group })),
  })
  const ids = new Map(rows.map(({ shortName, id }) => [shortName, id]))
  const before = { districtId, quarter: '2023-Q2', score: '80.00', detail: {}, state: 'PUBLISHED' as const }
  await db.quarterRank.createMany({
    data: samples.flatMap(([name, { group, last }]) =>
      last === undefined ? [] : [{ ...before, unitId: ids.get(name) ?? 0, group, rank: last }],
    ),
  })
  return ids
}

function turned({ scores: [, , score] }: UnitSample): string {
  return (100 - Number(score)).toFixed(2)
}

interface Making {
  readonly districtId: number
  readonly unitIds: ReadonlyMap<string, number>
  readonly month: string
  readonly score: (sample: UnitSample) => string | null
  readonly published: boolean
}

async function makeMonth(db: Db, { districtId, unitIds, month, score, published }: Making): Promise<void> {
  await db.unitMonth.createMany({
    data: Object.entries(SAMPLES).map(([name, sample]) => {
      const own = score(sample)
      const state = published ? ('PUBLISHED' as const) : ('TRIAL' as const)
      const detail = plainObject(detailOf(month, own, sample))
      return { districtId, unitId: unitIds.get(name) ?? 0, month, score: own, detail, state }
    }),
  })
}

function detailOf(month: string, score: string | null, { r = 105, red = 0, zeroed = false }: UnitSample) {
  const last = month === '2023-09'
  return unitMonthDetail.parse({
    ...{ month, mode: 'full', score, unscored: score === null ? '没有项目参加考评' : null },
    ...{ projects: [], approval: null, yearToDate: `${r}.00`, target: '100', r: (r / 100).toFixed(6) },
    plates: { green: 3, yellow: 0, red: last ? red : 0, grey: 0 },
    ...{ milestones: { due: 2, onTime: 2 }, overdueProblems: 0, zeroed: last && zeroed, lines: [] },
  })
}
