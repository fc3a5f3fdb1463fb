/** A job that reminds every liaison, three times in the September of the demo clock. */
import type { Job } from '../../../src/clockwork/job.ts'
import { Role } from '../../../src/generated/prisma/client.ts'
import { formCard } from './cards.ts'

const SLOTS = [
  { period: '2023-09-1', dueAt: new Date('2023-09-08T09:00:00+08:00'), usefulUntil: null },
  { period: '2023-09-2', dueAt: new Date('2023-09-20T09:00:00+08:00'), usefulUntil: null },
  { period: '2023-09-3', dueAt: new Date('2023-09-28T09:00:00+08:00'), usefulUntil: null },
]

export const reminderJob: Job = {
  id: 'remind',
  title: '旬报提醒',
  slots: () => SLOTS,
  async run({ tx, owe, period }) {
    const liaisons = await tx.membership.findMany({ where: { role: Role.LIAISON }, select: { personId: true } })
    for (const { personId } of liaisons) {
      await owe({ to: { personId }, card: formCard, key: `remind:${period}:${personId}` })
    }
  },
}
