import { describe, expect, it } from 'vitest'
import { ZodError } from 'zod'
import { month } from '../../src/domain/period.ts'
import { defaultRules, type RuleChange, ruleConflict, rulesAt, rulesSchema } from '../../src/domain/rules.ts'

const change = (key: string, value: unknown, fromMonth: string, createdAt = '2023-01-01T00:00:00Z'): RuleChange => ({
  key,
  value,
  fromMonth,
  createdAt: new Date(createdAt),
})

describe('the rules of a month', () => {
  it('are the written ones as long as nobody changed them', () => {
    expect(rulesAt([], month('2023-09'))).toEqual(defaultRules)
    expect(rulesSchema.parse(defaultRules)).toEqual(defaultRules)
    expect(ruleConflict(defaultRules)).toBeNull()
    expect(defaultRules.curve.monthEnd).toEqual([1, 3, 10, 18, 28, 40, 52, 64, 75, 86, 95, 100])
  })

  it('count from the month that was named, and leave earlier months alone', () => {
    const changes = [change('calendar.deadlineTime', '18:00', '2023-09')]
    expect(rulesAt(changes, month('2023-08')).calendar.deadlineTime).toBe('17:00')
    expect(rulesAt(changes, month('2023-09')).calendar.deadlineTime).toBe('18:00')
    expect(rulesAt(changes, month('2024-01')).calendar.deadlineTime).toBe('18:00')
    expect(defaultRules.calendar.deadlineTime).toBe('17:00')
  })

  it('are those of the change made last, in whatever order they are read', () => {
    const changes = [
      change('modes.dispatch', 'off', '2023-08', '2023-08-02T00:00:00Z'),
      change('modes.dispatch', 'approve', '2023-08', '2023-08-01T00:00:00Z'),
    ]
    expect(rulesAt(changes, month('2023-09')).modes.dispatch).toBe('off')
    expect(rulesAt(changes.toReversed(), month('2023-09')).modes.dispatch).toBe('off')
  })

  it('can change together', () => {
    const rules = rulesAt(
      [change('calendar.pushHours', { quietFrom: '08:30', quietTo: '18:00' }, '2023-09')],
      month('2023-09'),
    )
    expect(rules.calendar).toMatchObject({ quietFrom: '08:30', quietTo: '18:00', deadlineTime: '17:00' })
  })

  it('pass over what this version does not know, and refuse what it knows to be wrong', () => {
    for (const key of ['scores.weights', 'calendar.unheard', 'calendar', '', '__proto__.polluted']) {
      expect(rulesAt([change(key, 1, '2023-01')], month('2023-09')), key).toEqual(defaultRules)
    }
    expect(() => rulesAt([change('calendar.deadlineTime', '25:00', '2023-01')], month('2023-09'))).toThrow(ZodError)
    const falling = [1, 3, 10, 18, 28, 40, 52, 64, 63, 86, 95, 100]
    expect(() => rulesAt([change('curve.monthEnd', falling, '2023-01')], month('2023-09'))).toThrow(ZodError)
  })
})

describe('rules that cannot hold together', () => {
  const withTimes = (times: Partial<typeof defaultRules.calendar>) =>
    ruleConflict({ ...defaultRules, calendar: { ...defaultRules.calendar, ...times } })

  it.each([
    ['a lock before the deadline', { lockWorkday: 2, lockTime: '16:00', publishTime: '16:30' }, '锁定'],
    ['a bulletin before the lock', { publishTime: '08:00' }, '发布'],
    ['hours that end before they begin', { quietTo: '08:00' }, '推送时段'],
    ['a reminder in quiet hours', { reminderTime: '07:00' }, '提醒时间 07:00'],
    ['a bulletin in quiet hours', { publishTime: '18:00' }, '发布时间 18:00'],
  ])('%s gets a sentence', (_, times, named) => {
    expect(withTimes(times)).toContain(named)
  })

  it('a lock on the day of the deadline is one that can', () => {
    expect(withTimes({ lockWorkday: 2, lockTime: '17:10', publishTime: '17:20' })).toBeNull()
  })
})
