/** The empty clean workbook with one example row a sheet. */
import writeXlsxFile from 'write-excel-file/node'
import { columnOf, sheets } from './clean-workbook.ts'

const HEADER = { fontWeight: 'bold', backgroundColor: '#DCE6F1', wrap: true } as const

/** Writes the template to a file. */
export async function writeTemplate(file: string): Promise<void> {
  await template().toFile(file)
}

/** The template to be sent. */
export async function templateBytes(): Promise<Buffer> {
  return await template().toBuffer()
}

/** Required columns carry a star, which the reader ignores. */
function template() {
  return writeXlsxFile(
    Object.values(sheets).map(({ title, row }) => {
      const columns = Object.values(row.shape).map(columnOf)
      return {
        sheet: title,
        stickyRowsCount: 1,
        columns: columns.map((column) => ({ width: Math.max(12, column.title.length * 2 + 4) })),
        data: [
          columns.map((column) => ({ value: `${column.title}${column.required ? '*' : ''}`, ...HEADER })),
          columns.map((column) => (column.example === '' ? null : { value: column.example })),
        ],
      }
    }),
  )
}
