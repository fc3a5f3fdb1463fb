/** An office's workbook imported at the terminal: the preview as lines, and with --yes what it came to. */
import type { DistrictRef } from '../../chat/command.ts'
import type { Db } from '../../database/client.ts'
import { AT_LENGTH_MS, transact } from '../../database/transaction.ts'
import { readTablesApart } from '../../documents/tables/read-apart.ts'
import { dayOf } from '../../domain/calendar-day.ts'
import { roles } from '../../domain/roles.ts'
import { UserError } from '../../errors.ts'
import { ImportState } from '../../generated/prisma/enums.ts'
import { itemWords } from './cards.ts'
import type { Draft } from './draft.ts'
import { planImport } from './plan.ts'
import { writeImport } from './steps.ts'
import { keepPreview, PREVIEW_LASTS } from './store.ts'

export interface TerminalOrder {
  readonly file: Buffer
  /** Business time. */
  readonly now: Date
  readonly yes?: boolean
}

const MOST_LINES = 60

/** Previews, or with `yes` writes in the same transaction; 撤销导入 takes it back in the chat. */
export async function importByTerminal(db: Db, district: DistrictRef, order: TerminalOrder) {
  const { file, now, yes = false } = order
  const today = dayOf(now)
  const choice = { kind: null, period: null }
  const read = await readTablesApart(file, { kind: null, today })
  return await transact(
    db,
    async (tx) => {
      const draft = await planImport(tx, read, { district, today, choice, by: new Set(roles) })
      if ('asks' in draft) throw new UserError(questionLine(draft.asks, draft.sheet))
      if (!yes) return { ok: true, lines: previewLines(draft) }
      const row = await tx.import.create({
        data: {
          ...{ districtId: district.id, fileName: '命令行导入', state: ImportState.PREVIEW, choice },
          ...{ createdAt: now, expiresAt: new Date(now.getTime() + PREVIEW_LASTS) },
        },
      })
      const kept = await keepPreview(tx, row.id, draft)
      const who = { personId: null, identityId: null, chatId: null, requestId: `import:${row.id}` }
      const card = await writeImport(tx, kept, district, read, { districtId: district.id, now, ...who })
      return { ok: true, lines: [card.title, `导错了，项目办在群里私聊机器人发：撤销导入 ${row.id}`] }
    },
    AT_LENGTH_MS,
  )
}

function questionLine(asks: 'kind' | 'period', sheet: string): string {
  return asks === 'kind'
    ? `表“${sheet}”分不清是哪一种，请私聊机器人发这个文件，它会问`
    : `表“${sheet}”没有写年度累计截至哪一旬，请在标题里写上，例如“截至2023年9月上旬”`
}

function previewLines({ counts, items, notes }: Draft): string[] {
  const lines = items.map(({ is, subject, text, where }) => `${itemWords[is]} ${subject}（${where}）：${text}`)
  return [
    `新增 ${counts.created}，变更 ${counts.changed}，不变 ${counts.unchanged}，拒绝 ${counts.refused}（还没有写入）`,
    ...lines.slice(0, MOST_LINES),
    ...(lines.length > MOST_LINES ? [`……还有 ${lines.length - MOST_LINES} 条`] : []),
    ...notes,
    '核对无误后加 --yes 写入',
  ]
}
