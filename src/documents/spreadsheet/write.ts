/**
 * Writes a workbook. Written out here and not by a library: repeated header rows, page numbers, a print area and the
 * cached values of formulas belong to a ledger that is printed, and the same ledger has to give the same bytes.
 */
import { type Day, day, daysBetween } from '../../domain/calendar-day.ts'
import { cellName, columnLetters } from '../ooxml/cell-name.ts'
import { type Part, pack, type Relation } from '../ooxml/package.ts'
import { el, type Xml } from '../ooxml/xml.ts'
import type { Sheet, SheetCell, SheetRow } from './sheet.ts'
import { makeStyles, type Styles } from './styles.ts'

export const XLSX_MIME = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
/** Day 0 of Excel's calendar for every day after its invented 1900-02-29. */
const EPOCH: Day = day('1899-12-30')
const A4 = 9

/** The bytes of the .xlsx; the same sheets give the same bytes. */
export function writeWorkbook(sheets: readonly Sheet[]): Uint8Array {
  const styles = makeStyles()
  const texts = new Map<string, number>()
  const sheetParts = sheets.map(
    (sheet, i): Part => ({
      path: `xl/worksheets/sheet${i + 1}.xml`,
      contentType: `${TYPE}.worksheet+xml`,
      root: worksheet(sheet, i === 0, styles, texts),
    }),
  )
  const relations = [
    ...sheets.map((_, i): Relation => relation(i + 1, 'worksheet', `worksheets/sheet${i + 1}.xml`)),
    relation(sheets.length + 1, 'styles', 'styles.xml'),
    relation(sheets.length + 2, 'sharedStrings', 'sharedStrings.xml'),
  ]
  const parts: Part[] = [
    { path: 'xl/workbook.xml', contentType: `${TYPE}.sheet.main+xml`, root: workbook(sheets) },
    ...sheetParts,
    { path: 'xl/styles.xml', contentType: `${TYPE}.styles+xml`, root: styles.sheet() },
    { path: 'xl/sharedStrings.xml', contentType: `${TYPE}.sharedStrings+xml`, root: sharedStrings(texts) },
  ]
  return pack('xl/workbook.xml', parts, relations)
}

function relation(number: number, type: string, target: string): Relation {
  return { id: `rId${number}`, type, target }
}

function workbook(sheets: readonly Sheet[]): Xml {
  const names = sheets.flatMap(({ name, print: { area, repeat }, filter }, i) => {
    const quoted = `'${name.replaceAll("'", "''")}'!`
    const defined = (kind: string, ref: string, hidden: number | null = null) =>
      el('definedName', { name: `_xlnm.${kind}`, localSheetId: i, hidden }, `${quoted}${ref}`)
    return [
      ...(filter === undefined ? [] : [defined('_FilterDatabase', absolute(filter), 1)]),
      ...(area === undefined ? [] : [defined('Print_Area', absolute(area))]),
      ...(repeat === undefined ? [] : [defined('Print_Titles', `$${repeat.from}:$${repeat.to}`)]),
    ]
  })
  return el(
    'workbook',
    { xmlns: MAIN, 'xmlns:r': RELATION },
    el('bookViews', {}, el('workbookView')),
    el(
      'sheets',
      {},
      sheets.map(({ name }, i) => el('sheet', { name, sheetId: i + 1, 'r:id': `rId${i + 1}` })),
    ),
    names.length === 0 ? null : el('definedNames', {}, names),
  )
}

/** '$A$1:$V$58' */
function absolute(ref: string): string {
  return ref.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2')
}

function worksheet(sheet: Sheet, selected: boolean, styles: Styles, texts: Map<string, number>): Xml {
  const { widths, rows, merges = [], filter } = sheet
  return el(
    'worksheet',
    { xmlns: MAIN, 'xmlns:r': RELATION },
    el('sheetPr', {}, el('pageSetUpPr', { fitToPage: 1 })),
    el('sheetViews', {}, view(sheet, selected)),
    el('sheetFormatPr', { defaultRowHeight: 15 }),
    el(
      'cols',
      {},
      widths.map((width, i) => el('col', { min: i + 1, max: i + 1, width, customWidth: 1 })),
    ),
    el(
      'sheetData',
      {},
      rows.map((row, i) => sheetRow(row, i + 1, styles, texts)),
    ),
    filter === undefined ? null : el('autoFilter', { ref: filter }),
    merges.length === 0
      ? null
      : el(
          'mergeCells',
          { count: merges.length },
          merges.map((ref) => el('mergeCell', { ref })),
        ),
    page(sheet),
  )
}

function view({ frozen }: Sheet, selected: boolean): Xml {
  const attributes = { tabSelected: selected ? 1 : null, workbookViewId: 0 }
  if (frozen === undefined) return el('sheetView', attributes)
  const { rows, columns } = frozen
  const split = { xSplit: columns === 0 ? null : columns, ySplit: rows === 0 ? null : rows }
  const pane = columns === 0 ? 'bottomLeft' : rows === 0 ? 'topRight' : 'bottomRight'
  const topLeftCell = cellName(columns, rows + 1)
  return el('sheetView', attributes, el('pane', { ...split, topLeftCell, activePane: pane, state: 'frozen' }))
}

/** A4, as many pages high as it needs and one wide, page numbers in the middle of the foot. */
function page({ print: { landscape, footer = '' } }: Sheet): Xml[] {
  return [
    el('printOptions', { horizontalCentered: 1 }),
    el('pageMargins', { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 }),
    el('pageSetup', {
      paperSize: A4,
      orientation: landscape ? 'landscape' : 'portrait',
      fitToWidth: 1,
      fitToHeight: 0,
    }),
    // In Excel's own language an ampersand begins a code.
    el('headerFooter', {}, el('oddFooter', {}, `&L${footer.replaceAll('&', '&&')}&C第 &P 页，共 &N 页`)),
  ]
}

function sheetRow({ cells, height }: SheetRow, number: number, styles: Styles, texts: Map<string, number>): Xml {
  const tall = height === undefined ? {} : { ht: height, customHeight: 1 }
  return el(
    'row',
    { r: number, ...tall },
    cells.map((cell, i) => (cell === null ? null : sheetCell(cell, `${columnLetters(i)}${number}`, styles, texts))),
  )
}

function sheetCell({ value, style = {} }: SheetCell, name: string, styles: Styles, texts: Map<string, number>): Xml {
  const base = { r: name, s: styles.numberOf(style) }
  if (value === null) return el('c', base)
  switch (value.kind) {
    case 'text':
      return el('c', { ...base, t: 's' }, el('v', {}, String(numberOfText(value.text, texts))))
    case 'number':
      return el('c', base, el('v', {}, value.text))
    case 'day':
      return el('c', base, el('v', {}, String(daysBetween(EPOCH, value.day))))
    case 'formula':
      return value.cached === ''
        ? el('c', { ...base, t: 'str' }, el('f', {}, value.formula), el('v'))
        : el('c', base, el('f', {}, value.formula), el('v', {}, value.cached))
  }
}

function numberOfText(text: string, texts: Map<string, number>): number {
  const known = texts.get(text)
  if (known !== undefined) return known
  texts.set(text, texts.size)
  return texts.size - 1
}

function sharedStrings(texts: ReadonlyMap<string, number>): Xml {
  return el(
    'sst',
    { xmlns: MAIN, uniqueCount: texts.size },
    [...texts.keys()].map((text) => el('si', {}, el('t', { 'xml:space': 'preserve' }, text))),
  )
}
