/** Who is spoken to in a line typed into the console: the bot, and people by their names. */

/** The bot's name in the console's group. */
export const BOT_NAME = '赛马助手'

export interface Addressed {
  /** Without the bot's mention; mentions of people read "@名字". */
  readonly text: string
  readonly mentionsBot: boolean
  /** In the order of the text. */
  readonly mentions: { id: string; name: string }[]
}

/**
 * Reads the mentions of a line. The longest name that fits counts, so that 演示张三丰 is not taken for 演示张三.
 * A name after "@" that nobody bears stays plain text.
 */
export function readMentions(text: string, people: readonly { id: string; name: string }[]): Addressed {
  const byLength = people.toSorted((a, b) => b.name.length - a.name.length)
  const mentions: { id: string; name: string }[] = []
  let mentionsBot = false
  let rest = ''
  let from = 0
  for (const sign of text.matchAll(/[@＠]/g)) {
    if (sign.index < from) continue
    rest += text.slice(from, sign.index)
    const after = text.slice(sign.index + 1)
    from = sign.index + 1
    if (after.startsWith(BOT_NAME)) {
      mentionsBot = true
      from += BOT_NAME.length
      continue
    }
    const person = byLength.find(({ name }) => name !== '' && after.startsWith(name))
    if (person === undefined) {
      rest += sign[0]
      continue
    }
    mentions.push({ id: person.id, name: person.name })
    rest += `@${person.name}`
    from += person.name.length
  }
  return { text: (rest + text.slice(from)).trim(), mentionsBot, mentions }
}
