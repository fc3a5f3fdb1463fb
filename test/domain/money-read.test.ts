import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { money, moneyText, showMoney, showWan, typedMoney } from '../../src/domain/money.ts'
import { moneyRefusal, readMoney } from '../../src/domain/money-read.ts'

describe('an amount as people type it', () => {
  it.each([
    '8亿',
    '8亿元',
    '80000万',
    '8 亿 元',
    '八亿',
    '８亿',
    '800000000元',
    '80,000万元',
    '¥8亿',
    '8.0亿',
    '捌亿元整',
  ])('%s is 8 亿元', (text) => {
    expect(readMoney(text)).toEqual({ ok: true, money: money('80000'), bare: false })
  })

  it.each([
    ['8,000万元', '8000.00'],
    ['８，０００万元', '8000.00'],
    ['３亿', '30000.00'],
    ['三千五百万', '3500.00'],
    ['3千5百万', '3500.00'],
    ['3.5千万', '3500.00'],
    ['一亿二千万', '12000.00'],
    ['一亿零五百万', '10500.00'],
    ['1亿2000万元', '12000.00'],
    ['1.2亿', '12000.00'],
    ['三点五亿', '35000.00'],
    ['两千万', '2000.00'],
    ['十万', '10.00'],
    ['二十五万', '25.00'],
    ['5000000元', '500.00'],
    ['1万5千元', '1.50'],
    ['800.50万', '800.50'],
    ['800.500万', '800.50'],
    ['0万', '0.00'],
  ])('%s is %s 万元', (text, expected) => {
    const reading = readMoney(text)
    expect(reading.ok ? moneyText(reading.money) : null).toBe(expected)
  })

  it('is in 万元 when no unit is written, and says so', () => {
    expect(readMoney('500')).toEqual({ ok: true, money: money('500'), bare: true })
    expect(readMoney('12.5')).toEqual({ ok: true, money: money('12.5'), bare: true })
    expect(readMoney('八百')).toEqual({ ok: true, money: money('800'), bare: true })
  })

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['1.2e4万', 'not-a-number'],
    ['很多', 'not-a-number'],
    ['8,00万', 'not-a-number'],
    ['1.2.3万', 'not-a-number'],
    ['1亿2000', 'not-a-number'],
    ['1.2亿3000万', 'not-a-number'],
    ['1亿20000万', 'not-a-number'],
    ['90%', 'not-a-number'],
    ['万', 'not-a-number'],
    ['-50万', 'negative'],
    ['负三万', 'negative'],
    ['800.555万', 'too-precise'],
    ['12345元', 'too-precise'],
    ['0.0000001亿', 'too-precise'],
    ['1000000亿', 'too-large'],
    ['99999999999999999999万', 'too-large'],
  ])('%j is refused as %s, with a sentence', (text, reason) => {
    expect(readMoney(text)).toEqual({ ok: false, reason })
  })

  it('is refused with a sentence that shows what was typed and what to type instead', () => {
    expect(moneyRefusal('1.2e4万', 'not-a-number')).toBe('“1.2e4万”不像金额，请写成 800万 或 1.2亿')
    expect(moneyRefusal('800.555万', 'too-precise')).toContain('两位小数')
    expect(moneyRefusal('', 'empty')).toContain('800万')
    expect(moneyRefusal('-50万', 'negative')).toContain('更正')
    expect(moneyRefusal('1000000亿', 'too-large')).toContain('单位')
  })

  it('is read back exactly from every way in which it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (hundredths) => {
        const amount = money(`${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`)
        for (const text of [showWan(amount), typedMoney(amount), `${moneyText(amount)}万元`, moneyText(amount)]) {
          expect(readMoney(text), text).toMatchObject({ ok: true, money: amount })
        }
      }),
    )
  })

  it('is read back from 亿元 whenever that loses nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), (hundredMillions) => {
        const amount = money(String(hundredMillions * 100))
        const reading = readMoney(showMoney(amount))
        expect(reading).toMatchObject({ ok: true, money: amount })
      }),
    )
  })

  it('grows with the number typed', () => {
    fc.assert(
      fc.property(fc.nat(999_999), fc.nat(999_999), fc.constantFrom('', '万', '亿'), (a, b, unit) => {
        const [x, y] = [readMoney(`${Math.min(a, b)}${unit}`), readMoney(`${Math.max(a, b)}${unit}`)]
        expect(x.ok && y.ok && x.money <= y.money).toBe(true)
      }),
    )
  })

  it('never throws on anything that people or machines may send', () => {
    const pieces = fc.array(
      fc.constantFrom('1', '0', '.', ',', '，', '-', '万', '亿', '元', '千', '百', '十', '零', '三', '点', ' ', 'e'),
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: 'binary' }),
          pieces.map((all) => all.join('')),
        ),
        (text) => {
          const reading = readMoney(text)
          if (reading.ok) expect(moneyText(reading.money)).toMatch(/^\d+\.\d\d$/)
          else expect(moneyRefusal(text, reading.reason)).toMatch(/[\u4e00-\u9fff]/)
        },
      ),
      { numRuns: 200 },
    )
  })
})
