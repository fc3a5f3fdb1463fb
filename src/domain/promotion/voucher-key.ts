/** What makes two vouchers the same, however they were typed. */
import { bare } from '../name-reading.ts'

const KIND = /^(?:进账单|支付凭证|银行回单|银行凭证|回单|凭证)?(?:编?号|流水号|no)?/
/** With fewer digits the kind of paper tells two vouchers apart: 进账单7 is not 回单7. */
const TELLING = /\d{4}/

/**
 * The voucher without blanks, signs and width, and without the word for its kind where the number tells enough:
 * '进账单 2023-0920', '进账单２０２３０９２０号' and '20230920' are one.
 */
export function voucherKey(voucher: string): string {
  const words = bare(voucher)
  const number = words.replace(KIND, '').replace(/号$/, '')
  return TELLING.test(number) ? number : words || voucher.trim()
}
