import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalText, readDecimal, scaled, withoutNoise } from '../../src/domain/decimal-text.ts'

const shown = (text: string): string | null => {
  const decimal = readDecimal(text)
  return decimal === null ? null : decimalText(withoutNoise(decimal))
}

describe('numbers as a spreadsheet stores them', () => {
  it('lose the noise behind the fifteenth digit and nothing else', () => {
    expect(
      ['0.30000000000000004', '1234.5600000001', '1.2E-3', '4.4960000000000004', '9E15', '-0.1'].map(shown),
    ).toEqual(['0.3', '1234.5600000001', '0.0012', '4.496', '9000000000000000', '-0.1'])
  })

  it('are none when they are words, dates or absurd', () => {
    expect(['', '.', '1e999', 'abc', '1.2.3', '1'.repeat(61)].map(shown)).toEqual([null, null, null, null, null, null])
  })

  it('come back as the amount that JavaScript wrote, for every amount of a ledger', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), (hundredths) => {
        const decimal = readDecimal(String(hundredths / 100))
        expect(decimal && scaled(withoutNoise(decimal), 0, 2)).toEqual({ units: BigInt(hundredths), exact: true })
      }),
    )
  })

  it('round half away from zero, and say when something was lost', () => {
    const money = (text: string, power: number) => {
      const decimal = readDecimal(text)
      return decimal && scaled(decimal, power, 2)
    }
    expect(money('1.005', 0)).toEqual({ units: 101n, exact: false })
    expect(money('1.23456', 4)).toEqual({ units: 1_234_560n, exact: true })
    expect(money('123456', -4)).toEqual({ units: 1_235n, exact: false })
  })
})
