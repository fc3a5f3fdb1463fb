/** The XML of a 自建应用. Everything stays text: a message "0012" is not the number 12 (wecom.md §1.9). */
import { XMLParser } from 'fast-xml-parser'

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  isArray: (name) => name === 'SelectedItem' || name === 'OptionId',
})

/** What is inside <xml>; null when that is not one element with elements in it. It never throws. */
export function readXml(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const document: unknown = parser.parse(text)
    if (!isObject(document) || !Object.hasOwn(document, 'xml')) return null
    return isObject(document.xml) ? document.xml : null
  } catch {
    return null
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
