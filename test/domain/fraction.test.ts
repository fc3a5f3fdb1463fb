import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Exact, exact, fixed, percentText, ratio, readPercent, share, showPercent } from '../../src/domain/fraction.ts'
import { money } from '../../src/domain/money.ts'

describe('a percentage', () => {
  it('of the district’s investment is 71.43%', () => {
    const rate = ratio(money('449600'), money('629400'))
    expect(rate && showPercent(rate)).toBe('71.43%')
  })

  it('has two decimals, rounded half up from the exact value', () => {
    expect(percentText(new Exact(1n, 3n))).toBe('33.33')
    expect(percentText(new Exact(2n, 3n))).toBe('66.67')
    expect(percentText(new Exact(100005n, 10_000_000n))).toBe('1.00')
    expect(percentText(new Exact(10005n, 1_000_000n))).toBe('1.00')
    expect(percentText(new Exact(1005n, 100_000n))).toBe('1.01')
    expect(percentText(new Exact(0n))).toBe('0.00')
    expect(percentText(new Exact(1n))).toBe('100.00')
    expect(fixed(new Exact(-1n, 200n), 2)).toBe('-0.01')
    expect(fixed(new Exact(-1n, 1000n), 2)).toBe('0.00')
    expect(fixed(new Exact(5n, 2n), 0)).toBe('3')
  })

  it('is none without something to divide by', () => {
    expect(ratio(money('1'), money('0'))).toBeNull()
  })

  it('of money is of 万元', () => {
    expect(exact(money('800.50')).equals('800.5')).toBe(true)
  })

  it.each([
    ['90%', 90],
    ['９０％', 90],
    ['45.5', 45.5],
    ['百分之90', 90],
    [' 12.34 % ', 12.34],
    ['33.330%', 33.33],
    ['0', 0],
    ['100%', 100],
  ])('typed as %j is %d', (text, percent) => {
    expect(readPercent(text)).toEqual({ ok: true, percent })
  })

  it.each([
    ['', 'not-a-number'],
    ['九成', 'not-a-number'],
    ['1e2', 'not-a-number'],
    ['-5%', 'negative'],
    ['100.01%', 'over-100'],
    ['33.333%', 'too-precise'],
  ])('typed as %j is refused: %s', (text, reason) => {
    expect(readPercent(text)).toEqual({ ok: false, reason })
  })

  it('is read back as shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (hundredths) => {
        const shown = showPercent(new Exact(BigInt(hundredths), 10_000n))
        const read = readPercent(shown)
        expect(read.ok && share(read.percent).equals(new Exact(BigInt(hundredths), 10_000n))).toBe(true)
      }),
    )
  })

  it('is never further than half a hundredth from the exact value', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 1, max: 999_999 }), (n, d) => {
        const x = new Exact(BigInt(n), BigInt(d))
        expect(new Exact(fixed(x, 2)).sub(x).abs().lte(new Exact(1n, 200n))).toBe(true)
      }),
    )
  })

  it('never throws on anything that is typed', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = readPercent(text)
        expect(read.ok ? read.percent >= 0 && read.percent <= 100 : read.reason.length > 0).toBe(true)
      }),
    )
  })
})
