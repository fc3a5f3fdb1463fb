import { z } from 'zod'
import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand, type Line, type Reading } from '../src/chat/command.ts'
import { leadingOrder, orderNamed } from '../src/chat/order-arguments.ts'
import { readClosing } from '../src/domain/closing-read.ts'
import { type OrderRow, orderName } from '../src/services/supervision/find.ts'
import { mustFollow } from '../src/services/supervision/move.ts'
import { mustWorkOnOrder, signersOf } from '../src/services/supervision/rights.ts'
import { submitOrder } from '../src/services/supervision/work.ts'

const args = z.object({
  order: z.string(),
  result: z.string().min(2).max(500),
  evidence: z.string().min(2).max(200),
})

export const submitOrderCommand = defineCommand({
  id: 'submit-order',
  name: '报结',
  aliases: ['督办报结', '申请办结'],
  summary: '主办单位办完后报结，要写结果和依据，由督查室审核',
  usage: ['报结 督办003 设备已到场安装 依据：到货验收单'],
  examples: [{ text: '报结 督办001 设备已到场安装 依据：到货验收单', in: 'private', as: 'liaison' }],
  who: ['unit', 'liaison', 'approval', 'supervision', 'office'],
  where: 'private',
  args,
  read: readResult,
  run: async (ctx, { order: name, result, evidence }) => {
    const after = await submitOrder(ctx, await orderNamed(ctx, name), { result, evidence })
    return {
      card: say(`已报结 ${orderName(after)}，等${signersOf(ctx)}审核`, {
        tone: 'good',
        blocks: [{ kind: 'text', text: `${result}\n依据：${evidence}` }],
        actions: [button('看这一份', `督办 ${orderName(after)}`)],
      }),
    }
  },
})

async function readResult(line: Line, ctx: Context): Promise<Reading<z.input<typeof args>>> {
  const sample = '报结 督办003 设备已到场安装 依据：到货验收单'
  const check = (one: OrderRow): void => {
    mustWorkOnOrder(ctx, one)
    mustFollow(one, 'SUBMIT')
  }
  const { order, rest } = await leadingOrder(line, ctx, { bare: check, sample })
  check(order)
  const typed = readClosing(rest)
  const result = (ctx.form?.result ?? typed?.result ?? '').trim()
  const evidence = (ctx.form?.evidence ?? typed?.evidence ?? '').trim()
  const name = orderName(order)
  if (result.length >= 2 && evidence.length >= 2) return { ok: true, value: { order: name, result, evidence } }
  return { ok: false, card: ask(name, result || (order.feedback ?? '')) }
}

/** Word of mouth closes nothing: both are asked for. */
function ask(name: string, result: string): Card {
  const missing = result.length < 2 ? '请写办理结果和依据' : '还差依据：文号、证号、纪要或照片说明，写一项'
  return say(`${name}${missing}`, {
    tone: 'warning',
    blocks: [
      {
        kind: 'form',
        name: 'closing',
        fields: [
          {
            ...{ name: 'result', label: '办理结果', type: 'multiline', required: true },
            ...(result === '' ? {} : { value: result }),
          },
          { name: 'evidence', label: '依据', type: 'text', required: true, placeholder: '文号、证号、纪要或照片说明' },
        ],
        submit: { label: '报结', action: `报结 ${name}` },
        typed: `例如：报结 ${name} 设备已到场安装 依据：到货验收单`,
      },
    ],
  })
}
