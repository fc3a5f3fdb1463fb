import { z } from 'zod'
import { aMoney, aProject, optional, restText, words } from '../src/chat/arguments.ts'
import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { dayFromDb, dayToDb, showDay } from '../src/domain/calendar-day.ts'
import { money, moneyFromDb, showMoney } from '../src/domain/money.ts'
import { UserError } from '../src/errors.ts'
import { BASIS } from '../src/services/as-of.ts'

export const planCommand = defineCommand({
  id: 'plan',
  name: '计划',
  aliases: ['年度计划'],
  summary: '看一个项目的年度计划；项目办可调整，旧计划留痕',
  usage: ['计划 简称', '计划 简称 1.2亿 原因（项目办）'],
  examples: [
    { text: '计划 绿邦', in: 'private', as: 'liaison' },
    { text: '计划 1', in: 'private', as: 'office' },
  ],
  who: ['member'],
  where: 'anywhere',
  args: z.object({ project: z.string(), amount: z.string().nullable(), reason: z.string().nullable() }),
  read: words({
    project: aProject(),
    amount: optional(aMoney()),
    reason: optional(restText('原因', '区政府专题会议调整')),
  }),
  confirm: async (ctx, { project, amount, reason }) => {
    if (amount === null) return []
    mayAdjust(ctx, project, reason)
    const current = await currentPlan(ctx, project)
    const before = current === null ? '未下达' : showMoney(moneyFromDb(current.amount))
    return [{ sentence: `把 ${project} 的年度计划由 ${before} 调整为 ${showMoney(money(amount))}？已发布的通报不变` }]
  },
  run: async (ctx, { project, amount, reason }) => ({
    card: amount === null ? await show(ctx, project) : await adjust(ctx, project, amount, reason),
  }),
})

function yearOf(ctx: Context): number {
  return Number(ctx.today.slice(0, 4))
}

function currentPlan(ctx: Context, shortName: string) {
  return ctx.tx.annualPlan.findFirst({
    where: { project: { districtId: ctx.district.id, shortName }, year: yearOf(ctx) },
    orderBy: [{ validFrom: 'desc' }, { id: 'desc' }],
  })
}

async function show(ctx: Context, shortName: string): Promise<Card> {
  const plans = await ctx.tx.annualPlan.findMany({
    where: { project: { districtId: ctx.district.id, shortName }, year: yearOf(ctx) },
    orderBy: [{ validFrom: 'asc' }, { id: 'asc' }],
  })
  const current = plans.at(-1)
  if (current === undefined) return say(`${shortName} 还没有 ${yearOf(ctx)} 年度计划，请项目办下达`)
  return say(`${shortName} ${yearOf(ctx)} 年度计划 ${showMoney(moneyFromDb(current.amount))}`, {
    blocks: [
      {
        kind: 'list',
        items: plans.map((plan) => ({
          text: `${showDay(dayFromDb(plan.validFrom))}起 ${showMoney(moneyFromDb(plan.amount))}`,
          ...(plan.reason === null ? {} : { detail: plan.reason }),
        })),
      },
      { kind: 'note', text: BASIS },
    ],
    actions: [button('看项目', `项目 ${shortName}`)],
  })
}

/** Asked before anything is to be confirmed: a right that is missing is not a question. */
function mayAdjust(ctx: Context, shortName: string, reason: string | null): asserts reason is string {
  if (!ctx.speaker.roles.has('office')) throw new UserError('只有项目办可以调整年度计划', [`计划 ${shortName}`])
  if (reason === null) throw new UserError(`请写明原因，例如：计划 ${shortName} 1.2亿 区政府专题会议调整`)
}

async function adjust(ctx: Context, shortName: string, amount: string, reason: string | null): Promise<Card> {
  mayAdjust(ctx, shortName, reason)
  const project = await ctx.tx.project.findUniqueOrThrow({
    where: { districtId_shortName: { districtId: ctx.district.id, shortName } },
  })
  const before = await currentPlan(ctx, shortName)
  const plan = await ctx.tx.annualPlan.create({
    data: {
      projectId: project.id,
      year: yearOf(ctx),
      amount,
      addedMonth: before?.addedMonth ?? ctx.today.slice(0, 7),
      validFrom: dayToDb(ctx.today),
      reason,
    },
  })
  await ctx.audit({
    subject: 'plan',
    subjectId: plan.id,
    before: before === null ? null : { projectId: project.id, amount: before.amount.toFixed(2) },
    after: { projectId: project.id, amount },
  })
  return say(`已把 ${shortName} 的年度计划调整为 ${showMoney(money(amount))}，今天起计算`, {
    actions: [button('看计划', `计划 ${shortName}`)],
  })
}
