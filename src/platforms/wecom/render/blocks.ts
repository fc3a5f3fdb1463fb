/** The blocks of a neutral card as units of text, in a door's format. */
import type { Block } from '../../../chat/card.ts'
import { rowText, tableRows } from '../../../chat/plain-text.ts'
import { bold, cell, type Format, harmless, toned } from './markup.ts'
import { lineUnits, type Unit } from './unit.ts'

/** A block's units; none for one that says nothing. */
export function blockUnits(block: Block, format: Format): Unit[] {
  switch (block.kind) {
    case 'text':
      return lineUnits(block.text, (line) => toned(line, block.tone, format))
    case 'note':
      return lineUnits(block.text, (line) => toned(line, 'muted', format), true)
    case 'fields':
      return opened(
        block.items.map(({ label, value, tone }) => ({
          text: `${toned(label, undefined, format)}：${toned(value, tone, format)}`,
          items: 1,
        })),
      )
    case 'table':
      return opened([...tableUnits(block, format), ...moreUnits(block.more, '行')])
    case 'chart':
      return chartUnits(block, format)
    case 'list':
      return listUnits(block, format)
    case 'form':
      return opened([
        ...(block.title === undefined ? [] : [{ text: bold(block.title, format), items: 0 }]),
        ...lineUnits(block.typed, (line) => toned(line, undefined, format)),
      ])
  }
}

type Table = Extract<Block, { kind: 'table' }>

function tableUnits(table: Table, format: Format): Unit[] {
  const caption = table.caption === undefined ? [] : [{ text: bold(table.caption, format), items: 0 }]
  const { head, rows } = format === 'markdown_v2' ? pipeRows(table) : lineRows(table, format)
  const more = table.more === undefined ? {} : { more: table.more.action }
  // Titles without a row below them would say nothing, so they go with the first row.
  const units = rows.map((text, i) => ({
    text: i === 0 && head !== null ? `${head}\n${text}` : text,
    items: 1,
    ...more,
  }))
  return [...caption, ...units]
}

function pipeRows({ columns, rows }: Table): { head: string | null; rows: string[] } {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const rule = columns.map(({ align }) => (align === 'right' ? '--:' : ':--'))
  return {
    head: `${line(columns.map(({ title }) => cell(title)))}\n${line(rule)}`,
    rows: rows.map((row) => line(columns.map((_column, i) => cell(row[i] ?? '')))),
  }
}

/** The old markdown has no fixed width, so nothing can be aligned there. */
function lineRows(table: Table, format: Format): { head: string | null; rows: string[] } {
  if (format === 'text') return tableRows(table)
  const titles = table.columns.map(({ title }) => title)
  return { head: null, rows: table.rows.map((row) => harmless(rowText(titles, row))) }
}

/** No door draws charts: the bars' exact texts; of a notice a picture follows (Door.tellsCharts). */
function chartUnits(chart: Extract<Block, { kind: 'chart' }>, format: Format): Unit[] {
  return opened([
    { text: bold(`${chart.title}（${chart.unit}）`, format), items: 0 },
    ...chart.bars.map(({ label, shown, tone }) => ({
      text: `${toned(label, undefined, format)}　${toned(shown, tone, format)}`,
      items: 1,
    })),
    ...(chart.reference === undefined ? [] : [{ text: toned(chart.reference.label, 'muted', format), items: 0 }]),
  ])
}

function listUnits(list: Extract<Block, { kind: 'list' }>, format: Format): Unit[] {
  const more = list.more === undefined ? {} : { more: list.more.action }
  const items = list.items.map(({ text, detail, tone }, i) => {
    const mark = list.ordered === true ? `${i + 1} ` : '· '
    const below = detail === undefined ? '' : `\n　${toned(detail, 'muted', format)}`
    return { text: `${mark}${toned(text, tone, format)}${below}`, items: 1, ...more }
  })
  return opened([...items, ...moreUnits(list.more, '条')])
}

function moreUnits(more: { count: number; action: string } | undefined, measure: string): Unit[] {
  if (more === undefined) return []
  const text = `还有 ${more.count} ${measure}，发送“${more.action}”查看`
  return [{ text, items: more.count, more: more.action }]
}

function opened(units: readonly Unit[]): Unit[] {
  return units.map((unit, i) => (i === 0 ? { ...unit, opens: true } : { ...unit, opens: false }))
}
