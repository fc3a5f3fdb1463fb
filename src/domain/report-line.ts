/**
 * Reads what a liaison types (rules.md §4): one entry, or several by lines or ；.
 * '本旬800万 设备安装90%', '1 本旬800万 管道连接完成', '绿邦 本旬 800 万元，设备安装90%', '年度累计 3.1亿 主体施工45%', '800 设备安装',
 * '1 没变', '都没变', '9月上旬 绿邦 本旬800万 …', with '问题：…' or '无问题' at the end.
 */
import type { Day } from './calendar-day.ts'
import { fold, visible } from './normalise.ts'
import { readTenDay } from './period-read.ts'
import { foldedLine, type ReportEntry, readEntry } from './report-entry.ts'
import { type Head, perIndex, readHead } from './report-head.ts'
import { trimmed } from './report-progress.ts'

export type { ReportEntry } from './report-entry.ts'

export type ReportReading =
  | { readonly ok: true; readonly entries: readonly ReportEntry[] }
  | { readonly ok: false; readonly sentence: string }

const LONGEST = 4_000

/** The entries of a message, or the one sentence that says what is wrong and what to type instead. */
export function readReportLine(text: string, today: Day): ReportReading {
  // One space says as much as many, and keeps the search for amounts short.
  const raw = visible(text).replace(/[^\S\n]+/g, ' ')
  if (trimmed(raw) === null) {
    return { ok: false, sentence: '请写本旬完成投资和一句形象进度，如：本旬800万 设备安装90%；没有进展就回：没变' }
  }
  if (raw.length > LONGEST) return { ok: false, sentence: `一次最多 ${LONGEST} 字，请分几条发` }
  const { period, lines } = entriesOf(raw, today)
  const entries: ReportEntry[] = []
  for (const [i, line] of lines.entries()) {
    const reading = readEntry(line, today)
    if (!reading.ok) {
      return { ok: false, sentence: lines.length > 1 ? `第 ${i + 1} 条：${reading.sentence}` : reading.sentence }
    }
    entries.push({ ...reading.entry, period: reading.entry.period ?? period })
  }
  return { ok: true, entries }
}

/** The text of each entry; a 旬 on a line of its own at the top holds for all of them. */
function entriesOf(raw: string, today: Day): { period: ReportEntry['period']; lines: readonly string[] } {
  const [first = '', ...others] = raw.split(/[\n;；]/).filter((segment) => trimmed(segment) !== null)
  const period = others.length > 0 ? readTenDay(trimmed(first) ?? '', today) : null
  const segments = (period ? others : [first, ...others]).flatMap((segment) => perIndex(segment) ?? perNumber(segment))
  const lines: string[] = []
  let heading = ''
  for (const [i, segment] of segments.entries()) {
    const next = segments[i + 1]
    if (isHeading(segment, next)) {
      heading = `${heading}${segment} `
    } else if (heading === '' && continues(lines.at(-1), segment)) {
      lines.push(`${lines.pop()}；${segment}`)
    } else {
      lines.push(heading + segment)
      heading = ''
    }
  }
  return { period, lines: heading === '' ? lines : [...lines, heading] }
}

/** A number of the reminder with what is reported under it, behind another one on the same line. */
const NEXT_NUMBER =
  /[\s,，、。]+(?=第?(\d{1,2})(?:个|号|项)?(?:[\s、).:]*(?:本旬|累计|年度|没|无|不变)|[\s、):]+[\d一二两三四五六七八九十百千][\d.,零一二三四五六七八九十百千]*\s*[万亿]))/g

/** '1 300万，2 没变' on one line: a line for each number, as long as they count up and each of them says something. */
function perNumber(segment: string): readonly string[] {
  const lines: string[] = []
  let from = 0
  let index: number | null = null
  for (const match of fold(segment).matchAll(NEXT_NUMBER)) {
    index ??= headOf(segment).index
    const at = match.index + match[0].length
    const counts = index !== null && Number(match[1]) === index + 1
    if (!counts || !says(headOf(segment.slice(from, match.index))) || !says(headOf(segment.slice(at)))) continue
    lines.push(segment.slice(from, match.index))
    from = at
    index = Number(match[1])
  }
  return [...lines, segment.slice(from)]
}

/** A line with nothing but a name, above the line with its amount. */
function isHeading(segment: string, next: string | undefined): boolean {
  if (next === undefined) return false
  const own = readHead(foldedLine(`${segment} 没变`))
  const following = headOf(next)
  const onlyName = own.projectWords !== null && own.index === null && own.projectWords.length <= 20
  const nothingElse = trimmed(segment) === own.projectWords && !says(headOf(segment))
  return onlyName && nothingElse && says(following) && following.projectWords === null && following.index === null
}

/** Whether a segment goes on with the entry before it: it says nothing new of its own, or an amount still missing there. */
function continues(entry: string | undefined, segment: string): boolean {
  if (entry === undefined) return false
  const own = headOf(segment)
  if (own.index !== null) return false
  if (!says(own)) return true
  const before = headOf(entry)
  return (
    own.projectWords === null &&
    !own.noChange &&
    own.yearsToDate.length + own.periodAmounts.length === 1 &&
    (own.yearsToDate.length > 0 ? before.yearsToDate : before.periodAmounts).length === 0 &&
    !before.noChange
  )
}

function headOf(segment: string): Head {
  return readHead(foldedLine(segment))
}

function says(head: Head): boolean {
  return head.noChange || head.periodAmounts.length > 0 || head.yearsToDate.length > 0
}
