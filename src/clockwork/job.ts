/**
 * A job of the calendar. What is due is computed from the calendar and the record of runs, so that a restart, a second
 * copy of the program and the demo clock's fast-forward all take the same path.
 */

import type { Change, DistrictRef, Push } from '../chat/command.ts'
import type { Clock } from '../clock.ts'
import type { Tx } from '../database/client.ts'
import type { Month } from '../domain/period.ts'
import type { Rules } from '../domain/rules.ts'
import type { WorkCalendar } from '../domain/workday.ts'
import type { Log } from '../log.ts'

/** One run that a job owes: of a district and period, at a moment of business time. */
export interface Slot {
  /** Code of the period ("2023-09-1", "2023-09", "2023-Q3"); with the job and the district it names the slot. */
  readonly period: string
  readonly dueAt: Date
  /** When the program is back only after this moment, the slot is recorded as expired; null: its use never passes. */
  readonly usefulUntil: Date | null
}

export interface SlotQuestion {
  readonly district: DistrictRef
  /** The rules of the month in which `to` lies. */
  readonly rules: Rules
  /** The rules that a month uses (rules.md: the version in force on its first day). */
  readonly rulesFor: (month: Month) => Rules
  readonly calendar: WorkCalendar
  /** Wanted: slots with from ≤ dueAt ≤ to. Others may be given, they are left out. */
  readonly from: Date
  readonly to: Date
}

export interface JobContext {
  /** The transaction of this run: its record, its changes and what it owes are stored together or not at all. */
  readonly tx: Tx
  readonly clock: Clock
  /** Business time of the run; after a downtime later than `slot.dueAt`. */
  readonly now: Date
  readonly district: DistrictRef
  /** The rules of the month in which the slot falls due. */
  readonly rules: Rules
  readonly rulesFor: (month: Month) => Rules
  readonly calendar: WorkCalendar
  readonly period: string
  readonly slot: Slot
  /** Owes a push, which waits for working hours. Null: that key was owed already. */
  owe(push: Push): Promise<number | null>
  audit(change: Change): Promise<void>
  readonly log: Log
}

export interface Job {
  /** English id, part of the slot's name: never change it. */
  readonly id: string
  /** What people read in the list of what comes next. */
  readonly title: string
  /** Happens every day and mostly finds nothing: the fast-forward does not stop for it, the list leaves it out. */
  readonly quiet?: true
  /** Pure: the same question gives the same slots. */
  slots(question: SlotQuestion): readonly Slot[]
  /** Runs again from the start after an error: everything it does goes through `ctx.tx`. */
  run(ctx: JobContext): Promise<void>
}

/** The slot's name in the record of runs. */
export function slotName(districtId: number, jobId: string, period: string): string {
  return `${districtId}:${jobId}:${period}`
}
