/** 招商 and 储备 of the demonstration: the article's four figures are sums over rows, and nothing else. */
import { beforeAll, describe, expect, it } from 'vitest'
import { seedDemo } from '../../seeds/index.ts'
import { articleProjects } from '../../seeds/projects/article.ts'
import type { Db } from '../../src/database/client.ts'
import { day } from '../../src/domain/calendar-day.ts'
import { fixed } from '../../src/domain/fraction.ts'
import { money, moneyFromDb, sum } from '../../src/domain/money.ts'
import { countedFunds } from '../../src/domain/promotion/figures.ts'
import { fundsFact, listPromotions } from '../../src/services/promotion/find.ts'
import { promotionLine, promotionSummary } from '../../src/services/promotion/summary.ts'
import { listReserves } from '../../src/services/reserve/find.ts'
import { reserveSummary } from '../../src/services/reserve/summary.ts'
import { openClone } from '../database/harness.ts'

const TODAY = day('2023-09-08')
const PRINTED = '招商引资项目 43 个，到位资金 6.50 亿元；新签约 16 个，总投资 262.80 亿元'
let db: Db
let district: { id: number; name: string; isDemo: boolean }

beforeAll(async () => {
  db = (await openClone()).db
  await seedDemo(db)
  district = await db.district.findFirstOrThrow({ where: { parentId: { not: null } } })
})

const summary = () => db.$transaction((tx) => promotionSummary({ tx, district }, TODAY))

describe('招商 of the demonstration', () => {
  it('sums up to what the article prints, in SQL and in the program’s own reading', async () => {
    const [sums] = await db.$queryRaw<unknown[]>`
      SELECT count(*) FILTER (WHERE stage NOT IN ('lead', 'talking', 'ended'))::int AS implementing,
             count(*) FILTER (WHERE signed_on >= '2023-01-01' AND stage <> 'ended')::int AS fresh,
             sum(signed_amount) FILTER (WHERE signed_on >= '2023-01-01' AND stage <> 'ended')::text AS signed,
             (SELECT sum(amount)::text FROM promotion_funds WHERE state = 'approved' AND received_on >= '2023-01-01') AS funds
      FROM promotion_project WHERE district_id = ${district.id}`
    expect(sums).toEqual({ implementing: 43, fresh: 16, signed: '2628000.00', funds: '65000.00' })
    const figures = await summary()
    expect(figures === null ? null : promotionLine(figures)).toBe(PRINTED)
  })

  it('is no constant: one more row changes every figure', async () => {
    const more = await db.promotionProject.create({
      data: {
        ...{ districtId: district.id, number: 900, name: '多一个项目（演示）', shortName: '多一个', stage: 'SIGNED' },
        ...{
          stageOn: new Date('2023-09-07'),
          signedOn: new Date('2023-09-07'),
          signedAmount: '12000.00',
          isDemo: true,
        },
      },
    })
    const [enterer, reviewer] = await db.person.findMany({ take: 2, orderBy: { id: 'asc' } })
    const funds = await db.promotionFunds.create({
      data: {
        ...{ promotionId: more.id, amount: '500.00', receivedOn: new Date('2023-09-07'), voucher: '进账单' },
        ...{ districtId: district.id, voucherKey: '进账单' },
        ...{ enteredBy: enterer?.id ?? null, enteredAt: new Date('2023-09-07T02:00:00Z') },
      },
    })
    const printed = async () => {
      const figures = await summary()
      return figures === null ? null : promotionLine(figures)
    }
    expect(await printed()).toBe('招商引资项目 44 个，到位资金 6.50 亿元；新签约 17 个，总投资 264.00 亿元')
    await db.promotionFunds.update({
      where: { id: funds.id },
      data: { state: 'APPROVED', reviewedBy: reviewer?.id ?? null },
    })
    expect(await printed()).toBe('招商引资项目 44 个，到位资金 6.55 亿元；新签约 17 个，总投资 264.00 亿元')
    await db.promotionProject.delete({ where: { id: more.id } })
    expect(await printed()).toBe(PRINTED)
  })

  it('has only made-up rows that say so, each with a history in order, and none of the article’s companies', async () => {
    const real = articleProjects.flatMap(({ shortName, aliases }) => [shortName, ...aliases])
    const rows = await db.$transaction((tx) => listPromotions({ tx, district }))
    for (const row of rows) {
      expect(row.isDemo && row.name.endsWith('（演示）') && (row.investor ?? '').endsWith('（演示）')).toBe(true)
      expect(real.filter((name) => row.name.includes(name))).toEqual([])
      const days = row.steps.map(({ on }) => on.getTime())
      expect(days).toEqual(days.toSorted((a, b) => a - b))
      expect(row.steps.at(-1)).toMatchObject({ stage: row.stage, on: row.stageOn })
      expect(row.stageOn.getTime()).toBeLessThan(Date.parse('2023-09-08'))
      for (const one of row.funds) expect(one.receivedOn >= (row.signedOn ?? one.receivedOn)).toBe(true)
    }
  })

  it('are rows whose sums are the same, each with its way through the stages', async () => {
    const rows = await db.$transaction((tx) => listPromotions({ tx, district }))
    const fresh = rows.filter(
      ({ signedOn, stage }) => signedOn !== null && signedOn.getUTCFullYear() >= 2023 && stage !== 'ENDED',
    )
    const signed = fresh.flatMap(({ signedAmount }) => (signedAmount === null ? [] : [moneyFromDb(signedAmount)]))
    expect(sum(signed)).toBe(money('2628000.00'))
    const row = rows.find(({ shortName }) => shortName === '碳纤维')
    expect(row).toMatchObject({ stage: 'FUNDED', project: { shortName: '碳纤维' }, signedOn: new Date('2022-09-15') })
    expect(countedFunds((row?.funds ?? []).map(fundsFact))).toBe(money('4500.00'))
    const on = (stage: string) => row?.steps.findLast((step) => step.stage === stage)?.on
    expect([on('LEAD'), on('STARTED'), on('PRODUCING')]).toEqual([
      new Date('2022-04-18'),
      new Date('2023-03-18'),
      undefined,
    ])
  })
})

describe('储备 of the demonstration', () => {
  it('has a pool, a conversion rate and a 接续比 against the article’s 44.96 亿元', async () => {
    const figures = await db.$transaction((tx) => reserveSummary({ tx, district }, TODAY, money('449600.00')))
    expect(figures).toMatchObject({ pool: 15, total: money('855000.00'), ready: 2, converted: 3, atYearStart: 13 })
    expect(figures?.relay ? fixed(figures.relay, 2) : null).toBe('1.90')
    const rows = await db.$transaction((tx) => listReserves({ tx, district }))
    expect(rows.every(({ name, isDemo }) => isDemo && name.endsWith('（演示）'))).toBe(true)
    expect(rows.filter(({ project }) => project !== null).map(({ project }) => project?.shortName)).toEqual([
      '冷链仓储',
      '云桥医院',
      '养老中心',
    ])
  })
})
