/** Titles of columns as offices write them, brought to the one form in which the catalogues have them. */
import { fold, visible } from '../../domain/normalise.ts'

export type MoneyUnit = '亿元' | '万元' | '元'

/** '总投资' of ' 总 投 资*（亿元）\n'; '年度计划投资' of '2023年计划投资'; '年度累计完成投资' of '2023年1-8月完成投资'. */
export function headerKey(text: string): string {
  const bare = squeezed(text)
    .replace(/\([^()]*\)|\[[^[\]]*\]|【[^】]*】/g, '')
    .replace(/[*★、,。;:]/g, '')
    .replace(/(?<=.)(?:亿元|万元)$/, '')
    .replace(/^(?:其中)/, '')
  if (isOfEarlierYears(bare)) return '上年结转累计'
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

/** The unit that a title or a corner cell names: '总投资（亿元）', '单位：万元'. */
export function unitIn(text: string): MoneyUnit | null {
  const word = squeezed(text)
  const match =
    /单位:?\(?人?民?币?:?(亿元|万元|元)/.exec(word) ??
    /[([:,/](?:单位:?)?(亿元|万元|元)[)\],/]?/.exec(word) ??
    /(亿元|万元)$/.exec(word)
  const unit = match?.[1]
  return unit === '亿元' || unit === '万元' || unit === '元' ? unit : null
}

/** 1 of '1月累计目标', '一季度' is none; the month whose cumulative (or own) target the column has. */
export function targetMonth(key: string): { readonly month: number; readonly cumulative: boolean } | null {
  const match = /^(?:(.*?)(?:累计|目标|计划|进度|投资)+)?(\d{1,2})月(?:份|底|末)?(.*)$/.exec(key)
  if (match === null) return null
  const [month, words] = [Number(match[2]), key.replace(/\d{1,2}月/, '')]
  if (month < 1 || month > 12 || !/目标|计划/.test(words) || /时间|日期|开工|竣工|节点/.test(words)) return null
  return { month, cumulative: !/逐月|当月|分月(?!.*累计)/.test(words) }
}

/** Without blanks and line breaks, half-width. */
export function squeezed(text: string): string {
  return fold(visible(text)).replace(/\s/g, '')
}
