/** How a 通报 writes figures: as official texts do, without blanks. */
import { type Exact, fixed, showPercent } from '../../domain/fraction.ts'
import { type Money, showMoney, showYi } from '../../domain/money.ts'
import { monthNumber, showTenDayShort } from '../../domain/period.ts'
import { showGap } from '../../domain/points.ts'
import type { Span } from '../ledger-book/span.ts'

/** '44.96亿元' */
export function yi(amount: Money): string {
  return tight(showYi(amount))
}

/** '5200万元', '1.86亿元' */
export function sumText(amount: Money): string {
  return tight(showMoney(amount)).replaceAll(',', '')
}

/** '超7.43个百分点', '欠10.00个百分点', '与目标持平' */
export function gap(g: Exact): string {
  return tight(showGap(g))
}

/** '比时间进度快4.85个百分点' */
export function againstTime(completion: Exact, time: Exact): string {
  const difference = completion.sub(time).mul(100n)
  const text = fixed(difference.abs(), 2)
  if (text === '0.00') return '与时间进度持平'
  return `比时间进度${difference.s < 0n ? '慢' : '快'}${text}个百分点`
}

export function percent(share: Exact | null): string {
  return share === null ? '—' : showPercent(share)
}

/** '8月', '8月下旬', '三季度' */
export function spanShort(span: Span): string {
  switch (span.kind) {
    case 'tenDay':
      return showTenDayShort(span.code)
    case 'month':
      return `${monthNumber(span.code)}月`
    case 'quarter':
      return `${'一二三四'.charAt(Number(span.code.at(-1)) - 1)}季度`
  }
}

/** The first few names, and how many there are when that is not all: '甲、乙、丙等5个单位'. */
export function named(names: readonly string[], most: number, of: string): string {
  const shown = names.slice(0, most).join('、')
  return names.length > most ? `${shown}等${names.length}个${of}` : shown
}

function tight(text: string): string {
  return text.replaceAll(' ', '')
}
