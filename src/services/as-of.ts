/** Which 旬 the figures of an answer are of: the last locked one (rules.md §4), and how the answer says so. */
import type { DistrictRef } from '../chat/command.ts'
import type { Tx } from '../database/client.ts'
import type { Day } from '../domain/calendar-day.ts'
import { previousTenDay, showTenDay, type TenDay, tenDayOf } from '../domain/period.ts'
import { lastLocked } from './periods.ts'

export interface AsOf {
  readonly period: TenDay
  readonly locked: boolean
}

/** The last locked 旬; in a district that has locked none yet, the 旬 before today's. */
export async function asOf(tx: Tx, district: DistrictRef, today: Day): Promise<AsOf> {
  const locked = await lastLocked(tx, district.id)
  if (locked !== null) return { period: locked, locked: true }
  return { period: previousTenDay(tenDayOf(today)), locked: false }
}

/** '截至2023年8月下旬，已锁定' */
export function showAsOf({ period, locked }: AsOf): string {
  return `截至${showTenDay(period)}，${locked ? '已锁定' : '未锁定'}`
}

/** Stands under every figure. */
export const BASIS = '调度口径，非统计数据'

/** Stands in a demo district's answers, where made-up fields are marked one by one. */
export const DEMO_MARK = '标“演示”的为演示数据，不是事实'
