/** 手续 of the whole district in figures: how many are done, with whom the others are, what is overdue. */
import { button, type Card, say } from '../../chat/card.ts'
import type { Tx } from '../../database/client.ts'
import { showDay } from '../../domain/calendar-day.ts'
import type { Hour } from './clock.ts'
import { overdueOn, running } from './countdown.ts'

const SHOWN = 10

interface WithUnit {
  readonly unit: string
  readonly running: number
  readonly overdue: number
}

export interface DistrictPermits {
  readonly projects: number
  readonly needed: number
  readonly done: number
  readonly running: number
  readonly overdue: number
  /** By authority, those with something overdue first. */
  readonly units: readonly WithUnit[]
}

/** Counted in the database: a district may have tens of thousands. */
export async function districtPermits(tx: Tx, districtId: number, hour: Hour): Promise<DistrictPermits> {
  const needed = { districtId, state: { not: 'NOT_NEEDED' as const } }
  const states = await tx.permit.groupBy({ by: ['state'], where: needed, _count: { _all: true } })
  const projects = await tx.project.count({ where: { districtId, permits: { some: needed } } })
  const runs = running(districtId)
  const late = { AND: [runs, overdueOn(hour)] }
  const byUnit = { by: ['authorityUnitId'], _count: { _all: true } } as const
  const all = await tx.permit.groupBy({ ...byUnit, by: ['authorityUnitId'], where: runs })
  const overdue = await tx.permit.groupBy({ ...byUnit, by: ['authorityUnitId'], where: late })
  const names = new Map(
    (await tx.unit.findMany({ where: { districtId }, select: { id: true, shortName: true } })).map((row) => [
      row.id,
      row.shortName,
    ]),
  )
  const units = all.map(({ authorityUnitId, _count }) => ({
    unit: names.get(authorityUnitId ?? -1) ?? '未定单位',
    running: _count._all,
    overdue: overdue.find((row) => row.authorityUnitId === authorityUnitId)?._count._all ?? 0,
  }))
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
  return {
    projects,
    needed: sum(states.map(({ _count }) => _count._all)),
    done: states.find(({ state }) => state === 'DONE')?._count._all ?? 0,
    running: sum(units.map((unit) => unit.running)),
    overdue: sum(units.map((unit) => unit.overdue)),
    units: units.toSorted((a, b) => b.overdue - a.overdue || b.running - a.running),
  }
}

/** '手续：已办结 30/42，在计时 5，逾期 1'; null when nobody has listed any. */
export async function permitsLine(tx: Tx, districtId: number, hour: Hour): Promise<string | null> {
  const { needed, done, running: runs, overdue } = await districtPermits(tx, districtId, hour)
  if (needed === 0) return null
  return `手续：已办结 ${done}/${needed}，在计时 ${runs}${overdue === 0 ? '' : `，逾期 ${overdue}`}`
}

export function districtPermitsCard(facts: DistrictPermits, hour: Hour): Card {
  const { projects, needed, done, overdue, units } = facts
  if (needed === 0) {
    return say('还没有项目列手续清单', {
      blocks: [{ kind: 'note', text: '审批局、项目办列清单请发：手续 项目简称 列入 必备' }],
      actions: [button('手续目录')],
    })
  }
  return say(`${projects} 个项目的手续已办结 ${done}/${needed}${overdue === 0 ? '' : `，逾期 ${overdue} 项`}`, {
    blocks: [
      {
        kind: 'table',
        columns: [{ title: '主管单位' }, { title: '在计时', align: 'right' }, { title: '逾期', align: 'right' }],
        rows: units.slice(0, SHOWN).map((unit) => [unit.unit, String(unit.running), String(unit.overdue)]),
      },
      { kind: 'note', text: `截至 ${showDay(hour.today)}。看一个项目请发：手续 简称` },
    ],
    actions: [button('倒计时'), button('手续目录'), button('政务服务')],
  })
}
