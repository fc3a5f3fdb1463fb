/** Reads what a problem is closed with: '供电已接通，依据：区能源发〔2023〕12号'. */

export interface ClosingWords {
  readonly result: string
  /** Document or permit number, minutes, what a picture shows; null: not given. */
  readonly evidence: string | null
}

const MARK = /[\s,，;；。]*(?:依据|证据|佐证|文号|证号|纪要|批复|照片)(?:是|为)?[:：\s]+/
const PLUS = /\s*[+＋]\s*/

/** The result and, behind 依据： or a plus sign, the evidence; null when there are no words at all. */
export function readClosing(text: string): ClosingWords | null {
  const words = text.trim()
  if (words === '') return null
  const mark = MARK.exec(words) ?? PLUS.exec(words)
  if (mark === null) return { result: words, evidence: null }
  const result = words.slice(0, mark.index).trim()
  const evidence = words.slice(mark.index + mark[0].length).trim()
  if (result === '') return { result: evidence, evidence: null }
  return { result, evidence: evidence === '' ? null : evidence }
}
