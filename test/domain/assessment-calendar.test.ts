import { describe, expect, it } from 'vitest'
import { evaluationMoments, monthEnd, quarterEnd, rankingMoments } from '../../src/domain/assessment-calendar.ts'
import { showDayTime } from '../../src/domain/calendar-day.ts'
import { month, quarter } from '../../src/domain/period.ts'
import { defaultRules } from '../../src/domain/rules.ts'
import { stateCalendar } from '../../src/domain/workday.ts'

const calendar = stateCalendar()

describe('the calendar of the assessment (rules.md §5)', () => {
  it('evaluates September 2023 after the long holiday, with the working Saturday and Sunday counted', () => {
    const { trialAt, objectionUntil, publishAt } = evaluationMoments(calendar, defaultRules, month('2023-09'))
    expect([trialAt, objectionUntil, publishAt].map(showDayTime)).toEqual([
      '10月9日 09:00',
      '10月11日 17:00',
      '10月12日 14:30',
    ])
  })

  it('ranks the third quarter of 2023 on the eighth and tenth working day', () => {
    const { previewAt, publishAt } = rankingMoments(calendar, defaultRules, quarter('2023-Q3'))
    expect([previewAt, publishAt].map(showDayTime)).toEqual(['10月16日 09:00', '10月18日 14:30'])
  })

  it('knows the last day of a month and of a quarter, also at the turn of the year and in a leap year', () => {
    expect(monthEnd(month('2023-12'))).toBe('2023-12-31')
    expect(monthEnd(month('2024-02'))).toBe('2024-02-29')
    expect(quarterEnd(quarter('2023-Q4'))).toBe('2023-12-31')
    expect(quarterEnd(quarter('2023-Q1'))).toBe('2023-03-31')
  })
})
