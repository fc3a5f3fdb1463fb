import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance } from '../../src/domain/edit-distance.ts'

describe('the distance of two words', () => {
  it.each([
    ['lvbang', 'lvbang', 0],
    ['lvbagn', 'lvbang', 1],
    ['lvbng', 'lvbang', 1],
    ['绿帮', '绿邦', 1],
    ['', 'ab', 2],
    ['kitten', 'sitting', 3],
  ])('%s and %s: %i', (a, b, distance) => {
    expect(editDistance(a, b, 5)).toBe(distance)
    expect(editDistance(b, a, 5)).toBe(distance)
  })

  it('is given up beyond the limit', () => {
    expect(editDistance('kitten', 'sitting', 2)).toBe(Number.POSITIVE_INFINITY)
    expect(editDistance('a', 'abcdef', 2)).toBe(Number.POSITIVE_INFINITY)
  })

  it('is symmetric, nought only for the same word, and at most the longer one', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b, 8)
        expect(editDistance(b, a, 8)).toBe(distance)
        expect(distance === 0).toBe(a === b)
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length))
      }),
    )
  })
})
