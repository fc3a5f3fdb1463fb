import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../src/domain/calendar-day.ts'
import { money } from '../../src/domain/money.ts'
import { tenDay } from '../../src/domain/period.ts'
import { checkReport } from '../../src/domain/report-checks.ts'
import type { ReportFacts } from '../../src/domain/report-facts.ts'

/** A project on which nothing is wrong: 总投资 8 亿, 年度计划 1 亿, 52% done. */
const sound: ReportFacts = {
  project: '示例甲',
  period: tenDay('2023-09-1'),
  locked: false,
  given: { periodAmount: money('800'), yearToDate: null, sentence: '设备安装', overallPercent: null, noChange: false },
  before: money('5200'),
  missedPrevious: false,
  plan: money('10000'),
  totalInvestment: money('80000'),
  investedBefore: money('30000'),
  lastNonZero: [money('700'), money('600'), money('500')],
  lastSentence: '设备到货',
  lastOverallPercent: null,
  zeroStreak: 0,
  stopped: false,
  nature: 'CONTINUED',
  startedOn: day('2021-04-01'),
  openPermits: [],
  unitConfirmed: false,
}
type Given = Partial<ReportFacts['given']>
const check = (given: Given, facts: Partial<ReportFacts> = {}) =>
  checkReport({ ...sound, ...facts, given: { ...sound.given, ...given } })
const amount = (text: string): Given => ({ periodAmount: money(text) })
const total = (text: string): Given => ({ periodAmount: null, yearToDate: money(text) })
const found = (given: Given, facts: Partial<ReportFacts> = {}) => {
  const { hard, soft } = check(given, facts)
  return { hard: hard.map((finding) => finding.check), soft: soft.map((finding) => finding.check) }
}
const passed = { hard: [], soft: [] }

describe('a sound report', () => {
  it('passes, and says what it books', () => {
    expect(check({})).toEqual({
      hard: [],
      soft: [],
      booking: { amount: money('800'), backfill: money('0'), yearToDate: money('6000'), unequal: false },
    })
  })

  it('passes with nothing known of plan, total or history', () => {
    const unknown = { plan: null, totalInvestment: null, lastNonZero: [], lastSentence: null }
    expect(found({}, unknown)).toEqual(passed)
  })
})

describe('check 1: 年度累计 goes down', () => {
  it('is refused with both numbers and the way to a 核减', () => {
    expect(check(total('5000')).hard).toEqual([
      {
        check: 1,
        sentence: '累计不能变少（上期 5,200 万元，本次 5,000 万元）。确需核减请发：更正 示例甲 累计5000万 原因',
      },
    ])
    expect(found(total('5200'))).toEqual(passed)
  })
})

describe('check 2: 自开工累计 above 总投资', () => {
  const near = { totalInvestment: money('36000') }

  it('is asked about up to 110 %, refused above', () => {
    expect(found(amount('800'), near)).toEqual(passed)
    expect(found(amount('800.01'), near)).toEqual({ hard: [], soft: [2] })
    expect(found(amount('1000'), { totalInvestment: money('33000') })).toMatchObject({ soft: [2] })
    expect(found(total('6300'), { totalInvestment: money('33000') })).toEqual({ hard: [], soft: [2] })
    expect(found(total('6300.01'), { totalInvestment: money('33000') }).hard).toEqual([2])
  })
})

describe('check 3: 年度累计 above 130 % of the plan', () => {
  it('is asked about', () => {
    const plan = { before: money('12200'), lastNonZero: [] }
    expect(found(amount('800'), plan)).toEqual(passed)
    const { soft } = check(amount('800.01'), plan)
    expect(soft).toEqual([{ check: 3, sentence: '年度累计将到 1.30 亿元，超过年度计划 1.00 亿元的 130%，请核对' }])
  })
})

describe('check 4: much in one 旬', () => {
  it('is asked about above a fifth of the plan', () => {
    expect(found(amount('2000'))).toEqual(passed)
    expect(check(amount('2000.01')).soft).toEqual([
      { check: 4, sentence: '本旬 2,000.01 万元超过年度计划 1.00 亿元的 20%，请核对' },
    ])
  })

  it('is asked about above five times the mean of the last six that were not 0', () => {
    const small = ['100', '100', '100', '100', '100', '100', '9000'].map(money)
    expect(found(amount('500'), { lastNonZero: small })).toEqual(passed)
    expect(check(amount('500.01'), { lastNonZero: small }).soft).toEqual([
      { check: 4, sentence: '本旬 500.01 万元超过最近 6 个有投资的旬平均数的 5 倍，请核对' },
    ])
  })
})

describe('check 5: the percentage of the whole', () => {
  it('is asked about when it goes down', () => {
    const { soft } = check({ overallPercent: 44 }, { lastOverallPercent: 45.5 })
    expect(soft).toEqual([{ check: 5, sentence: '总体进度 44% 比上次的 45.5% 低，请核对' }])
    expect(found({ overallPercent: 45.5 }, { lastOverallPercent: 45.5 })).toEqual(passed)
  })

  it('is asked about more than 15 points away from what was invested', () => {
    // 36,000 of 80,000 is 45 %.
    for (const percent of [30, 45, 60]) expect(found({ overallPercent: percent })).toEqual(passed)
    for (const percent of [29.99, 60.01]) expect(found({ overallPercent: percent })).toEqual({ hard: [], soft: [5] })
    expect(check({ overallPercent: 70 }).soft[0]?.sentence).toBe(
      '总体进度 70% 与自开工累计占总投资的 45.00% 相差 25.00 个百分点，请核对',
    )
  })

  it('is not compared when it is said of a part, or the total is not known', () => {
    expect(found({ overallPercent: null }, { lastOverallPercent: 99 })).toEqual(passed)
    expect(found({ overallPercent: 99 }, { totalInvestment: null })).toEqual(passed)
  })
})

describe('check 6: the start date', () => {
  it.each<[string, Partial<ReportFacts>, boolean]>([
    ['新建, started this year', { nature: 'NEW', startedOn: day('2023-01-01') }, true],
    ['新建, not started', { nature: 'NEW', startedOn: null }, true],
    ['新建, started last year', { nature: 'NEW', startedOn: day('2022-12-31') }, false],
    ['续建, started last year', { startedOn: day('2022-12-31') }, true],
    ['续建, started this year', { startedOn: day('2023-01-01') }, false],
    ['续建, no date but money of earlier years', { startedOn: null }, true],
    ['续建, no date and no money of earlier years', { startedOn: null, investedBefore: money('0') }, false],
  ])('%s', (_, facts, passes) => {
    expect(found({}, facts)).toEqual(passes ? passed : { hard: [6], soft: [] })
  })
})

describe('checks 7 to 9', () => {
  it('7: started while a permit is not done is asked about', () => {
    const { soft } = check({}, { openPermits: ['施工许可证', '环评'] })
    expect(soft).toEqual([{ check: 7, sentence: '项目已开工，还有手续没有办结：施工许可证、环评，请核对' }])
    expect(found({}, { nature: 'NEW', startedOn: null, openPermits: ['环评'] })).toEqual(passed)
  })

  it('8: the same sentence as last time is asked about, in whatever width it is typed', () => {
    expect(found({ sentence: '设备安装90%' }, { lastSentence: '设备安装９０％ ' })).toEqual({ hard: [], soft: [8] })
    expect(found({ sentence: '设备安装91%' }, { lastSentence: '设备安装90%' })).toEqual(passed)
    expect(found({ sentence: null }, { lastSentence: null })).toEqual(passed)
  })

  it('9: the third 旬 in a row with 0 is asked about, unless the works are marked as stopped', () => {
    const zero = { ...amount('0'), noChange: true, sentence: null }
    expect(found(zero, { zeroStreak: 1 })).toEqual(passed)
    expect(check(zero, { zeroStreak: 2 }).soft).toEqual([
      { check: 9, sentence: '已连续 3 旬为 0，是否停工或冬歇？停工请找项目办登记，仍在施工请确认' },
    ])
    expect(found(zero, { zeroStreak: 2, stopped: true })).toEqual(passed)
    expect(found(amount('1'), { zeroStreak: 5 })).toEqual(passed)
  })
})

describe('check 10: the unit', () => {
  const history = { lastNonZero: [money('80')] }

  it('is asked about alone, with the other reading', () => {
    expect(check(amount('800000'), history)).toMatchObject({
      hard: [],
      soft: [
        {
          check: 10,
          sentence: '800,000 万元（80 亿元）比上期大 1 万倍，是不是 80 万元？',
          instead: { field: 'periodAmount', money: money('80') },
        },
      ],
    })
    expect(check(amount('0.08'), { lastNonZero: [money('640')] }).soft).toMatchObject([
      {
        sentence: '0.08 万元（800 元）比上期小 8,000 倍，是不是 800 万元？',
        instead: { money: money('800') },
      },
    ])
  })

  it('is measured by the annual plan as long as there is no 旬 to measure by', () => {
    expect(check(amount('2'), { lastNonZero: [] }).soft[0]?.sentence).toBe(
      '2 万元比年度计划小 5,000 倍，是不是 2.00 亿元？',
    )
    expect(found(amount('2'), { lastNonZero: [], plan: null })).toEqual(passed)
  })

  it('of 累计 is measured by the last 累计', () => {
    expect(check(total('60000000')).soft[0]).toMatchObject({
      check: 10,
      sentence: '60,000,000 万元（6,000 亿元）比上期累计大 1.15 万倍，是不是 6,000 万元？',
      instead: { field: 'yearToDate', money: money('6000') },
    })
  })

  it('has no other reading where that would be rounded', () => {
    const [finding] = check(amount('800001'), history).soft
    expect(finding?.sentence).toBe('800,001 万元（80 亿元）比上期大 1 万倍，单位是否写错？')
    expect(finding).not.toHaveProperty('instead')
  })

  it('is refused beyond twenty thousand times', () => {
    const { hard, soft } = check(amount('80000000'), history)
    expect(hard).toEqual([
      {
        check: 10,
        sentence: '80,000,000 万元（8,000 亿元）比上期大 100 万倍，请核对单位是亿元、万元还是元后重报',
      },
    ])
    expect(soft).toEqual([])
    expect(found(amount('80000000'), { ...history, unitConfirmed: true }).hard).toEqual([10])
  })

  it('once confirmed, gives way to what else the amount breaks', () => {
    expect(found(amount('800000'), { ...history, unitConfirmed: true }).hard).toEqual([2])
  })

  it('includes a negative amount', () => {
    expect(found(amount('-50')).hard).toEqual([10])
    expect(found(total('-50')).hard).toEqual([10])
  })
})

describe('check 11: the lock', () => {
  it('refuses everything else with the way to a 更正', () => {
    expect(check(amount('750'), { locked: true })).toMatchObject({
      hard: [
        { check: 11, sentence: '9月上旬已锁定，不能直接改。请发“更正 示例甲 9月上旬 本旬 750万 原因”，由项目办审核。' },
      ],
      soft: [],
    })
    expect(check(total('1'), { locked: true }).hard[0]?.sentence).toContain('更正 示例甲 9月上旬 累计1万 原因')
  })
})

describe('本旬 and 累计 together', () => {
  it('are refused with both numbers when they disagree', () => {
    expect(check({ yearToDate: money('6100') }).hard).toEqual([
      {
        check: 'unequal',
        sentence: '本旬 800 万元与年度累计 6,100 万元对不上（上期累计 5,200 万元），请核对后只报其中一个',
      },
    ])
    expect(found({ yearToDate: money('6000') })).toEqual(passed)
  })

  it('may differ after a missed 旬: the surplus is 补报', () => {
    const { hard, soft, booking } = check({ yearToDate: money('6100') }, { missedPrevious: true })
    expect([hard, soft]).toEqual([[], []])
    expect(booking.backfill).toBe(money('100'))
  })

  it('after a missed 旬 本旬 alone asks for 累计', () => {
    const { soft } = check({}, { missedPrevious: true })
    expect(soft.map((finding) => finding.check)).toEqual(['missed'])
    expect(soft[0]?.sentence).toContain('8月下旬没有报')
    expect(found(total('6000'), { missedPrevious: true })).toEqual(passed)
  })
})

describe('every finding', () => {
  it('is one sentence that never says how much a target still wants', () => {
    const texts = fc.option(fc.integer({ min: 0, max: 999_999 }).map((n) => money(String(n))))
    fc.assert(
      fc.property(texts, texts, fc.boolean(), fc.integer({ min: 0, max: 100 }), (a, b, missedPrevious, percent) => {
        const { hard, soft } = check(
          { periodAmount: a, yearToDate: b, overallPercent: percent },
          { missedPrevious, lastOverallPercent: 50 },
        )
        for (const { sentence } of [...hard, ...soft]) {
          expect(sentence).not.toMatch(/还差|缺口|才能达标|目标|！/)
          expect(sentence).not.toContain('\n')
        }
      }),
    )
  })
})
