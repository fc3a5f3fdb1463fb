/** A speaker's own projects in a month's evaluation: of the units that he belongs to, and those of which he is the liaison. */
import type { Card } from '../../chat/card.ts'
import type { Context } from '../../chat/command.ts'
import { month } from '../../domain/period.ts'
import { AssignmentKind, type Notice, NoticeState } from '../../generated/prisma/client.ts'
import { heldOn } from '../people.ts'
import { objectionUntil } from './moments.ts'
import { ownCard } from './own-card.ts'
import { shownMonth, unitMonths } from './shown.ts'

/** Null: none of the speaker's projects is in the month. */
export async function ownMonthCard(ctx: Context, notice: Notice): Promise<Card | null> {
  const { tx, district, now } = ctx
  const of = month(notice.period)
  const projectIds = await ownProjects(ctx)
  const results = projectIds.length === 0 ? [] : await shownMonth(tx, district.id, of, { projectIds })
  const isHead = ctx.speaker.roles.has('unit')
  const units = isHead ? await unitMonths(tx, district.id, of, ctx.speaker.unitIds) : []
  if (results.length === 0 && units.every(({ detail }) => detail.score === null)) return null
  const published = notice.state === NoticeState.PUBLISHED
  const until = await objectionUntil(ctx, notice)
  return ownCard({
    month: of,
    results,
    units,
    published,
    objectionUntil: published || now > until ? null : until,
  })
}

async function ownProjects({ tx, district, speaker, today }: Context): Promise<number[]> {
  const rows = await tx.assignment.findMany({
    where: {
      project: { districtId: district.id },
      AND: [
        heldOn(today),
        {
          OR: [
            { kind: AssignmentKind.UNIT, unitId: { in: [...speaker.unitIds] } },
            ...(speaker.personId === null ? [] : [{ kind: AssignmentKind.LIAISON, personId: speaker.personId }]),
          ],
        },
      ],
    },
    select: { projectId: true },
    distinct: ['projectId'],
  })
  return rows.map(({ projectId }) => projectId)
}
