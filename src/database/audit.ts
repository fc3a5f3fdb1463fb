/** The audit: one row for every change, which the database itself refuses to change or remove afterwards. */
import type { Tx } from './client.ts'
import { plainObject } from './json.ts'

/** One change. Ids and figures only: no phone numbers, no texts, no names of persons. */
export interface AuditRecord {
  /** Null: of the deployment, not of a district. */
  readonly districtId: number | null
  /** Business time of the change. */
  readonly at: Date
  /** Who: a person, or only a platform identity (a stranger), or neither (the program itself). */
  readonly personId?: number | null
  readonly identityId?: number | null
  readonly chatId?: number | null
  /** English id of the command or job: "report", "lock". */
  readonly command: string
  /** What was changed: "report", "project" … and its id (a number, or a key such as "7:2023-09-1"). */
  readonly subject: string
  readonly subjectId: number | string
  readonly before?: object | null
  readonly after?: object | null
  readonly requestId: string
}

/** Writes the row in the transaction of the change itself: either both are kept or neither. */
export async function audit(tx: Tx, record: AuditRecord): Promise<void> {
  const { before, after, subjectId, personId, identityId, chatId, ...rest } = record
  await tx.auditEntry.create({
    data: {
      ...rest,
      subjectId: String(subjectId),
      personId: personId ?? null,
      identityId: identityId ?? null,
      chatId: chatId ?? null,
      ...(before === undefined || before === null ? {} : { before: plainObject(before) }),
      ...(after === undefined || after === null ? {} : { after: plainObject(after) }),
    },
    select: { id: true },
  })
}

/** What was changed, where many rows of the audit have all else in common. */
export type AuditedChange = Pick<AuditRecord, 'subject' | 'subjectId' | 'before' | 'after'>

/** As `audit`, for what changes thousands of rows at once: still one row for each change. */
export async function auditMany(
  tx: Tx,
  common: Omit<AuditRecord, keyof AuditedChange>,
  changes: Iterable<AuditedChange>,
): Promise<void> {
  const { districtId, at, command, requestId, personId = null, identityId = null, chatId = null } = common
  for (const some of thousands(changes)) {
    const rows = some.map(({ subject, subjectId, before, after }) => ({
      subject,
      subject_id: String(subjectId),
      before: before ?? null,
      after: after ?? null,
    }))
    // One parameter for all of them: binding each value of thousands of rows takes longer than all the rest.
    await tx.$executeRaw`
      INSERT INTO audit_entry
        (district_id, at, person_id, identity_id, chat_id, command, subject, subject_id, before, after, request_id)
      SELECT ${districtId}::int, ${at}::timestamptz, ${personId}::int, ${identityId}::int, ${chatId}::int,
        ${command}::text, r.subject, r.subject_id, r.before, r.after, ${requestId}::text
      FROM json_to_recordset(${JSON.stringify(rows)}::json)
        r(subject text, subject_id text, before jsonb, after jsonb)`
  }
}

function* thousands<T>(all: Iterable<T>): Generator<readonly T[]> {
  let some: T[] = []
  for (const one of all) {
    some.push(one)
    if (some.length < 1_000) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
}

/**
 * Lets the audit of one demo district be removed in this transaction (退出演示); the database still refuses it for
 * a district that is no demo.
 */
export async function allowDroppingDemoAudit(tx: Tx, districtId: number): Promise<void> {
  await tx.$executeRaw`SELECT set_config('saima.drop_demo', ${String(districtId)}, true)`
}
