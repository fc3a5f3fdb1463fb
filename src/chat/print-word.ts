/** “打印” among the words of a command that also shows: the same thing, on paper. */

/** The line without the word, and whether it was there. */
export function withoutPrint(raw: string): { readonly raw: string; readonly print: boolean } {
  const rest = raw.replace(/(^|[\s,，])打印(?=$|[\s,，\d])/, '$1')
  return { raw: rest.trim(), print: rest !== raw }
}
