/** Horizontal bars: label, bar, exact text. The bars are SVG in percent, so that they fit any width. */
import { h, richText, svg } from '../core/dom.js'

export function chart(block) {
  const { bars, reference, unit } = block
  const values = [...bars.map(({ value }) => value), ...(reference ? [reference.value] : [])]
  const low = Math.min(0, ...values)
  const most = Math.max(0, ...values)
  // A share is drawn against the whole, other figures against the largest.
  const high = unit === '%' && most <= 100 ? 100 : most
  const span = high - low || 1
  const at = (value) => `${(((value - low) / span) * 100).toFixed(3)}%`
  const width = (value) => `${((Math.abs(value) / span) * 100).toFixed(3)}%`
  const rows = bars.map((bar) =>
    h(
      'li',
      { class: `tone-${bar.tone ?? 'neutral'}` },
      h('span', { class: 'bar-label' }, ...richText(bar.label)),
      svg(
        'svg',
        { class: 'bar', width: '100%', height: 26, 'aria-hidden': 'true' },
        svg('rect', { class: 'bar-ground', x: 0, y: 8, width: '100%', height: 10, rx: 2 }),
        svg('rect', {
          class: 'bar-value',
          x: at(Math.min(0, bar.value)),
          y: 8,
          width: width(bar.value),
          height: 10,
          rx: 2,
        }),
        reference &&
          svg('line', { class: 'bar-reference', x1: at(reference.value), x2: at(reference.value), y1: 0, y2: 26 }),
      ),
      h('span', { class: 'bar-shown' }, bar.shown),
    ),
  )
  return h(
    'figure',
    { class: 'block-chart' },
    h('figcaption', {}, h('span', {}, block.title), h('span', { class: 'chart-unit' }, `单位：${unit}`)),
    h('ul', {}, ...rows),
    reference && h('p', { class: 'chart-key' }, reference.label),
  )
}
