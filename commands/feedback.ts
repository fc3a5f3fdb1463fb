import { z } from 'zod'
import { aNumber, restText, words } from '../src/chat/arguments.ts'
import { button, say } from '../src/chat/card.ts'
import { defineCommand } from '../src/chat/command.ts'
import { problemNumbered } from '../src/services/problems/find.ts'
import { giveFeedback } from '../src/services/problems/work.ts'

export const feedbackCommand = defineCommand({
  id: 'feedback',
  name: '反馈',
  aliases: ['办理进展', '反馈进展'],
  summary: '牵头单位写一句办理进展',
  usage: ['反馈 12 已完成现场勘察，9月15日前进场施工'],
  examples: [{ text: '反馈 4 已到现场勘察', in: 'private', as: 'office' }],
  who: ['unit', 'liaison', 'approval', 'office', 'supervision'],
  where: 'private',
  args: z.object({ number: z.number().int(), text: z.string().min(2).max(500) }),
  read: words({ number: aNumber('问题编号'), text: restText('进展', '已到现场勘察') }),
  run: async (ctx, { number, text }) => {
    await giveFeedback(ctx, await problemNumbered(ctx, number), text)
    return {
      card: say(`已记下 ${number} 号问题的进展`, {
        tone: 'good',
        blocks: [{ kind: 'note', text: `办完请发：销号 ${number} 结果 依据：文号或证号` }],
        actions: [button('看这个问题', `问题清单 ${number}`)],
      }),
    }
  },
})
