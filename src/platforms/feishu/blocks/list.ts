import type { Block } from '../../../chat/card.ts'
import type { Markdown, Panel } from '../card-json.ts'
import { plain } from '../card-json.ts'
import { toned } from '../markdown.ts'
import { type Drawing, textUnits, UNIT_BYTES, type Unit, unit } from '../unit.ts'
import { moreUnits } from './more.ts'

type ListBlock = Extract<Block, { kind: 'list' }>

/** Items in sight; the rest of a longer list lies in a panel that opens with one tap. */
const IN_SIGHT = 10
const TOLERATED = 12
const IN_PANEL = 30

/** A list of items with details. */
export function listBlock(block: ListBlock, drawing: Drawing): Unit[] {
  const lines = block.items.map((item, i) => itemText(block, item, i))
  const open = lines.length > TOLERATED ? IN_SIGHT : lines.length
  const units = lines.slice(0, open).flatMap((line, i) => itemUnits(block, line, i))
  for (let from = open; from < lines.length; from += IN_PANEL) {
    units.push(...panelUnits(block, lines, from, Math.min(from + IN_PANEL, lines.length)))
  }
  return [...units, ...moreUnits(block.more, drawing)]
}

function itemText(block: ListBlock, item: ListBlock['items'][number], i: number): string {
  // The full stop is an entity, or the renderer would number the items itself.
  const mark = block.ordered === true ? `${i + 1}&#46; ` : '· '
  return mark + toned(item.text, item.tone) + (item.detail ? `\n${toned(item.detail, 'muted')}` : '')
}

function itemUnits(block: ListBlock, line: string, i: number): Unit[] {
  const element: Markdown = { tag: 'markdown', content: line }
  const whole = unit([element], 1, block.more?.action)
  if (whole.size.bytes <= UNIT_BYTES) return [whole]
  const item = block.items[i]
  const text = `${i + 1} ${item?.text ?? ''}${item?.detail ? `\n${item.detail}` : ''}`
  return textUnits(text, (piece) => ({ tag: 'markdown', content: toned(piece, item?.tone) })).map((piece, at) => ({
    ...piece,
    items: at === 0 ? 1 : 0,
  }))
}

function panelUnits(block: ListBlock, lines: readonly string[], from: number, to: number): Unit[] {
  const panel: Panel = {
    tag: 'collapsible_panel',
    expanded: false,
    header: { title: plain(`第 ${from + 1}–${to} 项`) },
    elements: [{ tag: 'markdown', content: lines.slice(from, to).join('\n') }],
  }
  const whole = unit([panel], to - from, block.more?.action)
  if (whole.size.bytes <= UNIT_BYTES) return [whole]
  if (to - from === 1) return itemUnits(block, lines[from] ?? '', from)
  const middle = Math.floor((from + to) / 2)
  return [...panelUnits(block, lines, from, middle), ...panelUnits(block, lines, middle, to)]
}
