/** One import of a workbook file, from its bytes to the lines that the person at the terminal reads. */
import type { Db } from '../../database/client.ts'
import { AT_LENGTH_MS, transact } from '../../database/transaction.ts'
import type { Cell } from '../../documents/cells.ts'
import { isExample, readWorkbook, sheets } from '../../documents/clean-workbook.ts'
import { cellName } from '../../documents/ooxml/cell-name.ts'
import { templateLists } from '../../documents/template-lists.ts'
import { readBook, sheetTitles } from '../../documents/xlsx/book.ts'
import type { RawCell } from '../../documents/xlsx/raw.ts'
import { day, dayToDb } from '../../domain/calendar-day.ts'
import { UserError } from '../../errors.ts'
import { importByTerminal } from '../imports/terminal.ts'
import { type ImportResult, importWorkbook } from './import.ts'

export interface ImportOrder {
  readonly file: Buffer
  /** Name of the district; null when there is only one that is no demonstration. */
  readonly district: string | null
  /** Business time. */
  readonly now: Date
  /** Writes a workbook that is no clean one; without it only the preview is made. */
  readonly yes?: boolean
}

export interface ImportReport {
  readonly ok: boolean
  readonly lines: readonly string[]
}

/** Rolls the transaction back with the result in its hands. */
class NothingKept extends Error {
  readonly result: ImportResult

  constructor(result: ImportResult) {
    super('import refused')
    this.result = result
  }
}

/** Imports the file, or nothing of it when any cell is refused. */
export async function runImport(db: Db, order: ImportOrder): Promise<ImportReport> {
  const district = await chooseDistrict(db, order.district)
  if (!hasTemplateSheets(order.file)) return await importByTerminal(db, district, order)
  const book = cleanBook(order.file)
  if (book.some(isFilledList)) return await importByTerminal(db, district, order)
  try {
    const result = await transact(
      db,
      async (tx) => {
        const made = await importWorkbook(
          tx,
          district,
          readWorkbook(book),
          order.now,
          `import:${order.now.toISOString()}`,
        )
        if (made.refusals.length > 0) throw new NothingKept(made)
        return made
      },
      AT_LENGTH_MS,
    )
    return { ok: true, lines: [`已导入 ${district.name}：`, ...tallyLines(result)] }
  } catch (error) {
    if (!(error instanceof NothingKept)) throw error
    const { refusals } = error.result
    return {
      ok: false,
      lines: [
        `有 ${refusals.length} 处不对，一行都没有写入，请改好再导：`,
        ...refusals.map(({ sheet, cell, reason }) => `${sheet} ${cell}：${reason}`),
      ],
    }
  }
}

const CLEAN: readonly string[] = Object.values(sheets).map(({ title }) => title)

const LISTS: readonly string[] = templateLists.map(({ title }) => title)

/** The sheets of the template and no others: the first set-up. Any other workbook is previewed. */
function hasTemplateSheets(file: Buffer): boolean {
  const titles = sheetTitles(file).map((title) => title.trim())
  return titles.some((title) => CLEAN.includes(title)) && titles.every((title) => [...CLEAN, ...LISTS].includes(title))
}

/** A list of 手续 or 招商 with rows of its own is previewed, with everything else in the file. */
function isFilledList({ sheet, data }: Book[number]): boolean {
  const filled = (row: readonly Cell[]) => row.some((cell) => cell !== null && String(cell).trim() !== '')
  return LISTS.includes(sheet.trim()) && data.slice(1).some((row) => filled(row) && !isExample(row))
}

type Book = readonly { readonly sheet: string; readonly data: Cell[][] }[]

function tallyLines({ tallies }: ImportResult): string[] {
  return tallies.map(
    ({ sheet, tally }) => `${sheet}：新增 ${tally.created}，变更 ${tally.changed}，不变 ${tally.unchanged}`,
  )
}

/** Read as every other workbook, with the same limits; rows stand where the file has them. */
function cleanBook(file: Buffer): Book {
  return readBook(file).sheets.map(({ title, rows }) => {
    const data: Cell[][] = Array.from({ length: rows.at(-1)?.line ?? 0 }, () => [])
    for (const { line, cells } of rows)
      data[line - 1] = cells.map((cell, i) => plainCell(cell, title, cellName(i, line)))
    return { sheet: title, data }
  })
}

function plainCell(cell: RawCell | null, sheet: string, name: string): Cell {
  switch (cell?.is) {
    case undefined:
      return null
    case 'text':
    case 'error':
      return cell.text
    case 'number':
      return Number(cell.text)
    case 'day':
      return dayToDb(day(cell.day))
    case 'boolean':
      return cell.value
    case 'uncomputed':
      throw new UserError(`${sheet} ${name}：公式还没有算出结果，请用 Excel 打开并保存一次再导`)
  }
}

async function chooseDistrict(db: Db, name: string | null) {
  const districts = await db.district.findMany({ orderBy: { id: 'asc' } })
  const named = name === null ? null : districts.find((district) => district.name === name)
  if (named) return named
  if (name !== null)
    throw new UserError(`没有“${name}”这个区，现有：${districts.map((d) => d.name).join('、') || '无'}`)
  const [only, ...others] = districts.filter((district) => district.activatedAt !== null)
  if (only === undefined) throw new UserError('还没有区：请先私聊机器人发“认领管理员 认领码 区名”')
  if (others.length > 0) throw new UserError(`有几个区，请写明导入哪个：--district ${only.name}`)
  return only
}
