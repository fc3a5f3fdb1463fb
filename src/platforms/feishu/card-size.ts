/** How big a card is, as Feishu counts. */
import type { Element, FeishuCard } from './card-json.ts'

/** Feishu allows 30 KB for the body of the request that carries a card, 200 elements, 5 tables; we stay below. */
export const LIMITS = { bytes: 27_500, elements: 150, tables: 5, charts: 5 } as const

export interface Size {
  readonly bytes: number
  readonly elements: number
  readonly tables: number
  readonly charts: number
}

/**
 * The size of a part of a card. `bytes` are those on the wire: a card travels as a JSON string inside JSON, so every
 * quote in it is escaped once more. Sizes add up.
 */
export function sizeOf(part: Element | FeishuCard): Size {
  const escaped = JSON.stringify(JSON.stringify(part))
  return {
    // Two quotes of the outer string less, one comma more.
    bytes: Buffer.byteLength(escaped, 'utf8') - 1,
    elements: countTags(part),
    tables: countTag(part, 'table'),
    charts: countTag(part, 'chart'),
  }
}

export function addSizes(a: Size, b: Size): Size {
  return {
    bytes: a.bytes + b.bytes,
    elements: a.elements + b.elements,
    tables: a.tables + b.tables,
    charts: a.charts + b.charts,
  }
}

export const NO_SIZE: Size = { bytes: 0, elements: 0, tables: 0, charts: 0 }

/** Whether something of that size still fits into one card. */
export function fits(size: Size): boolean {
  return (
    size.bytes <= LIMITS.bytes &&
    size.elements <= LIMITS.elements &&
    size.tables <= LIMITS.tables &&
    size.charts <= LIMITS.charts
  )
}

/** Everything with a tag counts as an element, plain texts too. */
function countTags(value: unknown): number {
  return countWhere(value, () => true)
}

function countTag(value: unknown, tag: string): number {
  return countWhere(value, (found) => found === tag)
}

function countWhere(value: unknown, counts: (tag: string) => boolean): number {
  if (typeof value !== 'object' || value === null) return 0
  const own = 'tag' in value && typeof value.tag === 'string' && counts(value.tag) ? 1 : 0
  return Object.values(value).reduce<number>((sum, child) => sum + countWhere(child, counts), own)
}
