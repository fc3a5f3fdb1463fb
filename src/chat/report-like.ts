/** Whether a text without a command word reads like an answer to a reminder ("1 本旬800万 设备安装90%", "没变"). */
import { normalise } from '../domain/normalise.ts'
import { garbledAmount } from '../domain/report-garbled.ts'

const NUMBER = '[\\d零一二两三四五六七八九十百千]'
/** 本旬 or 累计 followed by an amount: a report wherever it is said. */
const FIGURE = new RegExp(`(?:[本这当]旬|累计)(?:完成|投资|到|又|约|为|是|:| )*${NUMBER}[^?]*`)
const AMOUNT = new RegExp(`${NUMBER}[\\d.,零一二两三四五六七八九十百千]*\\s*[万亿]`)
const NO_CHANGE = /没有?(?:什么)?(?:变|进展)|无(?:变化|变动|进展)/
const NUMBERED = /^\d{1,2}(?:[\s.、:)]+\S|[\u4e00-\u9fff])/
const QUESTION = /[?吗呢]$|多少|哪些|哪个|几个|怎么|如何/

/**
 * `asked`: the person has an open reminder; then an amount, a "no change" or a number with a sentence is enough.
 * A question is never a report.
 */
export function readsLikeReport(text: string, asked: boolean): boolean {
  const line = normalise(text)
  if (QUESTION.test(line)) return false
  if (FIGURE.test(line)) return true
  return asked && (AMOUNT.test(line) || NO_CHANGE.test(line) || NUMBERED.test(line))
}

/** Whether a text means to be a report, with an amount that cannot be read: '绿邦 本旬abc'. A question is none. */
export function readsLikeGarbledReport(text: string): boolean {
  const line = normalise(text)
  return !QUESTION.test(line) && garbledAmount(line) !== null
}

/** Whether a text, its project's name taken off, begins with a number that has no unit: '1200', '完成投资300', '300 堤防砌筑'. */
export function readsLikeBareAmount(text: string): boolean {
  const line = normalise(text)
  return !QUESTION.test(line) && /^[ ,:]*(?:完成|新增)?(?:投资)?(?:约|为|:| )*\d[\d.,]*(?=[ ,;，；。]|$)/.test(line)
}
