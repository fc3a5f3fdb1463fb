/** Building elements one by one: text is always text, so nothing that people type can become markup. */

/**
 * @param {string} tag
 * @param {Record<string, unknown>} [properties] `class`, `on…` listeners, attributes; null and false are left out
 * @param {...(Node | string | null | undefined | false)} children
 */
export function h(tag, properties = {}, ...children) {
  return fill(document.createElement(tag), properties, children)
}

/** The same for SVG. */
export function svg(tag, properties = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), properties, children)
}

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false))
  return element
}

/** Shapes of 24 × 24, drawn with a line. */
const SHAPES = {
  file: 'M7 3h7l4 4v14H7z M14 3v4h4 M10 12h5 M10 16h5',
  send: 'M4 12 20 4l-4 16-4-7z M12 13l8-9',
  forward: 'M4 5l8 7-8 7z M12 5l8 7-8 7z',
  talk: 'M4 5h16v11H9l-5 4z',
  people:
    'M8 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z M2 20c0-4 2.5-6 6-6s6 2 6 6 M16 10.500a3 3 0 1 0 0-6 M17 14c3 .3 5 2.200 5 6',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z M12 7v5l3.500 2',
  reply: 'M10 6 4 12l6 6 M4 12h9c4 0 7 2 7 6',
  close: 'M6 6l12 12 M18 6 6 18',
  down: 'M6 9l6 6 6-6',
  check: 'M5 12.500l4.500 4.500L19 7.500',
}

/** A drawn sign; decoration only, the button says in words what it does. */
export function icon(name) {
  const path = svg('path', { d: SHAPES[name] })
  return svg('svg', { class: 'icon', viewBox: '0 0 24 24', width: 20, height: 20, 'aria-hidden': 'true' }, path)
}

const MARKS = { '🟢': 'green', '🟡': 'yellow', '🔴': 'red', '⚪': 'grey' }

/** Text with the four plate marks drawn as dots, so that they look the same where no emoji font is installed. */
export function richText(text) {
  const parts = text.split(/(🟢|🟡|🔴|⚪)\uFE0F?/u)
  const nodes = parts.map((part) => (part in MARKS ? h('span', { class: `mark mark-${MARKS[part]}` }) : part))
  return nodes.filter((node) => node !== '')
}
