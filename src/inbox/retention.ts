/** How long the inbox remembers what people wrote. */
import type { Db } from '../database/client.ts'
import { Prisma } from '../generated/prisma/client.ts'
import { InboxState } from '../generated/prisma/enums.ts'

/** contract.md: inbox texts are erased after 30 days. */
const TEXTS_KEPT_MS = 30 * 24 * 3_600_000

/**
 * Erases what was written, read from it and answered to it, of events received more than 30 days ago. The row and its
 * key stay, so that a platform's late repetition is still recognised.
 *
 * @param wall wall time
 * @returns how many events were erased
 */
export async function eraseOldTexts(db: Db, wall: Date): Promise<number> {
  const { count } = await db.inboxEvent.updateMany({
    where: {
      receivedAt: { lt: new Date(wall.getTime() - TEXTS_KEPT_MS) },
      state: { not: InboxState.STORED },
      OR: [{ content: { not: Prisma.DbNull } }, { args: { not: Prisma.DbNull } }, { answer: { not: Prisma.DbNull } }],
    },
    data: { content: Prisma.DbNull, args: Prisma.DbNull, answer: Prisma.DbNull },
  })
  return count
}
