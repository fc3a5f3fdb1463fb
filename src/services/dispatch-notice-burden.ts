/** 减负账 (rules.md §8): what a 旬 cost the people below, told to 项目办 with each preview. */
import type { Tx } from '../database/client.ts'
import type { TenDay } from '../domain/period.ts'
import { OutboxState } from '../generated/prisma/client.ts'
import { reminderKeyPrefix } from './reminders-owe.ts'

/** A report asks three things: the amount, a sentence of progress, whether there is a problem. */
const FIELDS_A_REPORT = 3
const SECONDS_A_FIELD = 20

/** One line: messages sent, fields asked, estimated minutes. */
export async function burdenLine(tx: Tx, districtId: number, period: TenDay, projects: number): Promise<string> {
  const messages = await tx.outboxMessage.count({
    where: { key: { startsWith: reminderKeyPrefix(districtId, period) }, state: OutboxState.SENT },
  })
  const fields = projects * FIELDS_A_REPORT
  const minutes = Math.ceil((fields * SECONDS_A_FIELD) / 60)
  return `减负账：本旬发提醒 ${messages} 条，请填 ${fields} 项，估计合计用时 ${minutes} 分钟`
}
