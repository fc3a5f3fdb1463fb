import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day, dayOf, instantAt, timeOf } from '../../src/domain/calendar-day.ts'
import { isOpen, nextOpenMinute } from '../../src/domain/quiet-hours.ts'
import { defaultRules } from '../../src/domain/rules.ts'
import { stateCalendar } from '../../src/domain/workday.ts'

const calendar = stateCalendar()
const hours = defaultRules.calendar
const at = (on: string, time: string) => instantAt(day(on), time)

describe('quiet hours', () => {
  it.each([
    ['Friday 08:59', '2023-09-08', '08:59', '2023-09-08', '09:00'],
    ['Friday 09:00', '2023-09-08', '09:00', '2023-09-08', '09:00'],
    ['Friday 17:29', '2023-09-08', '17:29', '2023-09-08', '17:29'],
    ['Friday 17:30', '2023-09-08', '17:30', '2023-09-11', '09:00'],
    ['Saturday noon', '2023-09-09', '12:00', '2023-09-11', '09:00'],
    ['the eve of the October holidays', '2023-09-28', '18:00', '2023-10-07', '09:00'],
    ['a working Saturday', '2023-10-07', '10:00', '2023-10-07', '10:00'],
  ])('a push due on %s goes out at the next open minute', (_, on, time, day, open) => {
    expect(nextOpenMinute(calendar, at(on, time), hours)).toEqual(at(day, open))
  })

  it('follow the district’s own hours', () => {
    const early = { quietFrom: '08:30', quietTo: '18:00' }
    expect(isOpen(calendar, at('2023-09-08', '08:30'), early)).toBe(true)
    expect(isOpen(calendar, at('2023-09-08', '18:00'), early)).toBe(false)
  })

  it('never let a push out on a holiday or at night, and never hold one that may go', () => {
    const start = at('2023-01-01', '00:00').getTime()
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 365 * 24 * 60 }), (minutes) => {
        const due = new Date(start + minutes * 60_000)
        const open = nextOpenMinute(calendar, due, hours)
        expect(isOpen(calendar, open, hours)).toBe(true)
        expect(open.getTime()).toBeGreaterThanOrEqual(due.getTime())
        expect(calendar.isWorkday(dayOf(open))).toBe(true)
        expect(timeOf(open) >= '09:00' && timeOf(open) < '17:30').toBe(true)
        if (isOpen(calendar, due, hours)) expect(open).toBe(due)
        else expect(isOpen(calendar, new Date(open.getTime() - 60_000), hours)).toBe(false)
      }),
    )
  })
})
