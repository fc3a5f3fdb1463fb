/** A message is cut between units: lines that stay together. */
import { oneLine, piecesOf } from '../../short-text.ts'

export interface Unit {
  readonly text: string
  /** Rows, items or paragraphs that would be missing without it. */
  readonly items: number
  /** It begins a block. */
  readonly opens?: boolean
  /** What to type to see what was cut here, when the command says so. */
  readonly more?: string
  /** Small print that is kept when the rest is cut (口径). */
  readonly kept?: boolean
}

/** What a door takes: how much of it, and by what it measures. */
export interface Room {
  readonly most: number
  readonly measure: (text: string) => number
  /** Between blocks. */
  readonly gap: '\n' | '\n\n'
}

export const byBytes = (text: string): number => Buffer.byteLength(text)
export const byCharacters = (text: string): number => Array.from(text).length

/** A longer line is divided, so that a message is never cut short for the sake of one piece. */
const LINE_BYTES = 300

/** Text of any length, a unit a line; what a line cannot hold goes on in the next unit. */
export function lineUnits(text: string, draw: (line: string) => string, kept = false): Unit[] {
  return text
    .split('\n')
    .flatMap((line) => (line === '' ? [''] : piecesOf(line, LINE_BYTES)))
    .map((line, i) => ({ text: draw(line), items: 1, ...(i === 0 ? { opens: true } : {}), ...(kept ? { kept } : {}) }))
}

/** The units in order, all of them where there is room; else as many as fit, and the line about the rest. */
export function fitted(units: readonly Unit[], ways: readonly Unit[], room: Room, typed?: string): string {
  const whole = joined([...units, ...ways], room)
  if (room.measure(whole) <= room.most) return whole
  const kept = units.filter((unit) => unit.kept === true).slice(-2)
  const shownWays = firstThatFit(ways, { ...room, most: Math.floor(room.most / 3) })
  const body = units.filter((unit) => !kept.includes(unit))
  // The longest that the line about the rest can get.
  const commands = [...units, ...ways].map((unit) => unit.more ?? typed ?? '')
  const longest = moreUnit([
    { text: '', items: 999_999, more: commands.toSorted((a, b) => b.length - a.length)[0] ?? '' },
  ])
  const tail = joined([longest, ...kept, ...shownWays], room)
  const shown = firstThatFit(body, { ...room, most: room.most - room.measure(`${room.gap}${tail}`) })
  const missing = [...body.slice(shown.length), ...ways.slice(shownWays.length)]
  return cut(joined([...shown, moreUnit(missing, typed), ...kept, ...shownWays], room), room)
}

const NARROWER = '请缩小范围再查'

/** The line that says what is not shown, and how to see it. */
function moreUnit(missing: readonly Unit[], typed?: string): Unit {
  const count = missing.reduce((sum, unit) => sum + unit.items, 0)
  const command = missing.find((unit) => unit.more !== undefined)?.more ?? typed
  const way = command === undefined || command === '' ? NARROWER : `发送“${oneLine(command, 60)}”查看`
  return { text: `还有 ${count} 项，${way}`, items: 0 }
}

function firstThatFit(units: readonly Unit[], room: Room): Unit[] {
  const taken: Unit[] = []
  let size = 0
  for (const unit of units) {
    size += room.measure(taken.length === 0 ? unit.text : `${between(unit, room)}${unit.text}`)
    if (size > room.most) break
    taken.push(unit)
  }
  return taken
}

function joined(units: readonly Unit[], room: Room): string {
  return units.map((unit, i) => (i === 0 ? unit.text : `${between(unit, room)}${unit.text}`)).join('')
}

function between({ opens }: Unit, { gap }: Room): string {
  return opens === true ? gap : '\n'
}

/** The last resort, for a room too small for any unit: whole characters only. */
export function cut(text: string, { most, measure }: Room): string {
  if (measure(text) <= most) return text
  let shown = ''
  let size = measure('…')
  for (const character of text) {
    size += measure(character)
    if (size > most) break
    shown += character
  }
  return `${shown}…`
}
