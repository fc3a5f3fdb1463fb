/** 留痕 of commands and jobs: one row for each change, in the transaction of the change. */
import type { Change } from '../chat/command.ts'
import { audit } from '../database/audit.ts'
import type { Tx } from '../database/client.ts'

export interface AuditRow {
  readonly districtId: number | null
  /** Business time. */
  readonly at: Date
  readonly personId: number | null
  readonly identityId: number | null
  readonly chatId: number | null
  /** English id of the command or job. */
  readonly command: string
  readonly requestId: string
  readonly change: Change
}

/** Writes one row of the audit; the database refuses to change or delete it afterwards. */
export async function recordChange(tx: Tx, { change, ...row }: AuditRow): Promise<void> {
  await audit(tx, { ...row, ...change })
}
