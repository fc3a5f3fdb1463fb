/** The list of enterprises' files. */
import type { DistrictRef } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import { openServiceStates } from '../../domain/agency.ts'

export interface FileLine {
  readonly id: number
  readonly shortName: string
  readonly name: string
  readonly projects: number
  /** Requests in hand. */
  readonly open: number
}

/** In the order in which they were opened; `ids`: only these, null: all. `open` counts the requests in hand of the enterprise's projects. */
export async function fileLines(
  { tx, district }: { readonly tx: Tx; readonly district: DistrictRef },
  ids: readonly number[] | null,
): Promise<FileLine[]> {
  const rows = await tx.enterprise.findMany({
    where: { districtId: district.id, ...(ids === null ? {} : { id: { in: [...ids] } }) },
    select: {
      id: true,
      shortName: true,
      name: true,
      projects: {
        select: {
          project: {
            select: { _count: { select: { serviceRequests: { where: { state: { in: [...openServiceStates] } } } } } },
          },
        },
      },
    },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ id, shortName, name, projects }) => ({
    ...{ id, shortName, name },
    projects: projects.length,
    open: projects.reduce((sum, { project }) => sum + project._count.serviceRequests, 0),
  }))
}
