import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day, isDay, showDay } from '../../src/domain/calendar-day.ts'
import { readDay, readPastDay } from '../../src/domain/day-read.ts'

const friday = day('2023-09-08')

describe('a day as people type it', () => {
  it.each([
    ['今天', '2023-09-08'],
    ['明天', '2023-09-09'],
    ['昨天', '2023-09-07'],
    ['大后天', '2023-09-11'],
    ['9月12日', '2023-09-12'],
    ['９月１２号', '2023-09-12'],
    ['九月十二日', '2023-09-12'],
    ['9.12', '2023-09-12'],
    ['9/12', '2023-09-12'],
    ['9-12', '2023-09-12'],
    ['2023-09-12', '2023-09-12'],
    ['2023.9.12', '2023-09-12'],
    ['2023年9月12日', '2023-09-12'],
    ['20230912', '2023-09-12'],
    ['去年9月12日', '2022-09-12'],
    ['明年3月1日', '2024-03-01'],
    ['12日', '2023-09-12'],
    ['下月5日', '2023-10-05'],
    ['周五', '2023-09-08'],
    ['周日', '2023-09-10'],
    ['下周三', '2023-09-13'],
    ['上周一', '2023-08-28'],
    ['月底', '2023-09-30'],
    ['下月底', '2023-10-31'],
    ['2月底', '2023-02-28'],
    ['年底', '2023-12-31'],
    [' 9 月 12 日 前', '2023-09-12'],
  ])('%s is %s on 8 September 2023', (text, expected) => {
    expect(readDay(text, friday)).toBe(expected)
  })

  it.each([
    '',
    '2月30日',
    '13月1日',
    '2023-02-29',
    '大约下周',
    '9.',
    '32日',
    '2023-09.12',
    '周八',
    '月',
    'valueOf',
    'constructor',
  ])('%j is none', (text) => {
    expect(readDay(text, friday)).toBeNull()
  })

  it('without a year is the one near today across the turn of the year', () => {
    expect(readDay('1月5日', day('2023-12-20'))).toBe('2024-01-05')
    expect(readDay('12月28日', day('2024-01-03'))).toBe('2023-12-28')
    expect(readDay('3月15日', day('2023-11-20'))).toBe('2023-03-15')
    expect(readDay('2月29日', day('2023-12-20'))).toBe('2024-02-29')
  })

  it('of what has happened is never next year’s unless the year is written', () => {
    const november = day('2023-11-25')
    expect(readDay('1月5日', november)).toBe('2024-01-05')
    expect(readPastDay('1月5日', november)).toBe('2023-01-05')
    expect(readPastDay('1月底', november)).toBe('2023-01-31')
    expect(readPastDay('12月28日', day('2024-01-03'))).toBe('2023-12-28')
    // Still to come in the year: said as it is, so that it is refused and not taken for last year's.
    expect(readPastDay('12月1日', november)).toBe('2023-12-01')
    expect(readPastDay('2024-01-05', november)).toBe('2024-01-05')
    expect(readPastDay('昨天', november)).toBe('2023-11-24')
  })

  it('of this year comes back as typed, with and without its year', () => {
    fc.assert(
      fc.property(fc.integer({ min: -250, max: 114 }), (n) => {
        const on = addDays(friday, n)
        expect(readDay(on, friday)).toBe(on)
        expect(readDay(showDay(on), friday)).toBe(on)
      }),
    )
  })

  it('never throws, and gives a day that exists or none', () => {
    const pieces = fc.array(
      fc.constantFrom('9', '12', '月', '日', '年', '底', '.', '-', '/', '周', '一', '十', '下', '2023', '0'),
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          pieces.map((all) => all.join('')),
        ),
        (text) => {
          const read = readDay(text, friday)
          expect(read === null || isDay(read)).toBe(true)
        },
      ),
    )
  })
})
