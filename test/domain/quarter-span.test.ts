import { describe, expect, it } from 'vitest'
import { quarter } from '../../src/domain/period.ts'
import { lastMonthOf, nextQuarter, previousQuarter } from '../../src/domain/quarter-span.ts'

describe('a quarter', () => {
  it('is ranked by the rules of its last month', () => {
    expect(lastMonthOf(quarter('2023-Q3'))).toBe('2023-09')
    expect(lastMonthOf(quarter('2023-Q4'))).toBe('2023-12')
  })

  it('is followed by the next one, also over the turn of the year', () => {
    expect(nextQuarter(quarter('2023-Q3'))).toBe('2023-Q4')
    expect(nextQuarter(quarter('2023-Q4'))).toBe('2024-Q1')
    expect(previousQuarter(quarter('2024-Q1'))).toBe('2023-Q4')
    expect(previousQuarter(quarter('2023-Q4'))).toBe('2023-Q3')
  })
})
