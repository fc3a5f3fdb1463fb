import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../../src/domain/calendar-day.ts'
import { money, sum } from '../../../src/domain/money.ts'
import { type FundsFact, type PromotionFact, promotionFigures } from '../../../src/domain/promotion/figures.ts'
import { promotionStages } from '../../../src/domain/promotion/stage.ts'
import { readVoucher } from '../../../src/domain/promotion/voucher-read.ts'

const days = fc.constantFrom('2022-12-31', '2023-01-01', '2023-06-30', '2023-12-31').map(day)
const amounts = fc.integer({ min: 1, max: 9_999_999 }).map((n) => money(`${n}.50`))
const funds: fc.Arbitrary<FundsFact> = fc.record({
  amount: amounts,
  receivedOn: days,
  state: fc.constantFrom('counted', 'waiting', 'refused'),
})
const facts: fc.Arbitrary<PromotionFact> = fc.record({
  stage: fc.constantFrom(...promotionStages),
  stageOn: days,
  signedOn: fc.option(days),
  signedAmount: fc.option(amounts),
  funds: fc.array(funds, { maxLength: 4 }),
})

describe('the figures of 招商', () => {
  it('count 到位资金 of the year that were reviewed, and nothing that waits or was returned', () => {
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 12 }), (rows) => {
        const all = rows.flatMap((row) => row.funds).filter(({ receivedOn }) => receivedOn >= '2023-01-01')
        const { funds: counted, waiting } = promotionFigures(rows, 2023)
        expect(counted).toBe(sum(all.filter(({ state }) => state === 'counted').map(({ amount }) => amount)))
        expect(waiting.amount).toBe(sum(all.filter(({ state }) => state === 'waiting').map(({ amount }) => amount)))
      }),
    )
  })

  it('add up: the rows of two lists together are the sum of each', () => {
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 8 }), fc.array(facts, { maxLength: 8 }), (a, b) => {
        const [one, other, both] = [a, b, [...a, ...b]].map((rows) => promotionFigures(rows, 2023))
        expect(both?.implementing).toBe((one?.implementing ?? 0) + (other?.implementing ?? 0))
        expect(both?.newlySigned).toBe((one?.newlySigned ?? 0) + (other?.newlySigned ?? 0))
        expect(both?.newlySignedAmount).toBe((one?.newlySignedAmount ?? 0n) + (other?.newlySignedAmount ?? 0n))
      }),
    )
  })

  it('leave out what was given up and what went into production in an earlier year', () => {
    const base = { signedOn: day('2023-05-01'), signedAmount: money('100.00'), funds: [] }
    const figures = (stage: PromotionFact['stage'], stageOn: string) =>
      promotionFigures([{ ...base, stage, stageOn: day(stageOn) }], 2023)
    expect(figures('ENDED', '2023-06-01')).toMatchObject({ implementing: 0, newlySigned: 0, newlySignedAmount: 0n })
    expect(figures('TALKING', '2023-06-01')).toMatchObject({ implementing: 0, newlySigned: 0, before: 1 })
    expect(figures('PRODUCING', '2022-06-01').implementing).toBe(0)
    expect(figures('PRODUCING', '2023-06-01').implementing).toBe(1)
  })
})

describe('a voucher', () => {
  it('is what stands behind 凭证, or begins with the name of one', () => {
    expect(readVoucher('2000万 9月20日 凭证：进账单0920')).toEqual({ head: '2000万 9月20日', voucher: '进账单0920' })
    expect(readVoucher('2000万，进账单 0920')).toEqual({ head: '2000万', voucher: '进账单 0920' })
    expect(readVoucher('2000万 凭证')).toEqual({ head: '2000万', voucher: null })
    expect(readVoucher('2000万')).toEqual({ head: '2000万', voucher: null })
  })
})
