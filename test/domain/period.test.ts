import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '../../src/domain/calendar-day.ts'
import {
  compareTenDay,
  firstDay,
  lastDay,
  month,
  monthOf,
  nextTenDay,
  parseTenDay,
  partOf,
  previousTenDay,
  quarter,
  quarterOfMonth,
  showMonth,
  showQuarter,
  showTenDay,
  showTenDayShort,
  tenDay,
  tenDayOf,
  tenDaysOfYear,
  yearOf,
} from '../../src/domain/period.ts'

const anyDay = fc.integer({ min: 0, max: 36_524 }).map((n) => addDays(day('2000-01-01'), n))

describe('a 旬', () => {
  it.each([
    ['2023-09-1', '2023-09-01', '2023-09-10'],
    ['2023-09-2', '2023-09-11', '2023-09-20'],
    ['2023-09-3', '2023-09-21', '2023-09-30'],
    ['2023-08-3', '2023-08-21', '2023-08-31'],
    ['2023-02-3', '2023-02-21', '2023-02-28'],
    ['2024-02-3', '2024-02-21', '2024-02-29'],
    ['2023-12-3', '2023-12-21', '2023-12-31'],
  ])('%s runs from %s to %s', (code, first, last) => {
    expect(firstDay(tenDay(code))).toBe(first)
    expect(lastDay(tenDay(code))).toBe(last)
  })

  it('is shown in Chinese, with and without its year', () => {
    expect(showTenDay(tenDay('2023-09-1'))).toBe('2023年9月上旬')
    expect(showTenDayShort(tenDay('2023-12-3'))).toBe('12月下旬')
    expect(showMonth(month('2023-09'))).toBe('2023年9月')
    expect(showQuarter(quarter('2023-Q3'))).toBe('2023年三季度')
  })

  it('belongs to a month, a quarter and a year', () => {
    expect(monthOf(tenDay('2023-09-1'))).toBe('2023-09')
    expect(['2023-01', '2023-03', '2023-04', '2023-12'].map((code) => quarterOfMonth(month(code)))).toEqual([
      '2023-Q1',
      '2023-Q1',
      '2023-Q2',
      '2023-Q4',
    ])
    expect(yearOf(tenDay('2023-09-1'))).toBe(2023)
    expect(partOf(tenDay('2023-09-2'))).toBe(2)
  })

  it('goes on over the end of a month and of a year', () => {
    expect(nextTenDay(tenDay('2023-08-3'))).toBe('2023-09-1')
    expect(nextTenDay(tenDay('2023-12-3'))).toBe('2024-01-1')
    expect(previousTenDay(tenDay('2023-01-1'))).toBe('2022-12-3')
  })

  it('is one of 36 in a year, in order', () => {
    const all = tenDaysOfYear(2023)
    expect(all).toHaveLength(36)
    expect(all[0]).toBe('2023-01-1')
    expect(all[35]).toBe('2023-12-3')
    expect([...all].sort(compareTenDay)).toEqual(all)
  })

  it.each(['2023-09-4', '2023-13-1', '2023-00-1', '2023-9-1', '2023-09', ''])('is never %j', (code) => {
    expect(parseTenDay(code)).toBeNull()
    expect(() => tenDay(code)).toThrow(RangeError)
  })

  it('refuses months and quarters that are none', () => {
    expect(() => month('2023-13')).toThrow(RangeError)
    expect(() => quarter('2023-Q5')).toThrow(RangeError)
  })

  it('holds every day once: the 旬 tile the calendar', () => {
    fc.assert(
      fc.property(anyDay, (on) => {
        const period = tenDayOf(on)
        expect(firstDay(period) <= on && on <= lastDay(period)).toBe(true)
        expect(addDays(lastDay(period), 1)).toBe(firstDay(nextTenDay(period)))
        expect(previousTenDay(nextTenDay(period))).toBe(period)
        expect(compareTenDay(period, nextTenDay(period))).toBeLessThan(0)
        expect(compareTenDay(period, tenDayOf(on))).toBe(0)
      }),
    )
  })
})
