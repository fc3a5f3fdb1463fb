/** Reads '招商', '招商 在谈', '招商 示例储能 签约 3.2亿 9月12日', '到位 示例储能 2000万 凭证 …', '招商 审核 12 通过'. */
import { aMoney, aPastDay, aPromotion, optional, restText, words } from '../../chat/arguments.ts'
import type { Context, Line, Reading } from '../../chat/command.ts'
import { pageOf } from '../../chat/page-word.ts'
import { day } from '../../domain/calendar-day.ts'
import { type PromotionStage, readPromotionStage } from '../../domain/promotion/stage.ts'
import { readVoucher } from '../../domain/promotion/voucher-read.ts'
import { UserError } from '../../errors.ts'
import { reasonOf } from '../inputs/reading.ts'
import { mustBePrivate } from '../inputs/rights.ts'
import { everything } from '../pipeline/filter.ts'
import { filterMeant } from '../pipeline/filter-read.ts'
import {
  ADD,
  ALTER,
  bareNumberIn,
  CONVERT,
  readGiven,
  readIntoProject,
  shortNameOf,
  verbAndRest,
  verbFirst,
  withoutUnit,
} from '../pipeline/reading.ts'
import { mustMayAdd } from '../pipeline/rights.ts'
import type { PromotionAsked } from './asked.ts'
import { industries, promotionCalled, promotionNames } from './find.ts'
import { addForm, fundsForm, reviewForm } from './forms.ts'
import { fundsToReview, mustMayEnter } from './funds.ts'

type Read = Reading<{ asked: PromotionAsked }>

const done = (asked: PromotionAsked): Read => ({ ok: true, value: { asked } })

const WHOLE: ReadonlyMap<string, PromotionAsked> = new Map<string, PromotionAsked>([
  ['', { kind: 'summary' }],
  ['汇总', { kind: 'summary' }],
  ['总览', { kind: 'summary' }],
  ['单位', { kind: 'table', by: 'unit' }],
  ['按单位', { kind: 'table', by: 'unit' }],
  ['阶段', { kind: 'table', by: 'stage' }],
  ['按阶段', { kind: 'table', by: 'stage' }],
  ['产业', { kind: 'table', by: 'industry' }],
  ['按产业', { kind: 'table', by: 'industry' }],
  ['待审', { kind: 'waiting', from: 1 }],
  ['待审核', { kind: 'waiting', from: 1 }],
  ['审核', { kind: 'waiting', from: 1 }],
  ['清单', { kind: 'list', which: 'all', ...everything, from: 1 }],
  ['全部', { kind: 'list', which: 'all', ...everything, from: 1 }],
  ['实施', { kind: 'list', which: 'implementing', ...everything, from: 1 }],
  ['新签约', { kind: 'list', which: 'new', ...everything, from: 1 }],
])

const REVIEW = /^(?:审核)?\s*[#第]?(\d{1,9})\s*[号条]?\s*(通过|同意|退回|不通过)(?:[\s,，:：]+|$)/
const isStage = (alias: string): boolean => readPromotionStage(alias) !== null

export async function readPromotion(typed: Line, ctx: Context): Promise<Read> {
  const { line, from } = pageOf(verbFirst(typed, '招商', isStage))
  const whole = WHOLE.get(line.text)
  if (whole !== undefined) return done(whole.kind === 'list' || whole.kind === 'waiting' ? { ...whole, from } : whole)
  if (ADD.test(line.text)) return await readAdd(line, ctx)
  const review = REVIEW.exec(line.text)
  if (review !== null) {
    mustBePrivate(ctx, '招商')
    return await readReview(line, ctx, review)
  }
  const filter = await filterMeant(ctx, line.text, {
    readStage: readPromotionStage,
    names: await promotionNames(ctx.tx, ctx.district.id),
    branches: await industries(ctx),
  })
  if (filter !== null) return done({ kind: 'list', which: 'all', ...filter, from })
  return await readOne(line, ctx)
}

async function readAdd(line: Line, ctx: Context): Promise<Read> {
  const example = '招商 新增 示例储能项目 投资方：示例公司 产业：新能源 意向：3亿'
  mustBePrivate(ctx, '招商')
  mustMayAdd(ctx)
  const text = line.raw.replace(ADD, '')
  if (text.trim() === '' && ctx.form === null) return { ok: false, card: addForm(example) }
  const reading = await readGiven(text, line, ctx)
  if (!reading.ok) return reading
  const { amount, investor, industry, source, unit, person } = reading.value
  // “在谈” behind the name says that the talks have begun.
  const talking = /\s+(?:在谈|洽谈)$/.test(reading.value.name)
  const name = reading.value.name.replace(/\s+(?:在谈|洽谈|线索)$/, '').trim()
  return done({
    ...{ kind: 'add', name, shortName: shortNameOf({ ...reading.value, name }, example) },
    stage: talking ? 'TALKING' : 'LEAD',
    ...{ investor, industry, source, unit, person, intended: amount },
  })
}

async function readReview(line: Line, ctx: Context, match: RegExpExecArray): Promise<Read> {
  const number = Number(match[1])
  const passed = match[2] === '通过' || match[2] === '同意'
  const reason = reasonOf(line.raw.slice(match[0].length)) ?? reasonOf(ctx.form?.reason ?? null)
  if (passed || reason !== null) return done({ kind: 'review', number, passed, reason: passed ? null : reason })
  await fundsToReview(ctx, number)
  return { ok: false, card: reviewForm(number) }
}

const byName = words({ name: aPromotion(), text: optional(restText('要做什么', '签约 3.2亿 9月12日')) })
const behind = words({
  amount: optional(aMoney({ withUnit: true })),
  on: optional(aPastDay()),
  text: optional(restText('原因', '补充协议')),
})

async function readOne(line: Line, ctx: Context): Promise<Read> {
  const reading = await byName(line, ctx)
  if (!reading.ok) return reading
  const { name } = reading.value
  const text = (reading.value.text ?? '').trim()
  if (text === '') return done({ kind: 'one', name })
  // Before anything is asked or said: amounts and names of persons are not for a group.
  mustBePrivate(ctx, '招商')
  const [verb, rest] = verbAndRest(text)
  if (CONVERT.has(verb)) return await readConvert(name, rest, line, ctx)
  if (ALTER.has(verb)) return await readAlter(name, rest, line, ctx)
  const to = readPromotionStage(verb)
  if (to === null) {
    throw new UserError(
      `没有看懂“${verb}”。可以发：招商 ${name} 签约 3.2亿 9月12日；招商 ${name} 到位 2000万 凭证 进账单号`,
      [`招商 ${name}`],
    )
  }
  return to === 'FUNDED' ? await readFunds(name, rest, line, ctx) : await readMove(name, to, rest, line, ctx)
}

async function readMove(name: string, to: PromotionStage, rest: string, line: Line, ctx: Context): Promise<Read> {
  const reading = await behind({ ...line, raw: rest, text: rest }, ctx)
  if (!reading.ok) return reading
  const { amount, on, text } = reading.value
  const bare = to === 'SIGNED' && amount === null ? bareNumberIn(rest) : null
  if (bare !== null) throw withoutUnit(bare)
  return done({ kind: 'move', name, to, amount, on: on === null ? ctx.today : day(on), reason: reasonOf(text) })
}

/** With an amount it is money that came in; without one the stage, once money has been counted. */
async function readFunds(name: string, rest: string, line: Line, ctx: Context): Promise<Read> {
  const { head, voucher: typed } = readVoucher(` ${rest}`)
  const given = ctx.form === null ? head : [head, ctx.form.amount ?? '', ctx.form.on ?? ''].join(' ')
  const voucher = ctx.form?.voucher?.trim() || typed
  const reading = await behind({ ...line, raw: given, text: given }, ctx)
  if (!reading.ok) return reading
  const { amount, on, text } = reading.value
  const bare = amount === null ? bareNumberIn(given) : null
  if (bare !== null) throw withoutUnit(bare)
  const row = await promotionCalled(ctx, name)
  const counted = row.funds.some(({ state }) => state === 'APPROVED')
  const when = on === null ? ctx.today : day(on)
  if (amount === null && !rest.includes('凭证') && ctx.form === null && counted) {
    return done({ kind: 'move', name, to: 'FUNDED', amount: null, on: when, reason: reasonOf(text) })
  }
  if (amount !== null && voucher !== null) return done({ kind: 'funds', name, amount, on: when, voucher })
  await mustMayEnter(ctx, row, null)
  return { ok: false, card: fundsForm(name, { amount, voucher }) }
}

async function readConvert(name: string, rest: string, line: Line, ctx: Context): Promise<Read> {
  const reading = await readIntoProject(`招商 ${name}`, rest, line, ctx)
  return reading.ok ? done({ kind: 'convert', name, ...reading.value }) : reading
}

async function readAlter(name: string, rest: string, line: Line, ctx: Context): Promise<Read> {
  const reading = await readGiven(` ${rest}`, line, ctx)
  if (!reading.ok) return reading
  const { investor, industry, source, unit, person, amount } = reading.value
  if ([investor, industry, source, unit, person, amount].every((value) => value === null)) {
    throw new UserError(`请写明改什么，例如：招商 ${name} 改 投资方：示例公司 产业：新能源 责任人：张三`)
  }
  return done({ kind: 'alter', name, investor, industry, source, unit, person, intended: amount })
}
