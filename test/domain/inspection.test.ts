import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { percentText } from '../../src/domain/fraction.ts'
import { inspectionDeviation, inspectionGrade } from '../../src/domain/inspection.ts'
import { money, moneyText } from '../../src/domain/money.ts'
import { defaultScoring } from '../../src/domain/scoring-rules.ts'

const grade = (reported: string, verified: string) =>
  inspectionGrade(inspectionDeviation(money(reported), money(verified)), defaultScoring.deviation)

describe('核查偏差', () => {
  // §6a.9: |reported − verified| ÷ verified: above 5 % to 10 % inclusive −3; above 10 %: P = 0.
  it.each([
    ['1000', '1000', '0.00', 'none'],
    ['1050', '1000', '5.00', 'none'],
    ['1050.01', '1000', '5.00', 'minor'],
    ['1100', '1000', '10.00', 'minor'],
    ['1100.01', '1000', '10.00', 'major'],
    ['900', '1000', '10.00', 'minor'],
    ['0', '0', '0.00', 'none'],
    ['5', '0', '100.00', 'major'],
  ])('reported %s, verified %s is %s%%: %s', (reported, verified, percent, expected) => {
    expect(percentText(inspectionDeviation(money(reported), money(verified)))).toBe(percent)
    expect(grade(reported, verified)).toBe(expected)
  })

  it('is the same for as much too little as too much, and never negative', () => {
    const amounts = fc.tuple(fc.bigInt(1n, 10n ** 10n), fc.bigInt(0n, 10n ** 10n))
    fc.assert(
      fc.property(amounts, ([whole, part]) => {
        const text = (n: bigint) => `${n / 100n}.${String(n % 100n).padStart(2, '0')}`
        const [verified, off] = [money(text(whole)), part < whole ? part : whole]
        const over = inspectionDeviation(money(text(whole + off)), verified)
        const under = inspectionDeviation(money(text(whole - off)), verified)
        expect(over.equals(under), moneyText(verified)).toBe(true)
        expect(over.s >= 0n).toBe(true)
      }),
    )
  })
})
