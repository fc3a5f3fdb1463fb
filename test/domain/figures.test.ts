import { describe, expect, it } from 'vitest'
import {
  completionRate,
  dueStartRate,
  gapPoints,
  laggingProjects,
  type ProjectFigures,
  startRate,
  targetRatio,
  timeProgress,
  totals,
  unitRows,
} from '../../src/domain/figures.ts'
import { Exact, fixed, percentText, showPercent } from '../../src/domain/fraction.ts'
import { money, moneyText } from '../../src/domain/money.ts'
import { tenDay } from '../../src/domain/period.ts'
import type { UnitGroup } from '../../src/domain/unit-group.ts'

const project = (id: number, unitId: number, plan: string, done: string, percent = 64): ProjectFigures => ({
  id,
  unitId,
  plan: money(plan),
  periodAmount: money('10'),
  yearToDate: money(done),
  curve: new Exact(BigInt(percent), 100n),
})

describe('the figures of the district', () => {
  it('are 71.43% of the plan at the end of August, 7.43 points above the target', () => {
    const all = totals([project(1, 1, '400000', '300000'), project(2, 2, '229400', '149600')])
    expect(all.count).toBe(2)
    expect(moneyText(all.plan)).toBe('629400.00')
    expect(all.completion && showPercent(all.completion)).toBe('71.43%')
    expect(all.curve && showPercent(all.curve)).toBe('64.00%')
    expect(fixed(all.g, 2)).toBe('-7.43')
    expect(fixed(all.r, 3)).toBe('1.116')
    expect(moneyText(all.periodAmount)).toBe('20.00')
    expect(fixed(all.target, 2)).toBe('402816.00')
  })

  it('weigh each project’s own curve by its plan', () => {
    const all = totals([project(1, 1, '300', '100', 50), project(2, 1, '100', '100', 100)])
    expect(all.curve && percentText(all.curve)).toBe('62.50')
    expect(fixed(all.r, 2)).toBe('0.80')
  })

  it('are none without a plan, and nobody is behind then', () => {
    const nothing = totals([])
    expect(nothing).toMatchObject({ count: 0, completion: null, curve: null })
    expect([fixed(nothing.r, 0), fixed(nothing.g, 0)]).toEqual(['1', '0'])
    expect(completionRate(money('5'), money('0'))).toBeNull()
    expect(fixed(gapPoints(money('5'), money('0'), new Exact(1n)), 0)).toBe('0')
    expect(fixed(targetRatio(money('0'), new Exact(0n)), 0)).toBe('1')
  })

  it('have a time column for reference, by days', () => {
    expect(showPercent(timeProgress(tenDay('2023-12-3')))).toBe('100.00%')
    expect(timeProgress(tenDay('2023-09-1')).equals(new Exact(253n, 365n))).toBe(true)
    expect(timeProgress(tenDay('2024-02-3')).equals(new Exact(60n, 366n))).toBe(true)
  })
})

describe('the rate of projects under way', () => {
  it('is of all projects, or of those already due', () => {
    const states = [
      { running: true, due: true },
      { running: true, due: false },
      { running: false, due: true },
      { running: false, due: false },
    ]
    expect(startRate(states)?.equals('0.5')).toBe(true)
    expect(dueStartRate(states)?.equals('0.5')).toBe(true)
    expect(startRate(states.slice(0, 2))?.equals(1n)).toBe(true)
    expect(startRate([])).toBeNull()
    expect(dueStartRate([{ running: false, due: false }])).toBeNull()
  })
})

describe('the rows of units', () => {
  const units: { id: number; group: UnitGroup }[] = [
    { id: 1, group: 'DEPARTMENT' },
    { id: 2, group: 'TOWN' },
    { id: 3, group: 'TOWN' },
    { id: 4, group: 'PARK' },
    { id: 5, group: 'TOWN' },
  ]

  it('stand in order of r within their group, groups in their own order, units without projects left out', () => {
    const rows = unitRows(
      [
        project(11, 1, '100', '90'),
        project(12, 2, '100', '50'),
        project(13, 3, '100', '70'),
        project(14, 3, '300', '210'),
        project(15, 5, '100', '50'),
      ],
      units,
    )
    expect(rows.map(({ group, rows: own }) => [group, own.map(({ unitId }) => unitId)])).toEqual([
      ['TOWN', [3, 2, 5]],
      ['DEPARTMENT', [1]],
    ])
    expect(rows[0]?.rows[0]?.count).toBe(2)
    expect(rows[0]?.rows[0]?.completion?.equals('0.7')).toBe(true)
  })

  it('are exact where rounded ratios would tie', () => {
    const rows = unitRows([project(1, 2, '30000', '10000'), project(2, 3, '30000', '10000.01')], units)
    expect(rows[0]?.rows.map(({ unitId }) => unitId)).toEqual([3, 2])
  })
})

describe('lagging projects', () => {
  it('are those ten points behind or more, the furthest behind first', () => {
    const all = [
      project(1, 1, '100', '54'),
      project(2, 1, '10000', '5400.01'),
      project(3, 1, '100', '30'),
      project(4, 1, '100', '90'),
    ]
    const lagging = laggingProjects(all, 10)
    expect(lagging.map((entry) => [entry.project.id, fixed(entry.g, 2)])).toEqual([
      [3, '34.00'],
      [1, '10.00'],
    ])
  })

  it('are never those that reached their target', () => {
    expect(laggingProjects([project(1, 1, '100', '64')], 0)).toEqual([])
  })
})
