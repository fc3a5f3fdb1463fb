import { z } from 'zod'
import { aProject, optional, words } from '../src/chat/arguments.ts'
import { defineCommand } from '../src/chat/command.ts'
import { withoutPrint } from '../src/chat/print-word.ts'
import { UserError } from '../src/errors.ts'
import { isOnlyContact, mustBeOwnProject, onlyOwnProject, onlyRaiser } from '../src/services/enterprise/own.ts'
import { serves } from '../src/services/enterprise/rights.ts'
import { servicesCard, trackingCard } from '../src/services/enterprise/tracking-card.ts'
import { trackingFacts } from '../src/services/enterprise/tracking-facts.ts'
import { projectCalled } from '../src/services/inputs/rights.ts'
import { printedCard } from '../src/services/print/answers.ts'

export const cardCommand = defineCommand({
  id: 'card',
  name: '跟踪卡',
  aliases: ['服务跟踪卡', '企业跟踪卡'],
  summary: '一个项目一张卡：帮代办专员、手续、服务、诉求、下一步',
  usage: ['跟踪卡 绿邦', '跟踪卡 绿邦 服务记录', '跟踪卡 绿邦 打印'],
  examples: [
    { text: '跟踪卡 绿邦', in: 'private', as: 'approval' },
    { text: '跟踪卡 示例甲', in: 'private', as: 'enterprise' },
    { text: '跟踪卡 示例甲 服务记录', in: 'private', as: 'leader' },
    { text: '跟踪卡 绿邦 打印', in: 'private', as: 'approval' },
  ],
  who: ['member', 'enterprise'],
  where: 'anywhere',
  args: z.object({ project: z.string(), services: z.boolean(), print: z.boolean(), from: z.number().int() }),
  read: async (line, ctx) => {
    // “服务记录 从 11” is how the card's own button asks for more.
    const { raw, print } = withoutPrint(line.raw)
    const more = /服务(?:记录)?(?:\s*从\s*(\d{1,4}))?\s*$/.exec(raw)
    const rest = { ...line, raw: more === null ? raw : raw.slice(0, more.index) }
    const reading = await words({ project: optional(aProject()) })(rest, ctx)
    if (!reading.ok) return reading
    const project = reading.value.project ?? (await onlyOwnProject(ctx))
    if (project === null) throw new UserError('请写明项目，例如：跟踪卡 绿邦', ['企业'])
    return {
      ok: true,
      value: { project, services: more !== null, print, from: Math.max(0, Number(more?.[1] ?? 1) - 1) },
    }
  },
  run: async (ctx, { project: shortName, services, print, from }) => {
    const project = await projectCalled(ctx, shortName)
    await mustBeOwnProject(ctx, project)
    if (print) return { card: await printedCard(ctx, project), discreet: true }
    const facts = await trackingFacts(ctx.tx, project.id, ctx.today, onlyRaiser(ctx.speaker))
    if (services) return { card: servicesCard(facts, from) }
    const may = !isOnlyContact(ctx.speaker) && (await serves(ctx, project.id))
    return { card: trackingCard(facts, ctx.today, { serves: may }) }
  },
})
