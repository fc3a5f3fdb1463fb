import { describe, expect, it } from 'vitest'
import { day } from '../../src/domain/calendar-day.ts'
import { defaultRules } from '../../src/domain/rules.ts'
import { stateCalendar } from '../../src/domain/workday.ts'
import { pushMoment } from '../../src/outbox/push-moment.ts'

const calendar = stateCalendar()
const moment = (at: string) => pushMoment({ at: new Date(at), calendar, rules: defaultRules })

describe('a push', () => {
  it.each([
    ['within working hours goes at once', '2023-09-08T10:12:00+08:00', '2023-09-08T10:12:00+08:00'],
    ['at the first open minute goes at once', '2023-09-08T09:00:00+08:00', '2023-09-08T09:00:00+08:00'],
    ['before work waits for nine', '2023-09-08T07:00:00+08:00', '2023-09-08T09:00:00+08:00'],
    ['at the end of the open hours waits for the next day', '2023-09-07T17:30:00+08:00', '2023-09-08T09:00:00+08:00'],
    ['on a Friday evening waits for Monday', '2023-09-08T18:00:00+08:00', '2023-09-11T09:00:00+08:00'],
    [
      'in the National Day holidays waits until they are over',
      '2023-09-29T10:00:00+08:00',
      '2023-10-07T09:00:00+08:00',
    ],
    [
      'on a Saturday that makes up for a holiday goes at once',
      '2023-10-07T10:00:00+08:00',
      '2023-10-07T10:00:00+08:00',
    ],
    [
      'on the last evening of the year waits for its first working day',
      '2023-12-31T20:00:00+08:00',
      '2024-01-02T09:00:00+08:00',
    ],
  ])('%s', (_, at, goes) => {
    expect(moment(at)).toEqual(new Date(goes))
  })

  it('follows the hours and holidays of its district', () => {
    const rules = { calendar: { ...defaultRules.calendar, quietFrom: '08:30', quietTo: '12:00' } }
    const own = stateCalendar([{ date: day('2023-09-08'), isWorkday: false }])
    expect(pushMoment({ at: new Date('2023-09-07T12:00:00+08:00'), calendar: own, rules })).toEqual(
      new Date('2023-09-11T08:30:00+08:00'),
    )
  })
})
