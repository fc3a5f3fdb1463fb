/** What every part of an import works with: the transaction, the district, the day, and where refusals go. */
import type { DistrictRef } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import type { Refusal } from '../../documents/clean-workbook.ts'
import type { Day } from '../../domain/calendar-day.ts'

export interface SetupDesk {
  readonly tx: Tx
  readonly district: DistrictRef
  readonly today: Day
  refuse(refusal: Refusal): void
  /** One row of the audit for a thing that was made or changed. */
  record(subject: string, subjectId: number, after: Readonly<Record<string, unknown>>): Promise<void>
}
