/** Finds the amounts in a line of a report: 本旬800万, 累计6000万, 800万 behind a name, a bare 800. */

/** A piece of the line, by its places. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** An amount as typed, and the place of it together with its label. */
export interface AmountSpan extends Span {
  readonly typed: string
}

const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)*(?:[eE][+-]?\d+)?`
const SECTION = String.raw`(?:${NUMBER}(?:\s*[十百千](?:\d+[十百千])*)?|[〇零一二两三四五六七八九壹贰叁肆伍陆柒捌玖十百千拾佰仟点]+)`
/** 13万吨 and 2万平方米 are no money. */
const MEASURE = String.raw`\s*(?:吨|平|㎡|立方|方(?!案)|米|公里|亩|千瓦|[kK][wW]|瓦|人(?![工员])|户|台(?!账)|套|件|只|株|度|块|[mt](?![a-z])|个|条|根|片|桶|升)`
const WITH_UNIT = String.raw`(?:-|负)?\s*${SECTION}\s*(?:(?:[亿億](?:\s*零?${SECTION}\s*[万萬])?|[万萬](?:\s*[亿億])?)(?:\s*[元圆]整?|(?!${MEASURE}))|[元圆]整?)`
/** A number without a unit: 万元, unless something follows that says otherwise (本旬800米, 本旬90%). */
const WITHOUT_UNIT = String.raw`(?:-|负)?\s*${NUMBER}(?![\d.,%十百千万亿]|${MEASURE}|\s*(?:%|号|期|年|月|日|天|点|层|栋|家|项|处))`
const LINK = String.raw`\s*(?:[:：]|为|是|达到?|约|共|计)*\s*`
const DONE = '(?:已|实际|新增)*(?:完成)?(?:形象)?(?:投资)?额?'

const PERIOD_AMOUNT = new RegExp(`(?:本|当|这一?|该)[旬期]${DONE}${LINK}(${WITH_UNIT}|${WITHOUT_UNIT})`, 'g')
const YEAR_TO_DATE = new RegExp(
  `(?:(?:本年度?|今年|全年|年初以来|年初至今|自?年初|年度?)(?:以来|至今)?(?:已|实际)*)?累计${DONE}${LINK}(${WITH_UNIT}|${WITHOUT_UNIT})`,
  'g',
)
/** Sums that are not asked for: since the start of the works, or of a month. */
const OTHER_SUM = new RegExp(
  `(?:开工(?:以来|至今)?(?:已)?|总|月份?度?)累计${DONE}${LINK}(?:${WITH_UNIT})|[本当\\d]月份?${DONE}${LINK}(?:${WITH_UNIT})`,
)
const UNLABELLED = new RegExp(`(?:(?:完成|新增)+投资|完成|投资|新增)?${LINK}(${WITH_UNIT})`)
const BARE = new RegExp(`(?<=^|[\\s,，:：])(${NUMBER})(?=[\\s,，;；。]|$)`)

const UNIT_FIRST = new RegExp(`^(?:\\s*[十百千万亿元%]|${MEASURE})`)

export interface Labelled {
  readonly periodAmounts: readonly AmountSpan[]
  readonly yearsToDate: readonly AmountSpan[]
  /** A sum that is not asked for stands in the line. */
  readonly other: boolean
}

/** The amounts that say what they are. */
export function labelledAmounts(line: string): Labelled {
  return {
    periodAmounts: Array.from(line.matchAll(PERIOD_AMOUNT), spanOf),
    yearsToDate: Array.from(line.matchAll(YEAR_TO_DATE), spanOf),
    other: OTHER_SUM.test(line),
  }
}

/** The first amount with a unit but no label, with 完成 or 投资 before it. */
export function unlabelledAmount(line: string): AmountSpan | null {
  const match = UNLABELLED.exec(line)
  return match && spanOf(match)
}

/** The first number that stands alone. */
export function bareAmount(line: string): AmountSpan | null {
  const match = BARE.exec(line)
  return match && spanOf(match)
}

/** Whether the text begins with a unit or a measure, so that a number before it is no ordinal. */
export function beginsWithUnit(text: string): boolean {
  return UNIT_FIRST.test(text)
}

function spanOf(match: RegExpExecArray): AmountSpan {
  return { from: match.index, to: match.index + match[0].length, typed: (match[1] ?? '').trim() }
}
