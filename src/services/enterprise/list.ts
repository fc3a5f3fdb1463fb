/** The list of enterprises' files. */
import type { DistrictRef } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import { openServiceStates } from '../../domain/agency.ts'
import type { FileLine } from './file-card.ts'

/** By short name; `ids`: only these, null: all. `open` counts the requests in hand of the enterprise's projects. */
export async function fileLines(
  { tx, district }: { readonly tx: Tx; readonly district: DistrictRef },
  ids: readonly number[] | null,
): Promise<FileLine[]> {
  const rows = await tx.enterprise.findMany({
    where: { districtId: district.id, ...(ids === null ? {} : { id: { in: [...ids] } }) },
    select: {
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
  return rows.map(({ shortName, name, projects }) => ({
    ...{ shortName, name },
    projects: projects.length,
    open: projects.reduce((sum, { project }) => sum + project._count.serviceRequests, 0),
  }))
}
