/** Which months' evaluations there are, and who may see which. */
import type { Month } from '../../domain/period.ts'
import { type Notice, NoticeKind, NoticeState } from '../../generated/prisma/client.ts'
import type { Acting } from '../acting.ts'

/** Published: everybody. Tried: those concerned, unless the district has switched the notice off. All: 项目办. */
export type Sight = 'published' | 'tried' | 'all'

/** The newest notice of a month's evaluation that may be seen, or that of the month named; null: none. */
export async function newestMonth(
  { tx, district }: Acting,
  sight: Sight,
  named: Month | null = null,
): Promise<Notice | null> {
  return await tx.notice.findFirst({
    where: {
      districtId: district.id,
      kind: NoticeKind.EVALUATION,
      ...(named === null ? {} : { period: named }),
      ...(sight === 'published' ? { state: NoticeState.PUBLISHED } : {}),
      ...(sight === 'tried' ? { state: { notIn: [NoticeState.OFF, NoticeState.EXPIRED] } } : {}),
    },
    orderBy: { period: 'desc' },
  })
}
