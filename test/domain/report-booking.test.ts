import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, type Money, money, ZERO } from '../../src/domain/money.ts'
import { book } from '../../src/domain/report-booking.ts'

const before = money('5200')
const given = (periodAmount: string | null, yearToDate: string | null) => ({
  periodAmount: periodAmount === null ? null : money(periodAmount),
  yearToDate: yearToDate === null ? null : money(yearToDate),
})

describe('what a report adds to the ledger', () => {
  it('is its 本旬', () => {
    expect(book(given('800', null), { before, missedPrevious: false })).toEqual({
      amount: money('800'),
      backfill: ZERO,
      yearToDate: money('6000'),
      unequal: false,
    })
  })

  it('is the rise of 年度累计, when only that is given', () => {
    for (const missedPrevious of [false, true]) {
      expect(book(given(null, '6000'), { before, missedPrevious })).toMatchObject({
        amount: money('800'),
        backfill: ZERO,
        yearToDate: money('6000'),
      })
    }
  })

  it('is 本旬 when 累计 agrees with it', () => {
    expect(book(given('800', '6000'), { before, missedPrevious: false })).toMatchObject({ unequal: false })
  })

  it('is nothing when both are given and disagree', () => {
    expect(book(given('800', '6100'), { before, missedPrevious: false })).toMatchObject({ unequal: true })
    expect(book(given('800', '5900'), { before, missedPrevious: true })).toMatchObject({ unequal: true })
  })

  it('is, after a missed 旬, 本旬 and the surplus of 累计 as 补报', () => {
    expect(book(given('800', '6100'), { before, missedPrevious: true })).toEqual({
      amount: money('800'),
      backfill: money('100'),
      yearToDate: money('6100'),
      unequal: false,
    })
  })

  it('always adds up to the 年度累计 that it answers with', () => {
    const amounts: fc.Arbitrary<Money> = fc.integer({ min: 0, max: 10_000_000 }).map((n) => money(String(n)))
    const perhaps = fc.option(amounts)
    fc.assert(
      fc.property(amounts, perhaps, perhaps, fc.boolean(), (sum, periodAmount, yearToDate, missedPrevious) => {
        const booked = book({ periodAmount, yearToDate }, { before: sum, missedPrevious })
        expect(add(add(sum, booked.amount), booked.backfill)).toBe(booked.yearToDate)
        if (!booked.unequal) expect(booked.backfill >= ZERO).toBe(true)
      }),
    )
  })
})
