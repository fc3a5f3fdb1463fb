/** Reads what an order is drafted or changed with: one line with labelled parts, or the form. */
import { z } from 'zod'
import { type OrderKind, showLimit, showOrderKind } from '../domain/order.ts'
import { type Limit, readOrderWords } from '../domain/order-read.ts'
import type { Rules } from '../domain/rules.ts'
import { UserError } from '../errors.ts'
import { limitOf } from '../services/supervision/draft.ts'
import type { OrderRow } from '../services/supervision/find.ts'
import { unitExactly, unitMeant, unitsMeant } from '../services/units-meant.ts'
import type { Block, FormField } from './card.ts'
import type { Context } from './command.ts'

const LONGEST = 500
const KINDS = ['SUPERVISION', 'REMINDER', 'LISTED'] as const satisfies readonly OrderKind[]

/** What was given; null: not said. Units by their short names. */
export const orderParts = z.object({
  matter: z.string().min(2).max(LONGEST).nullable(),
  demand: z.string().max(LONGEST).nullable(),
  lead: z.string().nullable(),
  co: z.array(z.string()),
  days: z.number().int().min(1).max(366).nullable(),
  basis: z.string().max(LONGEST).nullable(),
})
export type OrderParts = z.infer<typeof orderParts>

/** The parts of a typed line; the matter is what no label stands before. */
export async function partsOfLine(ctx: Context, text: string, kind: OrderKind): Promise<OrderParts> {
  const named = await leadBehind(ctx, text)
  const { text: matter, lead, co, demand, basis, limit } = readOrderWords(named?.rest ?? text)
  return await checked(ctx, {
    ...{ matter, demand, co, basis },
    lead: lead ?? named?.unit ?? '',
    days: daysMeant(limit, kind),
  })
}

const LEAD_BEHIND = /(?:^|[\s,，;；。])由?([^\s,，;；。:：]{2,20}?)(?:牵头|主办)(?:办理|负责)?(?=$|[\s,，;；。])/g

/** '产业园牵头': only a unit's whole name counts, so that '没有人牵头' stays in the matter. */
async function leadBehind(ctx: Context, text: string): Promise<{ unit: string; rest: string } | null> {
  for (const match of text.matchAll(LEAD_BEHIND)) {
    const unit = await unitExactly(ctx, match[1] ?? '')
    if (unit !== null) {
      return { unit, rest: `${text.slice(0, match.index)}${text.slice(match.index + match[0].length)}` }
    }
  }
  return null
}

/** The parts of a filled form. */
export async function partsOfForm(ctx: Context, form: Readonly<Record<string, string>>): Promise<OrderParts> {
  const digits = /^\s*([\d]{1,3})\s*(?:个?工作日|[日天])?\s*$/.exec(form.days ?? '')?.[1]
  if ((form.days ?? '').trim() !== '' && digits === undefined) throw new UserError('时限请写天数，例如：10')
  return await checked(ctx, {
    matter: form.matter ?? '',
    demand: form.demand ?? '',
    lead: form.lead ?? '',
    co: (form.co ?? '').split(/[、,，\s]+/).filter((name) => name !== ''),
    basis: form.basis ?? '',
    days: digits === undefined ? null : Number(digits),
  })
}

interface Given {
  readonly matter: string
  readonly demand: string | null
  readonly lead: string
  readonly co: readonly string[]
  readonly basis: string | null
  readonly days: number | null
}

async function checked(ctx: Context, { matter, demand, lead, co, basis, days }: Given): Promise<OrderParts> {
  if (days !== null && (days < 1 || days > 366)) throw new UserError('时限请写 1 到 366 天')
  return {
    matter: matter.trim().length < 2 ? null : matter.trim(),
    demand: demand?.trim() || null,
    lead: lead.trim() === '' ? null : await unitMeant(ctx, lead.trim()),
    co: await unitsMeant(ctx, co),
    basis: basis?.trim() || null,
    days,
  }
}

/** 挂牌 counts calendar days, the others working days: what was typed for one is not taken for the other. */
function daysMeant(limit: Limit | null, kind: OrderKind): number | null {
  if (limit === null || limit.working === (kind !== 'LISTED')) return limit?.days ?? null
  throw new UserError(
    kind === 'LISTED'
      ? `${showOrderKind(kind)}按日历天计，请写：30天`
      : `${showOrderKind(kind)}按工作日计，请写：10个工作日`,
  )
}

type Form = Extract<Block, { kind: 'form' }>

/** The fields that a new draft and a changed one have in common; with a draft they show what it says. */
function partFields(order: OrderRow | null, rules: Rules): FormField[] {
  const given = (value: string | null | undefined): { value?: string } =>
    value === null || value === undefined || value === '' ? {} : { value }
  const co = order?.coUnits.map(({ unit }) => unit.shortName).join('、')
  return [
    { name: 'matter', label: '事项', type: 'multiline', required: true, ...given(order?.matter) },
    {
      ...{
        name: 'demand',
        label: '要求',
        type: 'multiline',
        placeholder: '不写按通常要求：查明原因、提出措施和时间、书面反馈',
      },
      ...given(order?.demand),
    },
    {
      name: 'lead',
      label: '主办单位',
      type: 'text',
      placeholder: '不写为项目的责任单位',
      ...given(order?.leadUnit?.shortName),
    },
    { name: 'co', label: '协办单位', type: 'text', placeholder: '多个用顿号隔开', ...given(co) },
    {
      ...{
        name: 'days',
        label: '时限（天数）',
        type: 'text',
        placeholder: order === null ? usualLimits(rules) : `现为 ${showLimit(order.kind, order.limitDays)}，不写不改`,
      },
      ...given(order === null ? null : String(order.limitDays)),
    },
    { name: 'basis', label: '依据', type: 'text', placeholder: '会议纪要、批示等，可不写', ...given(order?.basis) },
  ]
}

/** '不写按规则：提示单 5 个工作日、督办单 10 个工作日、挂牌督办单 30 日' */
function usualLimits(rules: Rules): string {
  const each = KINDS.map((kind) => `${showOrderKind(kind)} ${showLimit(kind, limitOf(rules, kind))}`)
  return `不写按规则：${each.join('、')}`
}

/** The form of a new draft. */
export function draftForm(rules: Rules): Form {
  return {
    kind: 'form',
    name: 'order',
    fields: [
      { name: 'project', label: '项目简称', type: 'text', required: true },
      {
        ...{ name: 'kind', label: '种类', type: 'choice', value: 'SUPERVISION' },
        options: KINDS.map((value) => ({ label: showOrderKind(value), value })),
      },
      ...partFields(null, rules),
    ],
    submit: { label: '存为拟稿', action: '督办 新拟' },
    typed:
      '例如：督办 示例甲 关键设备未到货 主办 产业园 10个工作日 要求：9月底前到场（提示单、挂牌在前面加“提示”“挂牌”）',
  }
}

/** The form that changes a draft. */
export function reviseForm(order: OrderRow, rules: Rules): Form {
  const { id, kind, limitDays } = order
  return {
    kind: 'form',
    name: 'order',
    fields: partFields(order, rules),
    submit: { label: '保存', action: `改稿 ${id}` },
    typed: `例如：改稿 ${id} 要求：9月底前到场 ${showLimit(kind, limitDays).replace(/ /g, '')}`,
  }
}
