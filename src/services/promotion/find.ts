/** 招商项目 as the commands, the figures and the papers read them. */
import type { Tx } from '../../database/client.ts'
import { dayFromDb } from '../../domain/calendar-day.ts'
import { moneyFromDb } from '../../domain/money.ts'
import type { NameEntry } from '../../domain/name-match.ts'
import type { FundsFact, PromotionFact } from '../../domain/promotion/figures.ts'
import { UserError } from '../../errors.ts'
import type { Prisma, PromotionStage, RequestState } from '../../generated/prisma/client.ts'
import { everything, type Filter, type Place, within } from '../pipeline/filter.ts'
import { entriesOf, nameColumns } from '../pipeline/names.ts'

const withAll = {
  unit: { select: { id: true, shortName: true } },
  person: { select: { id: true, name: true } },
  project: { select: { id: true, shortName: true } },
  steps: { include: { person: { select: { name: true } } }, orderBy: { id: 'asc' } },
  funds: {
    include: { enterer: { select: { id: true, name: true } }, reviewer: { select: { id: true, name: true } } },
    orderBy: [{ receivedOn: 'asc' }, { id: 'asc' }],
  },
} satisfies Prisma.PromotionProjectInclude

export type PromotionRow = Prisma.PromotionProjectGetPayload<{ include: typeof withAll }>
export type FundsRow = PromotionRow['funds'][number]

/** The 招商项目 of a short name that a reader found; throws the sentence when it is gone. */
export async function promotionCalled({ tx, district }: Place, shortName: string): Promise<PromotionRow> {
  const key = { districtId: district.id, shortName }
  const row = await tx.promotionProject.findUnique({ where: { districtId_shortName: key }, include: withAll })
  if (row === null) throw new UserError(`没有找到招商项目“${shortName}”，请发“招商 清单”看全部`, ['招商 清单'])
  return row
}

/** In the order of the list. */
export async function listPromotions(
  place: Place,
  filter: Filter<PromotionStage> = everything,
): Promise<PromotionRow[]> {
  const { branch } = filter
  return await place.tx.promotionProject.findMany({
    where: { ...within(place, filter), ...(branch === null ? {} : { industry: branch }) },
    include: withAll,
    orderBy: { number: 'asc' },
  })
}

/** The names that people may type for each, keyed by the short name. */
export async function promotionNames(tx: Tx, districtId: number): Promise<NameEntry<string>[]> {
  const rows = await tx.promotionProject.findMany({
    where: { districtId },
    select: nameColumns,
    orderBy: { number: 'asc' },
  })
  return entriesOf(rows)
}

/** The industries of the list, each once. */
export async function industries({ tx, district }: Place): Promise<string[]> {
  const rows = await tx.promotionProject.findMany({
    where: { districtId: district.id },
    select: { industry: true },
    distinct: ['industry'],
    orderBy: { industry: 'asc' },
  })
  return rows.flatMap(({ industry }) => industry ?? [])
}

const COUNTS: Readonly<Record<RequestState, FundsFact['state']>> = {
  PENDING: 'waiting',
  APPROVED: 'counted',
  REFUSED: 'refused',
  WITHDRAWN: 'refused',
}

export function fundsFact({ amount, receivedOn, state }: FundsRow): FundsFact {
  return { amount: moneyFromDb(amount), receivedOn: dayFromDb(receivedOn), state: COUNTS[state] }
}

/** What the figures need of a row. */
export function promotionFact(row: PromotionRow): PromotionFact {
  const { stage, stageOn, signedOn, signedAmount, funds } = row
  return {
    stage,
    stageOn: dayFromDb(stageOn),
    signedOn: signedOn === null ? null : dayFromDb(signedOn),
    signedAmount: signedAmount === null ? null : moneyFromDb(signedAmount),
    funds: funds.map(fundsFact),
  }
}
