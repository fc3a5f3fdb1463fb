import type { Block } from '../../../chat/card.ts'
import type { ColumnSet, Markdown } from '../card-json.ts'
import { bold, escapeMarkdown } from '../markdown.ts'
import { textUnits, UNIT_BYTES, type Unit, unit } from '../unit.ts'

type Fields = Extract<Block, { kind: 'fields' }>
type Item = Fields['items'][number]

/** Label and value pairs, two in a row; a long one takes a row of its own. */
export function fieldsBlock(block: Fields): Unit[] {
  const units: Unit[] = []
  let waiting: Item | null = null
  const flush = () => {
    if (waiting !== null) units.push(unit([pair(waiting)], 1))
    waiting = null
  }
  for (const item of block.items) {
    if (item.label.length + item.value.length > 40 || item.value.includes('\n')) {
      flush()
      units.push(...wide(item))
    } else if (waiting === null) {
      waiting = item
    } else {
      units.push(unit([row(waiting, item)], 2))
      waiting = null
    }
  }
  flush()
  return units
}

function wide(item: Item): Unit[] {
  const whole = unit([pair(item)], 1)
  if (whole.size.bytes <= UNIT_BYTES) return [whole]
  return textUnits(`${item.label}：${item.value}`, (piece) => ({ tag: 'markdown', content: escapeMarkdown(piece) }))
}

function row(left: Item, right: Item): ColumnSet {
  const column = (item: Item) => ({ tag: 'column', width: 'weighted', weight: 1, elements: [pair(item)] }) as const
  return { tag: 'column_set', flex_mode: 'bisect', columns: [column(left), column(right)] }
}

function pair(item: Item): Markdown {
  return {
    tag: 'markdown',
    content: `<font color='grey'>${escapeMarkdown(item.label)}</font>\n${bold(item.value, item.tone)}`,
  }
}
