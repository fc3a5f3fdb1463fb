import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '../../../src/domain/calendar-day.ts'
import {
  countdown,
  doneInTime,
  governmentDays,
  mayFollow,
  type PermitEvent,
  permitState,
  promisedDay,
  totalGovernmentDays,
  urgency,
} from '../../../src/domain/permits/clock.ts'
import { nthWorkdayAfter, stateCalendar } from '../../../src/domain/workday.ts'

const calendar = stateCalendar()
const accepted = (on: string): PermitEvent => ({ kind: 'accepted', on: day(on) })
const paused = (on: string): PermitEvent => ({ kind: 'paused', on: day(on), reason: '补正' })
const resumed = (on: string): PermitEvent => ({ kind: 'resumed', on: day(on) })
const done = (on: string): PermitEvent => ({ kind: 'done', on: day(on) })
const refused = (on: string): PermitEvent => ({ kind: 'refused', on: day(on) })
const workdays = (days: number) => ({ days, unit: 'workday' as const })

describe('the clock of a permit (rules.md §7)', () => {
  it.each([
    ['2023-03-01', 26, '2023-04-07'],
    ['2023-03-01', 54, '2023-05-18'],
    ['2025-01-20', 7, '2025-02-05'],
    ['2026-09-21', 26, '2026-11-03'],
  ])('accepted on %s, a limit of %i working days ends on %s', (on, days, end) => {
    const clock = countdown([accepted(on)], workdays(days), day(on), calendar)
    expect(clock).toEqual({ running: true, used: 0, left: days, dueOn: end })
    expect(doneInTime([accepted(on), done(end)], workdays(days), calendar)).toBe(true)
    expect(doneInTime([accepted(on), done(addDays(day(end), 1))], workdays(days), calendar)).toBe(false)
  })

  it('does not run while the enterprise prepares, nor while it is paused', () => {
    expect(countdown([], workdays(5), day('2023-03-10'), calendar)).toEqual({ running: false, used: 0, left: 5 })
    const events = [accepted('2023-03-01'), paused('2023-03-03')]
    expect(countdown(events, workdays(5), day('2023-03-20'), calendar)).toEqual({ running: false, used: 2, left: 3 })
  })

  it('goes on the day after the end of a pause with what was left', () => {
    const events = [accepted('2023-03-01'), paused('2023-03-03'), resumed('2023-03-13')]
    const clock = countdown(events, workdays(5), day('2023-03-14'), calendar)
    expect(clock).toEqual({ running: true, used: 3, left: 2, dueOn: '2023-03-16' })
  })

  it('may be accepted on a day off; counting starts on the next day', () => {
    expect(countdown([accepted('2023-10-01')], workdays(1), day('2023-10-01'), calendar)).toMatchObject({
      dueOn: '2023-10-07',
    })
  })

  it('counts calendar days where the limit is in 日, and ends on a working day', () => {
    const limit = { days: 60, unit: 'day' as const }
    // 2023-08-02 + 60 = 2023-10-01, a holiday; the next working day is Saturday the 7th, moved to be one.
    const clock = countdown([accepted('2023-08-02')], limit, day('2023-10-03'), calendar)
    expect(clock).toEqual({ running: true, used: 62, left: 0, dueOn: '2023-10-07' })
    expect(countdown([accepted('2023-08-02')], limit, day('2023-10-09'), calendar)).toMatchObject({ left: -2 })
    expect(doneInTime([accepted('2023-08-02'), done('2023-10-07')], limit, calendar)).toBe(true)
  })

  it('warns with two days left, is overdue the day after, and far overdue after five working days', () => {
    const at = (on: string) => urgency(countdown([accepted('2023-03-01')], workdays(5), day(on), calendar))
    expect(at('2023-03-03')).toBe('none')
    expect(at('2023-03-06')).toBe('soon')
    expect(at('2023-03-08')).toBe('soon')
    expect(at('2023-03-09')).toBe('overdue')
    expect(at('2023-03-15')).toBe('overdue')
    expect(at('2023-03-16')).toBe('far-overdue')
  })

  it('keeps the promised day that was missed: neither a pause nor a late end moves it', () => {
    const late = [accepted('2023-03-01'), paused('2023-03-10'), resumed('2023-03-20')]
    for (const events of [late.slice(0, 1), late.slice(0, 2), late, [...late, done('2023-03-21')]])
      expect(promisedDay(events, workdays(5), calendar)).toBe('2023-03-08')
    expect(doneInTime([...late, done('2023-03-21')], workdays(5), calendar)).toBe(false)
    expect(countdown(late, workdays(5), day('2023-03-21'), calendar)).toEqual({
      ...{ running: true, used: 8, left: -3, dueOn: '2023-03-08' },
    })
  })

  it('has no promised day while it rests with time left; a refusal then is in time', () => {
    const rests = [accepted('2023-03-01'), paused('2023-03-03')]
    expect(promisedDay([], workdays(5), calendar)).toBe(null)
    expect(promisedDay(rests, workdays(5), calendar)).toBe(null)
    expect(promisedDay([...rests, refused('2023-04-20')], workdays(5), calendar)).toBe('2023-04-20')
  })

  it('warns from the days that a district sets', () => {
    const at = (on: string) =>
      urgency(countdown([accepted('2023-03-01')], workdays(5), day(on), calendar), { soonDays: 4, redDays: 0 })
    expect([at('2023-03-02'), at('2023-03-08'), at('2023-03-09')]).toEqual(['soon', 'soon', 'far-overdue'])
  })

  it('starts anew when a refused permit is accepted again', () => {
    const events = [accepted('2023-03-01'), refused('2023-03-06'), accepted('2023-03-20')]
    expect(countdown(events, workdays(5), day('2023-03-21'), calendar)).toMatchObject({ used: 1, left: 4 })
  })

  it('counts a day once for the project, however many permits are examined on it', () => {
    const one = [accepted('2023-03-01'), done('2023-03-08')]
    const other = [accepted('2023-03-03'), done('2023-03-10')]
    expect(totalGovernmentDays([one, other], day('2023-04-01'), calendar)).toBe(7)
    expect(totalGovernmentDays([one], day('2023-04-01'), calendar)).toBe(5)
  })

  it('takes no event that cannot follow: nothing is done before it is accepted, or closed twice', () => {
    expect(mayFollow([], done('2023-03-01'))).toBe(false)
    expect(mayFollow([accepted('2023-03-02')], done('2023-03-01'))).toBe(false)
    expect(mayFollow([accepted('2023-03-01'), paused('2023-03-02')], done('2023-03-03'))).toBe(false)
    expect(mayFollow([accepted('2023-03-01')], done('2023-03-01'))).toBe(true)
    expect(() => permitState([done('2023-03-01')])).toThrow(RangeError)
  })

  it('never counts a day off or a pause, and never more days than have passed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 6 }), (gaps) => {
        let on = day('2023-09-01')
        const events: PermitEvent[] = gaps.map((gap, i) => {
          on = addDays(on, gap)
          if (i === 0) return { kind: 'accepted', on }
          return i % 2 === 1 ? { kind: 'paused', on, reason: '公示' } : { kind: 'resumed', on }
        })
        const today = addDays(on, 30)
        const counted = governmentDays(events, today, calendar)
        expect(counted.every((one) => calendar.isWorkday(one))).toBe(true)
        expect(new Set(counted).size).toBe(counted.length)
        const running = permitState(events) === 'accepted'
        const clock = countdown(events, workdays(20), today, calendar)
        expect(clock.running).toBe(running)
        expect(clock.used + clock.left).toBe(20)
        // On the due day the limit is used up, neither earlier nor later.
        if (clock.running && clock.left > 0)
          expect(countdown(events, workdays(20), clock.dueOn, calendar)).toMatchObject({ left: 0 })
      }),
    )
  })

  it('without a pause ends where the calendar says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 60 }), (n, days) => {
        const on = addDays(day('2022-01-01'), n)
        const end = nthWorkdayAfter(calendar, on, days)
        expect(countdown([{ kind: 'accepted', on }], workdays(days), on, calendar)).toMatchObject({ dueOn: end })
      }),
    )
  })
})
