import { z } from 'zod'
import { button, say } from '../src/chat/card.ts'
import { defineCommand } from '../src/chat/command.ts'
import { leadingOrder, orderNamed } from '../src/chat/order-arguments.ts'
import { dayFromDb, showDay } from '../src/domain/calendar-day.ts'
import { orderCaveat, orderDueOn, showLimit, showOrderKind } from '../src/domain/order.ts'
import { orderName } from '../src/services/supervision/find.ts'
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
  args: z.object({ order: z.string() }),
  read: async (line, ctx) => {
    const { order } = await leadingOrder(line, ctx, { bare: 'draft', sample: '签发 12' })
    return { ok: true, value: { order: orderName(order) } }
  },
  confirm: async (ctx, { order: name }) => {
    const order = await orderNamed(ctx, name)
    mustBeReadyToSign(ctx, order)
    const { kind, limitDays, leadUnit, project, matter } = order
    const dueOn = orderDueOn(ctx.calendar, kind, ctx.today, limitDays)
    const caveat = orderCaveat(ctx.calendar, kind, { issuedOn: ctx.today, dueOn })
    const what = `${showOrderKind(kind)}：${project.shortName} ${matter}。${leadUnit?.shortName ?? ''}主办`
    return [
      {
        sentence: `签发${what}，时限 ${showLimit(kind, limitDays)}，${showDay(dueOn)}到期${caveat === null ? '' : `（${caveat}）`}。签发后编号并发给单位，对吗？`,
      },
    ]
  },
  run: async (ctx, { order: name }) => {
    const after = await signOrder(ctx, await orderNamed(ctx, name))
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
