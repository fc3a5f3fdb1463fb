/** Packs units into as few cards as the limits allow. */
import type { Element } from './card-json.ts'
import { addSizes, fits, NO_SIZE, type Size } from './card-size.ts'
import { moreLine, type Unit, unit } from './unit.ts'

export interface Packing {
  readonly body: readonly Unit[]
  /** The ways on: kept when something has to be cut. */
  readonly ways: readonly Unit[]
  /** What a card weighs before anything is in it. */
  readonly frame: Size
  /** The most cards there may be. */
  readonly most: number
  /** What to type to see what was cut, when the cut part itself does not say. */
  readonly typed: string | undefined
}

/**
 * The elements of each card, in order. When `most` cards do not hold everything, the last one says how many rows and
 * items are missing and what to type.
 */
export function pack(packing: Packing): Element[][] {
  const { frame, most } = packing
  const cards: Unit[][] = []
  let rest: readonly Unit[] = [...packing.body, ...packing.ways]
  while (rest.length > 0 && cards.length < most) {
    const taken = fill(rest, frame)
    const left = rest.slice(taken.length)
    if (left.length > 0 && cards.length === most - 1) {
      cards.push(lastCard(packing, rest))
      break
    }
    cards.push(taken)
    rest = left
  }
  return cards.length === 0 ? [[]] : cards.map((units) => units.flatMap((one) => one.elements))
}

/** As many units from the front as fit beside `taken`; at least one, since every unit fits into an empty card. */
function fill(units: readonly Unit[], taken: Size): Unit[] {
  const filled: Unit[] = []
  let size = taken
  for (const one of units) {
    const next = addSizes(size, one.size)
    if (!fits(next)) break
    filled.push(one)
    size = next
  }
  return filled
}

/** The last card of a set that is too long: what fits, the line about the rest, and the ways on. */
function lastCard(packing: Packing, rest: readonly Unit[]): Unit[] {
  const bodyCount = Math.max(0, rest.length - packing.ways.length)
  const [body, ways] = [rest.slice(0, bodyCount), rest.slice(bodyCount)]
  const line = sizeOfLine()
  const kept = fillHalf(ways)
  const room = [packing.frame, line, ...kept.map((one) => one.size)].reduce(addSizes, NO_SIZE)
  const shown = fill(body, room)
  const missing = [...body.slice(shown.length), ...ways.slice(kept.length)]
  const count = missing.reduce((sum, one) => sum + one.items, 0)
  const typed = missing.find((one) => one.more !== undefined)?.more ?? packing.typed
  return [...shown, unit([moreLine(count, typed)], 0), ...kept]
}

/** The ways on may take half of the card at most. */
function fillHalf(ways: readonly Unit[]): Unit[] {
  const kept: Unit[] = []
  let bytes = 0
  let elements = 0
  for (const one of ways) {
    bytes += one.size.bytes
    elements += one.size.elements
    if (bytes > 12_000 || elements > 70) break
    kept.push(one)
  }
  return kept
}

/** The longest that the line about the rest can get. */
function sizeOfLine(): Size {
  return unit([moreLine(1_000_000_000, '&'.repeat(200))], 0).size
}
