import { z } from 'zod'
import { aNumber, words } from '../src/chat/arguments.ts'
import { button, say } from '../src/chat/card.ts'
import { defineCommand } from '../src/chat/command.ts'
import { dayFromDb, showDay } from '../src/domain/calendar-day.ts'
import { problemNumbered } from '../src/services/problems/find.ts'
import { WORKING } from '../src/services/problems/rights.ts'
import { acceptProblem } from '../src/services/problems/work.ts'

export const acceptCommand = defineCommand({
  id: 'accept',
  name: '受理',
  aliases: ['受理问题', '认领', '认领问题'],
  summary: '牵头单位接下交办的问题，开始办理',
  usage: ['受理 12'],
  examples: [{ text: '受理 4', in: 'private', as: 'office' }],
  who: WORKING,
  where: 'private',
  args: z.object({ number: z.number().int() }),
  read: words({ number: aNumber('问题编号') }),
  run: async (ctx, { number }) => {
    const after = await acceptProblem(ctx, await problemNumbered(ctx, number))
    const until = after.dueOn === null ? '' : `，${showDay(dayFromDb(after.dueOn))}前办结`
    return {
      card: say(`已受理 ${number} 号问题${until}`, {
        tone: 'good',
        blocks: [
          { kind: 'note', text: `有进展请发：反馈 ${number} 进展；办完请发：销号 ${number} 结果 依据：文号或证号` },
        ],
        actions: [button('看这个问题', `问题清单 ${number}`)],
      }),
    }
  },
})
