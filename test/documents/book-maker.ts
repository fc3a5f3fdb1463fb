/** Workbooks as offices have them, written by hand: zip and XML, independent of the reader and of any library. */
import { crc32, deflateRawSync } from 'node:zlib'

/** A cell: words, a number, nothing, or one with a style or a formula. */
export type MadeCell = string | number | null | StyledCell

export interface StyledCell {
  /** The stored value: a number's text, or words with `text`. Absent: never computed. */
  readonly value?: string
  readonly text?: boolean
  readonly formula?: string
  readonly style?: keyof typeof STYLES
  readonly error?: boolean
}

export interface MadeSheet {
  readonly title: string
  /** The first is row 1; an empty array leaves a row out. */
  readonly rows: readonly (readonly MadeCell[])[]
  readonly merges?: readonly string[]
  readonly state?: 'hidden' | 'veryHidden'
  readonly hiddenRows?: readonly number[]
}

const STYLES = { general: 0, day: 1, chineseDay: 2, percent: 3, yearMonth: 4, twoPlaces: 5 } as const

const STYLE_PART = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="177" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="10"/><xf numFmtId="177"/><xf numFmtId="2"/></cellXfs></styleSheet>`

/** A cell that shows the day of a serial number. */
export const serial = (value: number, style: 'day' | 'chineseDay' | 'yearMonth' | 'general' = 'day'): StyledCell => ({
  value: String(value),
  style,
})

/** A formula with the result that Excel stored; without one it was never computed. */
export const formula = (text: string, value?: string, style: StyledCell['style'] = 'general'): StyledCell => ({
  formula: text,
  style,
  ...(value === undefined ? {} : { value }),
})

export const percent = (value: string): StyledCell => ({ value, style: 'percent' })

/** The bytes of an .xlsx; `more` adds parts (or takes the place of some) by name. */
export function makeBook(sheets: readonly MadeSheet[], more: Readonly<Record<string, string>> = {}): Buffer {
  const strings: string[] = []
  const sheetParts = sheets.map((sheet, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet, strings)] as const)
  const list = sheets
    .map(
      ({ title, state }, i) =>
        `<sheet name="${escaped(title)}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`,
    )
    .join('')
  const relations = sheets
    .map((_, i) => `<Relationship Id="rId${i + 1}" Type="worksheet" Target="worksheets/sheet${i + 1}.xml"/>`)
    .join('')
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': `<workbook xmlns:r="r"><workbookPr/><sheets>${list}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations}</Relationships>`,
    'xl/styles.xml': STYLE_PART,
    ...Object.fromEntries(sheetParts),
    ...more,
  }
  parts['xl/sharedStrings.xml'] ??=
    `<sst>${strings.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`
  return makeZip(parts)
}

function sheetXml({ rows, merges = [], hiddenRows = [] }: MadeSheet, strings: string[]): string {
  const body = rows
    .map((row, i) => {
      const line = i + 1
      const cells = row.map((cell, place) => cellXml(cell, `${letters(place)}${line}`, strings)).join('')
      return row.length === 0 ? '' : `<row r="${line}"${hiddenRows.includes(line) ? ' hidden="1"' : ''}>${cells}</row>`
    })
    .join('')
  const merged =
    merges.length === 0
      ? ''
      : `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet><sheetData>${body}</sheetData>${merged}</worksheet>`
}

function cellXml(cell: MadeCell, at: string, strings: string[]): string {
  if (cell === null) return `<c r="${at}" s="0"/>`
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
  if (typeof cell === 'string') {
    strings.push(cell)
    return `<c r="${at}" t="s"><v>${strings.length - 1}</v></c>`
  }
  const type = cell.error ? ' t="e"' : cell.text ? ' t="str"' : ''
  const made = cell.formula === undefined ? '' : `<f>${escaped(cell.formula)}</f>`
  const value = cell.value === undefined ? '' : `<v>${escaped(cell.value)}</v>`
  return `<c r="${at}" s="${STYLES[cell.style ?? 'general']}"${type}>${made}${value}</c>`
}

function letters(place: number): string {
  const letter = String.fromCharCode(65 + (place % 26))
  return place < 26 ? letter : letters(Math.floor(place / 26) - 1) + letter
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A zip file of texts; `sizes` lets a part lie about what it inflates to. */
export function makeZip(
  parts: Readonly<Record<string, string | Buffer>>,
  sizes: Readonly<Record<string, number>> = {},
): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(parts)) {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    const packed = deflateRawSync(bytes)
    const nameBytes = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(sizes[name] ?? bytes.length, 18)
    common.writeUInt16LE(nameBytes.length, 22)
    bodies.push(Buffer.from('504b0304', 'hex'), common, nameBytes, packed)
    const central = Buffer.alloc(46)
    Buffer.from('504b0102', 'hex').copy(central)
    central.writeUInt16LE(20, 4)
    common.copy(central, 6)
    central.writeUInt32LE(offset, 42)
    directory.push(central, nameBytes)
    offset += 30 + nameBytes.length + packed.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  Buffer.from('504b0506', 'hex').copy(end)
  const count = Object.keys(parts).length
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, list, end])
}
