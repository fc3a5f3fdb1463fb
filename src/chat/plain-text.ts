/**
 * A card as plain text that reads well on a phone: what the console lists, what a platform without cards sends, and
 * what goes along as a card's summary. Every row is there; nothing but the words carries meaning.
 */
import { type Column, padded, widthOf } from './aligned.ts'
import type { Action, Block, Card } from './card.ts'
import { PHONE_COLUMNS } from './phone-lines.ts'

/** The card's lines, joined by \n: title, subtitle, blocks in order, files, the ways on as 〔label〕 in one line. */
export function cardText(card: Card): string {
  const ways = card.actions.map(actionText).join('')
  const files = (card.files ?? []).map(({ name }) => `附件：${name}`)
  return [card.title, card.subtitle ?? '', ...card.blocks.map(blockText), ...files, ways]
    .filter((line) => line !== '')
    .join('\n')
}

function actionText(action: Action): string {
  if (action.kind === 'button') return `〔${action.label}〕`
  if (action.kind === 'link') return `〔${action.label}：${action.url}〕`
  return `〔${action.label}：${action.options.map((option) => option.label).join('／')}〕`
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
    case 'note':
      return block.text
    case 'fields':
      return lines(block.items.map((item) => `${item.label}：${item.value}`))
    case 'table':
      return tableText(block)
    case 'chart':
      return lines([
        `${block.title}（${block.unit}）`,
        ...block.bars.map((bar) => `${bar.label}　${bar.shown}`),
        ...(block.reference ? [block.reference.label] : []),
      ])
    case 'list':
      return lines([
        ...block.items.map((item, i) => itemText(item, block.ordered === true ? `${i + 1} ` : '· ')),
        ...moreText(block.more, '条'),
      ])
    case 'form':
      return lines([...(block.title === undefined ? [] : [block.title]), block.typed])
  }
}

function itemText(item: { text: string; detail?: string | undefined }, mark: string): string {
  return item.detail === undefined ? `${mark}${item.text}` : `${mark}${item.text}\n　${item.detail}`
}

/** The line that says how much is left out and what to type to see it; nothing without `more`. */
export function moreText(more: { count: number; action: string } | undefined, unit: string): string[] {
  return more === undefined ? [] : [`还有 ${more.count} ${unit}，发送“${more.action}”查看`]
}

/**
 * The rows of a table, one string each (perhaps of two lines): aligned where a row fits a phone's line, then with the
 * column titles as `head`; else each row as its first cell and “字段：值”.
 */
export function tableRows(table: Extract<Block, { kind: 'table' }>): { head: string | null; rows: string[] } {
  const columns: Column[] = table.columns.map((column, i) => ({
    align: column.align ?? 'left',
    width: Math.max(...[column.title, ...table.rows.map((row) => row[i] ?? '')].map(widthOf)),
  }))
  const total = columns.reduce((sum, column) => sum + column.width, 2 * (columns.length - 1))
  const titles = table.columns.map((column) => column.title)
  return total <= PHONE_COLUMNS
    ? { head: padded(titles, columns), rows: table.rows.map((row) => padded(row, columns)) }
    : { head: null, rows: table.rows.map((row) => rowText(titles, row)) }
}

function tableText(table: Extract<Block, { kind: 'table' }>): string {
  const { head, rows } = tableRows(table)
  const above = [table.caption, head].filter((line) => line !== undefined && line !== null)
  return lines([...above, ...rows, ...moreText(table.more, '行')])
}

/** One row as its first cell and, below it, “字段：值”. */
export function rowText(titles: readonly string[], row: readonly string[]): string {
  const rest = row.flatMap((cell, i) => (i === 0 || cell === '' ? [] : [`${titles[i] ?? ''}：${cell}`]))
  return rest.length === 0 ? (row[0] ?? '') : `${row[0] ?? ''}\n　${rest.join('，')}`
}

function lines(all: readonly string[]): string {
  return all.join('\n')
}
