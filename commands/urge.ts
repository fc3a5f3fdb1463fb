import { z } from 'zod'
import { words } from '../src/chat/arguments.ts'
import { type Block, type Card, say } from '../src/chat/card.ts'
import { defineCommand } from '../src/chat/command.ts'
import { showDayTime } from '../src/domain/calendar-day.ts'
import { showTenDayShort } from '../src/domain/period.ts'
import { nextOpenMinute } from '../src/domain/quiet-hours.ts'
import { UserError } from '../src/errors.ts'
import { askedUnlocked, momentsOf } from '../src/services/periods.ts'
import { remindMissing, type Urged } from '../src/services/reminders.ts'
import type { Standing } from '../src/services/standing.ts'

export const urgeCommand = defineCommand({
  id: 'urge',
  name: '催报',
  aliases: ['催', '催一下'],
  summary: '私下提醒还没报的联络员，一旬只此一次',
  usage: ['催报'],
  examples: [{ text: '催报', in: 'private', as: 'office' }],
  who: ['office'],
  where: 'anywhere',
  args: z.object({}),
  read: words({}),
  run: async (ctx) => {
    const [period] = await askedUnlocked(ctx.tx, ctx.district.id)
    if (period === undefined) throw new UserError('现在没有开着的旬，不用催')
    const moments = await momentsOf(ctx.tx, ctx.district.id, ctx.calendar, period)
    const urged = await remindMissing(ctx, period, moments)
    await ctx.audit({
      subject: 'period',
      subjectId: period,
      before: null,
      after: { urged: urged.people, projects: urged.projects },
    })
    const opens = nextOpenMinute(ctx.calendar, ctx.now, ctx.rules.calendar)
    return { card: urgedCard(showTenDayShort(period), urged, opens > ctx.now ? opens : null), discreet: true }
  },
})

function urgedCard(period: string, { people, projects, already, unassigned }: Urged, sendsAt: Date | null): Card {
  const blocks: Block[] = [
    ...listed('已提醒过两次，不再发，可以打电话', already),
    ...listed('没有联络员，没法提醒', unassigned),
  ]
  if (people === 0) {
    const title = already.length + unassigned.length === 0 ? `${period}都报了，不用催` : `${period}没有可以再催的人`
    return say(title, { blocks })
  }
  const when = sendsAt === null ? '' : `，${showDayTime(sendsAt)} 发出`
  return say(`已催 ${people} 人，${projects} 个项目${when}`, {
    tone: 'good',
    blocks: [...blocks, { kind: 'note', text: '只发给没报的人，代替系统的第二次提醒' }],
  })
}

/** So many projects are read by their names; with more, one wants to know whom to call. */
const MOST_NAMED = 8

function listed(why: string, standings: readonly Standing[]): Block[] {
  if (standings.length === 0) return []
  if (standings.length > MOST_NAMED) {
    return [{ kind: 'text', text: `${why}：${byPerson(standings)}（共 ${standings.length} 个项目，发“未报”看名单）` }]
  }
  const names = standings.map(
    ({ shortName, liaison }) => `${shortName}${liaison === null ? '' : `（${liaison.name}）`}`,
  )
  return [{ kind: 'text', text: `${why}：${names.join('、')}` }]
}

/** '庚联络 8 个、壬联络 3 个' */
function byPerson(standings: readonly Standing[]): string {
  const counts = new Map<string, number>()
  for (const { liaison } of standings) {
    const name = liaison?.name ?? '无联络员'
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts].map(([name, count]) => `${name} ${count} 个`).join('、')
}
