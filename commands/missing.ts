import { z } from 'zod'
import { aTenDay, optional, words } from '../src/chat/arguments.ts'
import { type Block, button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { showTenDayShort, type TenDay, tenDay } from '../src/domain/period.ts'
import { UserError } from '../src/errors.ts'
import { missingLine, missingUnitName } from '../src/services/dispatch-notice.ts'
import { type MissingUnit, unreported } from '../src/services/dispatch-notice-facts.ts'
import { askedUnlocked, lastLocked } from '../src/services/periods.ts'
import { loadStandings, type Standing } from '../src/services/standing.ts'

const SHOWN = 20

export const missingCommand = defineCommand({
  id: 'missing',
  name: '未报',
  aliases: ['谁没报', '没报的'],
  summary: '哪些单位、哪些项目还没有报',
  usage: ['未报', '未报 8月下旬'],
  examples: [
    { text: '未报', in: 'private', as: 'office' },
    { text: '/未报', in: 'group', as: 'unit' },
  ],
  who: ['member'],
  where: 'anywhere',
  args: z.object({ period: z.string().nullable() }),
  read: words({ period: optional(aTenDay()) }),
  run: async (ctx, args) => {
    const period = await periodMeant(ctx, args.period)
    const standings = await loadStandings(ctx.tx, ctx.district, period)
    const { missing, returned } = await unreported(ctx.tx, period, standings)
    const inGroup = ctx.place.kind === 'group'
    return { card: inGroup ? groupCard(period, missing) : listCard(ctx, period, missing, returned) }
  },
})

/** The oldest open 旬; with none open, the last locked one. */
async function periodMeant({ tx, district }: Context, named: string | null): Promise<TenDay> {
  if (named !== null) return tenDay(named)
  const [open] = await askedUnlocked(tx, district.id)
  const period = open ?? (await lastLocked(tx, district.id))
  if (period === null) throw new UserError('还没有开始填报')
  return period
}

/** In a group: units and counts, nobody's name and no project's. */
function groupCard(period: TenDay, missing: readonly MissingUnit[]): Card {
  const blocks: Block[] = missing.length === 0 ? [] : [{ kind: 'note', text: '哪些项目没报，私聊我发“未报”查看' }]
  return say(`${showTenDayShort(period)}${missingLine(missing)}`, { blocks })
}

function listCard(ctx: Context, period: TenDay, missing: readonly MissingUnit[], returned: readonly Standing[]): Card {
  const mayUrge = ctx.speaker.roles.has('office')
  const rest = missing.length - SHOWN
  const blocks: Block[] = [
    ...(missing.length === 0
      ? []
      : [{ kind: 'list' as const, items: missing.slice(0, SHOWN).map((entry) => unitItem(entry, mayUrge)) }]),
    ...(rest > 0 ? [{ kind: 'note' as const, text: `还有 ${rest} 个单位` }] : []),
    ...(returned.length === 0
      ? []
      : [{ kind: 'text' as const, text: `退回待改：${returned.map(({ shortName }) => shortName).join('、')}` }]),
  ]
  const actions = mayUrge && missing.length > 0 ? [button('催报')] : []
  return say(`${showTenDayShort(period)}${missingLine(missing)}`, { blocks, actions })
}

/** A unit and its projects; 项目办 sees whom to ask. */
function unitItem(entry: MissingUnit, withLiaisons: boolean): { text: string; detail: string } {
  const { projects } = entry
  const names = projects.map((project) => `${project.shortName}${withLiaisons ? liaisonOf(project) : ''}`)
  return { text: `${missingUnitName(entry)} ${projects.length} 个`, detail: names.join('、') }
}

function liaisonOf({ liaison }: Standing): string {
  return liaison === null ? '（没有联络员）' : `（${liaison.name}）`
}
