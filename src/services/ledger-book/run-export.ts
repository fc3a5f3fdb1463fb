/** One export asked for at the terminal: what, of which span and district, to the bytes of the file. */
import type { Db, Tx } from '../../database/client.ts'
import { AT_LENGTH_MS, transact } from '../../database/transaction.ts'
import { dayOf } from '../../domain/calendar-day.ts'
import { UserError } from '../../errors.ts'
import { ledgerFile } from './export.ts'
import { spanAsked } from './span.ts'

export interface ExportOrder {
  /** 'ledger' */
  readonly what: string
  /** '2023-09-1', '2023-08' or '2023-Q3' */
  readonly period: string
  /** Name of the district; null when there is only one. */
  readonly district: string | null
  /** Business time. */
  readonly now: Date
}

export interface Exported {
  readonly name: string
  readonly content: Uint8Array
  readonly line: string
}

export const EXPORT_USAGE = '用法：npm run export -- ledger 2023-09-1 台账.xlsx（也可写月 2023-08、季 2023-Q2）'

/** All rows of the ledger: who may run a script on this machine may read its database. */
export async function runExport(db: Db, { what, period, district: name, now }: ExportOrder): Promise<Exported> {
  if (what !== 'ledger') throw new UserError(`不能导出“${what}”。${EXPORT_USAGE}`)
  return await transact(
    db,
    async (tx) => {
      const district = await districtNamed(tx, name)
      const span = await spanAsked(tx, district, dayOf(now), period)
      const file = await ledgerFile(tx, district, { span, part: null, now })
      return { name: file.name, content: file.content, line: `${district.name} ${file.rows.length} 个项目` }
    },
    AT_LENGTH_MS,
  )
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
