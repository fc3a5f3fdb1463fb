import { z } from 'zod'
import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand, type Line, type Reading } from '../src/chat/command.ts'
import { leadingOrder, orderNamed } from '../src/chat/order-arguments.ts'
import { day, showDay } from '../src/domain/calendar-day.ts'
import { readDay } from '../src/domain/day-read.ts'
import { UserError } from '../src/errors.ts'
import { askExtension, mustBeExtendable } from '../src/services/supervision/extension.ts'
import { orderName } from '../src/services/supervision/find.ts'

const args = z.object({ order: z.string(), to: z.string(), reason: z.string().min(2).max(500) })

export const extendCommand = defineCommand({
  id: 'extend',
  name: '延期',
  aliases: ['展期', '申请延期'],
  summary: '主办单位在到期日之前申请一次延期，由督查室或签发人决定',
  usage: ['延期 督办003 9月28日 设备海运晚到'],
  examples: [{ text: '延期 督办001 至9月28日 设备海运晚到', in: 'private', as: 'liaison' }],
  who: ['unit', 'liaison', 'approval', 'supervision', 'office'],
  where: 'private',
  args,
  read: readExtension,
  run: async (ctx, { order: name, to, reason }) => {
    const after = await askExtension(ctx, await orderNamed(ctx, name), { to: day(to), reason })
    return {
      card: say(`已申请：${orderName(after)}延到${showDay(day(to))}`, {
        tone: 'good',
        blocks: [{ kind: 'note', text: '没有同意之前，仍按原到期日办理' }],
        actions: [button('看这一份', `督办 ${orderName(after)}`)],
      }),
    }
  },
})

async function readExtension(line: Line, ctx: Context): Promise<Reading<z.input<typeof args>>> {
  const sample = '延期 督办003 9月28日 设备海运晚到'
  const { order, rest } = await leadingOrder(line, ctx, {
    bare: (one) => {
      mustBeExtendable(ctx, one)
    },
    sample,
  })
  mustBeExtendable(ctx, order)
  const name = orderName(order)
  const [, first = '', words = ''] = /^(?:延?[至到])?\s*(\S+?)(?:[\s,，:：；;]+([\s\S]*))?$/.exec(rest) ?? []
  const said = ctx.form?.to ?? first
  const to = readDay(said, ctx.today)
  const reason = (ctx.form?.reason ?? words).trim()
  if (to !== null && reason.length >= 2) return { ok: true, value: { order: name, to, reason } }
  if (to === null && said !== '') throw new UserError(`没有看懂日期“${said}”，请写成：延期 ${name} 9月28日 原因`)
  return { ok: false, card: ask(name, said) }
}

function ask(name: string, to: string): Card {
  return say(`${name}申请延期，请写日期和原因`, {
    blocks: [
      {
        kind: 'form',
        name: 'extension',
        fields: [
          {
            ...{ name: 'to', label: '延到哪天', type: 'text', required: true, placeholder: '9月28日' },
            ...(to === '' ? {} : { value: to }),
          },
          { name: 'reason', label: '原因', type: 'text', required: true, placeholder: '设备海运晚到' },
        ],
        submit: { label: '申请延期', action: `延期 ${name}` },
        typed: `例如：延期 ${name} 9月28日 设备海运晚到`,
      },
      { kind: 'note', text: '一份只能申请一次，要在到期日之前' },
    ],
  })
}
