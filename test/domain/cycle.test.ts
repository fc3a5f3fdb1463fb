import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day, dayOf, daysBetween, instantAt, timeOf } from '../../src/domain/calendar-day.ts'
import { type CycleMoments, cycleMoments } from '../../src/domain/cycle.ts'
import { lastDay, nextTenDay, tenDay, tenDayOf } from '../../src/domain/period.ts'
import { defaultRules, type Rules } from '../../src/domain/rules.ts'
import { stateCalendar } from '../../src/domain/workday.ts'

const calendar = stateCalendar()
const shown = (moments: CycleMoments) =>
  Object.fromEntries(
    Object.entries(moments).map(([name, at]) => [name, at instanceof Date ? `${dayOf(at)} ${timeOf(at)}` : at]),
  )
const momentsOf = (code: string, rules: Rules = defaultRules) => shown(cycleMoments(calendar, rules, tenDay(code)))
const withTimes = (times: Partial<Rules['calendar']>): Rules => ({
  ...defaultRules,
  calendar: { ...defaultRules.calendar, ...times },
})

describe('the moments of a 旬', () => {
  it('9月上旬 ends on a Sunday: it is asked for on the Friday before', () => {
    expect(momentsOf('2023-09-1')).toEqual({
      reminderAt: '2023-09-08 09:00',
      secondReminderAt: '2023-09-12 09:00',
      deadlineAt: '2023-09-12 17:00',
      lockAt: '2023-09-13 09:00',
      publishAt: '2023-09-13 14:30',
    })
  })

  it('9月中旬 ends on a Wednesday: it is asked for that day', () => {
    expect(momentsOf('2023-09-2')).toMatchObject({
      reminderAt: '2023-09-20 09:00',
      publishAt: '2023-09-25 14:30',
    })
  })

  it('9月下旬 ends within the holidays: it is asked for before them and published after', () => {
    expect(momentsOf('2023-09-3')).toEqual({
      reminderAt: '2023-09-28 09:00',
      secondReminderAt: '2023-10-08 09:00',
      deadlineAt: '2023-10-08 17:00',
      lockAt: '2023-10-09 09:00',
      publishAt: '2023-10-09 14:30',
    })
    expect(momentsOf('2023-10-1')).toMatchObject({ publishAt: '2023-10-13 14:30' })
  })

  it('a last working day more than three days early gives way to the first one after', () => {
    const holidays = [17, 18, 19, 20].map((n) => ({ date: day(`2023-09-${n}`), isWorkday: false }))
    const local = stateCalendar(holidays)
    expect(shown(cycleMoments(local, defaultRules, tenDay('2023-09-2')))).toMatchObject({
      reminderAt: '2023-09-21 09:00',
      secondReminderAt: '2023-09-22 09:00',
      deadlineAt: '2023-09-22 17:00',
    })
  })

  it('has no second reminder where there is no room for one', () => {
    const holidays = [17, 18, 19, 20].map((n) => ({ date: day(`2023-09-${n}`), isWorkday: false }))
    const local = stateCalendar(holidays)
    const rules = withTimes({ deadlineWorkday: 1 })
    expect(shown(cycleMoments(local, rules, tenDay('2023-09-2')))).toMatchObject({
      reminderAt: '2023-09-21 09:00',
      secondReminderAt: null,
      deadlineAt: '2023-09-21 17:00',
    })
    expect(momentsOf('2023-09-1', withTimes({ reminderTime: '17:00' }))).toMatchObject({ secondReminderAt: null })
  })

  it('is rather asked for too early than after its deadline', () => {
    const holidays = [17, 18, 19, 20].map((n) => ({ date: day(`2023-09-${n}`), isWorkday: false }))
    const rules = withTimes({ deadlineWorkday: 1, deadlineTime: '09:00' })
    expect(shown(cycleMoments(stateCalendar(holidays), rules, tenDay('2023-09-2')))).toMatchObject({
      reminderAt: '2023-09-15 09:00',
      secondReminderAt: null,
    })
  })

  it('come in order in every 旬 of every year, on working days, and one 旬 is published before the next is due', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 365 * 22 }), (n) => {
        const period = tenDayOf(addDays(day('2004-01-01'), n))
        const moments = cycleMoments(calendar, defaultRules, period)
        const { reminderAt, secondReminderAt, deadlineAt, lockAt, publishAt } = moments
        const inOrder = [reminderAt, secondReminderAt, deadlineAt, lockAt, publishAt].flatMap((at) => at ?? [])
        expect(inOrder.toSorted((a, b) => a.getTime() - b.getTime())).toEqual(inOrder)
        for (const at of inOrder) expect(calendar.isWorkday(dayOf(at))).toBe(true)
        expect(daysBetween(dayOf(reminderAt), lastDay(period))).toBeLessThanOrEqual(3)
        expect(publishAt < cycleMoments(calendar, defaultRules, nextTenDay(period)).deadlineAt).toBe(true)
        expect(reminderAt).toEqual(instantAt(dayOf(reminderAt), '09:00'))
      }),
    )
  })
})
