import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, type Doubt, defineCommand } from '../src/chat/command.ts'
import { dayFromDb, showDay } from '../src/domain/calendar-day.ts'
import type { Project } from '../src/generated/prisma/client.ts'
import {
  addMilestone,
  alterMilestone,
  mustBeAlterable,
  reportMilestoneDone,
  withdrawMilestone,
} from '../src/services/inputs/milestone-changes.ts'
import {
  type Altered,
  type MilestoneArgs,
  mayChange,
  milestoneArgs,
  readMilestone,
} from '../src/services/inputs/milestone-reading.ts'
import { milestoneNamed, milestonesOf, showMilestoneState, showWeight } from '../src/services/inputs/milestones.ts'
import { projectCalled } from '../src/services/inputs/rights.ts'

export const milestoneCommand = defineCommand({
  id: 'milestone',
  name: '节点',
  aliases: ['里程碑'],
  summary: '看项目节点；联络员报完成，项目办新增、改期、撤销',
  usage: [
    '节点 简称',
    '节点 示例甲 主体封顶 完成 9月6日（联络员、责任单位；由项目办核实）',
    '节点 示例甲 新增 主体封顶 10月20日 权重2（项目办）',
    '节点 示例甲 主体封顶 改期 10月30日 征地延后（项目办）',
    '节点 示例甲 主体封顶 权重2 关键节点（项目办）',
    '节点 示例甲 主体封顶 撤销 方案调整后不再单列（项目办）',
  ],
  examples: [
    { text: '节点 示例甲', in: 'private', as: 'liaison' },
    { text: '节点 示例甲 主要设备到货 完成 9月6日', in: 'private', as: 'liaison' },
    { text: '节点 示例甲 新增 联动试车 11月20日 权重2', in: 'private', as: 'office' },
    { text: '节点 示例甲 厂房主体完工 改期 10月30日 设计变更', in: 'private', as: 'office' },
  ],
  who: ['member'],
  where: 'anywhere',
  args: milestoneArgs,
  subject: ({ project, change }) => `${project} ${change !== null && 'name' in change ? change.name : ''}`,
  read: readMilestone,
  confirm: async (ctx, { project: shortName, change }) => {
    if (change === null) return []
    const project = await projectCalled(ctx, shortName)
    await mayChange(ctx, project, change.kind)
    if (change.kind === 'done') return []
    if (change.kind === 'add') {
      if (change.dueOn >= ctx.today) return []
      return [{ sentence: `${showDay(change.dueOn)}已经过了，节点“${change.name}”照这个到期日登记？` }]
    }
    const { milestone } = await milestoneNamed(ctx, project, change.name)
    const head = `${shortName} 节点“${milestone.name}”`
    if (change.kind === 'withdraw') return [{ sentence: `撤销 ${head}？原因：${change.reason}。已发布的考评不变` }]
    mustBeAlterable(project, milestone, change)
    return [alterDoubt(head, milestone, change)]
  },
  run: async (ctx, { project: shortName, change }) => {
    const project = await projectCalled(ctx, shortName)
    if (change === null) return { card: await list(ctx, project) }
    await mayChange(ctx, project, change.kind)
    const title = await carryOut(ctx, project, change)
    return { card: say(title, { tone: 'good', actions: [button('看节点', `节点 ${shortName}`)] }) }
  },
})

type Change = NonNullable<MilestoneArgs['change']>

function alterDoubt(
  head: string,
  { dueOn: before, weight }: { dueOn: Date; weight: { toString(): string } },
  { dueOn, weight: newWeight, reason }: Altered,
): Doubt {
  const parts = [
    ...(dueOn === null ? [] : [`到期日由 ${showDay(dayFromDb(before))} 改为 ${showDay(dueOn)}`]),
    ...(newWeight === null ? [] : [`权重由 ${weight.toString()} 改为 ${newWeight}`]),
  ]
  return { sentence: `把 ${head}${parts.join('，')}？原因：${reason}。已发布的考评不变` }
}

async function carryOut(ctx: Context, project: Project, change: Change): Promise<string> {
  const { shortName } = project
  switch (change.kind) {
    case 'add': {
      const { name, dueOn } = await addMilestone(ctx, project, change)
      return `已新增 ${shortName} 节点“${name}”，${showDay(dayFromDb(dueOn))}到期，权重 ${change.weight}`
    }
    case 'done': {
      const { name } = await reportMilestoneDone(ctx, project, change.name, change.on)
      return `已记下：${shortName} 节点“${name}”${showDay(change.on)}完成，待项目办核实`
    }
    case 'alter': {
      const { name, dueOn, weight } = await alterMilestone(ctx, project, change)
      return `已改：${shortName} 节点“${name}”${showDay(dayFromDb(dueOn))}到期，权重 ${weight.toString()}，旧的已留底`
    }
    case 'withdraw': {
      const { name } = await withdrawMilestone(ctx, project, change.name, change.reason)
      return `已撤销 ${shortName} 节点“${name}”：${change.reason}`
    }
  }
}

async function list(ctx: Context, project: Project): Promise<Card> {
  const milestones = await milestonesOf(ctx, project.id)
  const { shortName } = project
  if (milestones.length === 0) {
    return say(`${shortName} 还没有节点`, {
      blocks: [{ kind: 'note', text: `项目办新增请发：节点 ${shortName} 新增 主体封顶 10月20日` }],
    })
  }
  const verified = milestones.filter(({ verifiedAt }) => verifiedAt !== null)
  return say(`${shortName} 节点 ${milestones.length} 个，已核实完成 ${verified.length} 个`, {
    blocks: [
      {
        kind: 'list',
        items: milestones.map((milestone) => {
          const weight = showWeight(milestone.weight)
          const state = showMilestoneState(milestone, ctx.today)
          return { text: milestone.name, detail: weight === '' ? state : `${state}，${weight}` }
        }),
      },
      { kind: 'note', text: `完成了请联络员私聊我发：节点 ${shortName} 名称 完成 日期` },
    ],
    actions: [button('看项目', `项目 ${shortName}`)],
  })
}
