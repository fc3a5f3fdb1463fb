import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  afterServiceMove,
  gradeWords,
  openServiceStates,
  opensProblem,
  readGrade,
  type ServiceMove,
  showGrade,
  unansweredOn,
} from '../../src/domain/agency.ts'
import { addDays, day } from '../../src/domain/calendar-day.ts'
import { stateCalendar } from '../../src/domain/workday.ts'

const moves: readonly ServiceMove[] = ['ACCEPT', 'RECORD', 'FINISH', 'STOP']

describe('a request for help', () => {
  it('is never anything else once it has ended', () => {
    for (const state of ['DONE', 'STOPPED'] as const) {
      for (const move of moves) expect(afterServiceMove(state, move)).toBeNull()
    }
  })

  it('is not finished before somebody accepted it, and can be stopped as long as it is open', () => {
    expect(afterServiceMove('WAITING', 'FINISH')).toBeNull()
    for (const state of openServiceStates) expect(afterServiceMove(state, 'STOP')).toBe('STOPPED')
  })

  it('that waits is told to the agents on one day and to 项目办 on a later one, whenever it was asked', () => {
    const calendar = stateCalendar()
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), (shift) => {
        const asked = addDays(day('2023-01-05'), shift)
        const told = Array.from({ length: 40 }, (_, i) => unansweredOn(calendar, asked, addDays(asked, i)))
        expect(told.filter((whose) => whose !== null)).toEqual(['agents', 'office'])
      }),
    )
  })
})

describe('a grade of a visit', () => {
  it('reads only as it is written', () => {
    for (const word of gradeWords) expect(showGrade(readGrade(word) ?? 'SATISFIED')).toBe(word)
    for (const word of ['很满意', '很不满意', '不太满意', '满意不满意', 'toString', ''])
      expect(readGrade(word)).toBeNull()
    fc.assert(fc.property(fc.string(), (word) => (readGrade(word) === null) === !gradeWords.includes(word)))
  })

  it('opens a problem from 不满意 on', () => {
    expect(gradeWords.filter((word) => opensProblem(readGrade(word) ?? 'SATISFIED'))).toEqual(['不满意', '非常不满意'])
  })
})
