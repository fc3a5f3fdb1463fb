/** The numbers of 督办单 (rules.md §7): gapless and never twice, whoever signs, and however many copies of the program. */
import { describe, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import type { Context } from '../../src/chat/command.ts'
import type { Db } from '../../src/database/client.ts'
import { openServer } from '../../src/database/server.ts'
import { transact } from '../../src/database/transaction.ts'
import { day } from '../../src/domain/calendar-day.ts'
import { defaultRules } from '../../src/domain/rules.ts'
import { stateCalendar } from '../../src/domain/workday.ts'
import { makeLog } from '../../src/log.ts'
import { orderWithId } from '../../src/services/supervision/find.ts'
import { signOrder } from '../../src/services/supervision/sign.ts'
import { makeDistrict, type TestDistrict } from '../chat/district.ts'
import { newServerDatabase } from '../database/harness.ts'
import { standingClock } from '../support/standing-clock.ts'

const AT_ONCE = 10
const clock = standingClock('2023-09-08T10:00:00+08:00')

/** 督查室 as a command would see it, in a transaction of one of the copies. */
function signing(tx: Context['tx'], district: TestDistrict): Context {
  return {
    ...{ tx, clock, now: clock.now(), at: clock.now(), today: day('2023-09-08'), requestId: 'test' },
    ...{ form: null, mentions: [], reminder: null, confirmed: true, rules: defaultRules, calendar: stateCalendar() },
    district: { id: district.id, name: district.name, isDemo: false },
    speaker: {
      ...{ identityId: 1, platform: 'console', externalId: 'supervision', name: '丙督查' },
      personId: district.people.get('supervision') ?? null,
      roles: new Set(['supervision'] as const),
      unitIds: [],
    },
    place: { id: 'supervision', kind: 'private', chatId: 1, use: 'none' },
    owe: () => Promise.resolve(),
    audit: () => Promise.resolve(),
  }
}

async function drafts(db: Db, district: TestDistrict, count: number): Promise<number[]> {
  const rows = await db.supervisionOrder.createManyAndReturn({
    data: Array.from({ length: count }, (_, i) => ({
      ...{
        districtId: district.id,
        kind: 'SUPERVISION' as const,
        matter: `示例事项 ${i}`,
        demand: '请反馈',
        limitDays: 10,
      },
      projectId: district.projects.get('示例甲') ?? 0,
      leadUnitId: district.units.get('示例镇') ?? null,
    })),
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

const sign = (db: Db, district: TestDistrict, id: number): Promise<unknown> =>
  transact(db, async (tx) => {
    const ctx = signing(tx, district)
    await signOrder(ctx, await orderWithId(ctx, id))
  })

describe('the numbers of orders', () => {
  it('two copies of the program sign a hundred at once: 001 to 100, no gap, none twice', {
    timeout: 120_000,
  }, async () => {
    const url = await newServerDatabase()
    const [one, two] = [await openServer(url, makeLog('silent')), await openServer(url, makeLog('silent'))]
    try {
      const district = await makeDistrict(one.db, '示例区', false)
      const ids = await drafts(one.db, district, 100)
      // As many at once as a copy has connections; the others wait for one.
      const lane = async (db: Db): Promise<void> => {
        for (let id = ids.pop(); id !== undefined; id = ids.pop()) await sign(db, district, id)
      }
      await Promise.all(Array.from({ length: 2 * AT_ONCE }, (_, i) => lane(i % 2 === 0 ? one.db : two.db)))
      const rows = await one.db.supervisionOrder.findMany({ select: { number: true, year: true, state: true } })
      expect(rows.map(({ number }) => number ?? 0).toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: 100 }, (_, i) => i + 1),
      )
      expect(new Set(rows.map(({ year, state }) => `${year} ${state}`))).toEqual(new Set(['2023 SIGNED']))
    } finally {
      await Promise.all([one.close(), two.close()])
    }
  })

  it('a signing that fails midway takes its number back, and of two who sign one order only one does', async () => {
    const url = await newServerDatabase()
    const { db, close } = await openServer(url, makeLog('silent'))
    try {
      const district = await makeDistrict(db, '示例区', false)
      const [first = 0, second = 0, third = 0] = await drafts(db, district, 3)
      await sign(db, district, first)
      const broken = transact(db, async (tx) => {
        const ctx = signing(tx, district)
        expect((await signOrder(ctx, await orderWithId(ctx, second))).number).toBe(2)
        throw new Error('the power went')
      })
      await expect(broken).rejects.toThrow('the power went')
      const both = await Promise.allSettled([sign(db, district, third), sign(db, district, third)])
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
      await sign(db, district, second)
      const rows = await db.supervisionOrder.findMany({ orderBy: { id: 'asc' } })
      expect(rows.map(({ number, state }) => [number, state])).toEqual([
        [1, 'SIGNED'],
        [3, 'SIGNED'],
        [2, 'SIGNED'],
      ])
    } finally {
      await close()
    }
  })

  it('are counted per district, kind and year', async () => {
    const url = await newServerDatabase()
    const { db, close } = await openServer(url, makeLog('silent'))
    try {
      const [here, there] = [await makeDistrict(db, '示例区', false), await makeDistrict(db, '示例县', false)]
      for (const district of [here, there, here]) {
        const [id = 0] = await drafts(db, district, 1)
        await sign(db, district, id)
      }
      const [id = 0] = await drafts(db, here, 1)
      await transact(db, async (tx) => {
        const ctx = { ...signing(tx, here), today: day('2024-01-02') }
        await signOrder(ctx, await orderWithId(ctx, id))
      })
      const rows = await db.supervisionOrder.findMany({ orderBy: { id: 'asc' } })
      expect(rows.map(({ districtId, year, number }) => [districtId === here.id, year, number])).toEqual([
        [true, 2023, 1],
        [false, 2023, 1],
        [true, 2023, 2],
        [true, 2024, 1],
      ])
    } finally {
      await close()
    }
  })

  it('are given by nothing but the command that a person types', () => {
    expect(commands.filter(({ id }) => id === 'sign').map(({ who }) => who)).toEqual([['supervision', 'office']])
  })
})
