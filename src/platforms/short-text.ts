/** Making text fit where a platform counts characters or bytes. */

/** Drops what no screen shows (control characters, half characters), keeping line breaks and tabs. */
export function clean(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '')
    .replace(/\r\n?/gu, '\n')
    .replace(/(?![\n\t])\p{Cc}|\p{Noncharacter_Code_Point}/gu, '')
}

/** One line of at most `most` characters; what is cut shows as "…". */
export function oneLine(text: string, most: number): string {
  const line = clean(text).replace(/\s+/gu, ' ').trim()
  const characters = Array.from(line)
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join('')}…`
}

/** Cuts text into pieces of at most `most` UTF-8 bytes, at line ends where it can. Nothing is lost. */
export function piecesOf(text: string, most: number): string[] {
  const pieces: string[] = []
  let current = ''
  for (const line of text.split('\n').flatMap((line) => shortLines(line, most))) {
    const joined = current === '' ? line : `${current}\n${line}`
    if (current !== '' && Buffer.byteLength(joined) > most) {
      pieces.push(current)
      current = line
    } else {
      current = joined
    }
  }
  return current === '' ? pieces : [...pieces, current]
}

function shortLines(line: string, most: number): string[] {
  if (Buffer.byteLength(line) <= most) return [line]
  const lines: string[] = []
  let current = ''
  let bytes = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (bytes + size > most) {
      lines.push(current)
      current = ''
      bytes = 0
    }
    current += character
    bytes += size
  }
  return [...lines, current]
}
