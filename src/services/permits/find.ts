/** The permits of a project as they are read, each with its steps. */
import type { Tx } from '../../database/client.ts'
import { dayFromDb } from '../../domain/calendar-day.ts'
import type { PermitStep } from '../../domain/permits/steps.ts'
import type { Prisma } from '../../generated/prisma/client.ts'

export const withNames = {
  project: { select: { id: true, shortName: true, number: true, demoFields: true } },
  item: true,
  authorityUnit: { select: { id: true, shortName: true } },
  agent: { select: { id: true, name: true } },
  steps: {
    where: { withdrawnAt: null },
    orderBy: { id: 'asc' },
    include: { person: { select: { id: true, name: true } } },
  },
} satisfies Prisma.PermitInclude

export type PermitRow = Prisma.PermitGetPayload<{ include: typeof withNames }>

/** In the order of the catalogue. */
export async function permitsOf(tx: Tx, projectId: number): Promise<PermitRow[]> {
  return await tx.permit.findMany({
    where: { projectId },
    include: withNames,
    orderBy: [{ item: { position: 'asc' } }, { id: 'asc' }],
  })
}

/** The project's permit of an item; null when it is not on the project's list. */
export async function permitOf(tx: Tx, projectId: number, itemId: number): Promise<PermitRow | null> {
  return await tx.permit.findUnique({ where: { projectId_itemId: { projectId, itemId } }, include: withNames })
}

/** The steps that count, as the rules read them. */
export function stepsOf({ steps }: Pick<PermitRow, 'steps'>): PermitStep[] {
  return steps.map(({ move, on, reason }) => ({ move, on: dayFromDb(on), reason }))
}
