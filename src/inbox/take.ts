/** Which stored event comes next. */
import { z } from 'zod'
import type { Tx } from '../database/client.ts'
import type { InboxEvent } from '../generated/prisma/client.ts'

const idsSchema = z.array(z.object({ id: z.number().int() }))

/**
 * Takes the oldest event that may be handled now: the first unfinished one of its lane, past its waiting time, and not
 * being handled by anybody else. The row lock is the lease: it lasts as long as `tx` and dies with the process, so a
 * later event of the lane stays behind it in every copy of the program.
 *
 * @param wall wall time
 */
export async function takeNext(tx: Tx, wall: Date): Promise<InboxEvent | null> {
  // The conditions on `e` itself are asked again by the database when the row changed while it waited for the lock.
  const rows = idsSchema.parse(
    await tx.$queryRaw`
    WITH head AS MATERIALIZED (
      SELECT DISTINCT ON (platform, lane) id
      FROM inbox_event WHERE state = 'stored'
      ORDER BY platform, lane, id
    )
    SELECT e.id FROM inbox_event e
    WHERE e.id IN (SELECT id FROM head) AND e.state = 'stored' AND e.next_at <= ${wall}
    ORDER BY e.id LIMIT 1
    FOR UPDATE OF e SKIP LOCKED`,
  )
  const [first] = rows
  return first ? tx.inboxEvent.findUniqueOrThrow({ where: { id: first.id } }) : null
}
