import { z } from 'zod'
import { aQuarter, oneOf, optional, words } from '../src/chat/arguments.ts'
import type { Card } from '../src/chat/card.ts'
import { type Context, defineCommand, type Line } from '../src/chat/command.ts'
import { type Quarter, quarter } from '../src/domain/period.ts'
import { showUnitGroup, unitGroups } from '../src/domain/unit-group.ts'
import { UserError } from '../src/errors.ts'
import { previewCard } from '../src/services/notice-preview.ts'
import { redoRanking } from '../src/services/ranking/preview.ts'
import { progressByUnit } from '../src/services/ranking/progress.ts'
import { newest, officeRanking, publishedRanking } from '../src/services/ranking/view.ts'

/** “排名” between two quarters means where the units stand today; the quarter's ranking has its full name. */
const PROGRESS_NAMES: readonly string[] = ['排名', '单位进度']

const groups = Object.fromEntries(unitGroups.map((group) => [showUnitGroup(group), group]))
const readWords = words({
  quarter: optional(aQuarter()),
  group: optional(oneOf('分组', groups)),
  ask: optional(oneOf('做什么', { 进度: 'progress', 重算: 'redo', 重做: 'redo', 重新生成: 'redo' } as const)),
})

export const rankCommand = defineCommand({
  id: 'rank',
  name: '季排名',
  aliases: ['排名', '名次', '单位进度'],
  summary: '季排名：看已发布的排名，项目办还可以看预览、重算；排名：各单位今天的进度，按组比较',
  usage: ['季排名', '季排名 二季度', '季排名 二季度 镇街', '排名', '季排名 三季度 重算'],
  examples: [
    { text: '/季排名', in: 'group', as: 'unit' },
    { text: '季排名 二季度', in: 'private', as: 'leader' },
    { text: '/排名', in: 'group', as: 'leader' },
    { text: '排名', in: 'private', as: 'unit' },
  ],
  who: ['member'],
  where: 'anywhere',
  args: z.object({
    quarter: z.string().nullable(),
    group: z.enum(unitGroups).nullable(),
    ask: z.enum(['progress', 'redo']).nullable(),
  }),
  read: async (line, ctx) => {
    const reading = await readWords(line, ctx)
    if (!reading.ok) return reading
    const { quarter: of, group, ask } = reading.value
    const bare = of === null && group === null && ask === null
    return { ok: true, value: { quarter: of, group, ask: bare && meansProgress(line) ? 'progress' : ask } }
  },
  run: async (ctx, { quarter: code, group, ask }) => {
    const of = code === null ? null : quarter(code)
    if (ask === 'progress') return { card: await progressByUnit(ctx) }
    if (ask === 'redo') return { card: await redone(ctx, of), discreet: true }
    const office = ctx.speaker.roles.has('office') && ctx.place.kind === 'private'
    return { card: await (office ? officeRanking(ctx, { of, group }) : publishedRanking(ctx, { of, group })) }
  },
})

function meansProgress({ alias }: Line): boolean {
  return PROGRESS_NAMES.includes(alias)
}

async function redone(ctx: Context, of: Quarter | null): Promise<Card> {
  if (!ctx.speaker.roles.has('office')) throw new UserError('只有项目办可以重算排名')
  const last = of === null ? await newest(ctx, null, null) : null
  const meant = of ?? (last === null ? null : quarter(last.period))
  if (meant === null) throw new UserError('请写明哪个季度，例如：季排名 三季度 重算')
  return await previewCard(ctx, await redoRanking(ctx, meant, ctx.speaker.personId))
}
