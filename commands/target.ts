import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { BASIS } from '../src/services/as-of.ts'
import { setTargets, targetDoubts } from '../src/services/inputs/project-targets.ts'
import { mustBeOffice, projectCalled } from '../src/services/inputs/rights.ts'
import { projectTargetCard, unitTargetCard } from '../src/services/inputs/target-card.ts'
import { readTarget, type TargetArgs, targetArgs } from '../src/services/inputs/target-reading.ts'
import { quarterDoubts, setQuarters, unitCalled } from '../src/services/inputs/unit-quarter-targets.ts'

export const targetCommand = defineCommand({
  id: 'target',
  name: '旬目标',
  aliases: ['目标', '季度目标'],
  summary: '看项目本旬目标；项目办定旬、月累计目标和单位季度目标',
  usage: [
    '旬目标 简称',
    '旬目标 示例甲 9月中旬 4.2亿 主体封顶（项目办）',
    '旬目标 示例甲 9月 4.5亿 10月 5亿 11月 5.6亿（项目办，可一次写多期）',
    '旬目标 示例甲 9月中旬 撤销（项目办）',
    '旬目标 示例镇 三季度 75%（项目办，占年度计划的累计百分数）',
  ],
  examples: [
    { text: '旬目标 示例甲', in: 'private', as: 'liaison' },
    { text: '旬目标 示例甲 9月中旬 4.2亿 主体封顶', in: 'private', as: 'office' },
    { text: '目标 示例甲 9月 4.5亿；10月 5亿', in: 'private', as: 'office' },
  ],
  who: ['member'],
  where: 'anywhere',
  args: targetArgs,
  subject: ({ target }) => target?.name ?? null,
  read: readTarget,
  confirm: async (ctx, { target }) => {
    const sentences = await doubts(ctx, target)
    return sentences.map((sentence) => ({ sentence: `${target.name} ${sentence}` }))
  },
  run: async (ctx, { target }) => {
    if (target.of === 'unit') {
      const unit = await unitCalled(ctx, target.name)
      if (target.quarters.length === 0) return { card: await unitTargetCard(ctx, unit) }
      mustBeOffice(ctx, '定目标')
      return { card: setCard(target.name, await setQuarters(ctx, unit, target.quarters)) }
    }
    const project = await projectCalled(ctx, target.name)
    if (target.points.length === 0) return { card: await projectTargetCard(ctx, project) }
    mustBeOffice(ctx, '定目标')
    return { card: setCard(target.name, await setTargets(ctx, project, target.points)) }
  },
})

async function doubts(ctx: Context, target: TargetArgs['target']): Promise<readonly string[]> {
  if (target.of === 'unit') return await quarterDoubts(ctx, await unitCalled(ctx, target.name), target.quarters)
  if (target.points.length === 0) return []
  return await targetDoubts(ctx, await projectCalled(ctx, target.name), target.points)
}

function setCard(name: string, set: readonly string[]): Card {
  const [only, ...others] = set
  return say(others.length === 0 ? `已定 ${name} ${only ?? ''}` : `已定 ${name} ${set.length} 期目标`, {
    tone: 'good',
    blocks: [
      ...(others.length === 0 ? [] : [{ kind: 'list' as const, items: set.map((text) => ({ text })) }]),
      { kind: 'note', text: `今天起计算，旧的已留底；${BASIS}` },
    ],
    actions: [button('看目标', `旬目标 ${name}`)],
  })
}
