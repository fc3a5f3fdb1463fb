import { z } from 'zod'
import { aTenDay, optional, words } from '../src/chat/arguments.ts'
import { say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { showDayTime } from '../src/domain/calendar-day.ts'
import { showTenDay, showTenDayShort, type TenDay, tenDay, tenDayOf } from '../src/domain/period.ts'
import { UserError } from '../src/errors.ts'
import { askedUnlocked, isLocked, momentsOf } from '../src/services/periods.ts'
import { lockPeriod } from '../src/services/periods-lock.ts'
import { loadStandings } from '../src/services/standing.ts'

export const lockCommand = defineCommand({
  id: 'lock',
  name: '锁定',
  aliases: ['封期', '锁'],
  summary: '提前锁定一旬，生成通报预览',
  usage: ['锁定', '锁定 9月上旬'],
  examples: [{ text: '锁定 9月上旬', in: 'private', as: 'office' }],
  who: ['office'],
  where: 'private',
  args: z.object({ period: z.string().nullable() }),
  subject: ({ period }) => period,
  read: words({ period: optional(aTenDay()) }),
  confirm: async (ctx, args) => {
    const period = await periodToLock(ctx, args.period)
    const standings = await loadStandings(ctx.tx, ctx.district, period)
    const open = standings.filter(({ reported }) => !reported).length
    const { deadlineAt } = await momentsOf(ctx.tx, ctx.district.id, ctx.calendar, period)
    const early = ctx.now < deadlineAt ? `，填报截止是 ${showDayTime(deadlineAt)}` : ''
    return [{ sentence: `锁定${showTenDay(period)}后不能直接改数，现在还有 ${open} 个项目没有报${early}，确定锁定？` }]
  },
  run: async (ctx, args) => {
    const period = await periodToLock(ctx, args.period)
    const notice = await lockPeriod(ctx, period, ctx.speaker.personId)
    if (notice === null) throw new UserError(`${showTenDayShort(period)}已经锁定`)
    return {
      card: say(`${showTenDayShort(period)}已锁定`, {
        tone: 'good',
        blocks: [{ kind: 'note', text: `通报 ${notice.id} 号的预览已发项目办各位；改数请用“更正”` }],
      }),
    }
  },
})

async function periodToLock({ tx, district, today }: Context, named: string | null): Promise<TenDay> {
  const [oldest] = await askedUnlocked(tx, district.id)
  const period = named === null ? oldest : tenDay(named)
  if (period === undefined) throw new UserError('现在没有开着的旬，要锁定哪一旬请写上，例如：锁定 9月上旬')
  if (await isLocked(tx, district.id, period)) throw new UserError(`${showTenDayShort(period)}已经锁定`)
  if (period > tenDayOf(today)) throw new UserError(`${showTenDay(period)}还没有到，不能锁定`)
  return period
}
