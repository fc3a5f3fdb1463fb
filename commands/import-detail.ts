import { z } from 'zod'
import { aNumber, oneOf, words } from '../src/chat/arguments.ts'
import { defineCommand } from '../src/chat/command.ts'
import { detailCard } from '../src/services/imports/cards.ts'
import { itemKinds } from '../src/services/imports/draft.ts'
import { importNumbered } from '../src/services/imports/store.ts'

const KINDS = { 新增: 'created', 变更: 'changed', 拒绝: 'refused', 说明: 'notes' } as const

export const importDetailCommand = defineCommand({
  id: 'import-detail',
  name: '导入明细',
  aliases: [],
  summary: '一次导入里新增、变更、拒绝的逐条内容',
  usage: ['导入明细 3 变更', '导入明细 3 拒绝'],
  examples: [{ text: '导入明细 3 拒绝', in: 'private', as: 'office' }],
  who: ['office', 'admin'],
  where: 'private',
  args: z.object({
    number: z.number().int(),
    what: z.enum([...itemKinds, 'notes']),
    from: z.number().int(),
  }),
  read: async (line, ctx) => {
    // “从 16” is how the card's own button asks for the next page.
    const from = Number(/从\s*(\d{1,5})\s*$/.exec(line.text)?.[1] ?? '1')
    const rest = { ...line, raw: line.raw.replace(/从\s*\d{1,5}\s*$/, '') }
    const reading = await words({ what: oneOf('看哪一种', KINDS), number: aNumber('导入编号') })(rest, ctx)
    return reading.ok ? { ok: true, value: { ...reading.value, from } } : reading
  },
  run: async (ctx, { number, what, from }) => ({
    card: detailCard(await importNumbered(ctx.tx, ctx.district, number, []), what, from),
  }),
})
