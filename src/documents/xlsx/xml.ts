/**
 * XML parts of a workbook as a stream of elements. Document types are refused, so no entity but the five of XML is ever
 * expanded.
 */
import { Parser } from 'saxen'
import { UserError } from '../../errors.ts'

export interface XmlHandler {
  /** `name` without its namespace prefix. */
  open(name: string, attributes: Attributes): void
  close(name: string): void
  text?(text: string): void
}

export interface Attributes {
  /** The value with entities decoded; undefined when it is not there. A prefix counts as part of the name ("r:id"). */
  get(name: string): string | undefined
}

/** Walks through a part; throws a UserError when it is no well-formed XML. */
export function walkXml(bytes: Buffer, handler: XmlHandler): void {
  const xml = bytes.toString('utf8')
  if (/<!DOCTYPE/i.test(xml.slice(0, 4096))) throw unreadable()
  const parser = new Parser()
  parser.on('openTag', (name, attributes, decode) => {
    handler.open(local(name), {
      get: (wanted) => {
        const all = attributes()
        const value = Object.hasOwn(all, wanted) ? all[wanted] : undefined
        return value === undefined ? undefined : decode(value)
      },
    })
  })
  parser.on('closeTag', (name) => handler.close(local(name)))
  if (handler.text) {
    const take = handler.text.bind(handler)
    parser.on('text', (text, decode) => take(decode(text)))
    parser.on('cdata', (text) => take(text))
  }
  parser.on('error', () => {
    throw unreadable()
  })
  parser.parse(xml)
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function unreadable(): UserError {
  return new UserError('文件内容读不出来，请用 Excel 或 WPS 打开后另存为 .xlsx，再发一次')
}

/** Characters that XML cannot hold are written by Excel as _x000D_. */
export function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
