import { describe, expect, it } from 'vitest'
import { money } from '../../src/domain/money.ts'
import { firstFall, targetSpot, targetsInForce } from '../../src/domain/target-points.ts'

describe('targets in force', () => {
  it('a month’s target is that of its 下旬', () => {
    expect([targetSpot('2023-09'), targetSpot('2023-09-3'), targetSpot('2023-09-1')]).toEqual([
      '2023-09-3',
      '2023-09-3',
      '2023-09-1',
    ])
    expect(() => targetSpot('2023-Q3')).toThrow(RangeError)
  })

  it('the newest row of a 旬 holds, whichever way its period is written; they come in the order of the year', () => {
    const rows = [
      { period: '2023-10', id: 1 },
      { period: '2023-09-3', id: 2 },
      { period: '2023-09', id: 3 },
      { period: '2023-09-1', id: 4 },
    ]
    expect(targetsInForce(rows).map(({ id }) => id)).toEqual([4, 3, 1])
  })

  it('fall within a year is found, from one year to the next it is none', () => {
    const point = (period: string, amount: string) => ({ period, cumulative: money(amount) })
    expect(firstFall([point('2023-09', '80'), point('2023-10', '80'), point('2024-01', '5')])).toBeNull()
    expect(firstFall([point('2023-09', '80'), point('2023-10', '79.99')])?.after.period).toBe('2023-10')
  })
})
