/** What is kept of every change of an input: the audit's figures, and beside it the reason that a person gave. */
import type { Change } from '../../chat/command.ts'
import type { Acting } from '../acting.ts'

/** Writes the audit of a change, and the reason where the changed row itself has no room for one. */
export async function recordInput(acting: Acting, change: Change, reason: string | null = null): Promise<void> {
  await acting.audit(change)
  if (reason === null) return
  const { tx, district, now } = acting
  await tx.changeReason.create({
    data: {
      districtId: district.id,
      subject: change.subject,
      subjectId: String(change.subjectId),
      at: now,
      reason,
    },
    select: { id: true },
  })
}
