import { z } from 'zod'
import { aUnit, oneOf, optional, words } from '../src/chat/arguments.ts'
import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { problemCategories } from '../src/domain/problem.ts'
import { UserError } from '../src/errors.ts'
import { categoryLeads, setCategoryLead } from '../src/services/problems/category-leads.ts'

export const defaultLeadCommand = defineCommand({
  id: 'default-lead',
  name: '交办默认',
  aliases: ['交办 默认', '默认牵头', '默认牵头单位'],
  summary: '每类问题默认交给哪个单位牵头；交办时不写单位就按它',
  usage: ['交办默认', '交办默认 用电 能源局', '交办默认 用电 取消'],
  examples: [
    { text: '交办 默认', in: 'private', as: 'office' },
    { text: '交办 默认 用电 能源局', in: 'private', as: 'office' },
  ],
  who: ['office', 'supervision'],
  where: 'private',
  args: z.object({ category: z.enum(problemCategories).nullable(), unit: z.string().nullable(), cancel: z.boolean() }),
  read: async (line, ctx) => {
    const reading = await words({
      category: optional(oneOf('类别', Object.fromEntries(problemCategories.map((one) => [one, one])))),
      cancel: optional(oneOf('取消', { 取消: true, 恢复: true })),
      unit: optional(aUnit()),
    })(line, ctx)
    if (!reading.ok) return reading
    const { category, unit, cancel } = reading.value
    if (category === null && (unit !== null || cancel !== null))
      throw new UserError(`请写明类别，例如：交办默认 用电 ${unit ?? '能源局'}`, ['交办默认'])
    return { ok: true, value: { category, unit, cancel: cancel ?? false } }
  },
  run: async (ctx, { category, unit, cancel }) => {
    if (category !== null && (unit !== null || cancel)) await setCategoryLead(ctx, category, cancel ? null : unit)
    return { card: category === null ? await all(ctx) : await one(ctx, category) }
  },
})

async function one(ctx: Context, category: string): Promise<Card> {
  const { rows } = await categoryLeads(ctx.tx, ctx.district.id, ctx.today)
  const unit = rows.find((row) => row.category === category)?.unit ?? null
  return say(`“${category}”类问题默认由${unit ?? '项目的责任单位'}牵头`, {
    blocks: [{ kind: 'note', text: `交办时不写单位就按它；要改请发：交办默认 ${category} 单位` }],
    actions: [button('全部类别', '交办默认')],
  })
}

async function all(ctx: Context): Promise<Card> {
  const { rows } = await categoryLeads(ctx.tx, ctx.district.id, ctx.today)
  const units = [...new Set(rows.flatMap(({ unit }) => unit ?? []))]
  const own = rows.filter(({ unit }) => unit === null)
  const ofUnit = (unit: string) =>
    rows
      .filter((row) => row.unit === unit)
      .map(({ category, isSet }) => `${category}${isSet ? '（本区定）' : ''}`)
      .join('、')
  return say('各类问题的默认牵头单位', {
    blocks: [
      {
        kind: 'fields',
        items: [
          ...units.map((unit) => ({ label: unit, value: ofUnit(unit) })),
          { label: '项目的责任单位', value: own.map(({ category }) => category).join('、') },
        ],
      },
      { kind: 'note', text: '没有标“本区定”的是通常的分工。修改请发：交办默认 用电 能源局' },
    ],
    actions: [button('还没交办的', '问题清单 待受理')],
  })
}
