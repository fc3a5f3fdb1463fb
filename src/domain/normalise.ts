/**
 * Full-width and half-width are the same to a reader of what people type (rules.md §2).
 * `fold` keeps the length, so that a place found in the folded text is the same place in the text as typed.
 */

const ZERO_WIDTH = /[\u200b-\u200d\u2060\ufeff]/g
const OTHER_SIGNS: Readonly<Record<string, string>> = {
  '￥': '¥',
  '−': '-',
  '–': '-',
  '〜': '~',
  '﹪': '%',
  '﹣': '-',
}

/** Takes out the characters that nobody sees (zero-width spaces and joiners), which chat clients slip in. */
export function visible(text: string): string {
  return text.replace(ZERO_WIDTH, '')
}

/** Half-width letters, digits and signs for the full-width ones; blanks of all kinds become spaces. Keeps the length. */
export function fold(text: string): string {
  return text.replace(/[^\n\x20-\x7e\u4e00-\u9fff]/g, (sign) => {
    const code = sign.charCodeAt(0)
    if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
    if (/\s/.test(sign) || code < 0x20 || code === 0x7f) return ' '
    return OTHER_SIGNS[sign] ?? sign
  })
}

/** Folded, trimmed, runs of spaces made one; line breaks stay, empty lines go. Chinese text is left as it is. */
export function normalise(text: string): string {
  return fold(visible(text))
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim()
}
