import { z } from 'zod'
import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { leadingOrder, orderNamed } from '../src/chat/order-arguments.ts'
import { dayFromDb, showDay } from '../src/domain/calendar-day.ts'
import { orderCaveat, orderDueOn, showLimit, showOrderKind } from '../src/domain/order.ts'
import { orderCard } from '../src/services/supervision/card.ts'
import { type OrderRow, orderName, orderSteps } from '../src/services/supervision/find.ts'
import { mustBeReadyToSign, signOrder } from '../src/services/supervision/sign.ts'

export const signCommand = defineCommand({
  id: 'sign',
  name: '签发',
  aliases: ['签发督办', '督办签发'],
  summary: '督查室签发拟稿：编号、定到期日、发给主办和协办单位',
  usage: ['签发 12'],
  examples: [{ text: '签发 3', in: 'private', as: 'supervision' }],
  who: ['supervision', 'office'],
  where: 'private',
  args: z.object({
    order: z.string(),
    /** The text that the person was shown; another one is not signed. */
    revision: z.number().int(),
  }),
  read: async (line, ctx) => {
    const { order, rest } = await leadingOrder(line, ctx, { bare: 'draft', sample: '签发 12' })
    // A card's button names the text that the card shows; who types only the number is shown it before he confirms.
    const seen = /^第\s*(\d{1,6})\s*稿$/.exec(rest)?.[1]
    const revision = seen === undefined ? order.revision : Number(seen)
    if (isRevised(order, revision)) return { ok: false, card: await revisedCard(ctx, order) }
    return { ok: true, value: { order: orderName(order), revision } }
  },
  confirm: async (ctx, { order: name }) => {
    const order = await orderNamed(ctx, name)
    await mustBeReadyToSign(ctx, order)
    const { kind, limitDays } = order
    const dueOn = orderDueOn(ctx.calendar, kind, ctx.today, limitDays)
    const caveat = orderCaveat(ctx.calendar, kind, { issuedOn: ctx.today, dueOn })
    return [
      {
        sentence: `签发${wholeText(order)}，时限 ${showLimit(kind, limitDays)}，${showDay(dueOn)}到期${caveat === null ? '' : `（${caveat}）`}。签发后编号并发给单位，对吗？`,
      },
    ]
  },
  run: async (ctx, { order: name, revision }) => {
    const order = await orderNamed(ctx, name)
    if (isRevised(order, revision)) return { card: await revisedCard(ctx, order) }
    const after = await signOrder(ctx, order)
    const { kind, leadUnit, dueOn, issuedOn } = after
    const [due, issued] = [dayFromDb(dueOn ?? ctx.now), dayFromDb(issuedOn ?? ctx.now)]
    const caveat = orderCaveat(ctx.calendar, kind, { issuedOn: issued, dueOn: due })
    return {
      card: say(`已签发 ${orderName(after)}，${showDay(due)}到期`, {
        tone: 'good',
        blocks: [
          { kind: 'text', text: `${after.project.shortName} ${after.matter}\n${leadUnit?.shortName ?? ''}主办` },
          {
            kind: 'note',
            text: ['主办、协办单位会收到通知（工作时段，一天最多一条）', ...(caveat === null ? [] : [caveat])].join(
              '\n',
            ),
          },
        ],
        actions: [button('看这一份', `督办 ${orderName(after)}`), button('待签发', '督办 待签发')],
      }),
    }
  },
})

/** All that will be sent, so that nobody signs what he has not read. */
function wholeText({ kind, project, matter, demand, basis, leadUnit, coUnits }: OrderRow): string {
  const co = coUnits.length === 0 ? '' : `，${coUnits.map(({ unit }) => unit.shortName).join('、')}协办`
  const on = basis === null ? '' : `。依据：${basis}`
  return `${showOrderKind(kind)}：${project.shortName} ${matter}。要求：${demand}${on}。${leadUnit?.shortName ?? ''}主办${co}`
}

function isRevised({ state, revision }: OrderRow, seen: number): boolean {
  return state === 'DRAFT' && revision !== seen
}

async function revisedCard(ctx: Context, order: OrderRow): Promise<Card> {
  const card = orderCard(ctx, order, await orderSteps(ctx.tx, order.id))
  return {
    ...card,
    title: `${orderName(order)}在您看过以后改过，没有签发。下面是现在的内容，认可请再点〔签发〕`,
    tone: 'warning',
  }
}
