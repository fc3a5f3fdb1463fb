import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { room, roomAt, type Uses, use } from '../../src/outbox/quota.ts'

const fivePerSecond = { count: 5, perMs: 1000 }

describe('a quota', () => {
  it('lets a burst of its size through and then nothing', () => {
    const after = use(fivePerSecond, {}, 10_000, 5)
    expect(room(fivePerSecond, {}, 10_000)).toBe(5)
    expect(room(fivePerSecond, after, 10_000)).toBe(0)
    expect(room(fivePerSecond, after, 10_999)).toBe(0)
  })

  it('names the moment at which the next one fits, at most a tenth later than need be', () => {
    const after = use(fivePerSecond, {}, 10_050, 5)
    const next = roomAt(fivePerSecond, after, 10_050)
    expect(next).toBeGreaterThan(11_050)
    expect(next).toBeLessThanOrEqual(11_150)
    expect(room(fivePerSecond, after, next)).toBe(5)
    expect(room(fivePerSecond, after, next - 1)).toBe(0)
  })

  it('has room at once when nothing was used', () => {
    expect(roomAt(fivePerSecond, {}, 42)).toBe(42)
  })

  it('does not hold anything back after the clock was put back', () => {
    const tomorrow = use(fivePerSecond, {}, 86_400_000, 5)
    expect(room(fivePerSecond, tomorrow, 1000)).toBe(5)
  })

  it('never lets more than its count through in any window, wherever the window begins', () => {
    const quota = fc.record({ count: fc.integer({ min: 1, max: 40 }), perMs: fc.constantFrom(1000, 60_000) })
    const steps = fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(quota, steps, (window, gaps) => {
        let uses: Uses = {}
        let at = 1_700_000_000_000
        const taken: number[] = []
        for (const gap of gaps) {
          at += gap
          if (room(window, uses, at) === 0) continue
          uses = use(window, uses, at)
          taken.push(at)
        }
        for (const start of taken) {
          const within = taken.filter((moment) => moment >= start && moment < start + window.perMs)
          expect(within.length).toBeLessThanOrEqual(window.count)
        }
        expect(Object.keys(uses).length).toBeLessThanOrEqual(12)
      }),
    )
  })

  it('is used up to its count when always asked again at the moment it names', () => {
    let uses: Uses = {}
    let at = 0
    let taken = 0
    while (at < 60_000) {
      at = roomAt(fivePerSecond, uses, at)
      uses = use(fivePerSecond, uses, at)
      taken += 1
    }
    expect(taken).toBeGreaterThan(5 * 54)
  })
})
