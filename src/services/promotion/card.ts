/** One 招商 project as its people read it: where it stands, how it got there, the money, what comes next. */
import { type Action, type Block, button, type Card } from '../../chat/card.ts'
import type { Context } from '../../chat/command.ts'
import { dayFromDb, showDay, showFullDay } from '../../domain/calendar-day.ts'
import { moneyFromDb, showMoney, sum } from '../../domain/money.ts'
import { countedFunds } from '../../domain/promotion/figures.ts'
import { nextStage, showPromotionStage } from '../../domain/promotion/stage.ts'
import { BASIS, DEMO_MARK } from '../as-of.ts'
import { isOffice, mayEnter } from '../pipeline/rights.ts'
import { type FundsRow, fundsFact, type PromotionRow } from './find.ts'

/** What fits a phone; older steps are in the papers. */
const STEPS = 8
const FUNDS = 4

export function promotionCard(ctx: Context, row: PromotionRow): Card {
  const { shortName, name, stage, stageOn, project } = row
  const full = name === shortName || name.startsWith(shortName) ? name : `${shortName} ${name}`
  const blocks: Block[] = [
    { kind: 'fields', items: fieldsOf(row) },
    { kind: 'list', items: row.steps.slice(-STEPS).map(stepItem) },
  ]
  if (row.funds.length > 0) blocks.push({ kind: 'list', items: row.funds.slice(-FUNDS).map(fundsItem) })
  if (project !== null) {
    blocks.push({ kind: 'text', text: `已转为重点项目“${project.shortName}”；开工、投产以重点项目的核实为准` })
  }
  blocks.push({ kind: 'note', text: [BASIS, ...(row.isDemo ? [DEMO_MARK] : [])].join('；') })
  return {
    title: `${full}（${showPromotionStage(stage)}，${showFullDay(dayFromDb(stageOn))}起）`,
    tone: 'neutral',
    blocks,
    actions: actionsOf(ctx, row),
  }
}

function fieldsOf({ investor, industry, source, unit, person, intended, signedAmount, signedOn, funds }: PromotionRow) {
  const signed =
    signedAmount === null
      ? '未签约'
      : `${showMoney(moneyFromDb(signedAmount))}${signedOn === null ? '' : `（${showFullDay(dayFromDb(signedOn))}）`}`
  return [
    { label: '投资方', value: investor ?? '未登记' },
    { label: '产业', value: industry ?? '未登记' },
    { label: '签约额', value: signed },
    ...(intended === null || signedAmount !== null
      ? []
      : [{ label: '意向额', value: `${showMoney(moneyFromDb(intended))}（不计入）` }]),
    { label: '到位资金', value: fundsWords(funds) },
    { label: '责任单位', value: [unit?.shortName, person?.name].filter(Boolean).join(' ') || '未登记' },
    ...(source === null ? [] : [{ label: '信息来源', value: source }]),
  ]
}

/** '0.20 亿元；待审核 300 万元，不计入' */
export function fundsWords(funds: readonly FundsRow[]): string {
  const facts = funds.map(fundsFact)
  const waiting = facts.filter(({ state }) => state === 'waiting').map(({ amount }) => amount)
  const counted = showMoney(countedFunds(facts))
  return waiting.length === 0 ? counted : `${counted}；待审核 ${showMoney(sum(waiting))}，不计入`
}

function stepItem({ on, stage, amount, reason, person }: PromotionRow['steps'][number]) {
  const detail = [reason, person?.name].filter(Boolean).join('，')
  const money = amount === null ? '' : ` ${showMoney(moneyFromDb(amount))}`
  return {
    text: `${showFullDay(dayFromDb(on))} ${showPromotionStage(stage)}${money}`,
    ...(detail === '' ? {} : { detail }),
  }
}

function fundsItem({ id, amount, receivedOn, voucher, state, enterer, reviewer, reason }: FundsRow) {
  const said = `${showMoney(moneyFromDb(amount))}，${showDay(dayFromDb(receivedOn))}到账，凭证 ${voucher}`
  const by = enterer === null ? '' : `，${enterer.name} 登记`
  if (state === 'APPROVED') return { text: `到位 ${said}`, detail: `已审核（${reviewer?.name ?? ''}）${by}` }
  if (state === 'PENDING') {
    return { text: `到位 ${said}`, detail: `${id} 号，待审核，不计入${by}`, tone: 'warning' as const }
  }
  return { text: `到位 ${said}`, detail: `未通过，不计入：${reason ?? ''}`, tone: 'muted' as const }
}

function actionsOf(ctx: Context, row: PromotionRow): Action[] {
  const { shortName, stage, project, signedAmount } = row
  const next = nextStage(stage)
  const enters = mayEnter(ctx, row)
  const steps = next === null || !enters ? [] : [nextButton(shortName, next)]
  return [
    ...steps,
    ...(enters && signedAmount !== null && stage !== 'ENDED' && next !== 'FUNDED'
      ? [button('登记到位资金', `招商 ${shortName} 到位 凭证`)]
      : []),
    ...(isOffice(ctx) && project === null && signedAmount !== null && stage !== 'ENDED'
      ? [button('转为重点项目', `招商 ${shortName} 转项目`)]
      : []),
    ...(project === null ? [] : [button('看重点项目', `项目 ${project.shortName}`)]),
    button('招商汇总', '招商'),
  ]
}

function nextButton(shortName: string, next: NonNullable<ReturnType<typeof nextStage>>): Action {
  const name = showPromotionStage(next)
  return button(next === 'FUNDED' ? '登记到位资金' : `进入${name}`, `招商 ${shortName} ${name}`)
}
