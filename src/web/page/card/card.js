/** The neutral card (src/chat/card.ts), drawn. */
import { h, richText } from '../core/dom.js'
import { actionRow } from './actions.js'
import { fields, list, note, text } from './blocks.js'
import { chart } from './chart.js'
import { files } from './files.js'
import { form } from './form.js'
import { table } from './table.js'

const DRAW = { text, fields, table, chart, list, note, form }

/**
 * @param {object} card
 * @param {(action: string, form?: Record<string, string>) => Promise<boolean>} act runs a command from this card; false
 *   when it failed
 */
export function drawCard(card, act) {
  return h(
    'article',
    { class: `card tone-${card.tone}` },
    h(
      'header',
      {},
      h('h3', {}, ...richText(card.title)),
      card.subtitle && h('p', { class: 'subtitle' }, ...richText(card.subtitle)),
    ),
    ...card.blocks.map((block) => DRAW[block.kind](block, act)),
    card.files !== undefined && card.files.length > 0 && files(card.files),
    card.actions.length > 0 && actionRow(card.actions, act),
  )
}
