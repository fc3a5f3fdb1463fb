/** One of the items A–F before it is written down. */
import { decimal, type Exact, fixed, trimmed } from '../fraction.ts'
import type { ItemKey, ScoreItem } from './result.ts'

/** What came of an item: a share of its points, or why it does not apply. */
export type Outcome =
  | { readonly applies: true; readonly share: Exact; readonly formula: string }
  | { readonly applies: false; readonly why: string }

export interface Item {
  readonly key: ItemKey
  readonly name: string
  readonly of: Exact
  /** Null: n/a. */
  readonly points: Exact | null
  readonly formula: string
}

export function scored(share: Exact, formula: string): Outcome {
  return { applies: true, share, formula }
}

export function notApplicable(why: string): Outcome {
  return { applies: false, why }
}

/** The item with its points; one to which the district gives no weight does not apply. */
export function weigh(key: ItemKey, name: string, weight: number, outcome: Outcome): Item {
  const of = decimal(weight)
  if (weight === 0) return { key, name, of, points: null, formula: '本区规则不计这一项' }
  if (!outcome.applies) return { key, name, of, points: null, formula: outcome.why }
  return { key, name, of, points: of.mul(outcome.share), formula: outcome.formula }
}

/** As it is stored and shown: points to three decimals. */
export function writtenItem({ key, name, of, points, formula }: Item): ScoreItem {
  return { key, name, of: trimmed(of, 2), points: points === null ? null : fixed(points, 3), formula }
}
