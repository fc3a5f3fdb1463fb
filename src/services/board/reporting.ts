/** 挂图: how far the 旬 that is being reported has come, and which projects came in last. No figure: none is locked yet. */
import type { DistrictRef } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import { showTenDayShort } from '../../domain/period.ts'
import { askedUnlocked } from '../periods.ts'
import { loadStandings } from '../standing.ts'

const LATEST = 3

export interface Reporting {
  /** '9月上旬' */
  readonly period: string
  readonly reported: number
  readonly of: number
  /** Short names, the newest first. */
  readonly latest: readonly string[]
}

/** Counts as 未报 and 催报 do: the projects on the list of the 旬, and those of them that have reported. */
export async function reporting(tx: Tx, district: DistrictRef): Promise<Reporting[]> {
  const shown: Reporting[] = []
  for (const period of await askedUnlocked(tx, district.id)) {
    const standings = await loadStandings(tx, district, period)
    const reported = standings.filter((standing) => standing.reported).map(({ id }) => id)
    const latest = await tx.report.findMany({
      where: { districtId: district.id, period, projectId: { in: reported } },
      orderBy: [{ submittedAt: 'desc' }, { id: 'desc' }],
      take: LATEST,
      select: { project: { select: { shortName: true } } },
    })
    const names = latest.map(({ project }) => project.shortName)
    shown.push({ period: showTenDayShort(period), reported: reported.length, of: standings.length, latest: names })
  }
  return shown
}
