/** Returned reports that may still be mended, also after the lock of their 旬 (rules.md §4). */
import type { Context } from '../chat/command.ts'
import { type TenDay, tenDay } from '../domain/period.ts'
import { AssignmentKind, type Prisma, ReportState } from '../generated/prisma/client.ts'
import { heldOn } from './people.ts'

/** The oldest 旬 in which the project has a returned report that is still open; null without one. */
export async function reopenedOfProject(ctx: Context, shortName: string): Promise<TenDay | null> {
  return await oldestReopened(ctx, { shortName })
}

/** The oldest 旬 in which a project that the person reports has a returned report that is still open; null without one. */
export async function reopenedOfPerson(ctx: Context): Promise<TenDay | null> {
  const { speaker, today } = ctx
  if (speaker.personId === null) return null
  return await oldestReopened(ctx, {
    assignments: { some: { kind: AssignmentKind.LIAISON, personId: speaker.personId, ...heldOn(today) } },
  })
}

async function oldestReopened(
  { tx, district, at }: Context,
  project: Prisma.ProjectWhereInput,
): Promise<TenDay | null> {
  const report = await tx.report.findFirst({
    where: { districtId: district.id, state: ReportState.RETURNED, reopenUntil: { gt: at }, project },
    orderBy: { period: 'asc' },
    select: { period: true },
  })
  return report === null ? null : tenDay(report.period)
}

/** The projects of the person's reminder of a 旬, in its order; none without one. */
export async function remindedIn({ tx, district, speaker }: Context, period: TenDay): Promise<readonly number[]> {
  if (speaker.personId === null) return []
  const items = await tx.reminderItem.findMany({
    where: { districtId: district.id, personId: speaker.personId, period },
    orderBy: { position: 'asc' },
    select: { projectId: true },
  })
  return items.map(({ projectId }) => projectId)
}
