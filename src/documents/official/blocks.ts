/** Blocks of an official document as paragraphs and tables of WordprocessingML. */
import { el, type Xml } from '../ooxml/xml.ts'
import type { OfficialBlock, TableColumn } from './content.ts'
import {
  FONTS,
  type FontUse,
  LINE_PITCH,
  type Orientation,
  SIZES,
  TIGHTER,
  TWO_CHARACTERS,
  textWidth,
} from './paper.ts'

interface Look {
  readonly font: FontUse
  readonly size: number
  readonly align?: 'left' | 'center' | 'right' | 'both'
  /** Characters that the first line is set in. */
  readonly firstLine?: number
  /** Characters that all lines are set in from the right. */
  readonly right?: number
  /** Twips from line to line, exact; null: as the text needs. */
  readonly pitch?: number | null
  /** Twips above and below. */
  readonly before?: number
  readonly after?: number
  readonly keepNext?: boolean
  readonly tab?: number
  readonly redLine?: boolean
  /** 28 characters a line. */
  readonly tight?: boolean
}

const BODY: Look = { font: 'body', size: SIZES.body, align: 'both', firstLine: 2, tight: true }
/** The title's lines are larger than the grid's. */
const TITLE_PITCH = 660
const CELL_MARGIN = 80
/** Between a table and what stands above or under it, twips. */
const APART = 60

/** The paragraphs (and tables) of a block. */
export function blockXml(block: OfficialBlock, orientation: Orientation): readonly Xml[] {
  switch (block.kind) {
    case 'mark':
      return [paragraph(block.text, { font: 'heading', size: SIZES.body })]
    case 'number':
      return [
        paragraph(`${block.left}\t${block.right}`, {
          ...{ font: 'body', size: SIZES.body, redLine: true },
          tab: textWidth(orientation),
        }),
      ]
    case 'title':
      return block.lines.map((line) =>
        paragraph(line, { font: 'title', size: SIZES.title, align: 'center', pitch: TITLE_PITCH }),
      )
    case 'recipients':
      return [paragraph(block.text, { ...BODY, firstLine: 0 })]
    case 'heading':
      return [paragraph(block.text, { ...BODY, font: block.level === 1 ? 'heading' : 'subheading', keepNext: true })]
    case 'body':
      return [paragraph(block.text, BODY)]
    case 'blank':
      return [paragraph('', { font: 'body', size: SIZES.body })]
    case 'annexes':
      return annexes(block.names)
    case 'signature':
      return block.lines.map((line) => paragraph(line, { font: 'body', size: SIZES.body, align: 'right', right: 2 }))
    case 'caption':
      return [
        paragraph(block.text, {
          ...{ font: 'heading', size: SIZES.table, pitch: null, keepNext: true },
          ...{ before: 2 * APART, after: APART },
        }),
      ]
    case 'small':
      return [
        paragraph(block.text, {
          ...{ font: 'body', size: SIZES.table, align: block.align ?? 'left', pitch: null },
          ...{ before: APART, after: APART },
        }),
      ]
    case 'table':
      return [table(block, orientation)]
  }
}

/** “附件：1.×××”; the names below each other, the numbers under the first number. */
function annexes(names: readonly string[]): Xml[] {
  const numbered = (name: string, i: number) => (names.length === 1 ? name : `${i + 1}.${name}`)
  return names.map((name, i) =>
    paragraph(`${i === 0 ? '附件：' : ''}${numbered(name, i)}`, { ...BODY, align: 'left', firstLine: i === 0 ? 2 : 5 }),
  )
}

function paragraph(text: string, look: Look): Xml {
  const runs = text
    .split('\t')
    .flatMap((part, i) => [...(i === 0 ? [] : [run(look, el('w:tab'))]), run(look, textOf(part))])
  return el('w:p', {}, properties(look), runs)
}

function textOf(text: string): Xml {
  return el('w:t', { 'xml:space': 'preserve' }, text)
}

function run(look: Look, content: Xml): Xml {
  return el('w:r', {}, runProperties(look), content)
}

/** Fonts and size of a run. */
export function runProperties({ font, size, tight = false }: Pick<Look, 'font' | 'size' | 'tight'>): Xml {
  const { name } = FONTS[font]
  return el(
    'w:rPr',
    {},
    el('w:rFonts', { 'w:hint': 'eastAsia', 'w:ascii': name, 'w:hAnsi': name, 'w:eastAsia': name, 'w:cs': name }),
    tight ? el('w:spacing', { 'w:val': TIGHTER }) : null,
    el('w:sz', { 'w:val': size }),
    el('w:szCs', { 'w:val': size }),
  )
}

function properties(look: Look): Xml {
  const { align = 'left', firstLine = 0, right = 0, pitch = LINE_PITCH, keepNext = false, tab, redLine = false } = look
  const spacing = { 'w:before': look.before ?? 0, 'w:after': look.after ?? 0 }
  return el(
    'w:pPr',
    {},
    keepNext ? el('w:keepNext') : null,
    redLine
      ? el('w:pBdr', {}, el('w:bottom', { 'w:val': 'single', 'w:sz': 12, 'w:space': 11, 'w:color': 'FF0000' }))
      : null,
    tab === undefined ? null : el('w:tabs', {}, el('w:tab', { 'w:val': 'right', 'w:pos': tab })),
    // No quarter blanks between Chinese and figures: they would break the count of characters.
    el('w:autoSpaceDE', { 'w:val': 0 }),
    el('w:autoSpaceDN', { 'w:val': 0 }),
    el('w:snapToGrid', { 'w:val': 0 }),
    el('w:spacing', pitch === null ? spacing : { ...spacing, 'w:line': pitch, 'w:lineRule': 'exact' }),
    el('w:ind', {
      'w:rightChars': right === 0 ? null : right * 100,
      'w:right': right === 0 ? null : (right * TWO_CHARACTERS) / 2,
      'w:firstLineChars': firstLine * 100,
      'w:firstLine': (firstLine * TWO_CHARACTERS) / 2,
    }),
    el('w:jc', { 'w:val': align }),
    runProperties(look),
  )
}

type Table = Extract<OfficialBlock, { kind: 'table' }>

function table({ columns, rows, headless = false, lines = [] }: Table, orientation: Orientation): Xml {
  const shares = columns.reduce((total, { share }) => total + share, 0)
  const widths = columns.map(({ share }) => Math.floor((textWidth(orientation) * share) / shares))
  const total = widths.reduce((sum, width) => sum + width, 0)
  const sides = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  const header = row(
    columns.map(({ title }) => title),
    columns,
    widths,
    'header',
    1,
  )
  return el(
    'w:tbl',
    {},
    el(
      'w:tblPr',
      {},
      el('w:tblW', { 'w:w': total, 'w:type': 'dxa' }),
      el('w:jc', { 'w:val': 'center' }),
      el(
        'w:tblBorders',
        {},
        sides.map((side) => el(`w:${side}`, { 'w:val': 'single', 'w:sz': 4, 'w:space': 0, 'w:color': '000000' })),
      ),
      el('w:tblLayout', { 'w:type': 'fixed' }),
      el(
        'w:tblCellMar',
        {},
        el('w:left', { 'w:w': CELL_MARGIN, 'w:type': 'dxa' }),
        el('w:right', { 'w:w': CELL_MARGIN, 'w:type': 'dxa' }),
      ),
    ),
    el(
      'w:tblGrid',
      {},
      widths.map((width) => el('w:gridCol', { 'w:w': width })),
    ),
    headless ? null : header,
    rows.map((cells, i) => row(cells, columns, widths, headless ? 'form' : 'data', lines[i] ?? 1)),
  )
}

/** Points of a line in a table, in twips. */
const CELL_LINE = 400

function row(
  cells: readonly string[],
  columns: readonly TableColumn[],
  widths: readonly number[],
  kind: 'header' | 'data' | 'form',
  lines: number,
): Xml {
  return el(
    'w:tr',
    {},
    el(
      'w:trPr',
      {},
      el('w:cantSplit'),
      el('w:trHeight', { 'w:val': Math.round(lines * CELL_LINE), 'w:hRule': 'atLeast' }),
      kind === 'header' ? el('w:tblHeader') : null,
    ),
    cells.map((text, i) => {
      const isTitle = kind === 'header' || (kind === 'form' && i % 2 === 0)
      const look: Look = {
        ...{ font: isTitle ? 'heading' : 'body', size: SIZES.table, pitch: null },
        align: isTitle ? 'center' : (columns[i]?.align ?? 'left'),
      }
      // The last cell of a short row takes what is left of it.
      const span = i === cells.length - 1 ? columns.length - i : 1
      const width = widths.slice(i, i + span).reduce((sum, one) => sum + one, 0)
      return el(
        'w:tc',
        {},
        el(
          'w:tcPr',
          {},
          el('w:tcW', { 'w:w': width, 'w:type': 'dxa' }),
          span > 1 ? el('w:gridSpan', { 'w:val': span }) : null,
          el('w:vAlign', { 'w:val': 'center' }),
        ),
        text.split('\n').map((line) => paragraph(line, look)),
      )
    }),
  )
}
