import { z } from 'zod'
import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand, type Line, type Reading } from '../src/chat/command.ts'
import { buildNameIndex, lookUp } from '../src/domain/name-match.ts'
import { permitStages, showLimit } from '../src/domain/permits/catalogue.ts'
import { readLimit } from '../src/domain/permits/limit-read.ts'
import { UserError } from '../src/errors.ts'
import { mustBePrivate } from '../src/services/inputs/rights.ts'
import {
  type CatalogueItem,
  catalogueOf,
  setAuthority,
  setPromise,
  setStarred,
} from '../src/services/permits/catalogue.ts'
import { catalogueCard, detailOf } from '../src/services/permits/catalogue-card.ts'
import { permitMeant } from '../src/services/permits/names.ts'
import { mustDirect, STAFF } from '../src/services/permits/rights.ts'
import { unitNames } from '../src/services/unit-names.ts'
import { unitIdOf } from '../src/services/units-meant.ts'

const args = z.object({
  stage: z.enum(permitStages).nullable(),
  /** The item's name. */
  permit: z.string().nullable(),
  change: z
    .discriminatedUnion('kind', [
      z.object({
        kind: z.literal('promise'),
        days: z.number().int().min(1).max(366),
        unit: z.enum(['workday', 'day']),
      }),
      z.object({ kind: z.literal('authority'), unit: z.string() }),
      z.object({ kind: z.literal('starred'), starred: z.boolean() }),
    ])
    .nullable(),
})
type Args = z.infer<typeof args>

export const permitCatalogueCommand = defineCommand({
  id: 'permit-catalogue',
  name: '手续目录',
  aliases: ['手续 目录', '承诺时限'],
  summary: '本区的手续目录；审批局、项目办填承诺时限、主管单位',
  usage: [
    '手续目录',
    '手续目录 施工许可',
    '手续目录 施工许可证 承诺 3个工作日（审批局、项目办）',
    '手续目录 施工许可证 主管 审批局（审批局、项目办）',
    '手续目录 防雷 必备；手续目录 防雷 不必备（审批局、项目办）',
  ],
  examples: [
    { text: '手续目录', in: 'private', as: 'approval' },
    { text: '手续目录 立项用地', in: 'private', as: 'liaison' },
    { text: '手续目录 能评 承诺 4个工作日', in: 'private', as: 'approval' },
  ],
  who: STAFF,
  only: '手续只对本区工作人员开放',
  where: 'anywhere',
  args,
  read: readCatalogue,
  run: async (ctx, { stage, permit, change }) => {
    const items = await catalogueOf(ctx.tx, ctx.district.id)
    if (permit === null) return { card: catalogueCard(items, stage) }
    const item = items.find(({ name }) => name === permit)
    if (item === undefined) throw new Error('an item left the catalogue while it was read')
    if (change === null) return { card: itemCard(item) }
    mayEnter(ctx)
    return { card: say(await carryOut(ctx, item, change), { tone: 'good', actions: [button('手续目录')] }) }
  },
})

function mayEnter(ctx: Context): void {
  mustDirect(ctx, '改手续目录')
  mustBePrivate(ctx, '手续目录')
}

function itemCard(item: CatalogueItem): Card {
  return say(`${item.name}${item.starred ? '（必备）' : ''}`, {
    blocks: [{ kind: 'text', text: detailOf(item) }],
    actions: [button('手续目录')],
  })
}

async function carryOut(ctx: Context, item: CatalogueItem, change: NonNullable<Args['change']>): Promise<string> {
  switch (change.kind) {
    case 'promise': {
      const limit = { days: change.days, unit: change.unit }
      await setPromise(ctx, item, limit)
      return `已记下：${item.name} 承诺 ${showLimit(limit)}，以后受理的按它计`
    }
    case 'authority': {
      await setAuthority(ctx, item, await unitIdOf(ctx, change.unit))
      return `已记下：${item.name} 由${change.unit}主管，没有办结的一并改`
    }
    case 'starred':
      await setStarred(ctx, item, change.starred)
      return `已记下：${item.name} ${change.starred ? '列为必备' : '不列为必备'}`
  }
}

const LINE = /^(.*?)[\s,，、:：]*(承诺|主管|不必备|非必备|必备)[\s:：]*(.*)$/

async function readCatalogue(line: Line, ctx: Context): Promise<Reading<z.input<typeof args>>> {
  const said = line.raw.trim()
  const nothing = { stage: null, permit: null, change: null }
  if (said === '') return { ok: true, value: nothing }
  const stage = permitStages.find((one) => one === said.replace(/阶段$/, ''))
  if (stage !== undefined) return { ok: true, value: { ...nothing, stage } }
  const [, words = said, verb, rest = ''] = LINE.exec(said) ?? []
  const items = await catalogueOf(ctx.tx, ctx.district.id)
  const meant = permitMeant(items, {
    words,
    listed: new Set(),
    typed: (name) => `手续目录 ${said.replace(words, name)}`,
    way: '手续目录',
  })
  if (meant.kind === 'card') return { ok: false, card: meant.card }
  const permit = meant.item.name
  if (verb === undefined) return { ok: true, value: { ...nothing, permit } }
  mayEnter(ctx)
  return { ok: true, value: { ...nothing, permit, change: await changeOf(ctx, permit, verb, rest.trim()) } }
}

async function changeOf(ctx: Context, permit: string, verb: string, rest: string): Promise<Args['change']> {
  if (verb === '承诺') {
    const limit = readLimit(rest)
    if (limit === null) throw new UserError(`请写明承诺几天，例如：手续目录 ${permit} 承诺 3个工作日`)
    return { kind: 'promise', ...limit }
  }
  if (verb !== '主管') return { kind: 'starred', starred: verb === '必备' }
  const match = lookUp(buildNameIndex(await unitNames(ctx.tx, ctx.district.id, ctx.today)), rest)
  if (match.kind === 'one') return { kind: 'authority', unit: match.key }
  const near = match.kind === 'many' ? match.keys : match.suggestions
  const meant = near.length === 0 ? '发“人员”看全部单位' : `您是不是要找：${near.join('、')}`
  throw new UserError(`没有对上“${rest.slice(0, 20)}”这个单位。${meant}`, near.length === 0 ? ['人员'] : [])
}
