import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day, daysBetween } from '../../src/domain/calendar-day.ts'
import {
  addWorkdays,
  calendarCaveat,
  firstWorkdayAfter,
  isWorkday,
  lastWorkdayOnOrBefore,
  nthWorkdayAfter,
  stateCalendar,
} from '../../src/domain/workday.ts'

const calendar = stateCalendar()

describe('working days of the State Council', () => {
  it.each([
    ['2023-03-01', 26, '2023-04-07'],
    ['2023-03-01', 54, '2023-05-18'],
    ['2023-09-15', 26, '2023-10-27'],
    ['2023-09-15', 54, '2023-12-06'],
    ['2025-01-20', 26, '2025-03-03'],
    ['2025-01-20', 7, '2025-02-05'],
    ['2026-02-10', 3, '2026-02-13'],
    ['2026-02-10', 7, '2026-02-26'],
    ['2026-02-10', 26, '2026-03-24'],
    ['2026-02-10', 54, '2026-05-07'],
    ['2026-09-21', 7, '2026-10-08'],
    ['2026-09-21', 26, '2026-11-03'],
  ])('counted from the day after %s, %i working days end on %s', (from, n, end) => {
    expect(nthWorkdayAfter(calendar, day(from), n)).toBe(end)
    expect(addWorkdays(calendar, day(from), n)).toBe(end)
  })

  it.each([
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i working days', (year, count) => {
    const first = day(`${year}-01-01`)
    const days = Array.from({ length: daysBetween(first, day(`${year + 1}-01-01`)) }, (_, i) => addDays(first, i))
    expect(days.filter((on) => isWorkday(calendar, on))).toHaveLength(count)
  })

  it('counts a Saturday that was moved, and leaves out a Friday that is a holiday', () => {
    expect(isWorkday(calendar, day('2023-10-07'))).toBe(true)
    expect(isWorkday(calendar, day('2023-09-29'))).toBe(false)
  })

  it('lets a district lay its own days over it', () => {
    const local = stateCalendar([
      { date: day('2023-09-08'), isWorkday: false },
      { date: day('2023-09-09'), isWorkday: true },
    ])
    expect(isWorkday(local, day('2023-09-08'))).toBe(false)
    expect(isWorkday(local, day('2023-09-09'))).toBe(true)
    expect(isWorkday(local, day('2023-09-11'))).toBe(true)
    expect(isWorkday(calendar, day('2023-09-08'))).toBe(true)
  })

  it('says which years are counted Monday to Friday because they are not announced', () => {
    expect(calendarCaveat(calendar, [2004, 2023, 2026])).toBeNull()
    expect(calendarCaveat(calendar, [2026, 2099, 2098, 2099])).toBe(
      '2098、2099 年的放假安排尚未收录，工作日按周一至周五计算',
    )
    expect(isWorkday(calendar, day('2099-10-01'))).toBe(true)
    expect(isWorkday(calendar, day('2099-10-03'))).toBe(false)
  })

  it('does not depend on the time zone of the machine', () => {
    const zone = process.env.TZ
    try {
      process.env.TZ = 'America/New_York'
      expect(nthWorkdayAfter(calendar, day('2023-03-01'), 54)).toBe('2023-05-18')
    } finally {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
  })

  it('refuses a broken count', () => {
    expect(() => addWorkdays(calendar, day('2023-09-08'), 1.5)).toThrow(RangeError)
    expect(() => nthWorkdayAfter(calendar, day('2023-09-08'), 0)).toThrow(RangeError)
  })
})

const someDay = fc.integer({ min: 0, max: 365 * 26 }).map((n) => addDays(day('2004-01-01'), n))

describe('counting working days', () => {
  it('ends on a working day, goes on with the count, and comes back by the same number', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 120 }), (from, n) => {
        const end = nthWorkdayAfter(calendar, from, n)
        const start = addWorkdays(calendar, end, -n)
        expect(calendar.isWorkday(end)).toBe(true)
        expect(nthWorkdayAfter(calendar, from, n + 1) > end).toBe(true)
        expect(start).toBe(lastWorkdayOnOrBefore(calendar, from))
      }),
    )
  })

  it('finds neighbours with no working day in between', () => {
    fc.assert(
      fc.property(someDay, (from) => {
        const before = lastWorkdayOnOrBefore(calendar, from)
        const after = firstWorkdayAfter(calendar, from)
        expect(before <= from && from < after).toBe(true)
        expect(firstWorkdayAfter(calendar, before)).toBe(after)
      }),
    )
  })
})
