import { z } from 'zod'
import { aNumber, restText, words } from '../src/chat/arguments.ts'
import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand, type Line, type Reading } from '../src/chat/command.ts'
import { leadingOrder, numberInFront, orderMeant, orderNamed, ordersFit, wayTo } from '../src/chat/order-arguments.ts'
import { readLeadingOrder } from '../src/domain/order-read.ts'
import { UserError } from '../src/errors.ts'
import { problemNumbered } from '../src/services/problems/find.ts'
import { mustMayMove } from '../src/services/problems/move.ts'
import { mustWorkOn, WORKING } from '../src/services/problems/rights.ts'
import { giveFeedback } from '../src/services/problems/work.ts'
import { type OrderRow, orderName } from '../src/services/supervision/find.ts'
import { mustFollow } from '../src/services/supervision/move.ts'
import { mustWorkOnOrder } from '../src/services/supervision/rights.ts'
import { giveOrderFeedback } from '../src/services/supervision/work.ts'

/** Of a problem by its number, or of an order by its name. */
const args = z.object({
  number: z.number().int().optional(),
  order: z.string().optional(),
  text: z.string().min(2).max(500),
})

export const feedbackCommand = defineCommand({
  id: 'feedback',
  name: '反馈',
  aliases: ['办理进展', '反馈进展'],
  summary: '牵头单位写一句问题的办理进展，主办单位写督办单的办理进展',
  usage: ['反馈 12 已完成现场勘察，9月15日前进场施工', '反馈 督办003 设备已发运，9月25日到场'],
  examples: [
    { text: '反馈 4 已到现场勘察', in: 'private', as: 'office' },
    { text: '反馈 督办001 厂家已排产，9月18日发运', in: 'private', as: 'liaison' },
  ],
  who: WORKING,
  where: 'private',
  args,
  read: async (line, ctx) => {
    const order = readLeadingOrder(line.raw)
    if (order !== null) return await readOfOrder(ctx, await orderMeant(ctx, order.ref), order.rest)
    return await readNumbered(line, ctx)
  },
  run: async (ctx, { number, order, text }) => ({
    card: order === undefined ? await onProblem(ctx, number ?? 0, text) : await onOrder(ctx, order, text),
  }),
})

const ofProblem: (line: Line, ctx: Context) => Promise<Reading<{ number: number; text: string }>> = words({
  number: aNumber('问题编号'),
  text: restText('进展', '已到现场勘察'),
})

/** The number alone, as the button says it, is answered with the form; the form's words come with the number. */
async function readOfProblem(line: Line, ctx: Context): Promise<Reading<z.input<typeof args>>> {
  const alone = /^[#第]?\s*(\d{1,9})\s*号?(?:问题)?$/.exec(line.text.trim())?.[1]
  if (alone === undefined) return await ofProblem(line, ctx)
  const number = Number(alone)
  const text = (ctx.form?.feedback ?? '').trim()
  if (text.length >= 2) return { ok: true, value: { number, text } }
  const problem = await problemNumbered(ctx, number)
  mustMayMove(problem, 'FEEDBACK')
  mustWorkOn(ctx, problem)
  return { ok: false, card: askFeedback(`${number}`, '已到现场勘察') }
}

/** '反馈 3' may be problem 3 or the speaker's order of that number; '反馈 003' is written like an order's. */
async function readNumbered(line: Line, ctx: Context): Promise<Reading<z.input<typeof args>>> {
  const raw = line.raw.replace(/^问题\s*(?=[#第\d])/, '')
  if (raw !== line.raw) return await readOfProblem({ ...line, raw, text: line.text.replace(/^问题 ?/, '') }, ctx)
  const found = numberInFront(raw)
  if (found === null) return await readOfProblem(line, ctx)
  const check = (order: OrderRow): void => mustGiveFeedback(ctx, order)
  const orders = await ordersFit(ctx, found.number, check)
  if (!/^[#第]?0\d{2}(?!\d)/.test(line.text)) {
    if (orders.length === 0) return await readOfProblem(line, ctx)
    if (await problemFits(ctx, found.number)) throw whichOne(found, orders)
  }
  const { order, rest } = await leadingOrder(line, ctx, { bare: check, sample: '反馈 督办003 设备已发运' })
  return await readOfOrder(ctx, order, rest)
}

function whichOne({ number, rest }: { number: number; rest: string }, orders: readonly OrderRow[]): UserError {
  const ways = orders.slice(0, 5).map((order) => wayTo(orderName(order), `反馈 * ${rest}`))
  return new UserError(`${number} 号有一个问题，也有督办单，您反馈的是哪一个？`, [
    ...ways,
    wayTo(`${number} 号问题`, `反馈 问题${number} ${rest}`),
  ])
}

async function problemFits(ctx: Context, number: number): Promise<boolean> {
  try {
    const problem = await problemNumbered(ctx, number)
    mustWorkOn(ctx, problem)
    mustMayMove(problem, 'FEEDBACK')
    return true
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

function mustGiveFeedback(ctx: Context, order: OrderRow): void {
  mustWorkOnOrder(ctx, order)
  mustFollow(order, 'FEEDBACK')
}

async function readOfOrder(ctx: Context, order: OrderRow, rest: string): Promise<Reading<z.input<typeof args>>> {
  mustGiveFeedback(ctx, order)
  const name = orderName(order)
  const text = (ctx.form?.feedback ?? rest).trim()
  return text.length < 2
    ? { ok: false, card: askFeedback(name, '设备已发运，9月25日到场') }
    : { ok: true, value: { order: name, text } }
}

function askFeedback(name: string, example: string): Card {
  return say(`反馈 ${name}：办到哪一步了`, {
    blocks: [
      {
        kind: 'form',
        name: 'feedback',
        fields: [{ name: 'feedback', label: '办理进展', type: 'multiline', required: true }],
        submit: { label: '反馈', action: `反馈 ${name}` },
        typed: `例如：反馈 ${name} ${example}`,
      },
    ],
  })
}

async function onProblem(ctx: Context, number: number, text: string): Promise<Card> {
  await giveFeedback(ctx, await problemNumbered(ctx, number), text)
  return say(`已记下 ${number} 号问题的进展`, {
    tone: 'good',
    blocks: [{ kind: 'note', text: `办完请发：销号 ${number} 结果 依据：文号或证号` }],
    actions: [button('看这个问题', `问题清单 ${number}`)],
  })
}

async function onOrder(ctx: Context, named: string, text: string): Promise<Card> {
  const name = orderName(await giveOrderFeedback(ctx, await orderNamed(ctx, named), text))
  return say(`已记下 ${name} 的进展，已告诉督查室`, {
    tone: 'good',
    blocks: [{ kind: 'note', text: `办完请发：报结 ${name} 结果 依据：文号或验收单` }],
    actions: [button('办完报结', `报结 ${name}`), button('看这一份', `督办 ${name}`)],
  })
}
