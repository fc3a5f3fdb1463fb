/** Lists of 招商: projects page by page, and the 到位资金 that wait for review. */
import { button, type Card, say } from '../../chat/card.ts'
import type { Context } from '../../chat/command.ts'
import { dayFromDb, showDay } from '../../domain/calendar-day.ts'
import { moneyFromDb, showMoney, sum } from '../../domain/money.ts'
import { countedFunds, isImplementingIn, isNewlySigned } from '../../domain/promotion/figures.ts'
import { showPromotionStage } from '../../domain/promotion/stage.ts'
import { joined, pipelineListCard, SHOWN } from '../pipeline/list-card.ts'
import type { PromotionAsked } from './asked.ts'
import { fundsFact, listPromotions, type PromotionRow, promotionFact } from './find.ts'
import { type WaitingFunds, waitingFunds } from './funds.ts'
import { mayReview } from './rights.ts'
import { asOfWords } from './summary.ts'

/** Two buttons each, and a WeCom card takes six. */
const REVIEWED = 3

const WHICH = { all: '', implementing: '实施', new: '新签约' } as const

export async function listCard(ctx: Context, asked: PromotionAsked & { kind: 'list' }): Promise<Card> {
  const { which, stage, unit, branch, from } = asked
  const year = Number(ctx.today.slice(0, 4))
  const all = await listPromotions(ctx, asked)
  const rows = all.filter((row) => {
    if (which === 'all') return true
    return which === 'new' ? isNewlySigned(promotionFact(row), year) : isImplementingIn(promotionFact(row), year)
  })
  const about = joined([WHICH[which], stage === null ? '' : showPromotionStage(stage), unit ?? '', branch ?? ''])
  return pipelineListCard({ list: '招商', about, whole: '清单', rows, from, detailOf, note: asOfWords(ctx.today) })
}

function detailOf({ stage, signedAmount, unit, funds }: PromotionRow): string {
  const counted = countedFunds(funds.map(fundsFact))
  return joined([
    showPromotionStage(stage),
    signedAmount === null ? '' : `签约 ${showMoney(moneyFromDb(signedAmount))}`,
    counted === 0n ? '' : `到位 ${showMoney(counted)}`,
    unit?.shortName ?? '未定单位',
  ])
}

/** 待审核: whoever may review and did not enter it gets the two buttons. */
export async function waitingCard(ctx: Context, from = 1): Promise<Card> {
  const rows = await waitingFunds(ctx)
  if (rows.length === 0) return say('没有待审核的到位资金', { actions: [button('招商汇总', '招商')] })
  const shown = rows.slice(from - 1, from - 1 + SHOWN)
  const left = rows.length - (from - 1) - shown.length
  const total = sum(rows.map(({ amount }) => moneyFromDb(amount)))
  const reviewable = mayReview(ctx) ? shown.filter(({ enteredBy }) => !isOwn(ctx, enteredBy)).slice(0, REVIEWED) : []
  return say(`到位资金待审核 ${rows.length} 笔，${showMoney(total)}，都不计入`, {
    blocks: [
      {
        kind: 'list',
        items: shown.map((row) => waitingItem(ctx, row)),
        ...(left > 0 ? { more: { count: left, action: `招商 待审 从 ${from + SHOWN}` } } : {}),
      },
      {
        kind: 'note',
        text: '核对凭证后请发：招商 审核 编号 通过；不对的发：招商 审核 编号 退回 原因。登记的人不能审核自己的',
      },
    ],
    actions: reviewable.flatMap(({ id }) => [
      button(`通过 ${id} 号`, `招商 审核 ${id} 通过`, 'primary'),
      button(`退回 ${id} 号`, `招商 审核 ${id} 退回`),
    ]),
  })
}

function isOwn({ speaker }: Context, enteredBy: number | null): boolean {
  return enteredBy !== null && enteredBy === speaker.personId
}

function waitingItem(ctx: Context, { id, amount, receivedOn, voucher, enteredBy, enterer, promotion }: WaitingFunds) {
  const by = enterer === null ? '' : `，${enterer.name} 登记${isOwn(ctx, enteredBy) ? '（要由另一位审核）' : ''}`
  return {
    text: `${id} 号 ${promotion.shortName} ${showMoney(moneyFromDb(amount))}`,
    detail: `${showDay(dayFromDb(receivedOn))}到账，凭证 ${voucher}${by}`,
  }
}
