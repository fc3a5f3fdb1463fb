/** What a row below the header is: data, or one of the things that offices put between and below it. */
import type { RawRow } from '../xlsx/raw.ts'
import { wordsOf } from './grid.ts'
import { squeezed } from './header-key.ts'

export type RowKind =
  | { readonly is: 'data' }
  /** 合计、小计. */
  | { readonly is: 'sum' }
  /** "一、续建项目（30个）"; `words` says what it is about. */
  | { readonly is: 'section'; readonly words: string }
  /** 注、填报人, the numbers under a header, a header again on the next printed page. */
  | { readonly is: 'aside' }

const SUM = /^.{0,14}(?:合计|小计|总计|共计|累计数)(?:\(.*\))?[:：]?(?:\d+个?)?$/
const NUMBERED = /^(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\))/
const REMARK =
  /^(?:注|备注|说明|填报|填表|制表|审核|审签|负责人|单位负责人|分管领导|联系人|联系电话|数据来源|统计)[^,。]{0,6}[:：]/
const SECTION_WORDS = /(?:续建|新建|新开工|前期|储备|竣工|投产|在建).{0,8}(?:项目|类)?(?:\(.*\))?$/

/** @param headers the table's titles, squeezed @param hasName the cell of the name column says something */
export function kindOfRow(row: RawRow, headers: ReadonlySet<string>, hasName: boolean): RowKind {
  const words = row.cells.filter((cell) => cell !== null).map((cell) => squeezed(wordsOf(cell)))
  const texts = words.filter((word) => word !== '')
  const [first = ''] = texts
  // Below a total: “其中：续建（30个）”.
  if (texts.slice(0, 4).some((word) => SUM.test(word) || /^其中[:：]/.test(word))) return { is: 'sum' }
  if (texts.some((word) => word.startsWith('例:'))) return { is: 'aside' }
  if (NUMBERED.test(first)) return { is: 'section', words: first }
  if (REMARK.test(first) && !hasName) return { is: 'aside' }
  const distinct = new Set(texts)
  if (distinct.size === 1 && row.cells.some((cell) => cell?.is === 'text'))
    return SECTION_WORDS.test(first) && first.length <= 20
      ? { is: 'section', words: first }
      : aloneOrData(first, hasName)
  if (isNumbering(texts)) return { is: 'aside' }
  return texts.filter((word) => headers.has(word)).length >= Math.max(3, texts.length / 2)
    ? { is: 'aside' }
    : { is: 'data' }
}

/** A row of one word: a remark, unless the word stands where the name should. */
function aloneOrData(word: string, hasName: boolean): RowKind {
  return !hasName || REMARK.test(word) || word.length > 40 ? { is: 'aside' } : { is: 'data' }
}

/** 1 2 3 4 … or 甲 乙 1 2 3 under the header. */
function isNumbering(texts: readonly string[]): boolean {
  if (texts.length < 3) return false
  const numbers = texts.map((text) => (/^\(?\d{1,2}\)?$/.test(text) ? Number(text.replace(/[()]/g, '')) : Number.NaN))
  const counted = numbers.filter((number) => !Number.isNaN(number))
  const rest = texts.filter((_, i) => Number.isNaN(numbers[i]))
  return (
    counted.length >= 2 &&
    counted.every((number, i) => number === (counted[0] ?? 0) + i) &&
    rest.every((text) => /^[甲乙丙丁戊栏次序号]{1,2}$/.test(text))
  )
}
