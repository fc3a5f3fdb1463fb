import { z } from 'zod'
import { aMoney, aProject, optional, restText, words } from '../src/chat/arguments.ts'
import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand, type Line, type Reading } from '../src/chat/command.ts'
import { dayFromDb, dayToDb, showDay } from '../src/domain/calendar-day.ts'
import { money, moneyFromDb, showMoney } from '../src/domain/money.ts'
import { month, showMonth } from '../src/domain/period.ts'
import { readMonth } from '../src/domain/period-read.ts'
import { UserError } from '../src/errors.ts'
import { BASIS } from '../src/services/as-of.ts'
import { mustBePrivate, projectCalled } from '../src/services/inputs/rights.ts'

const planArgs = z.object({
  project: z.string(),
  amount: z.string().nullable(),
  addedMonth: z.string().nullable(),
  reason: z.string().nullable(),
})
type PlanArgs = z.infer<typeof planArgs>

/** '7月纳入', '从7月起纳入' */
const ADDED = /[从自]?([^\s从自]*月)份?(?:起|开始)?纳入/

const typed = words({
  project: aProject(),
  amount: optional(aMoney()),
  reason: optional(restText('原因', '区政府专题会议调整')),
})

export const planCommand = defineCommand({
  id: 'plan',
  name: '计划',
  aliases: ['年度计划'],
  summary: '看一个项目的年度计划；项目办可调整，旧计划留痕',
  usage: [
    '计划 简称',
    '计划 简称 1.2亿 原因（项目办）',
    '计划 简称 1.2亿 7月纳入 原因（项目办，年中新增的项目）',
    '旬目标 示例镇 三季度 75%（单位季度目标在“旬目标”里定）',
  ],
  examples: [
    { text: '计划 绿邦', in: 'private', as: 'liaison' },
    { text: '计划 1', in: 'private', as: 'office' },
  ],
  who: ['member'],
  where: 'anywhere',
  args: planArgs,
  read: readPlan,
  confirm: async (ctx, args) => {
    if (args.amount === null) return []
    mayAdjust(ctx, args.project, args.reason)
    const current = await currentPlan(ctx, args.project)
    const before = current === null ? '未下达' : showMoney(moneyFromDb(current.amount))
    const amount = showMoney(money(args.amount))
    const added = showMonth(month(addedMonthOf(ctx, current, args)))
    const since = current === null ? `，从${added}起纳入` : ''
    return [{ sentence: `把 ${args.project} 的年度计划由 ${before} 调整为 ${amount}${since}？已发布的通报不变` }]
  },
  run: async (ctx, args) => ({
    card: args.amount === null ? await show(ctx, args.project) : await adjust(ctx, args, args.amount),
  }),
})

async function readPlan(line: Line, ctx: Context): Promise<Reading<PlanArgs>> {
  const match = ADDED.exec(line.raw)
  const addedMonth = match === null ? null : readMonth(match[1] ?? '', ctx.today)
  const raw = match === null || addedMonth === null ? line.raw : line.raw.replace(match[0], ' ')
  const reading = await typed({ ...line, raw }, ctx)
  return reading.ok ? { ok: true, value: { ...reading.value, addedMonth } } : reading
}

/** The month from which a project counts is given with its first plan; an adjustment keeps it. */
function addedMonthOf(ctx: Context, current: { readonly addedMonth: string } | null, { addedMonth }: PlanArgs): string {
  if (current === null) return addedMonth ?? ctx.today.slice(0, 7)
  if (addedMonth === null || addedMonth === current.addedMonth) return current.addedMonth
  throw new UserError(`已从${showMonth(month(current.addedMonth))}起纳入，调整计划不改纳入月份，请去掉“纳入”再发`)
}

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
  mustBePrivate(ctx, `计划 ${shortName}`)
  if (reason === null) throw new UserError(`请写明原因，例如：计划 ${shortName} 1.2亿 区政府专题会议调整`)
}

async function adjust(ctx: Context, args: PlanArgs, amount: string): Promise<Card> {
  const { project: shortName, reason } = args
  mayAdjust(ctx, shortName, reason)
  const project = await projectCalled(ctx, shortName)
  const before = await currentPlan(ctx, shortName)
  const addedMonth = addedMonthOf(ctx, before, args)
  const plan = await ctx.tx.annualPlan.create({
    data: {
      projectId: project.id,
      year: yearOf(ctx),
      amount,
      addedMonth,
      validFrom: dayToDb(ctx.today),
      approvedOn: dayToDb(ctx.today),
      reason,
    },
  })
  await ctx.audit({
    subject: 'plan',
    subjectId: plan.id,
    before: before === null ? null : { projectId: project.id, amount: before.amount.toFixed(2) },
    after: { projectId: project.id, amount, ...(before === null ? { addedMonth } : {}) },
  })
  return say(`已把 ${shortName} 的年度计划调整为 ${showMoney(money(amount))}，今天起计算`, {
    actions: [button('看计划', `计划 ${shortName}`)],
  })
}
