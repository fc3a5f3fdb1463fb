/**
 * XML parts of a workbook as a stream of elements. Document types are refused, so no entity but the five of XML is ever
 * expanded.
 */
import { Parser } from 'saxen'
import { UserError } from '../../errors.ts'

export interface XmlHandler {
  /** `name` without its namespace prefix; the attributes are those of this element only as long as it is opened. */
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
  const attributes = new OpenAttributes()
  parser.on('openTag', (name, all, decode) => {
    attributes.of(all, decode)
    handler.open(local(name), attributes)
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

/** The attributes of the element that is being opened: one for all, as a sheet has hundreds of thousands of cells. */
class OpenAttributes implements Attributes {
  private all: () => Readonly<Record<string, string>> = () => ({})
  private decode: (text: string) => string = (text) => text

  of(all: () => Readonly<Record<string, string>>, decode: (text: string) => string): void {
    this.all = all
    this.decode = decode
  }

  get(wanted: string): string | undefined {
    const all = this.all()
    const value = Object.hasOwn(all, wanted) ? all[wanted] : undefined
    return value === undefined ? undefined : this.decode(value)
  }
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
