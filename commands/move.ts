import { z } from 'zod'
import { aProject, aTenDay, words } from '../src/chat/arguments.ts'
import { say } from '../src/chat/card.ts'
import { defineCommand } from '../src/chat/command.ts'
import { showTenDayShort, tenDay } from '../src/domain/period.ts'
import { UserError } from '../src/errors.ts'
import { reportIn } from '../src/services/reports-facts.ts'
import { moveReport, otherOpenPeriods } from '../src/services/reports-move.ts'
import { ONLY_REPORTERS, projectToReport } from '../src/services/reports-rights.ts'

export const moveCommand = defineCommand({
  id: 'move',
  name: '改旬',
  aliases: ['移旬'],
  summary: '刚报的数记错了旬，移到另一旬',
  usage: ['改旬 示例甲 9月中旬'],
  examples: [{ text: '改旬 示例甲 9月中旬', in: 'private', as: 'liaison' }],
  who: ['liaison', 'office'],
  only: ONLY_REPORTERS,
  where: 'private',
  args: z.object({ project: z.string(), period: z.string() }),
  read: words({ project: aProject(), period: aTenDay() }),
  run: async (ctx, args) => {
    const project = await projectToReport(ctx, args.project)
    const to = tenDay(args.period)
    for (const from of await otherOpenPeriods(ctx, to)) {
      if ((await reportIn(ctx.tx, project.id, from)) === null) continue
      await moveReport(ctx, project, from, to)
      const [here, there] = [showTenDayShort(from), showTenDayShort(to)]
      return { card: say(`已从${here}移到${there}：${project.shortName}`, { tone: 'good' }) }
    }
    throw new UserError(`${project.shortName} 没有可以移到${showTenDayShort(to)}的旬报`)
  },
})
