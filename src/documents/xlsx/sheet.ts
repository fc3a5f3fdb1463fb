/** One sheet of a workbook: its rows with values, and its merged cells. */
import { UserError } from '../../errors.ts'
import { type CellGround, readCell } from './cell.ts'
import type { Merge, RawCell, RawRow, RawSheet } from './raw.ts'
import { type Attributes, unescaped, walkXml } from './xml.ts'

/** Far more than a ledger has; a sheet that goes on further is no ledger. */
const MOST_ROWS = 50_000
const MOST_COLUMNS = 300
const MOST_MERGES = 50_000

/** @throws UserError when the sheet is larger than any ledger */
export function readSheet(title: string, part: Buffer, ground: CellGround): RawSheet {
  const reader = new SheetReader(title, ground)
  walkXml(part, reader)
  return { title, rows: reader.rows, merges: reader.merges }
}

/** Puts the elements of a sheet together; lives as long as one walk through its XML. */
class SheetReader {
  readonly rows: RawRow[] = []
  readonly merges: Merge[] = []
  private cells: (RawCell | null)[] = []
  private line = 0
  private hidden = false
  private column = -1
  private type = 'n'
  private style = 0
  private value: string | null = null
  private inline: string | null = null
  private formula: string | null = null
  private inside: 'v' | 'f' | 't' | null = null
  private readonly title: string
  private readonly ground: CellGround

  constructor(title: string, ground: CellGround) {
    this.title = title
    this.ground = ground
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'c') this.openCell(attributes)
    else if (name === 'row') this.openRow(attributes)
    else if (name === 'v') this.inside = 'v'
    else if (name === 'f') {
      this.inside = 'f'
      this.formula = ''
    } else if (name === 't') this.inside = 't'
    else if (name === 'mergeCell') this.merge(attributes.get('ref') ?? '')
    if (name === 'v') this.value = ''
    if (name === 't') this.inline ??= ''
  }

  text(text: string): void {
    if (this.inside === 'v') this.value = (this.value ?? '') + text
    else if (this.inside === 'f') this.formula = (this.formula ?? '') + text
    else if (this.inside === 't') this.inline = (this.inline ?? '') + text
  }

  close(name: string): void {
    if (name === 'c') this.closeCell()
    else if (name === 'row') this.closeRow()
    else if (name === 'v' || name === 'f' || name === 't') this.inside = null
  }

  private openRow(attributes: Attributes): void {
    this.line = Number(attributes.get('r') ?? this.line + 1)
    this.hidden = attributes.get('hidden') === '1' || attributes.get('hidden') === 'true'
    this.column = -1
    this.cells = []
  }

  private openCell(attributes: Attributes): void {
    const place = /^([A-Z]{1,3})\d+$/.exec(attributes.get('r') ?? '')?.[1]
    this.column = place === undefined ? this.column + 1 : columnOf(place)
    this.type = attributes.get('t') ?? 'n'
    this.style = Number(attributes.get('s') ?? '0')
    this.value = null
    this.inline = null
    this.formula = null
  }

  private closeCell(): void {
    // What lies further right than any ledger is passed over: a stray cell in the last column is no table.
    if (this.column >= MOST_COLUMNS) return
    const inline = this.inline === null ? null : unescaped(this.inline)
    const { type, style, value, formula } = this
    const cell = readCell({ type, style, value, inline, formula }, this.ground)
    if (cell === null) return
    while (this.cells.length < this.column) this.cells.push(null)
    this.cells[this.column] = cell
  }

  private closeRow(): void {
    if (this.cells.length === 0) return
    if (this.rows.length >= MOST_ROWS)
      throw new UserError(`表“${this.title}”超过 ${MOST_ROWS} 行，请分成几个文件再导入`)
    this.rows.push({ line: this.line, hidden: this.hidden, cells: this.cells })
  }

  private merge(reference: string): void {
    const match = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(reference)
    if (match === null || this.merges.length >= MOST_MERGES) return
    const [, left = '', top, right = '', bottom] = match
    this.merges.push({ top: Number(top), bottom: Number(bottom), left: columnOf(left), right: columnOf(right) })
  }
}

/** 0 of 'A'. */
function columnOf(letters: string): number {
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
