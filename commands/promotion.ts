import type { Card } from '../src/chat/card.ts'
import { type Context, type Doubt, defineCommand, type Reply } from '../src/chat/command.ts'
import { showDay } from '../src/domain/calendar-day.ts'
import { money, moneyFromDb, showMoney } from '../src/domain/money.ts'
import { showPromotionStage } from '../src/domain/promotion/stage.ts'
import { conversionDoubt, converted, done, similarDoubts } from '../src/services/pipeline/answers.ts'
import { responsibleUnit } from '../src/services/pipeline/unit.ts'
import { addPromotion, alterPromotion, type Details, mustBeNew } from '../src/services/promotion/add.ts'
import { type PromotionAsked, promotionArgs } from '../src/services/promotion/asked.ts'
import { promotionCard } from '../src/services/promotion/card.ts'
import { convertPromotion, mustMayConvert } from '../src/services/promotion/convert.ts'
import { promotionCalled } from '../src/services/promotion/find.ts'
import { enterFunds, entryDoubts, fundsToReview, mustMayEnter, reviewFunds } from '../src/services/promotion/funds.ts'
import { listCard, waitingCard } from '../src/services/promotion/list.ts'
import { makeStep, mustMayStep, stepDoubts } from '../src/services/promotion/move.ts'
import { readPromotion } from '../src/services/promotion/reading.ts'
import { summaryCard, tableCard } from '../src/services/promotion/summary.ts'

type Asked<K extends PromotionAsked['kind']> = PromotionAsked & { kind: K }

export const promotionCommand = defineCommand({
  id: 'promotion',
  name: '招商',
  aliases: ['招商引资', '签约', '到位'],
  summary: '招商引资：汇总、清单，一个项目推进到哪一步，到位资金的登记和审核',
  usage: [
    '招商；招商 单位；招商 阶段；招商 产业；招商 清单；招商 新签约；招商 产业园',
    '招商 简称',
    '招商 新增 示例储能项目 投资方：示例公司 产业：新能源 意向：3亿（责任单位、项目办）',
    '招商 示例储能 签约 3.2亿 9月12日；退回前一阶段和终止要写原因',
    '招商 示例储能 到位 2000万 9月20日 凭证 进账单号（待审核，审核通过才计入）',
    '招商 待审；招商 审核 12 通过；招商 审核 12 退回 原因（项目办、督查室，不能审核自己登记的）',
    '招商 示例储能 转项目（项目办；同名的写上简称）',
  ],
  examples: [
    { text: '/招商', in: 'group', as: 'leader' },
    { text: '招商 单位', in: 'private', as: 'office' },
    { text: '招商 新签约', in: 'private', as: 'leader' },
    { text: '招商 新增 示例储能项目 投资方：示例公司（演示） 产业：新能源 意向：3亿', in: 'private', as: 'liaison' },
    { text: '招商 待审', in: 'private', as: 'supervision' },
  ],
  // Not for an enterprise: the list names others' plans and amounts.
  who: ['office', 'supervision', 'leader', 'unit', 'liaison', 'approval', 'admin'],
  only: '只有本区花名册上的工作人员可以看招商项目',
  where: 'anywhere',
  args: promotionArgs,
  subject: ({ asked }) => ('name' in asked ? asked.name : null),
  read: readPromotion,
  confirm: (ctx, { asked }) => doubts(ctx, asked),
  run: (ctx, { asked }) => answer(ctx, asked),
})

/** What must be right before anything is asked, and what is asked. */
async function doubts(ctx: Context, asked: PromotionAsked): Promise<readonly Doubt[]> {
  switch (asked.kind) {
    case 'add': {
      await responsibleUnit(ctx, asked.unit)
      const similar = await mustBeNew(ctx, adding(asked))
      return similarDoubts('招商', similar, asked.shortName)
    }
    case 'move': {
      const row = await promotionCalled(ctx, asked.name)
      mustMayStep(ctx, row, moving(asked))
      return stepDoubts(row, moving(asked))
    }
    case 'funds': {
      const row = await promotionCalled(ctx, asked.name)
      await mustMayEnter(ctx, row, entry(asked))
      return entryDoubts(row, entry(asked))
    }
    case 'convert': {
      mustMayConvert(ctx, await promotionCalled(ctx, asked.name))
      return [conversionDoubt('招商', asked.name, asked.project)]
    }
    default:
      return []
  }
}

const moving = ({ to, amount, on, reason }: Asked<'move'>) => ({
  ...{ to, on, reason },
  amount: amount === null ? null : money(amount),
})
const entry = ({ amount, on, voucher }: Asked<'funds'>) => ({ amount: money(amount), on, voucher })
const details = ({ investor, industry, source, unit, person, intended }: Asked<'add' | 'alter'>): Details => ({
  ...{ investor, industry, source, unit, person },
  intended: intended === null ? null : money(intended),
})
const adding = (asked: Asked<'add'>) => {
  const { name, shortName, stage } = asked
  return { ...details(asked), name, shortName, stage }
}

async function answer(ctx: Context, asked: PromotionAsked): Promise<Reply> {
  switch (asked.kind) {
    case 'summary':
      return { card: await summaryCard(ctx) }
    case 'table':
      return { card: await tableCard(ctx, asked.by) }
    case 'list':
      return { card: await listCard(ctx, asked) }
    case 'waiting':
      return { card: await waitingCard(ctx, asked.from), discreet: true }
    case 'one':
      return { card: promotionCard(ctx, await promotionCalled(ctx, asked.name)), discreet: true }
    default:
      return { card: await carryOut(ctx, asked) }
  }
}

type Change = Asked<'add' | 'alter' | 'move' | 'funds' | 'review' | 'convert'>

async function carryOut(ctx: Context, asked: Change): Promise<Card> {
  switch (asked.kind) {
    case 'add': {
      const row = await addPromotion(ctx, adding(asked))
      const next = `推进请发：招商 ${row.shortName} 在谈；招商 ${row.shortName} 签约 3.2亿 ${showDay(ctx.today)}`
      return done('招商', `已登记招商项目：${row.shortName}（${showPromotionStage(row.stage)}）`, row.shortName, next)
    }
    case 'alter': {
      const row = await alterPromotion(ctx, await promotionCalled(ctx, asked.name), details(asked))
      return done('招商', `已改：${row.shortName}`, row.shortName)
    }
    case 'move': {
      const { amount } = moving(asked)
      const row = await makeStep(ctx, await promotionCalled(ctx, asked.name), moving(asked))
      const signed = amount === null ? '' : ` ${showMoney(amount)}`
      const amends = amount !== null && row.stage !== 'SIGNED'
      const what = amends ? '签约额更正为' : showPromotionStage(asked.to)
      return done(
        '招商',
        `已记下：${row.shortName} ${what}${signed}${amends ? '' : `，${showDay(asked.on)}`}`,
        row.shortName,
      )
    }
    case 'funds': {
      const row = await promotionCalled(ctx, asked.name)
      const id = await enterFunds(ctx, row, entry(asked))
      const amount = showMoney(money(asked.amount))
      return done(
        '招商',
        `已登记 ${id} 号：${row.shortName} 到位 ${amount}，待审核，暂不计入`,
        row.shortName,
        `凭证 ${asked.voucher}。由项目办或督查室的另一位审核，通过后计入到位资金`,
      )
    }
    case 'review': {
      const funds = await fundsToReview(ctx, asked.number)
      const { shortName } = funds.promotion
      const amount = showMoney(moneyFromDb(funds.amount))
      const { passed, reason } = asked
      const counted = await reviewFunds(ctx, funds, passed ? { passed } : { passed, reason: reason ?? '' })
      return passed
        ? done('招商', `已通过：${shortName} 到位 ${amount}，本项目已计入 ${showMoney(counted)}`, shortName)
        : done('招商', `已退回：${shortName} ${amount}，不计入，已告诉登记的人`, shortName)
    }
    case 'convert': {
      const project = await convertPromotion(ctx, await promotionCalled(ctx, asked.name), asked.project)
      return converted(ctx, '招商', project, asked.name)
    }
  }
}
