import { z } from 'zod'
import { words } from '../src/chat/arguments.ts'
import { type Action, button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { showTenDayShort } from '../src/domain/period.ts'
import { asOf, BASIS, showAsOf } from '../src/services/as-of.ts'
import { projectsAsOf } from '../src/services/locked-standing.ts'
import { askedUnlocked } from '../src/services/periods.ts'
import type { Standing, StandingFilter } from '../src/services/standing.ts'
import { projectTable } from '../src/services/standing-rows.ts'

export const mineCommand = defineCommand({
  id: 'mine',
  name: '我的项目',
  aliases: ['我的', '我'],
  summary: '您联络、包联或本单位负责的项目',
  usage: ['我的项目'],
  examples: [
    { text: '我的', in: 'private', as: 'liaison' },
    { text: '我的项目', in: 'private', as: 'leader' },
    { text: '我的项目', in: 'private', as: 'unit' },
  ],
  who: ['member'],
  where: 'anywhere',
  args: z.object({}),
  read: words({}),
  // One's own list is nobody else's business: in a group it is answered in private.
  run: async (ctx) => ({ card: await mine(ctx), discreet: true }),
})

async function mine(ctx: Context): Promise<Card> {
  const { personId, unitIds, roles } = ctx.speaker
  const at = await asOf(ctx.tx, ctx.district, ctx.today)
  const load = (filter: StandingFilter) => projectsAsOf(ctx.tx, ctx.district, at, filter)
  const found = new Map<number, Standing>()
  const keep = (standings: readonly Standing[]) => {
    for (const standing of standings) found.set(standing.id, standing)
  }
  if (personId !== null) {
    keep(await load({ liaisonId: personId }))
    keep(await load({ leaderId: personId }))
  }
  if (roles.has('unit') && unitIds.length > 0) keep(await load({ unitIds }))
  const standings = [...found.values()].sort((a, b) => a.number - b.number)
  if (standings.length === 0)
    return say('您名下还没有项目', { blocks: [{ kind: 'note', text: '如有遗漏，请找项目办登记联络员或包联领导' }] })
  return say(`您有 ${standings.length} 个项目`, {
    blocks: [projectTable(standings, '项目清单'), { kind: 'note', text: `${showAsOf(at)}；${BASIS}` }],
    actions: await waysOn(ctx, standings),
  })
}

async function waysOn(ctx: Context, standings: readonly Standing[]): Promise<Action[]> {
  const [period] = await askedUnlocked(ctx.tx, ctx.district.id)
  const own = standings.filter((standing) => standing.liaison?.personId === ctx.speaker.personId)
  const report =
    period !== undefined && own.length > 0 ? [button(`报${showTenDayShort(period)}`, '旬报', 'primary')] : []
  return [
    ...report,
    ...standings.slice(0, 4).map((standing) => button(standing.shortName, `项目 ${standing.shortName}`)),
  ]
}
