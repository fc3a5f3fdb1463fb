/** The empty workbook to be filled in: the clean sheets and the lists of 手续 and 招商, one example row a sheet. */
import { writeFile } from 'node:fs/promises'
import { columnOf, sheets } from './clean-workbook.ts'
import { type Sheet, textCell } from './spreadsheet/sheet.ts'
import { writeWorkbook } from './spreadsheet/write.ts'
import { type TemplateList, templateLists } from './template-lists.ts'

const CLEAN: readonly TemplateList[] = Object.values(sheets).map(({ title, row }) => ({
  title,
  columns: Object.values(row.shape).map(columnOf),
}))

/** Writes the template to a file. */
export async function writeTemplate(file: string): Promise<void> {
  await writeFile(file, templateBytes())
}

/** The template to be sent. */
export function templateBytes(): Uint8Array {
  return writeWorkbook([...CLEAN, ...templateLists].map(templateSheet))
}

/** Required columns carry a star, which the reader ignores; the header is the first line, where it looks for it. */
function templateSheet({ title, columns }: TemplateList): Sheet {
  const look = { border: true, align: 'left' } as const
  return {
    name: title,
    widths: columns.map((column) => Math.max(12, column.title.length * 2 + 3, column.example.length * 2 + 1)),
    rows: [
      {
        height: 24,
        cells: columns.map((column) =>
          textCell(`${column.title}${column.required ? '*' : ''}`, {
            ...{ ...look, bold: true, align: 'center' },
            fill: 'DCE6F1',
          }),
        ),
      },
      { height: 20, cells: columns.map((column) => textCell(column.example, { ...look, fill: 'F2F2F2' })) },
    ],
    frozen: { rows: 1, columns: 0 },
    print: { landscape: true, repeat: { from: 1, to: 1 } },
  }
}
