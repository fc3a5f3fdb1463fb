/** The drawing box: paper, type, colours that colour-blind people tell apart by lightness, and text that fits. */

/** The font's own name, as it is in the file that the renderer loads. */
export const FONT = 'Noto Sans SC'

/** Logical pixels; drawn at twice that. As wide as a phone shows a picture. */
export const WIDTH = 720
export const MARGIN = 28

export const INK = '#1b2733'
export const GREY_INK = '#4f5c68'
export const LINE = '#d3dae2'

/** White words on these have a contrast of 4.5 or more; they differ in lightness too, not in hue alone. */
export const SIGNAL = {
  green: '#1d6b47',
  blue: '#1f5fa8',
  yellow: '#8f5a00',
  red: '#a3170f',
  grey: '#5c6873',
} as const

export interface TextOptions {
  readonly size: number
  readonly fill?: string
  readonly bold?: boolean
  readonly anchor?: 'start' | 'middle' | 'end'
}

/** A line of text; `y` is its baseline. */
export function text(x: number, y: number, words: string, { size, fill = INK, bold, anchor }: TextOptions): string {
  const weight = bold ? ' font-weight="700"' : ''
  const align = anchor === undefined ? '' : ` text-anchor="${anchor}"`
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}"${weight}${align}>${escapeXml(words)}</text>`
}

export function rect(x: number, y: number, width: number, height: number, fill: string, more = ''): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}"${more}/>`
}

/** The whole picture on white paper. */
export function sheet(height: number, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${FONT}">`,
    rect(0, 0, WIDTH, height, '#ffffff'),
    ...parts,
    '</svg>',
  ].join('\n')
}

/** Whole pictures below each other on one sheet. */
export function stacked(sheets: readonly string[]): string {
  let y = 0
  const parts = sheets.map((one) => {
    const placed = one.replace('<svg ', `<svg x="0" y="${y}" `)
    y += Number(/ height="(\d+)"/.exec(one)?.[1] ?? 0)
    return placed
  })
  return sheet(y, parts)
}

/**
 * Words as they can be drawn: control signs, which no XML may carry, become spaces; the plate marks and other emoji, which
 * the font has not, go (their word always stands beside them).
 */
export function drawable(words: string): string {
  const clean = words.replace(/\p{Control}|\p{Surrogate}|[\ufffe\uffff]/gu, ' ')
  return clean.replace(/\p{Emoji_Presentation}|\p{Variation_Selector}/gu, '')
}

function escapeXml(words: string): string {
  return drawable(words).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** The width of a text in pixels, near enough: a Chinese sign is as wide as it is high. */
export function widthOf(words: string, size: number): number {
  let ems = 0
  for (const sign of words) ems += (sign.codePointAt(0) ?? 0) < 0x2e80 ? 0.58 : 1
  return ems * size
}

/** The text cut to a width, with … where something is missing. */
export function shorten(words: string, width: number, size: number): string {
  if (widthOf(words, size) <= width) return words
  let kept = ''
  for (const sign of words) {
    if (widthOf(`${kept}${sign}…`, size) > width) break
    kept += sign
  }
  return `${kept}…`
}

/** The text in lines of a width; what is too long for the last one is cut. */
export function wrap(words: string, width: number, size: number, most: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const sign of words) {
    if (widthOf(line + sign, size) > width && lines.length < most - 1) {
      lines.push(line)
      line = ''
    }
    line += sign
  }
  return [...lines, shorten(line, width, size)]
}
