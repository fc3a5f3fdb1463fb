/** What a use case needs of whoever acts: a command of a person, or a job of the calendar. */
import type { Change, DistrictRef, Push } from '../chat/command.ts'
import type { Tx } from '../database/client.ts'
import type { Rules } from '../domain/rules.ts'
import type { WorkCalendar } from '../domain/workday.ts'

export interface Acting {
  readonly tx: Tx
  /** Business time. */
  readonly now: Date
  readonly district: DistrictRef
  readonly rules: Rules
  readonly calendar: WorkCalendar
  owe(push: Push): Promise<unknown>
  audit(change: Change): Promise<void>
}
