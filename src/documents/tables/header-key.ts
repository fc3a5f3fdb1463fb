/** Titles of columns as offices write them, brought to the one form in which the catalogues have them. */
import { fold, visible } from '../../domain/normalise.ts'

const MONEY_UNITS = ['元', '千元', '万元', '百万元', '千万元', '亿元'] as const
export type MoneyUnit = (typeof MONEY_UNITS)[number]

/** A unit that is none of ours (万美元): its numbers cannot be read. */
export interface StrangeUnit {
  readonly strange: string
}

/** How a file writes a unit of money: 万元, 百万元, 万美元, 港币. */
const UNIT = String.raw`[十百千万亿]*(?:\p{Script=Han}{0,3}(?:元|币|镑)|美金|USD)(?!\p{Script=Han})`
const AFTER_UNIT = new RegExp(String.raw`单位:?\(?(${UNIT})`, 'iu')
const IN_BRACKETS = new RegExp(`[([【:,/](?:单位:?)?(${UNIT})`, 'iu')
const AMOUNTS_IN = /(?:金额|数额|投资额?)(?:单位)?均?(?:为|是|以|按)([十百千万亿]*\p{Script=Han}?元)/u
const AT_THE_END = /([十百千万亿]+[美欧日港]?元)$/

/** '总投资' of ' 总 投 资*（亿元）\n'; '年度计划投资' of '2023年计划投资'; '年度累计完成投资' of '2023年1-8月完成投资'. */
export function headerKey(text: string): string {
  const bare = squeezed(text)
    .replace(/\([^()]*\)|\[[^[\]]*\]|【[^】]*】/g, '')
    .replace(/[*★、,。;:]/g, '')
    .replace(/(?<=.)[十百千万亿]+元$/, '')
    .replace(/^(?:其中)/, '')
  if (isOfEarlierYears(bare)) return '上年结转累计'
  if (/^(?:截至|截止|至)\d{1,2}月份?(?:底|末)?(?:累计)?完成投资额?$/.test(bare)) return '年度累计'
  return bare
    .replace(/^(?:截至|截止|至)(?:目前)?(?:\d{4}年)?(?:\d{1,2}月)?(?:[上中下]旬|\d{1,2}日|月?底|末)?(?=.)/, '')
    .replace(/\d{4}年度?/, '年度')
    .replace(/1(?:月)?[-—~至到]\d{1,2}月份?(?:累计)?/, '年度累计')
    .replace(/^(?:年度)+/, '年度')
}

/** 截至2022年底累计完成投资, 截至上年底…, 2022年及以前完成投资: what was done before the year. */
function isOfEarlierYears(bare: string): boolean {
  return /(?:上年|去年|\d{4}年)(?:年?底|年?末|12月底|及以前|以前)/.test(bare) && /累计|完成|结转|投资/.test(bare)
}

/** The unit that a title or a corner cell names: '总投资（亿元）', '单位：百万元', '金额为万元'. Null: it names none. */
export function unitIn(text: string): MoneyUnit | StrangeUnit | null {
  const word = squeezed(text).replace(/\(?人民币\)?:?/g, '')
  const match = AFTER_UNIT.exec(word) ?? IN_BRACKETS.exec(word) ?? AMOUNTS_IN.exec(word) ?? AT_THE_END.exec(word)
  const named = match?.[1]
  if (named === undefined || /[单多公]元$/.test(named)) return null
  return MONEY_UNITS.find((unit) => unit === named) ?? { strange: named }
}

/** 1 of '1月累计目标', '一季度' is none; the month whose target the column has. */
export function targetMonth(key: string): number | null {
  const match = /^(?:(.*?)(?:累计|目标|计划|进度|投资|年度)+)?(\d{1,2})月(?:份|底|末)?(.*)$/.exec(key)
  if (match === null) return null
  const [month, words] = [Number(match[2]), key.replace(/\d{1,2}月/, '')]
  if (month < 1 || month > 12 || !/目标|计划/.test(words) || /时间|日期|开工|竣工|节点/.test(words)) return null
  return month
}

/** Without blanks and line breaks, half-width. */
export function squeezed(text: string): string {
  return fold(visible(text)).replace(/\s/g, '')
}
