import { z } from 'zod'
import { aProject, oneOf, optional, restText, words } from '../src/chat/arguments.ts'
import { type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand, type Line, type Reading, type Reply } from '../src/chat/command.ts'
import { orderMeant, orderNamed } from '../src/chat/order-arguments.ts'
import { draftForm, orderParts, partsOfForm, partsOfLine } from '../src/chat/order-draft.ts'
import { pageOf } from '../src/chat/page-word.ts'
import { withoutPrint } from '../src/chat/print-word.ts'
import { fold } from '../src/domain/normalise.ts'
import { showOrderKind, UNDER_WAY } from '../src/domain/order.ts'
import { type OrderRef, readLeadingOrder } from '../src/domain/order-read.ts'
import { UserError } from '../src/errors.ts'
import { projectCalled } from '../src/services/inputs/rights.ts'
import { printedOrder } from '../src/services/print/answers.ts'
import { orderCard } from '../src/services/supervision/card.ts'
import { draftFromProblem, draftOrder } from '../src/services/supervision/draft.ts'
import { listOrders, type OrderFilter, orderName, orderSteps } from '../src/services/supervision/find.ts'
import { orderListCard } from '../src/services/supervision/list-card.ts'
import { mayDraft, maySign, mineOf, mustDraft, seenBy, signersOf } from '../src/services/supervision/rights.ts'
import { unitExactly, unitIdOf, unitInFront } from '../src/services/units-meant.ts'

const SHOW = {
  我的: 'mine',
  在办: 'open',
  全部: 'open',
  逾期: 'overdue',
  超期: 'overdue',
  待签发: 'drafts',
  拟稿: 'drafts',
  草稿: 'drafts',
  待审核: 'reviewing',
  办结: 'closed',
  已办结: 'closed',
  作废: 'void',
  新拟: 'new',
  新增: 'new',
  起草: 'new',
} as const
const TITLES = {
  mine: '我的在办督办单',
  open: '在办督办单',
  overdue: '逾期督办单',
  drafts: '待签发的拟稿',
  reviewing: '待审核的督办单',
  closed: '已办结的督办单',
  void: '已作废的督办单',
} as const
const WORDS = {
  mine: '我的',
  overdue: '逾期',
  drafts: '待签发',
  reviewing: '待审核',
  closed: '办结',
  void: '作废',
} as const

const kindSchema = z.enum(['SUPERVISION', 'REMINDER', 'LISTED'])
const args = z.object({
  /** One order: '督办〔2023〕003号', '拟稿12'. */
  order: z.string().nullable(),
  /** That order as a form on paper. */
  print: z.boolean(),
  show: z.enum(['mine', 'open', 'overdue', 'drafts', 'reviewing', 'closed', 'void', 'new']),
  project: z.string().nullable(),
  unit: z.string().nullable(),
  from: z.number().int(),
  /** What to draft for the project; null: show. */
  draft: orderParts.extend({ kind: kindSchema }).nullable(),
  /** The problem to draft from; null: none. */
  problem: z.number().int().nullable(),
})
type Args = z.infer<typeof args>
const SHOWN: Args = {
  ...{ order: null, print: false, show: 'open', project: null, unit: null, from: 1 },
  ...{ draft: null, problem: null },
}

export const superviseCommand = defineCommand({
  id: 'supervise',
  name: '督办',
  aliases: ['督', '督办单', '督办清单', '提示单', '挂牌督办'],
  summary: '督办单、提示单、挂牌督办：看在办和逾期的，看一份的办理过程；督查室、项目办拟稿',
  usage: [
    '督办',
    '督办 逾期',
    '督办 示例甲',
    '督办 003',
    '督办 003 打印',
    '督办 示例甲 关键设备未到货 主办 产业园 10个工作日 要求：9月底前到场',
    '督办 提示 示例甲 关键设备未到货',
    '督办 问题 12',
    '督办 挂牌 示例乙 征拆滞后 30天',
  ],
  examples: [
    { text: '督办', in: 'private', as: 'supervision' },
    { text: '/督办 逾期', in: 'group', as: 'unit' },
    { text: '督办 001', in: 'private', as: 'supervision' },
    { text: '督办 打印 1', in: 'private', as: 'supervision' },
    { text: '督 示例甲 关键设备未到货 主办 产业园 10个工作日', in: 'private', as: 'supervision' },
    { text: '督办 提示 示例乙 征地还剩 3 户 要求：9月底前签约', in: 'private', as: 'office' },
  ],
  who: ['supervision', 'office', 'admin', 'leader', 'unit', 'liaison', 'approval'],
  where: 'anywhere',
  args,
  read: readLine,
  run: async (ctx, said) => {
    if (said.problem !== null) return { card: await fromProblem(ctx, said.problem) }
    if (said.draft !== null && said.project !== null) return { card: await draft(ctx, said.project, said.draft) }
    if (said.order !== null) return await one(ctx, said.order, said.print)
    return await list(ctx, said)
  },
})

async function readLine(line: Line, ctx: Context): Promise<Reading<Args>> {
  if (ctx.form?.matter !== undefined) return await readForm(ctx, ctx.form)
  const { raw, print } = withoutPrint(line.raw.trim())
  const problem = /^问题\s*(?:#|第)?(\d{1,9})\s*号?$/.exec(fold(raw))?.[1]
  if (problem !== undefined) return { ok: true, value: { ...SHOWN, problem: Number(problem) } }
  const ref = refOf(line.alias, raw)
  if (ref !== null) return { ok: true, value: { ...SHOWN, print, order: orderName(await orderMeant(ctx, ref)) } }
  if (print) throw new UserError('请写明打印哪一份，例如：督办 003 打印', ['督办'])
  const front = KIND_IN_FRONT.exec(raw)
  const kind = kindOf(front?.[1] ?? line.alias)
  const { line: asked, from } = pageOf({ ...line, raw: raw.slice(front?.[0].length ?? 0) })
  const reading = await words({
    show: optional(oneOf('哪一种', SHOW)),
    project: optional(aProject()),
    text: optional(restText('事项', '关键设备未到货')),
  })(asked, ctx)
  if (!reading.ok) return reading
  const { show, project, text } = reading.value
  const unit = text === null ? null : await unitExactly(ctx, text)
  if (text !== null && unit === null) return await readDraft(asked, ctx, { kind, named: project !== null })
  if (show === 'new') {
    mustDraftHere(ctx)
    return { ok: false, card: newCard(ctx) }
  }
  return { ok: true, value: { ...SHOWN, show: show ?? 'open', project, unit, from } }
}

const KIND_WORDS = { 督: 'SUPERVISION', 提: 'REMINDER', 挂: 'LISTED' } as const
const KIND_IN_FRONT = /^(提示|挂牌督办|挂牌|督办)单?(?:[\s,，:：]+|$)/

/** '003' behind 督办 is a 督办 number, behind 提示单 a 提示 number. */
function refOf(alias: string, raw: string): OrderRef | null {
  const found = readLeadingOrder(raw) ?? readLeadingOrder(`${alias.replace(/清单$/, '')}${raw}`)
  if (found === null) return null
  if (found.rest === '') return found.ref
  throw new UserError(`没有看懂“${found.rest}”。写进展请发：反馈 督办003 进展；看一份请发：督办 003`)
}

function kindOf(word: string): z.infer<typeof kindSchema> {
  const known = Object.entries(KIND_WORDS).find(([first]) => word.startsWith(first))
  return known?.[1] ?? 'SUPERVISION'
}

async function readDraft(
  line: Line,
  ctx: Context,
  { kind, named }: { readonly kind: z.infer<typeof kindSchema>; readonly named: boolean },
): Promise<Reading<Args>> {
  if (!mayDraft(ctx) && !named)
    throw new UserError(`没有看懂“${line.raw.trim()}”。可以发：督办、督办 逾期、督办 003`, ['督办', '督办 逾期'])
  mustDraftHere(ctx)
  const reading = await words({ project: aProject(), text: restText('事项', '关键设备未到货') })(line, ctx)
  if (!reading.ok) return reading
  const { project, text } = reading.value
  const lead = await unitInFront(ctx, text)
  const parts = await partsOfLine(ctx, lead?.rest ?? text, kind)
  if (parts.matter === null)
    throw new UserError(`请写明事项，例如：督办 ${project} 关键设备未到货 10个工作日`, [
      { label: '填表', action: '督办 新拟' },
    ])
  const leadUnit = parts.lead ?? lead?.unit ?? null
  return { ok: true, value: { ...SHOWN, project, draft: { ...parts, lead: leadUnit, kind } } }
}

async function readForm(ctx: Context, form: Readonly<Record<string, string>>): Promise<Reading<Args>> {
  mustDraftHere(ctx)
  const named = await words({ project: aProject() })(
    { raw: form.project ?? '', text: form.project ?? '', alias: '督办' },
    ctx,
  )
  if (!named.ok) return named
  const parts = await partsOfForm(ctx, form)
  if (parts.matter === null) throw new UserError('请写明事项', [{ label: '重填', action: '督办 新拟' }])
  const kind = kindSchema.safeParse(form.kind).data ?? 'SUPERVISION'
  return { ok: true, value: { ...SHOWN, project: named.value.project, draft: { ...parts, kind } } }
}

/** A draft is not for the group's eyes. */
function mustDraftHere(ctx: Context): void {
  mustDraft(ctx)
  if (ctx.place.kind === 'group') throw new UserError('拟督办单不在群里办，请私聊我发。')
}

function newCard({ rules }: Context): Card {
  return say('新拟督办单：先存为拟稿，签发前不发给任何单位', { blocks: [draftForm(rules)] })
}

async function draft(ctx: Context, project: string, given: NonNullable<Args['draft']>): Promise<Card> {
  mustDraft(ctx)
  const { kind, matter, demand, lead, co, days, basis } = given
  const { id } = await projectCalled(ctx, project)
  const coUnitIds: number[] = []
  for (const name of co) coUnitIds.push(await unitIdOf(ctx, name))
  const order = await draftOrder(ctx, {
    ...{ kind, projectId: id, matter: matter ?? '', demand, basis, coUnitIds, limitDays: days },
    leadUnitId: lead === null ? null : await unitIdOf(ctx, lead),
    by: ctx.speaker.personId,
  })
  const card = orderCard(ctx, order, [])
  return {
    ...card,
    title: `已存为${orderName(order)}（${showOrderKind(order.kind)}），等${signersOf(ctx)}签发`,
    tone: 'good',
  }
}

/** What a problem gives is drafted once; asked again, the same draft is shown. */
async function fromProblem(ctx: Context, number: number): Promise<Card> {
  mustDraftHere(ctx)
  const { order, fresh } = await draftFromProblem(ctx, number, ctx.speaker.personId)
  const card = orderCard(ctx, order, await orderSteps(ctx.tx, order.id))
  if (!fresh) return card
  return {
    ...card,
    title: `已按 ${number} 号问题存为${orderName(order)}（${showOrderKind(order.kind)}），等${signersOf(ctx)}签发`,
    tone: 'good',
  }
}

/** In a group the answer about one order goes to the person: what it says is between 督查室 and the units. */
async function one(ctx: Context, name: string, print: boolean): Promise<Reply> {
  const order = await orderNamed(ctx, name)
  if (print) return { card: await printedOrder(ctx, order.id), discreet: true }
  return { card: orderCard(ctx, order, await orderSteps(ctx.tx, order.id)), discreet: true }
}

/** In a group a list names neither matters nor units: what is asked by unit, or is one's own, is answered in private. */
async function list(ctx: Context, { show, project, unit, from }: Args): Promise<Reply> {
  const discreet = show === 'mine' || show === 'drafts' || unit !== null
  const brief = ctx.place.kind === 'group' && !discreet
  const filter = await filterOf(ctx, { show, project, unit }, brief)
  const rows = await listOrders(ctx, filter, ctx.today)
  const signs = maySign(ctx) && show !== 'drafts' && !brief
  const drafts = signs ? await listOrders(ctx, { states: ['DRAFT'], within: {} }, ctx.today) : []
  const said = [project, unit].filter((word) => word !== null)
  const title = show === 'new' ? TITLES.open : TITLES[show]
  const word = show === 'open' || show === 'new' ? [] : [WORDS[show]]
  const card = orderListCard(rows, {
    title: said.length === 0 ? title : `${title}（${said.join('，')}）`,
    line: ['督办', ...word, ...said].join(' '),
    from: from - 1,
    ...{ today: ctx.today, brief, toSign: drafts.length, mayDraft: mayDraft(ctx) },
  })
  return { card, discreet }
}

async function filterOf(
  ctx: Context,
  { show, project, unit }: Pick<Args, 'show' | 'project' | 'unit'>,
  brief: boolean,
): Promise<OrderFilter> {
  const seen = show === 'mine' ? mineOf(ctx) : seenBy(ctx)
  // In a group everybody reads the published ones, which say neither matter nor unit there.
  const within = brief ? { number: { not: null } } : seen
  return {
    within,
    ...(project === null ? {} : { projectId: (await projectCalled(ctx, project)).id }),
    ...(unit === null ? {} : { unitId: await unitIdOf(ctx, unit) }),
    ...(show === 'overdue' ? { overdue: true, states: UNDER_WAY } : {}),
    ...(show === 'drafts' ? { states: ['DRAFT' as const] } : {}),
    ...(show === 'reviewing' ? { states: ['REVIEWING' as const] } : {}),
    ...(show === 'closed' ? { states: ['CLOSED' as const] } : {}),
    ...(show === 'void' ? { states: ['VOID' as const] } : {}),
  }
}
