/** The charts of a notice as a picture behind it, where the platform shows a chart only in words. */
import { type Card, cardSchema, say } from '../chat/card.ts'
import type { Tx } from '../database/client.ts'
import { chartPicture } from '../documents/pictures/card-pictures.ts'
import { OutboxKind, OutboxState } from '../generated/prisma/enums.ts'
import { keepPicture } from '../services/pictures.ts'
import type { OwedRow } from './claim.ts'

/**
 * Owed only once the notice itself was taken, as a message of its own: it is drawn when it is sent, and whatever becomes
 * of it, the notice is there. An answer goes without: who asked may ask for 挂图.
 *
 * @param now business time
 */
export async function oweChartPicture(tx: Tx, row: OwedRow, now: Date): Promise<void> {
  if (row.kind !== OutboxKind.PUSH || row.fileId !== null || row.chatId === null) return
  const picture = chartPicture(cardSchema.parse(row.card))
  if (picture === null) return
  const { id } = await keepPicture(tx, { ...picture, districtId: row.chat?.districtId ?? null, now })
  const { chatId, personId, noticeId, jobSlot, notBefore, expiresAt } = row
  await tx.outboxMessage.createMany({
    data: [
      {
        ...{ chatId, personId, noticeId, jobSlot, notBefore, expiresAt },
        ...{ key: `${row.key}:charts`, kind: OutboxKind.PUSH, state: OutboxState.OWED, nextAt: new Date(0) },
        ...{ card: standIn(picture.name), fileId: id },
      },
    ],
    skipDuplicates: true,
  })
}

/** What is sent in the place of a picture that cannot be drawn, or where none can be sent. */
function standIn(name: string): Card {
  return say(`图：${name}`, { blocks: [{ kind: 'note', text: '这里收不到图，数字与上一条消息相同。' }] })
}
