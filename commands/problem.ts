import { z } from 'zod'
import { aProject, restText, words } from '../src/chat/arguments.ts'
import { say } from '../src/chat/card.ts'
import { defineCommand } from '../src/chat/command.ts'
import { problemCategories } from '../src/domain/problem.ts'
import { mustBeOwnProject } from '../src/services/enterprise/own.ts'
import { projectCalled } from '../src/services/inputs/rights.ts'
import { raiseProblem } from '../src/services/problems/raise.ts'

export const problemCommand = defineCommand({
  id: 'problem',
  name: '报问题',
  aliases: ['问题+', '堵点', '上报问题'],
  summary: '把项目遇到的困难报给项目办，报问题不扣分',
  usage: ['报问题 示例甲 用电 变压器容量不足'],
  examples: [
    { text: '报问题 示例甲 用电 变压器容量不足', in: 'private', as: 'liaison' },
    { text: '堵点 示例乙 征地还剩 3 户', in: 'private', as: 'unit' },
  ],
  who: ['liaison', 'unit', 'enterprise', 'leader', 'office', 'approval', 'supervision'],
  where: 'private',
  args: z.object({ project: z.string(), category: z.string().nullable(), statement: z.string().min(2).max(500) }),
  read: async (line, ctx) => {
    const reading = await words({ project: aProject(), text: restText('什么问题', '用电 变压器容量不足') })(line, ctx)
    if (!reading.ok) return reading
    const { project, text } = reading.value
    const category = problemCategories.find((one) => text.startsWith(one) && /^[\s,，:：]/.test(text.slice(one.length)))
    const statement = category === undefined ? text : text.slice(category.length).replace(/^[\s,，:：]+/, '')
    if (statement.length < 2) {
      return {
        ok: false,
        card: say(`请把问题写清楚一点，例如：报问题 ${project} 用电 变压器容量不足`, { tone: 'warning' }),
      }
    }
    return { ok: true, value: { project, category: category ?? null, statement } }
  },
  run: async (ctx, { project: shortName, category, statement }) => {
    const project = await projectCalled(ctx, shortName)
    await mustBeOwnProject(ctx, project)
    const { problem, fresh } = await raiseProblem(ctx, {
      project,
      category,
      statement,
      raisedBy: { ...ctx.speaker, unitId: ctx.speaker.unitIds[0] ?? null },
      at: ctx.at,
    })
    const title = fresh ? `已登记问题 ${problem.id} 号，已告诉项目办` : `这个问题已经登记过，是 ${problem.id} 号`
    return {
      card: say(title, {
        tone: 'good',
        blocks: [
          { kind: 'text', text: `${shortName} ${category === null ? '' : `${category}，`}${statement}` },
          { kind: 'note', text: '报问题不扣分；有进展会告诉您' },
        ],
      }),
    }
  },
})
