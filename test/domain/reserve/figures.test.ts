import { describe, expect, it } from 'vitest'
import { day } from '../../../src/domain/calendar-day.ts'
import { fixed, showPercent } from '../../../src/domain/fraction.ts'
import { money, ZERO } from '../../../src/domain/money.ts'
import { type ReserveFact, reserveFigures } from '../../../src/domain/reserve/figures.ts'
import {
  readinessItems,
  readReadinessItem,
  readReserveStage,
  reserveStages,
  showReadinessItem,
  showReserveStage,
} from '../../../src/domain/reserve/stage.ts'

const NOT_READY = { APPROVAL: 'DONE', LAND: 'DONE', ENVIRONMENT: 'WORKING', ENERGY: 'NONE' } as const
const READY = { APPROVAL: 'DONE', LAND: 'DONE', ENVIRONMENT: 'DONE', ENERGY: 'DONE' } as const

function fact(over: Partial<ReserveFact>): ReserveFact {
  return {
    ...{ stage: 'RESERVE', totalInvestment: money('10000.00'), readiness: NOT_READY },
    ...{ enteredOn: day('2022-05-01'), leftOn: null, ...over },
  }
}

describe('the figures of 储备', () => {
  it('are 转化率 = 当年转实施 ÷ 年初储备 and 接续比 = 储备总投资 ÷ 年度完成', () => {
    const rows = [
      fact({}),
      fact({ stage: 'PREPARATION', readiness: READY, totalInvestment: money('20000.00') }),
      fact({ stage: 'IDEA', enteredOn: day('2023-02-01'), totalInvestment: null }),
      fact({ stage: 'STARTED', leftOn: day('2023-03-01') }),
      fact({ stage: 'PRODUCING', leftOn: day('2022-11-01') }),
      fact({ stage: 'WITHDRAWN', leftOn: day('2023-04-01') }),
    ]
    const figures = reserveFigures(rows, 2023, money('12000.00'))
    // In the pool on 1 January: the two that still are, the one that began in March, the one withdrawn in April.
    expect(figures).toMatchObject({ pool: 3, total: money('30000.00'), ready: 1, atYearStart: 4, converted: 1 })
    expect(figures.conversion === null ? null : showPercent(figures.conversion)).toBe('25.00%')
    expect(figures.relay === null ? null : fixed(figures.relay, 2)).toBe('2.50')
  })

  it('are not made up where there is nothing to divide by', () => {
    expect(reserveFigures([fact({ enteredOn: day('2023-02-01') })], 2023, ZERO)).toMatchObject({
      conversion: null,
      relay: null,
    })
  })

  it('have words that are read back', () => {
    for (const stage of reserveStages) expect(readReserveStage(showReserveStage(stage))).toBe(stage)
    for (const item of readinessItems) expect(readReadinessItem(showReadinessItem(item))).toBe(item)
    expect(readReserveStage('constructor')).toBeNull()
  })
})
