import { z } from 'zod'
import { aMoney, aMonth, aProject, aTenDay, oneOf, optional, restText, words } from '../src/chat/arguments.ts'
import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand, type Line, type Reading } from '../src/chat/command.ts'
import { dayFromDb, showDay } from '../src/domain/calendar-day.ts'
import { money, moneyText } from '../src/domain/money.ts'
import { monthOf, showMonth, showTenDayShort, tenDay } from '../src/domain/period.ts'
import { UserError } from '../src/errors.ts'
import type { Project } from '../src/generated/prisma/client.ts'
import { BASIS } from '../src/services/as-of.ts'
import {
  findingOf,
  findingOnRecord,
  inspect,
  inspectionsOf,
  releaseInspection,
  showFinding,
} from '../src/services/inputs/inspections.ts'
import { reasonOf } from '../src/services/inputs/reading.ts'
import { projectCalled } from '../src/services/inputs/rights.ts'

const LISTED = 8

const args = z.object({
  project: z.string(),
  /** Null: list the inspections there are. Amounts are 年度累计 of the 旬. */
  found: z.object({ period: z.string(), verified: z.string(), note: z.string() }).nullable(),
  /** 认定: the reason why a deviation above the line does not make the score 0. */
  release: z.string().nullable(),
})

export const inspectCommand = defineCommand({
  id: 'inspect',
  name: '核查',
  aliases: ['偏差', '核查偏差'],
  summary: '登记现场核查的年度累计，算出与上报数的偏差',
  usage: [
    '核查 简称',
    '核查 示例甲 8月下旬 核实数 4800万 按监理签证核对',
    '核查 示例甲 认定 理由（项目办，偏差过大时）',
  ],
  examples: [
    { text: '核查 示例甲 8月下旬 核实数 3.05亿 按监理签证核对', in: 'private', as: 'supervision' },
    { text: '核查 示例甲', in: 'private', as: 'office' },
  ],
  who: ['supervision', 'office'],
  only: '只有督查室和项目办可以核查',
  where: 'private',
  args,
  read: readInspection,
  confirm: async (ctx, { project: shortName, found }) => {
    if (found === null) return []
    const project = await projectCalled(ctx, shortName)
    const period = tenDay(found.period)
    const finding = await findingOf(ctx, project, period, money(found.verified))
    const before = (await inspectionsOf(ctx, project.id)).find((one) => one.period === period)
    const again =
      before === undefined ? '' : `；${showDay(dayFromDb(before.inspectedOn))}已核查过一次，再记后以偏差大的为准`
    if (finding.grade === 'none' && again === '') return []
    const head = `${shortName} ${showTenDayShort(period)}年度累计${showFinding(finding)}`
    return [{ sentence: `${head}：${finding.consequence}${again}。照此登记并告诉责任单位？` }]
  },
  run: async (ctx, { project: shortName, found, release }) => {
    const project = await projectCalled(ctx, shortName)
    if (release !== null) return { card: await decided(ctx, project, release) }
    if (found === null) return { card: await list(ctx, project) }
    const { note } = found
    const finding = await inspect(ctx, project, { period: tenDay(found.period), verified: money(found.verified), note })
    return {
      card: say(`已登记核查：${shortName} ${showTenDayShort(finding.period)}，${showFinding(finding)}`, {
        tone: finding.grade === 'none' ? 'good' : 'warning',
        blocks: [
          { kind: 'text', text: `${finding.consequence}\n已私下告诉联络员和责任单位` },
          { kind: 'note', text: BASIS },
        ],
        actions: [button('看核查', `核查 ${shortName}`)],
      }),
    }
  },
})

async function decided(ctx: Context, project: Project, reason: string): Promise<Card> {
  if (!ctx.speaker.roles.has('office')) throw new UserError('核查偏差由项目办认定，请项目办发：核查 简称 认定 理由')
  const finding = await releaseInspection(ctx, project, reason)
  const month = showMonth(monthOf(finding.period))
  return say(`已认定：${project.shortName} ${showTenDayShort(finding.period)}核查偏差不记 0 分，仍按规则扣分`, {
    tone: 'good',
    blocks: [{ kind: 'note', text: `${month}没有发布的话，请发“月考评 ${month} 重算”；已发布的不改` }],
    actions: [button('看核查', `核查 ${project.shortName}`)],
  })
}

const typed = words({
  release: optional(oneOf('认定', { 认定: true, 裁定: true })),
  period: optional(aTenDay()),
  month: optional(aMonth()),
  verified: optional(aMoney()),
  project: aProject(),
  note: optional(restText('说明', '按监理签证核对')),
})

async function readInspection(line: Line, ctx: Context): Promise<Reading<z.input<typeof args>>> {
  const raw = line.raw.replace(/(?:核实|实际)(?:数|金额|投资|累计)?\s*(?:为|是|[:：=])?\s*(?=[\d０-９])/g, ' ')
  const reading = await typed({ ...line, raw }, ctx)
  if (!reading.ok) return reading
  const { project, month, verified } = reading.value
  const note = reasonOf(reading.value.note)
  // A month's report is its 下旬 report (rules.md §4).
  const period = reading.value.period ?? (month === null ? null : `${month}-3`)
  if (reading.value.release === true) {
    if (note === null) throw new UserError(`请写上认定的理由，例如：核查 ${project} 认定 计量口径不同，已补签证`)
    return { ok: true, value: { project, found: null, release: note } }
  }
  if (period === null && verified === null && note === null) {
    return { ok: true, value: { project, found: null, release: null } }
  }
  const head = `核查 ${project} ${period === null ? '8月下旬' : showTenDayShort(tenDay(period))}`
  if (period === null) throw new UserError(`请写明核查的是哪一旬的年度累计，例如：${head} 核实数 4800万 按监理签证核对`)
  if (verified === null) throw new UserError(`请写明核实的年度累计，例如：${head} 核实数 4800万 按监理签证核对`)
  if (note === null) throw new UserError(`请写上核查的说明，例如：${head} 核实数 4800万 按监理签证核对`)
  return { ok: true, value: { project, found: { period, verified: moneyText(money(verified)), note }, release: null } }
}

async function list(ctx: Context, project: Project): Promise<Card> {
  const all = await inspectionsOf(ctx, project.id)
  const { shortName } = project
  if (all.length === 0) {
    return say(`${shortName} 还没有核查记录`, {
      blocks: [{ kind: 'note', text: `登记请发：核查 ${shortName} 8月下旬 核实数 4800万 说明` }],
    })
  }
  const items: { text: string; detail: string }[] = []
  for (const row of all.slice(0, LISTED)) {
    const finding = await findingOnRecord(ctx, row)
    const text = `${showTenDayShort(finding.period)}　${showFinding(finding)}`
    items.push({
      text,
      detail: `${showDay(dayFromDb(row.inspectedOn))}核查，${finding.consequence}。${row.note ?? ''}`,
    })
  }
  return say(`${shortName} 核查 ${all.length} 次`, {
    blocks: [
      { kind: 'list', items },
      { kind: 'note', text: BASIS },
    ],
    actions: [button('看项目', `项目 ${shortName}`)],
  })
}
