/** Finds a second project in the sentence of a report ('绿邦 800万 示例甲 300万'), which a line for one cannot hold. */
import type { ProjectNames } from '../chat/project-names.ts'
import { fold } from '../domain/normalise.ts'

const NUMBER = '[\\d零一二两三四五六七八九十百千]'
/** What makes a name the head of a report of its own: an amount right behind it, or that nothing changed. */
const REPORTED = new RegExp(
  `^[\\s:]*(?:(?:本旬|(?:年度)?累计)?(?:完成|新增)?(?:投资)?[\\s:]*${NUMBER}[\\d.,零一二两三四五六七八九十百千]*\\s*[万亿]|没有?(?:变|进展)|无(?:变化|进展))`,
)
/** Names stand at the beginning of a word; so many words of a sentence are looked at. */
const MOST_WORDS = 60

/** The short name of the project that the sentence reports too; null when it tells of nothing but works. */
export function reportedToo(sentence: string | null, names: ProjectNames): string | null {
  if (sentence === null) return null
  for (const { index } of [...sentence.matchAll(/[^\s,，;；。、:：]+/g)].slice(0, MOST_WORDS)) {
    const rest = sentence.slice(index)
    const named = names.leading(rest)
    const [project] = named?.keys ?? []
    if (named !== null && project !== undefined && REPORTED.test(fold(rest.slice(named.length)))) return project
  }
  return null
}
