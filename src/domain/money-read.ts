/** Reads an amount of money as people type it (rules.md §2). */
import { readChineseNumber } from './chinese-number.ts'
import { isMoney, type Money } from './money.ts'
import { fold, visible } from './normalise.ts'

/** A hundred million million 元: more than any project, and far enough below what the database holds for sums. */
const TOO_LARGE = 10n ** 12n

export type MoneyRefusal = 'empty' | 'not-a-number' | 'negative' | 'too-precise' | 'too-large'

export type MoneyReading =
  | {
      readonly ok: true
      readonly money: Money
      /** No unit was written: read as 万元, to be echoed back. */
      readonly bare: boolean
    }
  | { readonly ok: false; readonly reason: MoneyRefusal }

/**
 * Reads an amount as people type it (rules.md §2): '8亿', '8 亿 元', '80000万', '8,000万元', '３亿', '八亿', '一亿二千万',
 * '5000000元'; a number without a unit is 万元. More than two decimals of 万元 are refused, never rounded.
 */
export function readMoney(text: string): MoneyReading {
  const typed = fold(visible(text)).replace(/\s/g, '').replace(/^[¥+]/, '')
  if (typed === '') return { ok: false, reason: 'empty' }
  const unsigned = typed.replace(/^(?:-|负)/, '')
  const plain = unsigned.replace(/[元圆]整?$/, '')
  const number = readChineseNumber(plain)
  if (!number || (number.tail && plain === unsigned)) return { ok: false, reason: 'not-a-number' }
  if (unsigned !== typed) return { ok: false, reason: 'negative' }
  const bare = !number.units && plain === unsigned
  // A hundredth of 万元 is 100 元: a number in 元 is divided by 100, a bare number (万元) multiplied by it.
  const divisor = 10n ** BigInt(number.decimals) * (bare ? 1n : 100n)
  const dividend = number.digits * (bare ? 100n : 1n)
  if (dividend % divisor !== 0n) return { ok: false, reason: 'too-precise' }
  const hundredths = dividend / divisor
  if (hundredths >= TOO_LARGE || !isMoney(hundredths)) return { ok: false, reason: 'too-large' }
  return { ok: true, money: hundredths, bare }
}

/** The sentence that tells why an amount was not taken, and what to type instead. */
export function moneyRefusal(typed: string, reason: MoneyRefusal): string {
  const shown = typed.trim().slice(0, 20)
  switch (reason) {
    case 'empty':
      return '没有看到金额，请写成 800万 或 1.2亿'
    case 'not-a-number':
      return `“${shown}”不像金额，请写成 800万 或 1.2亿`
    case 'negative':
      return `金额不能是负数（${shown}）。确需核减请发：更正 项目 本旬 750万 原因`
    case 'too-precise':
      return `“${shown}”超过两位小数，请按万元保留两位小数再报，如 800.50万`
    case 'too-large':
      return `“${shown}”太大，请核对单位，如 800万 或 1.2亿`
  }
}
