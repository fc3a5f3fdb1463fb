import { z } from 'zod'
import { say } from '../src/chat/card.ts'
import { defineCommand } from '../src/chat/command.ts'
import { leadingOrder, orderNamed } from '../src/chat/order-arguments.ts'
import { orderParts, partsOfForm, partsOfLine, reviseForm } from '../src/chat/order-draft.ts'
import { orderCard } from '../src/services/supervision/card.ts'
import { reviseDraft } from '../src/services/supervision/draft.ts'
import { orderName, orderSteps } from '../src/services/supervision/find.ts'
import { mustFollow } from '../src/services/supervision/move.ts'
import { mustDraft } from '../src/services/supervision/rights.ts'
import { unitIdOf } from '../src/services/units-meant.ts'

export const reviseCommand = defineCommand({
  id: 'revise',
  name: '改稿',
  aliases: ['修改拟稿', '改督办'],
  summary: '改还没有签发的督办拟稿：事项、要求、单位、时限',
  usage: ['改稿 12', '改稿 12 要求：9月底前到场 时限 7个工作日 主办 产业园'],
  examples: [{ text: '改稿 3 要求：9月底前接通 7个工作日', in: 'private', as: 'office' }],
  who: ['supervision', 'office'],
  where: 'private',
  args: orderParts.extend({ order: z.string() }),
  read: async (line, ctx) => {
    const { order, rest } = await leadingOrder(line, ctx, { bare: 'draft', sample: '改稿 12 要求：9月底前到场' })
    mustDraft(ctx)
    mustFollow(order, 'REVISE')
    const name = orderName(order)
    if (ctx.form?.matter !== undefined)
      return { ok: true, value: { ...(await partsOfForm(ctx, ctx.form)), order: name } }
    if (rest === '')
      return {
        ok: false,
        card: say(`改${name}：改好后保存，签发前不发给任何单位`, { blocks: [reviseForm(order, ctx.rules)] }),
      }
    return { ok: true, value: { ...(await partsOfLine(ctx, rest, order.kind)), order: name } }
  },
  run: async (ctx, { order: name, matter, demand, lead, co, days, basis }) => {
    mustDraft(ctx)
    const order = await orderNamed(ctx, name)
    const coUnitIds: number[] = []
    for (const unit of co) coUnitIds.push(await unitIdOf(ctx, unit))
    // What a form leaves empty is taken away; a line that says nothing of it leaves it.
    const whole = ctx.form !== null
    const changed = {
      ...(matter === null ? {} : { matter }),
      ...(days === null ? {} : { limitDays: days }),
      ...(lead === null ? {} : { leadUnitId: await unitIdOf(ctx, lead) }),
      ...(demand === null && !whole ? {} : { demand }),
      ...(basis === null && !whole ? {} : { basis }),
      ...(co.length === 0 && !whole ? {} : { coUnitIds }),
    }
    const after = await reviseDraft(ctx, order, changed, ctx.speaker.personId)
    const card = orderCard(ctx, after, await orderSteps(ctx.tx, after.id))
    return { card: { ...card, title: `已改${name}`, tone: 'good' } }
  },
})
