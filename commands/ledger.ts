import { z } from 'zod'
import { aMonth, aQuarter, aTenDay, oneOf, optional, words } from '../src/chat/arguments.ts'
import { button, type Card, type FileRef, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { XLSX_MIME } from '../src/documents/spreadsheet/write.ts'
import { totals } from '../src/domain/figures.ts'
import { showPercent } from '../src/domain/fraction.ts'
import { showYi } from '../src/domain/money.ts'
import { UserError } from '../src/errors.ts'
import { BASIS } from '../src/services/as-of.ts'
import { keepFile, keptUntil } from '../src/services/files.ts'
import { type LedgerFile, ledgerFile } from '../src/services/ledger-book/export.ts'
import { standsText } from '../src/services/ledger-book/heading.ts'
import { correctedSince } from '../src/services/ledger-book/later.ts'
import { permitList } from '../src/services/ledger-book/permit-list.ts'
import { promotionList } from '../src/services/ledger-book/promotion-list.ts'
import { reserveList } from '../src/services/ledger-book/reserve-list.ts'
import { partOf } from '../src/services/ledger-book/rights.ts'
import { figuresOf } from '../src/services/ledger-book/row.ts'
import { lastTenDayOf, type Span, showSpan, spanAsked } from '../src/services/ledger-book/span.ts'

const LISTS = {
  手续: 'permits',
  手续清单: 'permits',
  招商: 'promotion',
  招商引资: 'promotion',
  储备: 'reserve',
  项目储备: 'reserve',
} as const

const MADE = {
  permits: { name: '手续', of: '项', make: permitList },
  promotion: { name: '招商', of: '个项目', make: promotionList },
  reserve: { name: '储备', of: '个项目', make: reserveList },
} as const

export const ledgerCommand = defineCommand({
  id: 'ledger',
  name: '台账',
  aliases: ['导出', '表'],
  summary: '某旬、某月、某季的台账（Excel），按本区的列序，可直接打印；手续、招商、储备台账',
  usage: ['台账', '台账 8月下旬', '台账 8月', '台账 二季度', '台账 手续', '台账 招商', '台账 储备'],
  examples: [
    { text: '台账', in: 'private', as: 'office' },
    { text: '台账 8月 xlsx', in: 'private', as: 'liaison' },
    { text: '/台账 7月上旬', in: 'group', as: 'leader' },
    { text: '导出 二季度', in: 'private', as: 'supervision' },
    { text: '台账 手续', in: 'private', as: 'approval' },
    { text: '台账 招商', in: 'private', as: 'office' },
    { text: '台账 储备', in: 'private', as: 'leader' },
  ],
  who: ['member'],
  where: 'anywhere',
  args: z.object({
    tenDay: z.string().nullable(),
    month: z.string().nullable(),
    quarter: z.string().nullable(),
    list: z.enum(['permits', 'promotion', 'reserve']).nullable(),
    format: z.literal('xlsx').nullable(),
  }),
  read: words({
    tenDay: optional(aTenDay()),
    month: optional(aMonth()),
    quarter: optional(aQuarter()),
    list: optional(oneOf('哪一种', LISTS)),
    format: optional(oneOf('格式', { xlsx: 'xlsx' as const, excel: 'xlsx' as const, 表格: 'xlsx' as const })),
  }),
  run: async (ctx, { tenDay, month, quarter, list }) => ({
    card: list === null ? await ledgerCard(ctx, tenDay ?? month ?? quarter) : await listCard(ctx, list),
    // In a group everybody could open the file, whatever the person who asked may see.
    discreet: true,
  }),
})

async function ledgerCard(ctx: Context, code: string | null): Promise<Card> {
  const { tx, district, now } = ctx
  const span = await spanAsked(tx, district, ctx.today, code)
  const part = await partOf(ctx)
  const file = await ledgerFile(tx, district, { span, part, now })
  if (file.rows.length === 0) {
    throw new UserError(
      part === null
        ? `${showSpan(span)}没有列入年度计划的项目`
        : `${showSpan(span)}没有您单位负责的项目，没有可导出的台账`,
      part === null ? [] : ['我的项目'],
    )
  }
  const ref = await kept(ctx, file)
  return answer(file, span, ref, await correctedSince(tx, district.id, span, file.lockedAt))
}

async function listCard(ctx: Context, list: keyof typeof MADE): Promise<Card> {
  const { name, of, make } = MADE[list]
  const file = await make(ctx)
  if (file.count === 0) throw new UserError(`没有您可以导出的${name}台账。在群里看请发：${name}`, [name])
  return {
    ...say(`${name}台账：${file.count} ${of}`, {
      tone: 'good',
      blocks: [{ kind: 'note', text: '是现在的状态，按序号排列' }],
    }),
    files: [await kept(ctx, file)],
  }
}

async function kept({ tx, district, now }: Context, file: Pick<LedgerFile, 'name' | 'content'>): Promise<FileRef> {
  return await keepFile(tx, {
    ...{ districtId: district.id, name: file.name, mime: XLSX_MIME, content: file.content, now },
    expiresAt: keptUntil(now, 'made'),
  })
}

function answer(file: LedgerFile, span: Span, ref: FileRef, later: number): Card {
  const { plan, yearToDate, completion } = totals(file.rows.map(figuresOf))
  const silent = file.rows.filter(({ reported }) => !reported).length
  return {
    ...say(`台账：${showSpan(span)}，${file.rows.length} 个项目`, {
      tone: 'good',
      blocks: [
        {
          kind: 'fields',
          items: [
            { label: '年度计划', value: showYi(plan) },
            { label: '年度累计', value: showYi(yearToDate) },
            { label: '完成率', value: completion === null ? '—' : showPercent(completion) },
            { label: '末旬未报', value: `${silent} 个` },
          ],
        },
        ...(later === 0
          ? []
          : [{ kind: 'text' as const, text: `锁定后又同意了 ${later} 笔更正，不改这份台账，已计入后面的旬` }]),
        { kind: 'note', text: `${standsText(lastTenDayOf(span), file.lockedAt)}；${BASIS}` },
      ],
      actions: [button('总览')],
    }),
    files: [ref],
  }
}
