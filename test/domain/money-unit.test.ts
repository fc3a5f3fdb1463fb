import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { money } from '../../src/domain/money.ts'
import { inOtherUnit, suspiciousUnit } from '../../src/domain/money-unit.ts'

describe('a slip of the unit', () => {
  it.each([
    ['400000', '80', 'ask'],
    ['399999.99', '80', 'ok'],
    ['1600000', '80', 'ask'],
    ['1600000.01', '80', 'refuse'],
    ['0.08', '800', 'ask'],
    ['0.03', '800', 'refuse'],
    ['0.17', '800', 'ok'],
    ['800', '800', 'ok'],
    ['0', '800', 'ok'],
    ['800', '0', 'ok'],
  ])('%s 万元 against %s 万元: %s', (value, reference, verdict) => {
    expect(suspiciousUnit(money(value), money(reference))).toBe(verdict)
  })

  it('offers what the amount would be in the neighbouring unit', () => {
    expect(inOtherUnit(money('800000'), money('80'))).toBe(money('80'))
    expect(inOtherUnit(money('0.08'), money('800'))).toBe(money('800'))
  })

  it('offers nothing that would have to be rounded', () => {
    expect(inOtherUnit(money('800001'), money('80'))).toBeNull()
  })

  it('is never asked about within a factor of 5,000, always beyond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 30_000 }), (base, times) => {
        const verdict = times < 5_000 ? 'ok' : times <= 20_000 ? 'ask' : 'refuse'
        const [small, large] = [money(String(base)), money(String(base * times))]
        expect(suspiciousUnit(large, small)).toBe(verdict)
        expect(suspiciousUnit(small, large)).toBe(verdict)
      }),
    )
  })
})
