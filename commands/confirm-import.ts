import { z } from 'zod'
import { aNumber, optional, words } from '../src/chat/arguments.ts'
import { say } from '../src/chat/card.ts'
import { defineCommand } from '../src/chat/command.ts'
import { cancelImport, confirmImport } from '../src/services/imports/order.ts'

export const confirmImportCommand = defineCommand({
  id: 'confirm-import',
  name: '确认导入',
  aliases: ['取消导入'],
  summary: '核对过预览，写入；取消导入：不写了',
  usage: ['确认导入 3', '取消导入 3'],
  examples: [{ text: '确认导入 3', in: 'private', as: 'office' }],
  who: ['office', 'admin'],
  where: 'private',
  args: z.object({ number: z.number().int().nullable(), cancel: z.boolean() }),
  read: async (line, ctx) => {
    const reading = await words({ number: optional(aNumber('导入编号')) })(line, ctx)
    return reading.ok ? { ok: true, value: { ...reading.value, cancel: line.alias.startsWith('取消') } } : reading
  },
  run: async (ctx, { number, cancel }) => {
    if (!cancel) return { card: await confirmImport(ctx, number) }
    const dropped = await cancelImport(ctx, number)
    return { card: say(`${dropped} 号导入已取消，什么都没有写入`) }
  },
})
