/** One step of a 招商 project: on, back with a reason, or 终止 with a reason. The history keeps every one. */
import type { Context, Doubt } from '../../chat/command.ts'
import { type Day, dayFromDb, dayToDb, showDay } from '../../domain/calendar-day.ts'
import { type Money, moneyFromDb, moneyText, showMoney, typedMoney } from '../../domain/money.ts'
import { suspiciousUnit } from '../../domain/money-unit.ts'
import { isImplementing, type PromotionStage, showPromotionStage, stepTo } from '../../domain/promotion/stage.ts'
import { UserError } from '../../errors.ts'
import { mustHaveHappened } from '../inputs/reading.ts'
import { mustEnter } from '../pipeline/rights.ts'
import { auditFacts } from './facts.ts'
import { type PromotionRow, promotionCalled } from './find.ts'

export interface Move {
  readonly to: PromotionStage
  /** 签约额; of a signing only. */
  readonly amount: Money | null
  readonly on: Day
  readonly reason: string | null
}

/** Throws the sentence for a step that cannot be made. */
export function mustMayStep(ctx: Context, row: PromotionRow, move: Move): void {
  mustEnter(ctx, row, '推进这个招商项目')
  const { shortName } = row
  const { to, amount, on } = move
  mustHaveHappened(on, ctx.today, showPromotionStage(to))
  if (amount !== null && to !== 'SIGNED') {
    const name = showPromotionStage(to)
    throw new UserError(`${name}不写金额。登记到位资金请发：招商 ${shortName} 到位 2000万 凭证 进账单号`)
  }
  if (isAmendment(row, move)) mustBeReasoned(row, move)
  else if (to === 'SIGNED' && row.signedAmount === null && amount === null) {
    throw new UserError(`请写明签约投资额，带上单位，例如：招商 ${shortName} 签约 3.2亿 9月12日`)
  } else mustFollow(row, move)
}

/** Another amount for what is signed already: the project stays where it is. */
function isAmendment({ signedAmount, stage }: PromotionRow, { to, amount }: Move): boolean {
  return to === 'SIGNED' && amount !== null && signedAmount !== null && isImplementing(stage)
}

function mustBeReasoned({ shortName, signedAmount }: PromotionRow, { amount, reason }: Move): void {
  if (reason !== null || signedAmount === null || amount === null) return
  const before = showMoney(moneyFromDb(signedAmount))
  throw new UserError(
    `${shortName}已登记签约额 ${before}，更正要写原因，例如：招商 ${shortName} 签约 ${typedMoney(amount)} 补充协议`,
  )
}

function mustFollow(row: PromotionRow, { to, on, reason }: Move): void {
  const { shortName, stage, stageOn } = row
  const [now, then] = [showPromotionStage(stage), showPromotionStage(to)]
  const said = `招商 ${shortName} ${then}`
  const step = stepTo(stage, to)
  if (step.kind === 'same') throw new UserError(`${shortName}已经是“${now}”了`, [`招商 ${shortName}`])
  if (step.kind === 'end') {
    if (reason === null) throw new UserError(`终止要写原因，例如：${said} 投资方调整布局`)
    return
  }
  if (step.kind === 'back') {
    if (reason !== null) return
    throw new UserError(`${shortName}现在是“${now}”，退回“${then}”要写原因，例如：${said} 用地方案未落实`)
  }
  if (row.signedAmount === null && to !== 'TALKING' && to !== 'SIGNED') {
    throw new UserError(`${shortName}还没有签约，请先发：招商 ${shortName} 签约 3.2亿 ${showDay(on)}`)
  }
  const last = dayFromDb(stageOn)
  // A lead is dated by its entry: what is known of it may be older.
  if (stage !== 'LEAD' && on < last)
    throw new UserError(`${showDay(on)}早于上一步（${showDay(last)}${now}），请核对日期`)
  if (to === 'FUNDED' && !row.funds.some(({ state }) => state === 'APPROVED')) {
    throw new UserError(`${shortName}还没有审核通过的到位资金，请先登记：招商 ${shortName} 到位 2000万 凭证 进账单号`)
  }
}

/** What is to be confirmed before the step: stages left out, an amount that looks like the wrong unit. */
export function stepDoubts(row: PromotionRow, { to, amount }: Move): Doubt[] {
  const { shortName, stage, intended } = row
  const step = stepTo(stage, to)
  const doubts: Doubt[] = []
  if (step.kind === 'skip' && !(step.over.length === 1 && step.over[0] === 'TALKING')) {
    const over = step.over.map(showPromotionStage).join('、')
    doubts.push({
      sentence: `${shortName}现在是“${showPromotionStage(stage)}”，直接到“${showPromotionStage(to)}”会跳过${over}，对吗？`,
    })
  }
  if (amount !== null && intended !== null && suspiciousUnit(amount, moneyFromDb(intended)) !== 'ok') {
    doubts.push({
      sentence: `签约额 ${showMoney(amount)}和意向额 ${showMoney(moneyFromDb(intended))}相差太大，单位写对了吗？`,
    })
  }
  return doubts
}

/** Makes the step and gives the row as it stands then. Of two people at once, one makes it. */
export async function makeStep(ctx: Context, row: PromotionRow, move: Move): Promise<PromotionRow> {
  mustMayStep(ctx, row, move)
  return await storeStep(ctx, row, move)
}

/** Without the rights of a typed step: the review of funds moves what has begun on to 到位. */
export async function storeStep(ctx: Context, row: PromotionRow, move: Move): Promise<PromotionRow> {
  const { tx, now, speaker, audit } = ctx
  const { to, amount, on, reason } = move
  const amends = isAmendment(row, move)
  const signs = to === 'SIGNED' && amount !== null
  const { count } = await tx.promotionProject.updateMany({
    where: { id: row.id, stage: row.stage, stageOn: row.stageOn },
    data: {
      ...(amends ? {} : { stage: to, stageOn: dayToDb(on) }),
      ...(signs ? { signedAmount: moneyText(amount) } : {}),
      ...(signs && !amends ? { signedOn: dayToDb(on) } : {}),
      // Set back to before the signing, it is not a signed project any more.
      ...(to === 'LEAD' || to === 'TALKING' ? { signedAmount: null, signedOn: null } : {}),
    },
  })
  if (count === 0) throw new UserError(`${row.shortName}刚刚被别人改过，请发“招商 ${row.shortName}”看现在的情况`)
  await tx.promotionStep.create({
    data: {
      promotionId: row.id,
      stage: to,
      on: dayToDb(on),
      amount: signs ? moneyText(amount) : null,
      reason,
      at: now,
      personId: speaker.personId,
    },
  })
  const after = await promotionCalled(ctx, row.shortName)
  await audit({ subject: 'promotion', subjectId: row.id, before: auditFacts(row), after: auditFacts(after) })
  return after
}
