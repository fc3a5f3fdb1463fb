/** Who may report on a project: its liaison and 项目办 (voice.md). */

import type { Context } from '../chat/command.ts'
import { showStanding } from '../chat/permission.ts'
import { UserError } from '../errors.ts'
import { AssignmentKind, type Project } from '../generated/prisma/client.ts'
import { heldOn } from './people.ts'

export const ONLY_REPORTERS = '只有本项目联络员和项目办可以报数'

/** The project of a short name, for somebody who may report on it; throws the sentence else. */
export async function projectToReport(ctx: Context, shortName: string): Promise<Project> {
  const { tx, district, speaker, today } = ctx
  const key = { districtId: district.id, shortName }
  const project = await tx.project.findUnique({ where: { districtId_shortName: key } })
  if (project === null) throw new UserError(`没有找到“${shortName}”这个项目。发“我的项目”看您的项目`, ['我的项目'])
  if (speaker.roles.has('office')) return project
  const own = await tx.assignment.findFirst({
    where: {
      projectId: project.id,
      kind: AssignmentKind.LIAISON,
      personId: speaker.personId ?? -1,
      ...heldOn(today),
    },
    select: { id: true },
  })
  if (own !== null) return project
  throw new UserError(
    `${ONLY_REPORTERS}。您现在的身份：${showStanding(ctx)}，不是${shortName}的联络员。发“我的项目”看您的项目`,
    ['我的项目'],
  )
}
