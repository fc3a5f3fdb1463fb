/** The plain blocks of a card: text, fields, list, note. */
import { h, richText } from '../core/dom.js'
import { moreButton } from './actions.js'

/** Longer values take the whole width. */
const SHORT = 13

export function text(block) {
  const lines = block.text.split('\n').map((line) => h('p', {}, ...richText(line)))
  return h('div', { class: `block-text tone-${block.tone ?? 'neutral'}` }, ...lines)
}

/** Figures stand two a row; where most values are sentences, label and sentence stand side by side instead. */
export function fields(block) {
  const long = block.items.map(({ value }) => value.length > SHORT)
  const sentences = long.filter(Boolean).length * 2 > long.length
  const alone = sentences ? long : aloneInRow(long)
  const items = block.items.map(({ label, value, tone }, index) =>
    h(
      'div',
      { class: `pair tone-${tone ?? 'neutral'}${alone[index] ? ' alone' : ''}${long[index] ? ' long' : ''}` },
      h('dt', {}, ...richText(label)),
      h('dd', {}, ...richText(value)),
    ),
  )
  return h('dl', { class: sentences ? 'block-sentences' : 'block-fields' }, ...items)
}

/** Which items have a row of two columns to themselves: the long ones, and those that a long one or the end leaves over. */
function aloneInRow(long) {
  const alone = []
  for (let index = 0; index < long.length; index += 1) {
    const pairs = !long[index] && long[index + 1] === false
    alone.push(!pairs)
    if (pairs) {
      alone.push(false)
      index += 1
    }
  }
  return alone
}

export function list(block, act) {
  const items = block.items.map(({ text: line, detail, tone }) =>
    h(
      'li',
      { class: `tone-${tone ?? 'neutral'}` },
      h('span', { class: 'item-text' }, ...richText(line)),
      detail && h('span', { class: 'item-detail' }, ...richText(detail)),
    ),
  )
  return h(
    'div',
    { class: 'block-list' },
    h(block.ordered ? 'ol' : 'ul', {}, ...items),
    moreButton(block.more, '项', act),
  )
}

export function note(block) {
  return h('div', { class: 'block-note' }, ...block.text.split('\n').map((line) => h('p', {}, ...richText(line))))
}
