import { z } from 'zod'
import { aNumber, optional, words } from '../src/chat/arguments.ts'
import { defineCommand } from '../src/chat/command.ts'
import { askUndo } from '../src/services/imports/order.ts'

export const undoImportCommand = defineCommand({
  id: 'undo-import',
  name: '撤销导入',
  aliases: [],
  summary: '把一次导入写入的全部退回；之后又改过的会列出来，不撤',
  usage: ['撤销导入 3'],
  examples: [{ text: '撤销导入 3', in: 'private', as: 'office' }],
  who: ['office', 'admin'],
  where: 'private',
  args: z.object({ number: z.number().int().nullable() }),
  read: words({ number: optional(aNumber('导入编号')) }),
  run: async (ctx, { number }) => ({ card: await askUndo(ctx, number) }),
})
