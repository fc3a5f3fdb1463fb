/** "@赛马助手 总览": in a group WeCom delivers the bot's own name with the text, and no id. */

/** Between the name and the text: a blank, or one of the narrow ones that clients put there. */
const GAP = '[\\s\\u2000-\\u200b\\u2060\\u3000]'

/**
 * The text without the bot's mention.
 *
 * @param name the bot's display name, which may have blanks in it; null: the first word that begins with @
 */
export function withoutMention(text: string, name: string | null): string {
  const called = name === null ? '[^\\s\\u2000-\\u200b\\u2060\\u3000]+' : name.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')
  const pattern = name === null ? `^${GAP}*@${called}${GAP}*` : `${GAP}*@${called}(?:${GAP}+|$|(?=[^\\w]))`
  return text.replace(new RegExp(pattern, 'u'), ' ').trim()
}
