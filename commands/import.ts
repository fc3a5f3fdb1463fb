import { z } from 'zod'
import { aNumber, aTenDay, oneOf, optional, words } from '../src/chat/arguments.ts'
import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { XLSX_MIME } from '../src/documents/spreadsheet/write.ts'
import { nameOfKind, tableKinds } from '../src/documents/tables/kinds.ts'
import { templateBytes } from '../src/documents/workbook-template.ts'
import { parseTenDay, tenDay } from '../src/domain/period.ts'
import { keepFile } from '../src/services/files.ts'
import { beginImport, showState } from '../src/services/imports/order.ts'

const args = z.object({
  template: z.boolean(),
  file: z.number().int().nullable(),
  kind: z.enum(tableKinds).nullable(),
  period: z.string().nullable(),
})

const KINDS = Object.fromEntries(tableKinds.map((kind) => [nameOfKind(kind), kind]))

export const importCommand = defineCommand({
  id: 'import',
  name: '导入',
  aliases: ['导入表格', '导表'],
  summary: '把办公室的 Excel 表导进来：先给核对结果，确认后才写入，可以撤销',
  usage: ['导入', '导入 模板', '导入 12（文件编号）', '导入 12 项目台账', '导入 12 9月上旬'],
  examples: [
    { text: '导入', in: 'private', as: 'office' },
    { text: '导入 模板', in: 'private', as: 'office' },
  ],
  who: ['office', 'admin'],
  where: 'anywhere',
  args,
  read: async (line, ctx) => {
    const template = /^(?:模板|模版|样表)$/.test(line.text)
    if (template) return { ok: true, value: { template, file: null, kind: null, period: null } }
    const reading = await words({
      kind: optional(oneOf('哪一种表', KINDS)),
      period: optional(aTenDay()),
      file: optional(aNumber('文件编号')),
    })(line, ctx)
    return reading.ok ? { ok: true, value: { template, ...reading.value } } : reading
  },
  run: async (ctx, { template, file, kind, period }) => {
    if (template) return { card: await templateCard(ctx) }
    if (file === null) return { card: await howToCard(ctx) }
    const choice = { kind, period: period === null ? null : (parseTenDay(period) ?? tenDay(period)) }
    // A ledger has names and amounts that a group is not for.
    return { card: await beginImport(ctx, file, choice), discreet: true }
  },
})

async function templateCard(ctx: Context): Promise<Card> {
  const file = await keepFile(ctx.tx, {
    districtId: ctx.district.id,
    name: '导入模板.xlsx',
    mime: XLSX_MIME,
    content: templateBytes(),
    now: ctx.now,
  })
  return {
    ...say('导入模板，填好后把文件发给我', {
      blocks: [
        {
          kind: 'note',
          text: '六张表按需要填，空着的表不读；“例：”开头的示例行会跳过，带 * 的列必填。现成的台账不用改成模板，直接发来就行。',
        },
      ],
    }),
    files: [file],
  }
}

async function howToCard({ tx, district }: Context): Promise<Card> {
  const recent = await tx.import.findMany({
    where: { districtId: district.id, state: { in: ['READING', 'PREVIEW', 'WRITING', 'DONE', 'UNDONE'] } },
    orderBy: { id: 'desc' },
    take: 3,
  })
  return say('请把 Excel 表（.xlsx）直接发给我', {
    blocks: [
      {
        kind: 'text',
        text: `能导入：${tableKinds.map(nameOfKind).join('、')}。\n先给您看新增、变更、拒绝各多少，确认后才写入。`,
      },
      ...(recent.length === 0
        ? []
        : [
            {
              kind: 'list' as const,
              items: recent.map(({ id, fileName, state }) => ({
                text: `${id} 号 ${fileName}`,
                detail: showState(state),
              })),
            },
          ]),
      { kind: 'note', text: '标题行、合并单元格、合计行、列的顺序都不用改；空着的格子不改库里的数。' },
    ],
    actions: [button('要模板', '导入 模板')],
  })
}
