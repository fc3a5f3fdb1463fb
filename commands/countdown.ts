import { z } from 'zod'
import { aProject, aUnit, optional, words } from '../src/chat/arguments.ts'
import type { Card } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { pageOf } from '../src/chat/page-word.ts'
import { COUNTDOWN_SHOWN, countdownCard } from '../src/services/permits/countdown-card.ts'
import { countdownPage } from '../src/services/permits/countdown-list.ts'
import { STAFF } from '../src/services/permits/rights.ts'

const args = z.object({
  project: z.string().nullable(),
  unit: z.string().nullable(),
  /** The first row, from 1. */
  from: z.number().int().min(1),
})
type Args = z.infer<typeof args>

export const countdownCommand = defineCommand({
  id: 'countdown',
  name: '倒计时',
  aliases: ['时限', '手续倒计时'],
  summary: '正在计时的手续，先到期的在前，自己的在最前；可按项目、主管单位查',
  usage: ['倒计时', '倒计时 简称', '倒计时 审批局'],
  examples: [
    { text: '倒计时', in: 'private', as: 'approval' },
    { text: '倒计时 示例甲', in: 'private', as: 'liaison' },
    { text: '/倒计时 区水务局', in: 'group', as: 'office' },
  ],
  who: STAFF,
  only: '手续只对本区工作人员开放',
  where: 'anywhere',
  args,
  read: async (line, ctx) => {
    const { line: asked, from } = pageOf(line)
    const reading = await words({ project: optional(aProject()), unit: optional(aUnit()) })(asked, ctx)
    return reading.ok ? { ok: true, value: { ...reading.value, from } } : reading
  },
  run: async (ctx, asked) => ({ card: await list(ctx, asked) }),
})

async function list(ctx: Context, { project, unit, from }: Args): Promise<Card> {
  const first = from - 1
  const filter = {
    ...(project === null ? {} : { project: { shortName: project } }),
    ...(unit === null ? {} : { authorityUnit: { shortName: unit } }),
  }
  const page = await countdownPage(ctx, filter, { from: first, most: COUNTDOWN_SHOWN })
  const said = [project, unit].filter((word) => word !== null)
  const title = said.length === 0 ? '手续倒计时' : `手续倒计时（${said.join('，')}）`
  return countdownCard(page, { title, line: ['倒计时', ...said].join(' '), from: first }, ctx)
}
