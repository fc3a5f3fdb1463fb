/** What the number formats of a workbook say of its numbers: a date, a percentage, or just a number. */
import { walkXml } from './xml.ts'

export type NumberStyle = 'number' | 'percent' | 'day' | 'month'

/** Built-in formats that are dates or percentages; 27–36 and 50–58 are those of the Chinese editions. */
function builtIn(id: number): NumberStyle {
  if (id === 9 || id === 10) return 'percent'
  if (id === 17 || id === 27 || id === 36 || id === 50 || id === 52 || id === 55 || id === 57) return 'month'
  const isDay = (id >= 14 && id <= 16) || id === 22 || (id >= 28 && id <= 31) || (id >= 51 && id <= 58)
  return isDay ? 'day' : 'number'
}

/** The style of a format code such as 'yyyy"年"m"月"d"日"', '0.00%' or '#,##0.00_ '. */
export function styleOfCode(code: string): NumberStyle {
  const [first = ''] = code.split(';')
  // Quoted words, escaped signs, colours and locales say nothing about the kind; 年 and 月 do not either, m and y do.
  const bare = first.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').replace(/general|am\/pm|[eE][+-]/gi, '')
  if (bare.includes('%')) return 'percent'
  if (!/[ymd]/i.test(bare)) return 'number'
  if (/d/i.test(bare)) return 'day'
  // "m:ss" is a time.
  return /y/i.test(bare) || !/[hs]/i.test(bare) ? 'month' : 'number'
}

/** The styles of the cells by their index. */
export function readStyles(part: Buffer | null): readonly NumberStyle[] {
  if (part === null) return []
  const codes = new Map<number, string>()
  const styles: NumberStyle[] = []
  let inCells = false
  walkXml(part, {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes.get('numFmtId')), attributes.get('formatCode') ?? '')
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) {
        const id = Number(attributes.get('numFmtId') ?? '0')
        const code = codes.get(id)
        styles.push(code === undefined ? builtIn(id) : styleOfCode(code))
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return styles
}
