/** What a reply is about: the reminder it quotes, else the person's reminder that is still open (rules.md §4). */
import { z } from 'zod'
import type { Tx } from '../database/client.ts'
import { platformInDb } from '../database/platform.ts'
import { askedUnlocked } from '../services/periods.ts'
import type { ReminderContext } from './command.ts'
import type { PlatformName } from './message.ts'

const contextSchema = z.object({
  kind: z.literal('reminder'),
  period: z.string(),
  projectIds: z.array(z.number().int()),
})

/** The context of the message that was replied to or clicked; null when it has none. */
export async function quotedReminder(
  tx: Tx,
  platform: PlatformName,
  messageId: string | undefined,
): Promise<ReminderContext | null> {
  if (messageId === undefined) return null
  const message = await tx.outboxMessage.findFirst({
    where: { externalId: messageId, chat: { platform: platformInDb(platform) } },
    select: { context: true },
  })
  const parsed = contextSchema.safeParse(message?.context)
  return parsed.success ? parsed.data : null
}

/** The person's reminder of the oldest ten-day period that was asked for and is not locked yet; null without one. */
export async function openReminder(tx: Tx, districtId: number, personId: number): Promise<ReminderContext | null> {
  const periods = await askedUnlocked(tx, districtId)
  if (periods.length === 0) return null
  const items = await tx.reminderItem.findMany({
    where: { districtId, personId, period: { in: [...periods] } },
    orderBy: [{ period: 'asc' }, { position: 'asc' }],
  })
  const period = items[0]?.period
  if (period === undefined) return null
  return {
    kind: 'reminder',
    period,
    projectIds: items.filter((item) => item.period === period).map((item) => item.projectId),
  }
}
