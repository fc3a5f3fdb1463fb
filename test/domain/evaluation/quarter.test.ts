import { describe, expect, it } from 'vitest'
import { type QuarterUnit, rankQuarter } from '../../../src/domain/evaluation/quarter.ts'
import { quarterRow } from '../../../src/domain/evaluation/quarter-row.ts'
import { quarter } from '../../../src/domain/period.ts'
import { defaultRules } from '../../../src/domain/rules.ts'
import { rulesWith } from './month-input.ts'
import { detail, MONTHS, unit } from './unit-detail.ts'

const rank = (units: readonly QuarterUnit[], rules = defaultRules) =>
  rankQuarter({ quarter: quarter('2023-Q3'), units }, rules)
const ranks = (units: readonly QuarterUnit[], rules = defaultRules) =>
  rank(units, rules).map((row) => [row.unitId, row.rank])
const red = { plates: { green: 1, yellow: 0, red: 1, grey: 0 } }
const behind = { yearToDate: '89.99', target: '100' }

describe('Q = mean of its months’ U, rounded to two decimals', () => {
  it('is computed from the published U’s', () => {
    const months = MONTHS.map((month, i) => detail(month, { score: ['80.50', '82.10', '79.33'][i] ?? null }))
    const [row] = rank([unit(1, {}, { months }), unit(2), unit(3)]).filter(({ unitId }) => unitId === 1)
    expect(row).toMatchObject({ score: '80.64', rank: 3, of: 3 })
    expect(row?.line).toBe('示例1镇 第 3 名（共 3 个）：(80.50 + 82.10 + 79.33) ÷ 3 = 80.64，上季无名次')
  })

  it('§6a.12 “Q needs at least two months with U; else listed”', () => {
    const two = { months: [detail('2023-07'), detail('2023-08', { score: null }), detail('2023-09')] }
    const one = { months: [detail('2023-07', { score: null }), detail('2023-08', { score: null }), detail('2023-09')] }
    const rows = rank([unit(1, {}, two), unit(2, {}, one), unit(3), unit(4)])
    expect(rows.map(({ unitId, rank: place, score }) => [unitId, place, score])).toEqual([
      [1, 1, '90.00'],
      [3, 1, '90.00'],
      [4, 1, '90.00'],
      [2, null, null],
    ])
    expect(rows[3]?.unranked).toBe('有得分的月份不足两个')
    expect(rows[0]?.of).toBe(3)
  })
})

describe('groups', () => {
  it('“fewer than 3 in a group: listed, not ranked”', () => {
    const rows = rank([unit(1), unit(2)])
    expect(rows.map((row) => [row.rank, row.score, row.unranked])).toEqual([
      [null, '90.00', '本组有季度得分的单位 2 个，不足 3 个'],
      [null, '90.00', '本组有季度得分的单位 2 个，不足 3 个'],
    ])
  })

  it('of three are ranked, and units are compared only within their group', () => {
    const towns = [1, 2, 3].map((id) => unit(id, { score: `${70 + id}.00` }))
    const parks = [4, 5].map((id) => unit(id, { score: '99.00' }, { group: 'PARK' }))
    expect(ranks([...parks, ...towns])).toEqual([
      [3, 1],
      [2, 2],
      [1, 3],
      [4, null],
      [5, null],
    ])
  })
})

describe('ties', () => {
  it('“equal rank (1, 1, 3)”', () => {
    expect(ranks([unit(1), unit(2), unit(3, { score: '80.00' })])).toEqual([
      [1, 1],
      [2, 1],
      [3, 3],
    ])
  })

  it('three ways: 1, 1, 1', () => {
    expect(ranks([unit(1), unit(2), unit(3)]).map(([, place]) => place)).toEqual([1, 1, 1])
  })

  it.each([
    ['smaller share of 红 cards', { ...red }, { milestones: { due: 3, onTime: 0 } }],
    ['higher on-time milestone rate', { milestones: { due: 3, onTime: 2 } }, { yearToDate: '50.00' }],
    ['higher capped r', { yearToDate: '99.99' }, { overdueProblems: 9 }],
    ['fewer overdue problems', { overdueProblems: 2 }, { overdueProblems: 1 }],
  ])('are broken by %s before all that follows', (_, worse, better) => {
    const rows = ranks([unit(1, worse), unit(2, better), unit(3, { score: '80.00' })])
    expect(rows).toEqual([
      [2, 1],
      [1, 2],
      [3, 3],
    ])
  })

  it('§6a.14 r counts no further than 1', () => {
    expect(ranks([unit(1, { yearToDate: '150.00' }), unit(2), unit(3)]).map(([, place]) => place)).toEqual([1, 1, 1])
  })
})

describe('红榜: rank ≤ ceil(0.3 n), r ≥ 1.0 at the quarter’s end and no 红', () => {
  const honoured = (units: readonly QuarterUnit[]) => rank(units).flatMap((row) => (row.honour ? row.unitId : []))
  const falling = (n: number, change: Record<number, object> = {}) =>
    Array.from({ length: n }, (_, i) => unit(i + 1, { score: `${90 - i}.00`, ...change[i + 1] }))

  it.each([
    [3, [1]],
    [4, [1, 2]],
    [7, [1, 2, 3]],
  ])('of %i: %j', (n, expected) => {
    expect(honoured(falling(n))).toEqual(expected)
  })

  it('passes over a unit below its target, with a 红牌, or with a 核查偏差 above the zero line', () => {
    expect(honoured(falling(4, { 1: { yearToDate: '99.99' } }))).toEqual([2])
    expect(honoured(falling(4, { 1: red }))).toEqual([2])
    expect(honoured(falling(4, { 1: { zeroed: true } }))).toEqual([2])
  })
})

describe('鞭策榜: strictly better units ≥ n − max(1, floor(0.2 n)), group ≥ 5, r < 0.90', () => {
  const spurred = (units: readonly QuarterUnit[]) => rank(units).flatMap((row) => (row.spur ? row.unitId : []))
  const falling = (n: number) => Array.from({ length: n }, (_, i) => unit(i + 1, { score: `${90 - i}.00`, ...behind }))

  it.each([
    [4, []],
    [5, [5]],
    [9, [9]],
    [10, [9, 10]],
  ])('of %i: %j', (n, expected) => {
    expect(spurred(falling(n))).toEqual(expected)
  })

  it('may be empty: r exactly 0.90 is not on it, nor are last ones that are equal', () => {
    const last = (change: object) => [...falling(4), unit(5, { score: '50.00', ...change })]
    expect(spurred(last({ yearToDate: '90.00', target: '100' }))).toEqual([])
    const equal = [...falling(3), unit(8, { score: '50.00', ...behind }), unit(9, { score: '50.00', ...behind })]
    expect(spurred(equal)).toEqual([])
  })
})

describe('争先进位奖: largest rise in rank against last quarter, no 红', () => {
  const last = (rankThen: number | null, score: string, group: QuarterUnit['group'] = 'TOWN') => ({
    last: { group, rank: rankThen, score },
  })
  const advanced = (units: readonly QuarterUnit[]) => rank(units).flatMap((row) => (row.advance ? row.unitId : []))

  it('goes to the largest rise', () => {
    const units = [
      unit(1, { score: '95.00' }, last(3, '80.00')),
      unit(2, { score: '94.00' }, last(6, '70.00')),
      unit(3, { score: '93.00' }, last(1, '99.00')),
    ]
    expect(advanced(units)).toEqual([2])
    expect(rank(units).map((row) => [row.unitId, row.lastRank, row.change])).toEqual([
      [1, 3, 2],
      [2, 6, 4],
      [3, 1, -2],
    ])
    expect(rank(units)[1]?.line).toContain('上季第 6 名，升 4 名，争先进位奖')
  })

  it('§6a.15 “ties go to the larger rise of Q; still equal: all of them”', () => {
    const pair = (second: string) => [
      unit(1, { score: '95.00' }, last(3, '80.00')),
      unit(2, { score: '94.00' }, last(4, second)),
      unit(3, { score: '93.00' }, last(1, '99.00')),
    ]
    expect(advanced(pair('78.00'))).toEqual([2])
    expect(advanced(pair('79.00'))).toEqual([1, 2])
  })

  it('needs a positive rise in the same group, and no 红', () => {
    expect(advanced([unit(1, {}, last(1, '80.00')), unit(2), unit(3)])).toEqual([])
    expect(advanced([unit(1, {}, last(5, '80.00', 'PARK')), unit(2), unit(3)])).toEqual([])
    expect(advanced([unit(1, { score: '99.00', ...red }, last(5, '80.00')), unit(2), unit(3)])).toEqual([])
    expect(advanced([unit(1, {}, last(null, '80.00')), unit(2), unit(3)])).toEqual([])
  })
})

describe('modes and the switch', () => {
  const simple = rulesWith({ evaluation: { mode: 'simple' } })

  it('§6a.16 simple: the quarter’s sum, scaled to three months when one has no plates', () => {
    const points = (...scores: readonly (string | null)[]) => ({
      months: MONTHS.map((month, i) => detail(month, { mode: 'simple', score: scores[i] ?? null })),
    })
    const rows = rank([unit(1, {}, points('9.00', '8.00', '10.00')), unit(2, {}, points('9.00', null, '8.00'))], simple)
    expect(rows.map(({ score, line }) => [score, line.split('：')[1]])).toEqual([
      ['27.00', '9.00 + 8.00 + 10.00 = 27.00'],
      ['25.50', '(9.00 + 8.00) ÷ 2 × 3 = 25.50'],
    ])
  })

  it('a month that was judged in another mode gives no U to the quarter', () => {
    const months = [detail('2023-07', { mode: 'simple', score: '9.00' }), detail('2023-08'), detail('2023-09')]
    const [row] = rank([unit(1, {}, { months }), unit(2), unit(3)])
    expect(row?.months.map(({ score }) => score)).toEqual([null, '90.00', '90.00'])
    expect(row?.score).toBe('90.00')
  })

  it('switched off as a whole (§8): listed without ranks, boards or last ranks', () => {
    const off = rulesWith({ ranking: { enabled: false } })
    const risen = { last: { group: 'TOWN', rank: 5, score: '10.00' } } as const
    const rows = rank([unit(3, { score: '99.00' }, risen), unit(1), unit(2)], off)
    expect(rows.map((row) => [row.unitId, row.rank, row.lastRank, row.honour, row.advance, row.unranked])).toEqual([
      [1, null, null, false, false, '本区不排名'],
      [2, null, null, false, false, '本区不排名'],
      [3, null, null, false, false, '本区不排名'],
    ])
  })

  it('cards-only ranks nobody', () => {
    const rows = rank([unit(1), unit(2), unit(3)], rulesWith({ evaluation: { mode: 'cards-only' } }))
    expect(rows.map(({ rank: place, score }) => [place, score])).toEqual(Array(3).fill([null, null]))
  })

  it('a row is what can be stored', () => {
    for (const row of rank([unit(1), unit(2), unit(3, { ...red, ...behind })]))
      expect(quarterRow.parse(row)).toEqual(row)
  })
})
