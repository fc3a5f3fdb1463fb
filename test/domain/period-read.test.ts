import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '../../src/domain/calendar-day.ts'
import {
  month,
  monthOf,
  parseTenDay,
  quarterOfMonth,
  showMonth,
  showQuarter,
  showTenDay,
  showTenDayShort,
  tenDay,
  tenDayOf,
  tenDaysOfYear,
} from '../../src/domain/period.ts'
import { readMonth, readQuarter, readTenDay } from '../../src/domain/period-read.ts'

const today = day('2023-09-12')
const anyTenDay = fc.constantFrom(...tenDaysOfYear(2023))

describe('a 旬 as people type it', () => {
  it.each([
    ['9月上旬', '2023-09-1'],
    ['９月上旬', '2023-09-1'],
    ['九月上旬', '2023-09-1'],
    ['2023年9月上旬', '2023-09-1'],
    ['2022 年 12 月 下旬', '2022-12-3'],
    ['去年12月下旬', '2022-12-3'],
    ['2023-09-1', '2023-09-1'],
    ['2023-9-1', '2023-09-1'],
    ['上旬', '2023-09-1'],
    ['下旬', '2023-09-3'],
    ['本旬', '2023-09-2'],
    ['上一旬', '2023-09-1'],
    ['下一旬', '2023-09-3'],
    ['本月中旬', '2023-09-2'],
    ['上月下旬', '2023-08-3'],
  ])('%s is %s on 12 September 2023', (text, expected) => {
    expect(readTenDay(text, today)).toBe(expected)
  })

  it.each(['', '旬', '13月上旬', '9月', '2023-09-4', '绿邦上旬', '上上旬', '9月上'])('%j is none', (text) => {
    expect(readTenDay(text, today)).toBeNull()
  })

  it('a bare 下旬 in the first ten days is the one just ended', () => {
    expect(readTenDay('下旬', day('2023-10-03'))).toBe('2023-09-3')
    expect(readTenDay('下旬', day('2023-10-11'))).toBe('2023-10-3')
  })

  it('without a year is last year’s when it would lie more than nine months ahead', () => {
    expect(readTenDay('12月下旬', day('2024-01-03'))).toBe('2023-12-3')
    expect(readTenDay('10月上旬', day('2024-01-03'))).toBe('2024-10-1')
    expect(readTenDay('1月上旬', day('2023-12-20'))).toBe('2023-01-1')
  })

  it('is read back from every way in which it is shown', () => {
    fc.assert(
      fc.property(anyTenDay, (period) => {
        expect(readTenDay(period, today)).toBe(period)
        expect(readTenDay(showTenDay(period), today)).toBe(period)
        expect(readTenDay(showTenDayShort(period), today)).toBe(period)
      }),
    )
  })

  it('never throws, and gives a code that exists or none', () => {
    const pieces = fc.array(
      fc.constantFrom('9', '12', '月', '年', '上', '旬', '-', '一', '十', '本', '2023', '0', 'Q3', '季度'),
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          pieces.map((all) => all.join('')),
        ),
        (text) => {
          const read = readTenDay(text, today)
          expect(read === null || parseTenDay(read) === read).toBe(true)
          const ofMonth = readMonth(text, today)
          expect(ofMonth === null || month(ofMonth) === ofMonth).toBe(true)
          expect(readQuarter(text, today) ?? '2023-Q1').toMatch(/^\d{4}-Q[1-4]$/)
        },
      ),
    )
  })
})

describe('a month as people type it', () => {
  it.each([
    ['9月', '2023-09'],
    ['8月份', '2023-08'],
    ['十二月', '2023-12'],
    ['2023-9', '2023-09'],
    ['2022年12月', '2022-12'],
    ['本月', '2023-09'],
    ['上月', '2023-08'],
    ['上个月', '2023-08'],
  ])('%s is %s', (text, expected) => {
    expect(readMonth(text, today)).toBe(expected)
  })

  it.each(['', '13月', '0月', '九', '2023-13', '9月上旬'])('%j is none', (text) => {
    expect(readMonth(text, today)).toBeNull()
  })

  it('上月 in January is December of the year before', () => {
    expect(readMonth('上月', day('2024-01-08'))).toBe('2023-12')
  })
})

describe('a quarter as people type it', () => {
  it.each([
    ['三季度', '2023-Q3'],
    ['第3季度', '2023-Q3'],
    ['第三季', '2023-Q3'],
    ['2023-Q3', '2023-Q3'],
    ['q2', '2023-Q2'],
    ['2022年四季度', '2022-Q4'],
    ['去年四季度', '2022-Q4'],
    ['本季度', '2023-Q3'],
    ['上季度', '2023-Q2'],
    ['上一季度', '2023-Q2'],
  ])('%s is %s', (text, expected) => {
    expect(readQuarter(text, today)).toBe(expected)
  })

  it.each(['', '五季度', 'Q5', '2023', '季度', '三'])('%j is none', (text) => {
    expect(readQuarter(text, today)).toBeNull()
  })

  it('is read back as shown', () => {
    for (let n = 0; n < 365; n += 30) {
      const now = addDays(day('2023-01-01'), n)
      const quarterNow = quarterOfMonth(monthOf(tenDayOf(now)))
      expect(readQuarter(showQuarter(quarterNow), now)).toBe(quarterNow)
      expect(readMonth(showMonth(monthOf(tenDay(tenDayOf(now)))), now)).toBe(monthOf(tenDayOf(now)))
    }
  })
})
