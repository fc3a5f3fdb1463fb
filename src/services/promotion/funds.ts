/** 到位资金: entered with a voucher, counted once somebody else has looked at it (rules.md §7). */
import type { Context, Doubt } from '../../chat/command.ts'
import { type Day, dayFromDb, dayOf, dayToDb, showDay } from '../../domain/calendar-day.ts'
import {
  add,
  compareMoney,
  type Money,
  moneyFromDb,
  moneyText,
  showMoney,
  sum,
  typedMoney,
} from '../../domain/money.ts'
import { countedFunds } from '../../domain/promotion/figures.ts'
import { isImplementing } from '../../domain/promotion/stage.ts'
import { voucherKey } from '../../domain/promotion/voucher-key.ts'
import { UserError } from '../../errors.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
import { tellAll } from '../daily-bundle.ts'
import { mustHaveHappened } from '../inputs/reading.ts'
import { officePeople } from '../office-push.ts'
import { membersWith } from '../people.ts'
import type { Place } from '../pipeline/filter.ts'
import { mustEnter } from '../pipeline/rights.ts'
import { fundsFact, type PromotionRow, promotionCalled } from './find.ts'
import { storeStep } from './move.ts'
import { mustReview } from './rights.ts'

export interface Entry {
  readonly amount: Money
  readonly on: Day
  /** 进账单号、支付凭证号、现场核实记录. */
  readonly voucher: string
}

/**
 * Throws the sentence for what cannot be entered: not signed, no rights, from the future, the same voucher again.
 * Without an entry: whether the speaker may enter any.
 */
export async function mustMayEnter(ctx: Context, row: PromotionRow, entry: Entry | null): Promise<void> {
  mustEnter(ctx, row, '登记到位资金')
  const { shortName, signedAmount, stage } = row
  if (!isImplementing(stage) || signedAmount === null) {
    throw new UserError(`${shortName}还没有签约或已终止，不能登记到位资金`, [`招商 ${shortName}`])
  }
  if (entry === null) return
  const { amount, on, voucher } = entry
  if (amount === 0n) throw new UserError('到位资金要大于 0')
  mustHaveHappened(on, ctx.today, '到账')
  await mustBeUnused(ctx, voucher)
}

/** A voucher counts once in the district, however it is typed; the database has the same in an index. */
async function mustBeUnused({ tx, district }: Context, voucher: string): Promise<void> {
  const known = await tx.promotionFunds.findFirst({
    where: { districtId: district.id, voucherKey: voucherKey(voucher), state: { in: ['PENDING', 'APPROVED'] } },
    include: { promotion: { select: { shortName: true } } },
  })
  if (known === null) return
  const { id, amount, receivedOn, state, promotion } = known
  const what = `${showMoney(moneyFromDb(amount))}，${showDay(dayFromDb(receivedOn))}到账，${state === 'PENDING' ? '待审核' : '已计入'}`
  throw new UserError(
    `凭证“${voucher}”已登记在${promotion.shortName}（${id} 号，${what}），一张凭证只计一次。如果是另一张，请把凭证号写全`,
    [`招商 ${promotion.shortName}`],
  )
}

/** More money than was signed for is possible, but usually a slip. */
export function entryDoubts(row: PromotionRow, { amount }: Entry): Doubt[] {
  const { shortName, signedAmount, funds } = row
  if (signedAmount === null) return []
  const signed = moneyFromDb(signedAmount)
  const entered = sum(funds.map(fundsFact).flatMap((fact) => (fact.state === 'refused' ? [] : [fact.amount])))
  const total = add(entered, amount)
  if (compareMoney(total, signed) <= 0) return []
  return [
    {
      sentence: `${shortName}累计到位将是 ${showMoney(total)}，超过签约额 ${showMoney(signed)}，金额和单位写对了吗？`,
    },
  ]
}

/** Stores the row as 待审核 and tells who may review it, in the bundle of the day. Gives its number. */
export async function enterFunds(ctx: Context, row: PromotionRow, entry: Entry): Promise<number> {
  await mustMayEnter(ctx, row, entry)
  const { tx, now, speaker, audit } = ctx
  const { amount, on, voucher } = entry
  const { id } = await tx.promotionFunds.create({
    data: {
      districtId: ctx.district.id,
      promotionId: row.id,
      amount: moneyText(amount),
      receivedOn: dayToDb(on),
      voucher,
      voucherKey: voucherKey(voucher),
      enteredBy: speaker.personId,
      enteredAt: now,
    },
  })
  await audit({
    subject: 'funds',
    subjectId: id,
    before: null,
    after: { promotion: row.id, funds: moneyText(amount), state: 'PENDING' },
  })
  const reviewers = [
    ...(await officePeople(ctx)),
    ...(await membersWith(tx, ctx.district.id, 'supervision', dayOf(now))).map(({ personId }) => personId),
  ]
  const item = {
    text: `到位资金待审核：${row.shortName} ${showMoney(amount)}`,
    detail: `${showDay(on)}到账，凭证 ${voucher}，${speaker.name} 登记。审核请发：招商 待审`,
    way: { label: '审核到位资金', action: '招商 待审' },
  }
  await tellAll(ctx, reviewers, item, speaker.personId)
  return id
}

const withNames = {
  enterer: { select: { id: true, name: true } },
  promotion: { select: { id: true, shortName: true, unit: { select: { shortName: true } } } },
} satisfies Prisma.PromotionFundsInclude
export type WaitingFunds = Prisma.PromotionFundsGetPayload<{ include: typeof withNames }>

/** What waits for review, the oldest first. */
export async function waitingFunds({ tx, district }: Place): Promise<WaitingFunds[]> {
  return await tx.promotionFunds.findMany({
    where: { promotion: { districtId: district.id }, state: 'PENDING' },
    include: withNames,
    orderBy: { id: 'asc' },
  })
}

/** The funds of a number that may be reviewed by the speaker now; throws the sentence when not. */
export async function fundsToReview(ctx: Context, number: number): Promise<WaitingFunds> {
  mustReview(ctx)
  const funds = await ctx.tx.promotionFunds.findFirst({
    where: { id: number, promotion: { districtId: ctx.district.id } },
    include: { ...withNames, reviewer: { select: { name: true } } },
  })
  if (funds === null) throw new UserError(`没有 ${number} 号到位资金，请发“招商 待审”看待审核的`, ['招商 待审'])
  if (funds.state !== 'PENDING') {
    const who = funds.reviewer?.name ?? '别人'
    throw new UserError(`${number} 号到位资金已由${who}${funds.state === 'APPROVED' ? '通过' : '退回'}`, ['招商 待审'])
  }
  if (funds.enteredBy !== null && funds.enteredBy === ctx.speaker.personId) {
    throw new UserError(`${number} 号到位资金是您登记的，请由项目办或督查室的另一位审核`, ['招商 待审'])
  }
  return funds
}

export type Verdict = { readonly passed: true } | { readonly passed: false; readonly reason: string }

/**
 * 通过 or 退回. Once passed it counts; what stands at 开工 goes on to 到位. Gives the counted sum of the project.
 */
export async function reviewFunds(ctx: Context, funds: WaitingFunds, verdict: Verdict): Promise<Money> {
  const { tx, now, speaker, audit } = ctx
  const state = verdict.passed ? 'APPROVED' : 'REFUSED'
  const { count } = await tx.promotionFunds.updateMany({
    where: { id: funds.id, state: 'PENDING' },
    data: {
      ...{ state, reviewedBy: speaker.personId, reviewedAt: now },
      reason: verdict.passed ? null : verdict.reason,
    },
  })
  if (count === 0) throw new UserError(`${funds.id} 号到位资金刚刚被别人审核过`, ['招商 待审'])
  await audit({
    subject: 'funds',
    subjectId: funds.id,
    before: { promotion: funds.promotionId, state: 'PENDING' },
    after: { promotion: funds.promotionId, state, funds: funds.amount.toFixed(2) },
  })
  const { shortName } = funds.promotion
  const amount = moneyFromDb(funds.amount)
  const item = {
    text: `到位资金${verdict.passed ? '已通过审核' : '没有通过审核'}：${shortName} ${showMoney(amount)}`,
    ...(verdict.passed
      ? {}
      : {
          detail: `${verdict.reason}。核对后请重新登记：招商 ${shortName} 到位 ${typedMoney(amount)} 凭证 进账单号`,
        }),
  }
  await tellAll(ctx, [funds.enterer?.id ?? null], item, null)
  const row = await promotionCalled(ctx, shortName)
  if (verdict.passed && row.stage === 'STARTED') {
    const received = dayFromDb(funds.receivedOn)
    const begun = dayFromDb(row.stageOn)
    await storeStep(ctx, row, { to: 'FUNDED', amount: null, on: received < begun ? begun : received, reason: null })
  }
  return countedFunds(row.funds.map(fundsFact))
}
