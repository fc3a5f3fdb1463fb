/** 招商 as plain rows for the papers (台账, Excel): every stage's date, exact amounts, what is counted and what waits. */
import { type Day, dayFromDb } from '../../domain/calendar-day.ts'
import { type Money, moneyFromDb, sum } from '../../domain/money.ts'
import { countedFunds } from '../../domain/promotion/figures.ts'
import { type PromotionStage, showPromotionStage } from '../../domain/promotion/stage.ts'
import { fundsFact, listPromotions, type Place } from './find.ts'

export interface PromotionPaperRow {
  readonly number: number
  readonly shortName: string
  readonly name: string
  readonly investor: string | null
  readonly industry: string | null
  readonly source: string | null
  readonly unit: string | null
  readonly person: string | null
  /** '签约' */
  readonly stage: string
  readonly intended: Money | null
  readonly signedAmount: Money | null
  readonly signedOn: Day | null
  /** The day on which it last entered each stage. */
  readonly entered: Readonly<Record<PromotionStage, Day | null>>
  /** 到位资金 that counts, of all years. */
  readonly funds: Money
  readonly fundsWaiting: Money
  /** Short name of the key project that it became. */
  readonly project: string | null
  readonly isDemo: boolean
}

export async function promotionRows(place: Place): Promise<PromotionPaperRow[]> {
  const rows = await listPromotions(place)
  return rows.map((row) => {
    const facts = row.funds.map(fundsFact)
    const entered = (stage: PromotionStage): Day | null => {
      const step = row.steps.findLast((one) => one.stage === stage)
      return step === undefined ? null : dayFromDb(step.on)
    }
    return {
      ...{ number: row.number, shortName: row.shortName, name: row.name, investor: row.investor },
      ...{ industry: row.industry, source: row.source, isDemo: row.isDemo },
      unit: row.unit?.shortName ?? null,
      person: row.person?.name ?? null,
      stage: showPromotionStage(row.stage),
      intended: row.intended === null ? null : moneyFromDb(row.intended),
      signedAmount: row.signedAmount === null ? null : moneyFromDb(row.signedAmount),
      signedOn: row.signedOn === null ? null : dayFromDb(row.signedOn),
      entered: byStage(entered),
      funds: countedFunds(facts),
      fundsWaiting: sum(facts.filter(({ state }) => state === 'waiting').map(({ amount }) => amount)),
      project: row.project?.shortName ?? null,
    }
  })
}

function byStage(of: (stage: PromotionStage) => Day | null): Record<PromotionStage, Day | null> {
  return {
    ...{ LEAD: of('LEAD'), TALKING: of('TALKING'), SIGNED: of('SIGNED'), REGISTERED: of('REGISTERED') },
    ...{ LAND: of('LAND'), STARTED: of('STARTED'), FUNDED: of('FUNDED'), PRODUCING: of('PRODUCING') },
    ENDED: of('ENDED'),
  }
}
