/** Notices that were to go out by themselves and are still a preview. */
import type { Tx } from '../database/client.ts'
import { showDayTime } from '../domain/calendar-day.ts'
import { NoticeState } from '../generated/prisma/client.ts'
import { noticeName } from './notice-kinds.ts'
import type { Fault } from './self-audit-fault.ts'

/** Older ones have long been overtaken by the next. */
const LOOK_BACK_MS = 10 * 24 * 3_600_000

export async function noticeFaults(tx: Tx, districtId: number, dueBefore: Date): Promise<Fault[]> {
  const notices = await tx.notice.findMany({
    where: {
      districtId,
      state: NoticeState.PREVIEW,
      mode: 'auto',
      dueAt: { lte: dueBefore, gt: new Date(dueBefore.getTime() - LOOK_BACK_MS) },
    },
    orderBy: { id: 'asc' },
  })
  return notices.map((notice) => ({
    kind: 'notice',
    id: `notice:${notice.id}`,
    title: `自查：${noticeName(notice)}应在 ${showDayTime(notice.dueAt)} 发布，没有发出`,
    remedy: `请先看调度群是否已绑定，再请项目办发“发布 ${notice.id}”`,
  }))
}
