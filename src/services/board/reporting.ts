/** 挂图: how far the 旬 that is being reported has come, and which projects came in last. No figure: none is locked yet. */
import type { Tx } from '../../database/client.ts'
import { showTenDayShort } from '../../domain/period.ts'
import { ReportState } from '../../generated/prisma/client.ts'
import { askedUnlocked } from '../periods.ts'

const LATEST = 3

export interface Reporting {
  /** '9月上旬' */
  readonly period: string
  readonly reported: number
  readonly of: number
  /** Short names, the newest first. */
  readonly latest: readonly string[]
}

export async function reporting(tx: Tx, districtId: number, projects: number): Promise<Reporting[]> {
  const shown: Reporting[] = []
  for (const period of await askedUnlocked(tx, districtId)) {
    const where = { districtId, period, state: { not: ReportState.RETURNED } }
    const reported = await tx.report.count({ where })
    const latest = await tx.report.findMany({
      where,
      orderBy: [{ submittedAt: 'desc' }, { id: 'desc' }],
      take: LATEST,
      select: { project: { select: { shortName: true } } },
    })
    const names = latest.map(({ project }) => project.shortName)
    shown.push({ period: showTenDayShort(period), reported, of: projects, latest: names })
  }
  return shown
}
