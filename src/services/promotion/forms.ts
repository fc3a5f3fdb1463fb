/** What is asked for when a line of 招商 is not complete. */
import { type Card, say } from '../../chat/card.ts'
import { askReason } from '../../chat/reason-form.ts'
import { money, typedMoney } from '../../domain/money.ts'

export function addForm(example: string): Card {
  return say('登记一个招商项目', {
    blocks: [
      {
        kind: 'form',
        name: 'promotionNew',
        fields: [
          { name: 'name', label: '项目名称', type: 'text', required: true },
          { name: 'investor', label: '投资方', type: 'text' },
          { name: 'industry', label: '产业', type: 'text', placeholder: '新能源' },
          { name: 'source', label: '信息来源', type: 'text', placeholder: '推介会、以商招商' },
          { name: 'unit', label: '责任单位', type: 'text', placeholder: '不写就是本单位' },
          { name: 'person', label: '责任人', type: 'text' },
          { name: 'amount', label: '意向投资额', type: 'text', placeholder: '带单位，如 3亿' },
        ],
        submit: { label: '登记', action: '招商 新增' },
        typed: `例如：${example}`,
      },
    ],
  })
}

/** Money without a voucher counts nowhere, so both are asked for. */
export function fundsForm(name: string, given: { amount: string | null; voucher: string | null }): Card {
  const { amount, voucher } = given
  const title =
    amount !== null
      ? '还差凭证：没有凭证的到位资金不能登记'
      : voucher !== null
        ? '还差金额，请带上单位'
        : '登记到位资金要写金额和凭证'
  return say(title, {
    tone: 'warning',
    blocks: [
      {
        kind: 'form',
        name: 'funds',
        fields: [
          {
            ...{ name: 'amount', label: '到位金额', type: 'text', required: true, placeholder: '带单位，如 2000万' },
            ...(amount === null ? {} : { value: typedMoney(money(amount)) }),
          },
          { name: 'on', label: '到账日期', type: 'text', placeholder: '9月20日，不写就是今天' },
          {
            ...{ name: 'voucher', label: '凭证', type: 'text', required: true, placeholder: '进账单号、支付凭证号' },
            ...(voucher === null ? {} : { value: voucher }),
          },
        ],
        submit: { label: '登记，待审核', action: `招商 ${name} 到位` },
        typed: `例如：招商 ${name} 到位 ${amount === null ? '2000万' : typedMoney(money(amount))} 凭证 进账单20230920`,
      },
    ],
  })
}

export function reviewForm(number: number): Card {
  return askReason(`退回 ${number} 号到位资金，请写原因`, `招商 审核 ${number} 退回`, '凭证与金额不符')
}
