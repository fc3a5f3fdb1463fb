/** XML as text: the parts of an Office document. Every value is escaped; there is no other way to put one in. */

/** Markup that was built here. */
export interface Xml {
  readonly markup: string
}

type Attribute = string | number | null
export type Attributes = Readonly<Record<string, Attribute>>
type Child = Xml | string | readonly Child[] | null

/** An element; an attribute or a child that is null is left out, a string child is text. */
export function el(name: string, attributes: Attributes = {}, ...children: readonly Child[]): Xml {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('')
  const inner = children.map(markupOf).join('')
  return { markup: inner === '' ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>` }
}

/** A part of the package, with the declaration that Office wants. */
export function document(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${root.markup}`
}

function markupOf(child: Child): string {
  if (child === null) return ''
  if (typeof child === 'string') return escaped(child)
  return 'markup' in child ? child.markup : child.map(markupOf).join('')
}

// What people typed may carry control characters; XML 1.0 has no way to write them, and Office refuses the file.
const UNWRITABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replace(UNWRITABLE, '').replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
}
