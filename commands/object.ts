import { z } from 'zod'
import { aProject, optional, restText, words } from '../src/chat/arguments.ts'
import { type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { month, showMonth } from '../src/domain/period.ts'
import { UserError } from '../src/errors.ts'
import { decisions, openMonth, raiseObjection } from '../src/services/evaluation/objections.ts'
import { undecided } from '../src/services/evaluation/practice.ts'

const SHOWN = 10

export const objectCommand = defineCommand({
  id: 'object',
  name: '异议',
  aliases: ['申诉', '提异议'],
  summary: '对试算的月考评提异议；项目办看待定的异议',
  usage: ['异议 简称 原因', '异议'],
  examples: [{ text: '异议', in: 'private', as: 'office' }],
  who: ['unit', 'liaison', 'office'],
  only: '只有本项目的责任单位和联络员可以提异议',
  where: 'private',
  args: z.object({ project: z.string().nullable(), reason: z.string().nullable() }),
  read: words({ project: optional(aProject()), reason: optional(restText('原因', '9月20日主体已封顶，核实晚了')) }),
  run: async (ctx, { project, reason }) => {
    if (project === null && reason === null && ctx.speaker.roles.has('office')) return { card: await waiting(ctx) }
    if (project === null || reason === null) {
      throw new UserError('请写明项目和原因，例如：异议 项目简称 9月20日主体已封顶，核实晚了')
    }
    const { id, month: of } = await raiseObjection(ctx, project, reason)
    return {
      card: say(`已收到 ${project} ${showMonth(month(of))}考评的异议（${id} 号）`, {
        tone: 'good',
        blocks: [{ kind: 'note', text: '项目办核对后私下答复您；答复之前亮牌不会发布' }],
      }),
    }
  },
})

async function waiting(ctx: Context): Promise<Card> {
  const notice = await openMonth(ctx)
  const all = notice === null ? [] : await undecided(ctx, month(notice.period))
  const [first] = all
  if (first === undefined) return say('没有待定的异议', { tone: 'good' })
  return say(`待定的异议 ${all.length} 件`, {
    tone: 'warning',
    blocks: [
      {
        kind: 'list',
        items: all.slice(0, SHOWN).map(({ id, project, reason }) => ({
          text: `${id} 号 ${project.shortName}`,
          detail: reason,
        })),
        ...(all.length > SHOWN ? { more: { count: all.length - SHOWN, action: '异议' } } : {}),
      },
      { kind: 'note', text: `定的时候写上理由，例如：采纳异议 ${first.id} 核实有误；驳回异议 ${first.id} 依据不足` },
    ],
    actions: all.length === 1 ? decisions(first.id) : [],
  })
}
