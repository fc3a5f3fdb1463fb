/** Whether words without 手续 in front say what happened to a permit: '防雷 办结了', '施工许可已受理'. */
import { day } from '../calendar-day.ts'
import { bare } from '../name-reading.ts'
import { permitCatalogue } from './catalogue.ts'
import { type PermitVerb, readPermitLine } from './line-read.ts'
import { permitNicknames } from './nicknames.ts'

const NAMES: ReadonlySet<string> = new Set(
  permitCatalogue.flatMap(({ code, name }) => [name, ...permitNicknames(code)]).map(bare),
)
/** What happens to a permit. “完成” alone is said of works too. */
const STEPS: ReadonlySet<PermitVerb> = new Set(['accept', 'pause', 'resume', 'finish', 'refuse'])
const QUESTION = /[?？吗呢]\s*$|多少|哪些|怎么|如何|没有?办|还没|未/
/** Only whether a word is a day is asked here, not which. */
const ANY_DAY = day('2000-03-31')

/** A whole name of the usual catalogue and what happened to it; a question is none. */
export function readsLikePermitStep(text: string): boolean {
  if (QUESTION.test(text)) return false
  const { permit, verb } = readPermitLine(text, ANY_DAY)
  if (verb === null || !STEPS.has(verb) || /完成/.test(text)) return false
  const name = bare(permit)
  return NAMES.has(name) || NAMES.has(name.replace(/(?:手续|审批)$/, ''))
}
