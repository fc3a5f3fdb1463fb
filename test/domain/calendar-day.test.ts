import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  day,
  dayFromDb,
  dayFromParts,
  dayOf,
  daysBetween,
  dayToDb,
  instantAt,
  isDay,
  isTime,
  showDay,
  showDayTime,
  timeOf,
  weekday,
} from '../../src/domain/calendar-day.ts'

const anyDay = fc.integer({ min: 0, max: 36_524 }).map((n) => addDays(day('2000-01-01'), n))
const anyTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hours, minutes]) => `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`)

describe('a day', () => {
  it('is one that exists, written with all its digits', () => {
    expect(day('2024-02-29')).toBe('2024-02-29')
    for (const wrong of ['2023-02-29', '2023-13-01', '2023-9-8', '2023-09-31', '', '2023-09-08T00:00', '二〇二三']) {
      expect(isDay(wrong), wrong).toBe(false)
      expect(() => day(wrong), wrong).toThrow(RangeError)
    }
    expect(dayFromParts(2023, 9, 8)).toBe('2023-09-08')
    expect(dayFromParts(2023, 2, 30)).toBeNull()
  })

  it('begins at midnight in Shanghai, eight hours before UTC', () => {
    expect(dayOf(new Date('2023-09-07T15:59:59.999Z'))).toBe('2023-09-07')
    expect(dayOf(new Date('2023-09-07T16:00:00Z'))).toBe('2023-09-08')
    expect(instantAt(day('2023-09-08'), '09:00').toISOString()).toBe('2023-09-08T01:00:00.000Z')
  })

  it('is shown as people write it', () => {
    expect(showDay(day('2023-09-12'))).toBe('9月12日')
    expect(showDayTime(instantAt(day('2023-09-12'), '17:00'))).toBe('9月12日 17:00')
  })

  it('knows its day of the week', () => {
    expect(weekday(day('2023-09-10'))).toBe(0)
    expect(weekday(day('2023-09-08'))).toBe(5)
  })

  it('refuses a time of day that is none', () => {
    for (const wrong of ['24:00', '9:00', '09:60', '', '0900']) {
      expect(isTime(wrong), wrong).toBe(false)
      expect(() => instantAt(day('2023-09-08'), wrong), wrong).toThrow(RangeError)
    }
  })

  it('comes back from an instant and from the database as the same day', () => {
    fc.assert(
      fc.property(anyDay, anyTime, (on, time) => {
        const instant = instantAt(on, time)
        expect(dayOf(instant)).toBe(on)
        expect(timeOf(instant)).toBe(time)
        expect(dayFromDb(dayToDb(on))).toBe(on)
      }),
    )
  })

  it('is counted from another one and back', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4_000, max: 4_000 }), (from, n) => {
        const to = addDays(from, n)
        expect(daysBetween(from, to)).toBe(n)
        expect(from < to).toBe(n > 0)
        expect(weekday(to)).toBe((((weekday(from) + n) % 7) + 7) % 7)
      }),
    )
  })
})
