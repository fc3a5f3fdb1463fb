/** The texts of a workbook, which its cells name by their number. */
import { unescaped, walkXml } from './xml.ts'

/** Rich text is put together; the readings over Japanese words (rPh) are left out. */
export function readSharedStrings(part: Buffer | null): readonly string[] {
  if (part === null) return []
  const strings: string[] = []
  let current = ''
  let inText = false
  let readings = 0
  walkXml(part, {
    open(name) {
      if (name === 'si') current = ''
      else if (name === 'rPh') readings += 1
      else if (name === 't') inText = readings === 0
    },
    close(name) {
      if (name === 'si') strings.push(unescaped(current))
      else if (name === 'rPh') readings -= 1
      else if (name === 't') inText = false
    },
    text(text) {
      if (inText) current += text
    },
  })
  return strings
}
