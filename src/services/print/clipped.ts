/** A form has one page: so many characters of a text fit its cell. */
const MOST = 200

/** The text, or its beginning with word of where the rest is. */
export function clipped(text: string, most = MOST): string {
  const signs = [...text]
  return signs.length <= most ? text : `${signs.slice(0, most).join('')}……（全文见记录）`
}
