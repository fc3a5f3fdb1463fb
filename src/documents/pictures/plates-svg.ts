/** 挂图贴牌: a tile a project, by group; the plate's word and shape stand in every tile. */
import type { PlateColourName } from '../../domain/evaluation/input.ts'
import { plateWord } from '../../domain/evaluation/plate-words.ts'
import type { PlatesFigure } from './figure.ts'
import { footnote, heading } from './heading.ts'
import { GREY_INK, MARGIN, rect, SIGNAL, sheet, text, WIDTH, widthOf, wrap } from './paint.ts'

const COLUMNS = 3
const GAP = 10
const HEIGHT = 46
const TAG = 74
const NAME = 19
const NAME_SMALL = 16

/** Colour of the tag, colour of the tile behind the name. */
const LOOKS: Readonly<Record<PlateColourName, { readonly tag: string; readonly tile: string }>> = {
  green: { tag: SIGNAL.green, tile: '#e9f4ee' },
  yellow: { tag: SIGNAL.yellow, tile: '#fdf1d6' },
  red: { tag: SIGNAL.red, tile: '#fbe6e4' },
  grey: { tag: SIGNAL.grey, tile: '#eef1f4' },
}

/** The order in which tiles and counts stand: what needs attention first. */
const ORDER: readonly PlateColourName[] = ['red', 'yellow', 'grey', 'green']

export function platesSvg({ title, subtitle, groups, note }: PlatesFigure): string {
  const head = heading(title, subtitle)
  const width = (WIDTH - 2 * MARGIN - (COLUMNS - 1) * GAP) / COLUMNS
  const parts: string[] = []
  let y = head.bottom
  for (const { name, tiles } of groups) {
    y += 36
    const counts = ORDER.map((colour) => [colour, tiles.filter((tile) => tile.colour === colour).length] as const)
    const shown = counts.filter(([, count]) => count > 0).map(([colour, count]) => `${plateWord(colour)} ${count}`)
    parts.push(text(MARGIN, y, name, { size: 20, bold: true }))
    const right = WIDTH - MARGIN
    parts.push(text(right, y, shown.join('　'), { size: 17, fill: GREY_INK, anchor: 'end' }))
    y += 14
    const sorted = tiles.toSorted((a, b) => ORDER.indexOf(a.colour) - ORDER.indexOf(b.colour))
    for (const [i, tile] of sorted.entries()) {
      const x = MARGIN + (i % COLUMNS) * (width + GAP)
      parts.push(...tileParts(x, y + Math.floor(i / COLUMNS) * (HEIGHT + GAP), width, tile))
    }
    y += Math.ceil(tiles.length / COLUMNS) * (HEIGHT + GAP) - GAP
  }
  const foot = footnote(note, y + 12)
  return sheet(foot.bottom + 16, [...head.parts, ...parts, ...foot.parts])
}

function tileParts(x: number, y: number, width: number, tile: { name: string; colour: PlateColourName }): string[] {
  const { tag, tile: ground } = LOOKS[tile.colour]
  return [
    rect(x, y, width, HEIGHT, ground, ' rx="4"'),
    rect(x, y, TAG, HEIGHT, tag, ' rx="4"'),
    mark(tile.colour, x + 15, y + HEIGHT / 2),
    text(x + 25, y + 30, plateWord(tile.colour), { size: 19, fill: '#ffffff', bold: true }),
    ...nameParts(x + TAG + 10, y, width - TAG - 16, tile.name),
  ]
}

/** On one line where it fits, else smaller on two. */
function nameParts(x: number, y: number, width: number, name: string): string[] {
  if (widthOf(name, NAME) <= width) return [text(x, y + 30, name, { size: NAME })]
  const lines = wrap(name, width, NAME_SMALL, 2)
  if (lines.length === 1) return [text(x, y + 29, name, { size: NAME_SMALL })]
  return lines.map((line, i) => text(x, y + 19 + i * 20, line, { size: NAME_SMALL }))
}

/** Round for green, a triangle for yellow, a square for red, a ring for grey. */
function mark(colour: PlateColourName, x: number, y: number): string {
  if (colour === 'yellow') return `<path d="M${x - 7} ${y + 6}L${x} ${y - 7}L${x + 7} ${y + 6}Z" fill="#ffffff"/>`
  if (colour === 'red') return rect(x - 6, y - 6, 12, 12, '#ffffff')
  if (colour === 'grey') return `<circle cx="${x}" cy="${y}" r="5" fill="none" stroke="#ffffff" stroke-width="2.5"/>`
  return `<circle cx="${x}" cy="${y}" r="6" fill="#ffffff"/>`
}
