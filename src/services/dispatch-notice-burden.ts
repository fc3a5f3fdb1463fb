/** 减负账 as 项目办 reads it with each preview: of the 旬, and with the last 旬 of a month of the month too. */
import type { Tx } from '../database/client.ts'
import { monthNumber, monthOf, partOf, type TenDay } from '../domain/period.ts'
import { type Burden, burdenOfMonth, burdenOfTenDay } from './burden.ts'

/** One line; two with the last 旬 of a month. */
export async function burdenLine(tx: Tx, districtId: number, period: TenDay): Promise<string> {
  const line = `减负账：本旬${said(await burdenOfTenDay(tx, districtId, period))}`
  if (partOf(period) < 3) return line
  const month = monthOf(period)
  return `${line}\n${monthNumber(month)}月全月${said(await burdenOfMonth(tx, districtId, month))}`
}

/** '发给个人 6 条（提醒 3 条），请填 9 项，估计合计用时 4 分钟' */
function said({ messages, reminders, fields, minutes }: Burden): string {
  return `发给个人 ${messages} 条（提醒 ${reminders} 条），请填 ${fields} 项，估计合计用时 ${minutes} 分钟`
}
