/** The styles of a workbook: each look once, cells refer to it by number. */
import { el, type Xml } from '../ooxml/xml.ts'
import type { CellStyle } from './sheet.ts'

/** Named, not shipped: the fonts are commercial, and every office computer has them or puts its own in their place. */
const FONT = '宋体'
const SIZE = 10
/** Numbers below are Excel's own formats. */
const FIRST_FORMAT = 164

/** Numbers of what was asked for so far, in order; the same thing gets the same number. */
class Numbered {
  readonly #numbers: Map<string, number>
  readonly #first: number

  constructor(given: readonly string[], first = 0) {
    this.#numbers = new Map(given.map((key, i) => [key, i + first]))
    this.#first = first
  }

  numberOf(key: string): number {
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.#first + this.#numbers.size
    this.#numbers.set(key, number)
    return number
  }

  keys(): string[] {
    return [...this.#numbers.keys()]
  }
}

export interface Styles {
  /** The number under which a cell refers to the style. */
  numberOf(style: CellStyle): number
  /** xl/styles.xml with all that was asked for. */
  sheet(): Xml
}

export function makeStyles(): Styles {
  const fonts = new Numbered([fontOf({}).markup])
  // Excel takes the first two fills for itself.
  const fills = new Numbered([fillOf('none').markup, fillOf('gray125').markup])
  const borders = new Numbered([borderOf(false).markup])
  const formats = new Numbered([], FIRST_FORMAT)
  const looks = new Numbered([])
  const numberOf = (style: CellStyle): number => {
    const { format, fill, border = false } = style
    const ids = {
      numFmtId: format === undefined ? 0 : formats.numberOf(format),
      fontId: fonts.numberOf(fontOf(style).markup),
      fillId: fill === undefined ? 0 : fills.numberOf(fillOf('solid', fill).markup),
      borderId: borders.numberOf(borderOf(border).markup),
    }
    const applied = { applyNumberFormat: 1, applyFont: 1, applyFill: 1, applyBorder: 1, applyAlignment: 1 }
    return looks.numberOf(el('xf', { ...ids, xfId: 0, ...applied }, alignmentOf(style)).markup)
  }
  numberOf({})
  return {
    numberOf,
    sheet: () =>
      el(
        'styleSheet',
        { xmlns: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main' },
        formats.keys().length === 0
          ? null
          : el(
              'numFmts',
              { count: formats.keys().length },
              formats.keys().map((code) => el('numFmt', { numFmtId: formats.numberOf(code), formatCode: code })),
            ),
        listed('fonts', fonts),
        listed('fills', fills),
        listed('borders', borders),
        el('cellStyleXfs', { count: 1 }, el('xf', { numFmtId: 0, fontId: 0, fillId: 0, borderId: 0 })),
        listed('cellXfs', looks),
        el('cellStyles', { count: 1 }, el('cellStyle', { name: 'Normal', xfId: 0, builtinId: 0 })),
      ),
  }
}

function listed(name: string, entries: Numbered): Xml {
  const markups = entries.keys().map((markup): Xml => ({ markup }))
  return el(name, { count: markups.length }, markups)
}

function fontOf({ bold = false, size = SIZE, font = FONT }: CellStyle): Xml {
  return el(
    'font',
    {},
    bold ? el('b') : null,
    el('sz', { val: size }),
    el('name', { val: font }),
    el('charset', { val: 134 }),
  )
}

function fillOf(pattern: string, colour?: string): Xml {
  const inner = colour === undefined ? null : el('fgColor', { rgb: `FF${colour}` })
  return el('fill', {}, el('patternFill', { patternType: pattern }, inner))
}

function borderOf(drawn: boolean): Xml {
  const style = drawn ? { style: 'thin' } : {}
  const sides = ['left', 'right', 'top', 'bottom'].map((side) => el(side, style))
  return el('border', {}, sides, el('diagonal'))
}

function alignmentOf({ align, wrap = false }: CellStyle): Xml {
  return el('alignment', { horizontal: align ?? null, vertical: 'center', wrapText: wrap ? 1 : null })
}
