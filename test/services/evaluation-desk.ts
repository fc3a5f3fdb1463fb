/**
 * September 2023 of the small district, reported and about to be locked: 示例甲 on its target, 示例乙 behind (黄), 示例丙
 * far behind (红). Trial 10月9日 09:00, 异议 until 10月11日 17:00, publication 10月12日 14:30.
 */

import type { Db } from '../../src/database/client.ts'
import type { Database } from '../../src/database/connection.ts'
import { day, dayToDb } from '../../src/domain/calendar-day.ts'
import { type CycleDesk, openCycleDesk } from './cycle-desk.ts'

export const TRIAL = '2023-10-09 09:00'
export const OBJECTIONS = '2023-10-11 17:00'
export const PUBLICATION = '2023-10-12 14:30'

/** 年度累计 by the end of September, 万元; the targets are 7,500, 3,750 and 1,500. */
const SEPTEMBER = [
  { project: '示例甲', before: '5200', amount: '2000', onTime: true },
  { project: '示例乙', before: '3100', amount: '200', onTime: true },
  { project: '示例丙', before: '900', amount: '100', onTime: false },
] as const

export interface EvaluationOptions {
  readonly database?: Database
  /** A rule of the district from September on. */
  readonly rule?: { readonly key: string; readonly value: string | boolean }
}

/** The desk on Sunday 2023-10-08 (a working day), the day before the trial. */
export async function openEvaluationDesk({ database, rule }: EvaluationOptions = {}): Promise<CycleDesk> {
  const desk = await openCycleDesk('2023-10-08T09:30:00+08:00', database === undefined ? {} : { database })
  const { db, district } = desk
  await db.district.update({
    where: { id: district.id },
    data: { activatedAt: new Date('2023-10-08T00:00:00+08:00') },
  })
  if (rule !== undefined) {
    await db.ruleSetting.create({ data: { districtId: district.id, fromMonth: '2023-09', ...rule } })
  }
  await reportSeptember(desk)
  await db.milestone.create({
    data: {
      projectId: projectOf(desk, '示例乙'),
      name: '主体封顶',
      dueOn: dayToDb(day('2023-09-25')),
    },
  })
  return desk
}

/** Posts of a month's evaluation that reached the group. */
export function posts(desk: CycleDesk): string[] {
  return desk.received('group-dispatch').filter((text) => text.includes('考评亮牌'))
}

export function projectOf({ district }: Pick<CycleDesk, 'district'>, shortName: string): number {
  const id = district.projects.get(shortName)
  if (id === undefined) throw new Error(`no project ${shortName}`)
  return id
}

async function reportSeptember(desk: CycleDesk): Promise<void> {
  const { db, district } = desk
  const districtId = district.id
  for (const part of [1, 2, 3] as const) {
    const at = new Date(`2023-09-${part === 3 ? 28 : part * 10}T09:00:00+08:00`)
    await db.period.create({
      data: { districtId, code: `2023-09-${part}`, askedAt: at, lockedAt: part === 3 ? null : at },
    })
  }
  for (const { project, before, amount, onTime } of SEPTEMBER) {
    const projectId = projectOf(desk, project)
    await db.ledgerEntry.updateMany({ where: { projectId }, data: { amount: before } })
    for (const part of [1, 2, 3] as const) {
      const own = { projectId, period: `2023-09-${part}`, amount: part === 3 ? amount : '0' }
      await db.report.create({
        data: {
          ...own,
          districtId,
          onTime,
          progress: '主体施工',
          state: part === 3 ? 'SUBMITTED' : 'LOCKED',
          submittedAt: new Date(`2023-10-07T1${part}:00:00+08:00`),
        },
      })
      await db.ledgerEntry.create({ data: { ...own, year: 2023, kind: 'REPORT' } })
    }
  }
}

/** 核实: the milestone of 示例乙 was done on time, and somebody has now verified it. */
export async function verifyMilestone(db: Db, at: Date): Promise<void> {
  await db.milestone.updateMany({ data: { doneOn: dayToDb(day('2023-09-20')), verifiedAt: at } })
}
