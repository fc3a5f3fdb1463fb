/** A table that scrolls sideways on a narrow screen; a long one opens row by row when asked. */
import { h, richText } from '../core/dom.js'
import { moreButton } from './actions.js'

/** Rows shown before one asks for all of them. */
const SHOWN = 12

export function table(block, act) {
  const aligned = (index) => (block.columns[index]?.align === 'right' ? 'right' : null)
  const head = block.columns.map(({ title }, index) => h('th', { scope: 'col', class: aligned(index) }, title))
  const drawRow = (row) =>
    h(
      'tr',
      {},
      ...row.map((cell, index) =>
        h(index === 0 ? 'th' : 'td', { class: aligned(index), scope: index === 0 ? 'row' : null }, ...richText(cell)),
      ),
    )
  const short = block.rows.length > SHOWN + 3
  const body = h('tbody', {}, ...(short ? block.rows.slice(0, SHOWN) : block.rows).map(drawRow))
  const scroller = h(
    'div',
    { class: 'scroller', role: 'region', tabindex: '0', 'aria-label': block.caption ?? '表格' },
    h('table', {}, block.caption && h('caption', {}, block.caption), h('thead', {}, h('tr', {}, ...head)), body),
  )
  const all = h(
    'button',
    {
      type: 'button',
      class: 'button small',
      onclick: () => {
        body.append(...block.rows.slice(SHOWN).map(drawRow))
        all.remove()
      },
    },
    `展开全部 ${block.rows.length} 行`,
  )
  return h('div', { class: 'block-table' }, scroller, short && all, moreButton(block.more, '行', act))
}
