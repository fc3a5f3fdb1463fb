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

/** A value to write: text, or elements; a list is the same element repeated. */
export type XmlValue = string | number | XmlElements | readonly XmlElements[]
export interface XmlElements {
  readonly [name: string]: XmlValue | undefined
}

/** <xml> with the elements in it. */
export function writeXml(elements: XmlElements): string {
  return `<xml>${inside(elements)}</xml>`
}

function inside(elements: XmlElements): string {
  return Object.entries(elements)
    .map(([name, value]) => (value === undefined ? '' : element(name, value)))
    .join('')
}

function element(name: string, value: XmlValue): string {
  if (typeof value === 'number') return `<${name}>${value}</${name}>`
  if (typeof value === 'string') return `<${name}><![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`
  if (isList(value)) return value.map((one) => element(name, one)).join('')
  return `<${name}>${inside(value)}</${name}>`
}

function isList(value: XmlElements | readonly XmlElements[]): value is readonly XmlElements[] {
  return Array.isArray(value)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
