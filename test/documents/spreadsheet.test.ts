import fc from 'fast-check'
import readXlsxFile from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { type Sheet, textCell } from '../../src/documents/spreadsheet/sheet.ts'
import { writeWorkbook } from '../../src/documents/spreadsheet/write.ts'
import { day } from '../../src/domain/calendar-day.ts'
import { part, unpacked } from './unpacked.ts'

const sheet: Sheet = {
  name: '台账',
  widths: [10, 12, 12],
  rows: [
    { cells: [textCell('甲 & <乙>'), null, null] },
    { cells: [textCell('项目'), textCell('金额'), textCell('日期')] },
    {
      cells: [
        textCell('示例甲'),
        { value: { kind: 'number', text: '5200.10' }, style: { format: '#,##0.00' } },
        { value: { kind: 'day', day: day('2023-03-15') }, style: { format: 'yyyy-mm-dd' } },
      ],
    },
    { cells: [null, { value: { kind: 'formula', formula: 'SUM(B3:B3)', cached: '5200.10' } }, null] },
  ],
  merges: ['A1:C1'],
  frozen: { rows: 2, columns: 1 },
  print: { landscape: true, repeat: { from: 1, to: 2 }, area: 'A1:B4', footer: '调度口径' },
}

describe('a workbook', () => {
  it('is read back with its exact values, formulas with what they come to', async () => {
    const [read] = await readXlsxFile(Buffer.from(writeWorkbook([sheet])))
    expect(read?.sheet).toBe('台账')
    expect(read?.data).toEqual([
      ['甲 & <乙>', null, null],
      ['项目', '金额', '日期'],
      ['示例甲', 5200.1, new Date('2023-03-15T00:00:00Z')],
      [null, 5200.1, null],
    ])
  })

  it('prints on A4 across, one page wide, with its header rows and the page number on every page', () => {
    const file = writeWorkbook([sheet])
    const written = part(file, 'xl/worksheets/sheet1.xml')
    expect(written).toContain('<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>')
    expect(written).toContain('<pageSetUpPr fitToPage="1"/>')
    expect(written).toContain('第 &amp;P 页，共 &amp;N 页')
    expect(written).toContain('<pane xSplit="1" ySplit="2" topLeftCell="B3" activePane="bottomRight" state="frozen"/>')
    const book = part(file, 'xl/workbook.xml')
    expect(book).toContain('<definedName name="_xlnm.Print_Titles" localSheetId="0">\'台账\'!$1:$2</definedName>')
    expect(book).toContain('<definedName name="_xlnm.Print_Area" localSheetId="0">\'台账\'!$A$1:$B$4</definedName>')
  })

  it('gives the same bytes for the same sheets', () => {
    expect(writeWorkbook([sheet])).toEqual(writeWorkbook([structuredClone(sheet)]))
  })

  it('holds whatever people type, as text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (typed) => {
        const file = writeWorkbook([{ ...sheet, merges: [], rows: [{ cells: [textCell(`=${typed}`)] }] }])
        expect(unpacked(file).get('xl/worksheets/sheet1.xml')).toContain('t="s"')
      }),
      { numRuns: 30 },
    )
  })
})
