/** 倒计时: permits in government time, what is due first in front. */
import type { Tx } from '../../database/client.ts'
import type { Day } from '../../domain/calendar-day.ts'

export interface CountdownItem {
  readonly project: string
  readonly permit: string
  readonly unit: string
  /** Working days left of the promised limit; negative: overdue. */
  readonly left: number
}

export async function countdown(_tx: Tx, _districtId: number, _today: Day): Promise<CountdownItem[]> {
  return []
}
