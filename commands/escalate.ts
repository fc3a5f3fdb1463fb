import { z } from 'zod'
import { aDay, aNumber, optional, restText, words } from '../src/chat/arguments.ts'
import { button, say } from '../src/chat/card.ts'
import { defineCommand } from '../src/chat/command.ts'
import { day, dayFromDb, showDay } from '../src/domain/calendar-day.ts'
import { levelDueOn, showLevel, TOP_LEVEL } from '../src/domain/problem.ts'
import { escalateProblem } from '../src/services/problems/assign.ts'
import { problemNumbered } from '../src/services/problems/find.ts'
import { mustMayMove } from '../src/services/problems/move.ts'
import { ESCALATING } from '../src/services/problems/rights.ts'

export const escalateCommand = defineCommand({
  id: 'escalate',
  name: '提级',
  aliases: ['升级', '提级办理'],
  summary: '本级解决不了的问题提高一级协调，不扣任何单位的分',
  usage: ['提级 12', '提级 12 9月30日 需区级协调征拆资金'],
  examples: [{ text: '提级 2 需区级协调', in: 'private', as: 'office' }],
  who: ESCALATING,
  where: 'private',
  args: z.object({ number: z.number().int(), due: z.string().nullable(), reason: z.string().nullable() }),
  read: words({
    number: aNumber('问题编号'),
    due: optional(aDay()),
    reason: optional(restText('理由', '需区级协调')),
  }),
  confirm: async (ctx, { number, due }) => {
    const problem = await problemNumbered(ctx, number)
    mustMayMove(problem, 'ESCALATE')
    const { level } = problem
    if (level >= TOP_LEVEL) return []
    const until = due === null ? levelDueOn(ctx.calendar, ctx.today, level + 1) : day(due)
    const by = until === null ? '' : `，${showDay(until)}前办结`
    return [{ sentence: `把 ${number} 号问题由 ${showLevel(level)} 提到 ${showLevel(level + 1)}${by}，对吗？` }]
  },
  run: async (ctx, { number, due, reason }) => {
    const problem = await problemNumbered(ctx, number)
    const after = await escalateProblem(ctx, problem, { dueOn: due === null ? null : day(due), reason })
    const until = after.dueOn === null ? '' : `，${showDay(dayFromDb(after.dueOn))}前办结`
    return {
      card: say(`${number} 号问题已提到${showLevel(after.level)}${until}`, {
        tone: 'good',
        actions: [button('看这个问题', `问题清单 ${number}`)],
      }),
    }
  },
})
