/** One export asked for at the terminal: what, of which span and district, to the bytes of the file. */
import type { Db, Tx } from '../database/client.ts'
import { AT_LENGTH_MS, transact } from '../database/transaction.ts'
import { dayOf } from '../domain/calendar-day.ts'
import { UserError } from '../errors.ts'
import { bulletinDocument } from './bulletin/document.ts'
import { bulletinFacts } from './bulletin/facts.ts'
import { bodyLength, bulletinParts } from './bulletin/text.ts'
import { calendarOf } from './district-rules.ts'
import { ledgerFile } from './ledger-book/export.ts'
import { type Span, showSpan, spanAsked } from './ledger-book/span.ts'

export interface ExportOrder {
  /** 'ledger' or 'bulletin' */
  readonly what: string
  /** '2023-09-1', '2023-08' or '2023-Q3' */
  readonly period: string
  /** Name of the district; null when there is only one. */
  readonly district: string | null
  /** Business time. */
  readonly now: Date
}

export interface Exported {
  readonly content: Uint8Array
  readonly line: string
}

export const EXPORT_USAGE =
  '用法：npm run export -- ledger 2023-09-1 台账.xlsx，或 bulletin 2023-08 通报.docx（旬 2023-09-1、月 2023-08、季 2023-Q2）'

/** All rows of the ledger: who may run a script on this machine may read its database. */
export async function runExport(db: Db, { what, period, district: name, now }: ExportOrder): Promise<Exported> {
  if (what !== 'ledger' && what !== 'bulletin') throw new UserError(`不能导出“${what}”。${EXPORT_USAGE}`)
  return await transact(
    db,
    async (tx) => {
      const district = await districtNamed(tx, name)
      const span = await spanAsked(tx, district, dayOf(now), period)
      if (what === 'bulletin')
        return await bulletin({ tx, district, now, calendar: await calendarOf(tx, district.id) }, span)
      const { rows, content } = await ledgerFile(tx, district, { span, part: null, now })
      return { content, line: `${district.name} ${showSpan(span)}台账，${rows.length} 个项目` }
    },
    AT_LENGTH_MS,
  )
}

async function bulletin(of: Parameters<typeof bulletinFacts>[0], span: Span): Promise<Exported> {
  const facts = await bulletinFacts(of, span)
  const length = bodyLength(bulletinParts(facts))
  return {
    content: bulletinDocument(facts),
    line: `${of.district.name} ${showSpan(span)}通报送审稿，正文 ${length} 字`,
  }
}

async function districtNamed(tx: Tx, name: string | null) {
  const districts = await tx.district.findMany({
    where: name === null ? { activatedAt: { not: null } } : { name },
    orderBy: { id: 'asc' },
    select: { id: true, name: true, isDemo: true },
  })
  const [only, ...others] = districts
  if (only === undefined) throw new UserError(name === null ? '还没有启用的区' : `没有“${name}”这个区`)
  if (others.length > 0) {
    throw new UserError(`有几个区，请写明导出哪个：--district ${districts.map((one) => one.name).join(' 或 ')}`)
  }
  return only
}
