/** Which permits are a person's own: as agent, as authority, as the project's liaison or unit, or as its leader. */
import type { Context } from '../../chat/command.ts'
import { AssignmentKind, type Prisma } from '../../generated/prisma/client.ts'
import { heldOn } from '../people.ts'

export function ownPermits({ speaker, today }: Context): Prisma.PermitWhereInput {
  const { personId, roles } = speaker
  const unitIds = [...speaker.unitIds]
  if (personId === null) return { id: -1 }
  return {
    OR: [
      { agentId: personId },
      { authorityUnitId: { in: unitIds } },
      {
        project: {
          assignments: {
            some: {
              AND: [
                heldOn(today),
                {
                  OR: [
                    { personId, kind: { in: [AssignmentKind.LIAISON, AssignmentKind.LEADER, AssignmentKind.AGENT] } },
                    ...(roles.has('unit') ? [{ kind: AssignmentKind.UNIT, unitId: { in: unitIds } }] : []),
                  ],
                },
              ],
            },
          },
        },
      },
    ],
  }
}
