/** The audit of a change in a district that need not be the message's own (a claim, a decision on a request). */
import { recordChange } from '../services/audit.ts'
import type { Change, OpenContext } from './command.ts'

/** Writes the row for the speaker of `ctx`, as its own `audit` would, but in the district given. */
export async function auditIn(
  ctx: OpenContext,
  command: string,
  districtId: number | null,
  change: Change,
): Promise<void> {
  await recordChange(ctx.tx, {
    districtId,
    at: ctx.now,
    personId: ctx.speaker.personId,
    identityId: ctx.speaker.identityId,
    chatId: ctx.place.chatId,
    command,
    requestId: ctx.requestId,
    change,
  })
}
