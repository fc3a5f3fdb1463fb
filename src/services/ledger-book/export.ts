/** A 台账 to be sent: whose rows, as of when, and the bytes of the file. */
import type { DistrictRef } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import { plateWord } from '../../domain/evaluation/plate-words.ts'
import { type Month, monthOf, partOf, previousTenDay, type TenDay, tenDay } from '../../domain/period.ts'
import { PublishState } from '../../generated/prisma/client.ts'
import { rulesOfMonth } from '../district-rules.ts'
import { colourName } from '../plate-words.ts'
import { ledgerWorkbook } from './book.ts'
import { type LedgerBook, ledgerTitle } from './heading.ts'
import { ledgerOf } from './keep.ts'
import type { LedgerRow } from './row.ts'
import { lastTenDayOf, type Span } from './span.ts'

/** Which rows of the ledger somebody gets, and how the file says that they are not all. */
export interface Part {
  readonly name: string
  keeps(row: LedgerRow): boolean
}

export interface LedgerFile {
  readonly name: string
  readonly content: Uint8Array
  readonly rows: readonly LedgerRow[]
  readonly lockedAt: Date | null
}

/** The ledger of a span as a file. `part`: null for all rows. */
export async function ledgerFile(
  tx: Tx,
  district: DistrictRef,
  asked: { readonly span: Span; readonly part: Part | null; readonly now: Date },
): Promise<LedgerFile> {
  const { span, part, now } = asked
  const period = lastTenDayOf(span)
  const kept = await ledgerOf(tx, district, period, now)
  const rows = part === null ? kept.rows : kept.rows.filter((row) => part.keeps(row))
  const rules = await rulesOfMonth(tx, district.id, monthOf(period))
  const book: LedgerBook = {
    ...{ district, span, rows, lockedAt: kept.lockedAt },
    columns: rules.ledger.columns,
    plates: await platesOf(tx, district, endedMonth(period)),
    part: part?.name ?? null,
  }
  return { name: `${ledgerTitle(book)}.xlsx`, content: ledgerWorkbook(book), rows, lockedAt: kept.lockedAt }
}

/** The last month that has ended with the 旬. */
function endedMonth(period: TenDay): Month {
  return partOf(period) === 3 ? monthOf(period) : monthOf(previousTenDay(tenDay(`${monthOf(period)}-1`)))
}

/** The published plates of a month in words, without the mark: paper has no colours to rely on. */
async function platesOf(tx: Tx, district: DistrictRef, month: Month): Promise<LedgerBook['plates']> {
  const rows = await tx.plate.findMany({
    where: { districtId: district.id, month, state: PublishState.PUBLISHED },
    select: { projectId: true, colour: true },
  })
  if (rows.length === 0) return null
  return { month, words: new Map(rows.map(({ projectId, colour }) => [projectId, plateWord(colourName(colour))])) }
}
