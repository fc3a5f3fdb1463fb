import { z } from 'zod'
import { aDay, aNumber, oneOf, optional, restText, words } from '../src/chat/arguments.ts'
import { button, say } from '../src/chat/card.ts'
import { defineCommand } from '../src/chat/command.ts'
import { askReason } from '../src/chat/reason-form.ts'
import { day, dayFromDb, showDay } from '../src/domain/calendar-day.ts'
import { UserError } from '../src/errors.ts'
import { problemNumbered } from '../src/services/problems/find.ts'
import { mustMayMove } from '../src/services/problems/move.ts'
import { DIRECTING } from '../src/services/problems/rights.ts'
import { resumeProblem, suspendProblem } from '../src/services/problems/work.ts'

/** Names of the command that mean the way back. */
const RESUMING = ['恢复问题', '恢复办理', '恢复']

export const shelveCommand = defineCommand({
  id: 'shelve',
  name: '挂起',
  aliases: ['挂起问题', ...RESUMING],
  summary: '因客观条件办不了的问题先挂起，条件具备后恢复',
  usage: ['挂起 12 等待上级批复', '恢复 12', '恢复 12 9月30日'],
  examples: [
    { text: '挂起 4 等待上级批复', in: 'private', as: 'office' },
    { text: '挂起 7 恢复 9月30日', in: 'private', as: 'office' },
  ],
  who: DIRECTING,
  where: 'private',
  args: z.object({
    number: z.number().int(),
    resume: z.boolean(),
    due: z.string().nullable(),
    reason: z.string().nullable(),
  }),
  read: async (line, ctx) => {
    const reading = await words({
      resume: optional(oneOf('恢复', { 恢复: true, 恢复办理: true })),
      number: aNumber('问题编号'),
      due: optional(aDay()),
      reason: optional(restText('原因', '等待上级批复')),
    })(line, ctx)
    if (!reading.ok) return reading
    const resume = reading.value.resume === true || RESUMING.includes(line.alias)
    const { number, reason } = reading.value
    const why = reason ?? ctx.form?.reason ?? null
    if (resume || why !== null) return { ok: true, value: { ...reading.value, resume, reason: why } }
    mustMayMove(await problemNumbered(ctx, number), 'SUSPEND')
    return { ok: false, card: askReason(`挂起 ${number} 号问题，请写原因`, `挂起 ${number}`, '等待上级批复') }
  },
  run: async (ctx, { number, resume, due, reason }) => {
    const problem = await problemNumbered(ctx, number)
    const actions = [button('看这个问题', `问题清单 ${number}`)]
    if (resume) {
      const after = await resumeProblem(ctx, problem, due === null ? null : day(due))
      const until = after.dueOn === null ? '' : `，${showDay(dayFromDb(after.dueOn))}前办结`
      return { card: say(`${number} 号问题已恢复办理${until}`, { tone: 'good', actions }) }
    }
    if (reason === null) throw new UserError(`请写明原因，例如：挂起 ${number} 等待上级批复`)
    const after = await suspendProblem(ctx, problem, reason)
    const back =
      after.leadUnit === null
        ? `条件具备后请发：交办 ${number} 牵头单位`
        : `条件具备后请发：恢复 ${number}，或写明办结日期：恢复 ${number} 9月30日`
    return { card: say(`${number} 号问题已挂起：${reason}`, { blocks: [{ kind: 'note', text: back }], actions }) }
  },
})
