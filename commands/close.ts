import { z } from 'zod'
import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand, type Line, type Reading } from '../src/chat/command.ts'
import { readClosing } from '../src/domain/closing-read.ts'
import { readLeadingOrder } from '../src/domain/order-read.ts'
import { UserError } from '../src/errors.ts'
import { problemNumbered, raiserOf } from '../src/services/problems/find.ts'
import { mustMayMove } from '../src/services/problems/move.ts'
import { mustWorkOn, WORKING } from '../src/services/problems/rights.ts'
import { submitForClosing } from '../src/services/problems/work.ts'

const args = z.object({
  number: z.number().int(),
  result: z.string().min(2).max(500),
  evidence: z.string().min(2).max(200),
})

export const closeCommand = defineCommand({
  id: 'close',
  name: '销号',
  aliases: ['办结', '提交销号'],
  summary: '牵头单位办完后提交销号，要写结果和依据，由提出方确认',
  usage: ['销号 12 已接通正式用电 依据：区能源发〔2023〕12号'],
  examples: [{ text: '销号 4 已接通正式用电 依据：供电工程验收单', in: 'private', as: 'office' }],
  who: WORKING,
  where: 'private',
  args,
  read: readClosingLine,
  run: async (ctx, { number, result, evidence }) => {
    const after = await submitForClosing(ctx, await problemNumbered(ctx, number), { result, evidence })
    return {
      card: say(`已提交销号：${number} 号问题，等${raiserOf(after)}确认`, {
        tone: 'good',
        blocks: [{ kind: 'text', text: `${result}\n依据：${evidence}` }],
        actions: [button('看这个问题', `问题清单 ${number}`)],
      }),
    }
  },
})

async function readClosingLine(line: Line, ctx: Context): Promise<Reading<z.input<typeof args>>> {
  if (readLeadingOrder(line.raw) !== null)
    throw new UserError('督办单办完请发“报结”，例如：报结 督办003 设备已到场安装 依据：到货验收单', ['督办'])
  const match = /^[#第]?\s*(\d{1,9})\s*号?(?:问题)?[\s,，:：]*([\s\S]*)$/.exec(line.raw.trim())
  if (match === null)
    throw new UserError('请写明问题编号，例如：销号 12 已接通正式用电 依据：供电工程验收单', ['问题清单'])
  const number = Number(match[1])
  const filled = ctx.form === null ? null : { result: ctx.form.result ?? '', evidence: ctx.form.evidence ?? '' }
  const typed = readClosing(match[2] ?? '')
  const result = (filled?.result ?? typed?.result ?? '').trim()
  const evidence = (filled?.evidence ?? typed?.evidence ?? '').trim()
  if (result.length >= 2 && evidence.length >= 2) return { ok: true, value: { number, result, evidence } }
  const problem = await problemNumbered(ctx, number)
  mustMayMove(problem, 'SUBMIT')
  mustWorkOn(ctx, problem)
  return { ok: false, card: ask(number, result) }
}

/** Word of mouth closes nothing: both are asked for. */
function ask(number: number, result: string): Card {
  const missing = result.length < 2 ? '请写办理结果和依据' : '还差依据：文号、证号、纪要或照片说明，写一项'
  return say(`${number} 号问题${missing}`, {
    tone: 'warning',
    blocks: [
      {
        kind: 'form',
        name: 'closing',
        fields: [
          {
            name: 'result',
            label: '办理结果',
            type: 'multiline',
            required: true,
            ...(result === '' ? {} : { value: result }),
          },
          { name: 'evidence', label: '依据', type: 'text', required: true, placeholder: '文号、证号、纪要或照片说明' },
        ],
        submit: { label: '提交销号', action: `销号 ${number}` },
        typed: `例如：销号 ${number} 已接通正式用电 依据：供电工程验收单`,
      },
    ],
  })
}
