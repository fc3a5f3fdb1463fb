/** What a command's schema says of the length of typed words, as a person reads it: the schema is the only place of it. */
import { z } from 'zod'
import { type Card, say } from './card.ts'
import { shortened } from './standard-cards.ts'

const NAMED_BY = 12

/** The sentence when nothing is wrong with arguments but a length; null: it is the command's own mistake. */
export function wrongLength({ issues }: z.ZodError): Card | null {
  const sentences = issues.map(sentenceOf)
  const [first] = sentences
  return first === undefined || first === null || sentences.includes(null) ? null : say(first, { tone: 'warning' })
}

function sentenceOf(issue: z.core.$ZodIssue): string | null {
  if (issue.code === 'too_big' && issue.origin === 'array') return `一次最多写 ${issue.maximum} 项，请分几次发`
  const text = z.string().safeParse(issue.input).data
  if (text === undefined) return null
  const head = `“${shortened(text, NAMED_BY)}”`
  if (issue.code === 'too_big') return `${head}这一段最多写 ${issue.maximum} 字，现在 ${text.length} 字，请写要点`
  return issue.code === 'too_small' ? `${head}太短，请至少写 ${issue.minimum} 字` : null
}
