import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, day } from '../../src/domain/calendar-day.ts'
import type { ProblemState } from '../../src/domain/problem.ts'
import { stageOf } from '../../src/domain/problem-care.ts'
import { stateCalendar } from '../../src/domain/workday.ts'

const calendar = stateCalendar()
const problem = {
  state: 'WORKING' as ProblemState,
  raisedOn: day('2023-09-01'),
  dueOn: day('2023-09-13'),
  submittedOn: null,
}

describe('stageOf', () => {
  it('is due soon from the second working day before the due date, overdue from the day after it', () => {
    const stage = (today: string) => stageOf(problem, calendar, day(today))?.stage ?? null
    expect(stage('2023-09-08')).toBeNull()
    expect(stage('2023-09-11')).toBe('DUE_SOON')
    expect(stage('2023-09-13')).toBe('DUE_SOON')
    expect(stage('2023-09-14')).toBe('OVERDUE')
  })

  it('counts working days over a weekend for what waits for 项目办 and for the raiser', () => {
    const open = { ...problem, state: 'OPEN' as const, dueOn: null, raisedOn: day('2023-09-08') }
    expect(stageOf(open, calendar, day('2023-09-11'))).toBeNull()
    expect(stageOf(open, calendar, day('2023-09-12'))).toEqual({ stage: 'UNASSIGNED', countsFrom: '2023-09-08' })
    const waiting = { ...problem, state: 'CONFIRMING' as const, submittedOn: day('2023-09-08') }
    expect(stageOf(waiting, calendar, day('2023-09-15'))).toBeNull()
    expect(stageOf(waiting, calendar, day('2023-09-16'))).toEqual({ stage: 'UNANSWERED', countsFrom: '2023-09-08' })
  })

  it('never goes back while nothing changes, and what is closed or suspended has none', () => {
    const ORDER = [null, 'UNASSIGNED', 'DUE_SOON', 'OVERDUE', 'UNANSWERED']
    const state = fc.constantFrom<ProblemState>(
      ...(['OPEN', 'ASSIGNED', 'WORKING', 'RETURNED', 'CONFIRMING', 'CLOSED', 'SUSPENDED'] as const),
    )
    const offset = fc.integer({ min: -40, max: 40 })
    fc.assert(
      fc.property(state, offset, offset, fc.integer({ min: 0, max: 30 }), (state, due, from, later) => {
        const at = (n: number): Day => addDays(day('2023-09-13'), n)
        const one = { ...problem, state, dueOn: at(due), submittedOn: at(due) }
        const before = stageOf(one, calendar, at(from))
        const after = stageOf(one, calendar, at(from + later))
        if (state === 'CLOSED' || state === 'SUSPENDED') expect(after).toBeNull()
        expect(ORDER.indexOf(after?.stage ?? null)).toBeGreaterThanOrEqual(ORDER.indexOf(before?.stage ?? null))
      }),
    )
  })
})
