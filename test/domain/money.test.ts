import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  compareMoney,
  isNegative,
  money,
  moneyFromDb,
  moneyText,
  negate,
  showMoney,
  showWan,
  showYi,
  subtract,
  sum,
  typedMoney,
  ZERO,
} from '../../src/domain/money.ts'

const anyText = fc
  .tuple(fc.boolean(), fc.integer({ min: 0, max: 99_999_999 }), fc.integer({ min: 0, max: 99 }))
  .map(([below, whole, rest]) => `${below && whole + rest > 0 ? '-' : ''}${whole}.${String(rest).padStart(2, '0')}`)

describe('an amount of money', () => {
  it('is exact: many small sums do not drift', () => {
    expect(moneyText(sum(Array.from({ length: 1000 }, () => money('0.1'))))).toBe('100.00')
    expect(moneyText(add(money('0.1'), money('0.2')))).toBe('0.30')
    expect(moneyText(subtract(money('0.3'), money('0.1')))).toBe('0.20')
    expect(sum([])).toBe(ZERO)
  })

  it('goes up to what the database holds, and no further', () => {
    expect(moneyText(money('999999999999.99'))).toBe('999999999999.99')
    expect(() => money('1000000000000')).toThrow(RangeError)
    expect(() => add(money('999999999999.99'), money('0.01'))).toThrow(RangeError)
  })

  it.each(['', '1.234', 'abc', '1e3', '１', '1,000', '.5', '--1'])('is never made of %j', (text) => {
    expect(() => money(text)).toThrow(RangeError)
  })

  it.each([
    ['358.95', '358.95 万元'],
    ['800.00', '800 万元'],
    ['800.50', '800.50 万元'],
    ['5200', '5,200 万元'],
    ['9999.99', '9,999.99 万元'],
    ['10000', '1.00 亿元'],
    ['80000', '8.00 亿元'],
    ['3589500', '358.95 亿元'],
    ['12345678.9', '1,234.57 亿元'],
    ['0', '0 万元'],
    ['-50', '-50 万元'],
    ['-10000', '-1.00 亿元'],
  ])('of %s 万元 is shown as people read it', (text, shown) => {
    expect(showMoney(money(text))).toBe(shown)
  })

  it('can be shown in one unit throughout', () => {
    expect(showYi(money('449600'))).toBe('44.96 亿元')
    expect(showYi(money('50'))).toBe('0.01 亿元')
    expect(showYi(money('-49.99'))).toBe('0.00 亿元')
    expect(showWan(money('800000'))).toBe('800,000 万元')
  })

  it('is written short where it is to be typed', () => {
    expect(['5000', '750.5', '0', '100.25'].map((text) => typedMoney(money(text)))).toEqual([
      '5000万',
      '750.5万',
      '0万',
      '100.25万',
    ])
  })

  it('comes from the database through its decimal text', () => {
    expect(moneyFromDb({ toFixed: (places) => (800).toFixed(places) })).toBe(money('800'))
  })

  it('keeps its text, its order and its sums', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        const [x, y] = [money(a), money(b)]
        expect(moneyText(x)).toBe(a)
        expect(subtract(add(x, y), y)).toBe(x)
        expect(add(x, negate(x))).toBe(ZERO)
        expect(sum([x, y])).toBe(add(y, x))
        expect(compareMoney(x, y)).toBe(-compareMoney(y, x) + 0)
        expect(isNegative(x)).toBe(a.startsWith('-'))
      }),
    )
  })
})
