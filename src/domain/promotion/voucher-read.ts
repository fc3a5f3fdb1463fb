/** Splits off what proves that money came in: '2000万 9月20日 凭证 进账单20230920'. */

const MARKED = /(?:^|[\s,，;；、])凭证(?:编?号)?(?:是|为)?[\s:：]*(.*)$/s
const NAMED = /(?:^|[\s,，;；、])((?:进账单|支付凭证|银行回单|回单|现场核实).*)$/s

export interface VoucherWords {
  /** What stands in front of it. */
  readonly head: string
  /** Null: none was given. */
  readonly voucher: string | null
}

export function readVoucher(text: string): VoucherWords {
  const match = MARKED.exec(text) ?? NAMED.exec(text)
  if (match === null) return { head: text.trim(), voucher: null }
  const voucher = (match[1] ?? '').trim()
  return { head: text.slice(0, match.index).trim(), voucher: voucher.length < 2 ? null : voucher }
}
