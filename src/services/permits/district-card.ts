/** 手续 of the whole district: how many are with whom, what is overdue. */
import { button, type Card, say } from '../../chat/card.ts'
import type { Tx } from '../../database/client.ts'
import { showDay } from '../../domain/calendar-day.ts'
import type { Hour } from './clock.ts'
import { type CountdownItem, runningPermits } from './countdown.ts'

const SHOWN = 10

export interface DistrictPermits {
  readonly projects: number
  readonly needed: number
  readonly done: number
  readonly running: readonly CountdownItem[]
}

/** The district's permits in figures. */
export async function districtPermits(tx: Tx, districtId: number, hour: Hour): Promise<DistrictPermits> {
  const groups = await tx.permit.groupBy({ by: ['projectId', 'state'], where: { districtId }, _count: { _all: true } })
  const needed = groups.filter(({ state }) => state !== 'NOT_NEEDED')
  const count = (rows: typeof groups) => rows.reduce((total, row) => total + row._count._all, 0)
  return {
    projects: new Set(needed.map(({ projectId }) => projectId)).size,
    needed: count(needed),
    done: count(needed.filter(({ state }) => state === 'DONE')),
    running: await runningPermits(tx, districtId, hour),
  }
}

export function overdueOf({ running }: DistrictPermits): number {
  return running.filter(({ left }) => left < 0).length
}

/** '手续：已办结 30/42，在计时 5，逾期 1'; null when nobody has listed any. */
export function permitsLine(facts: DistrictPermits): string | null {
  if (facts.needed === 0) return null
  const overdue = overdueOf(facts)
  const late = overdue === 0 ? '' : `，逾期 ${overdue}`
  return `手续：已办结 ${facts.done}/${facts.needed}，在计时 ${facts.running.length}${late}`
}

export function districtPermitsCard(facts: DistrictPermits, hour: Hour): Card {
  if (facts.needed === 0) {
    return say('还没有项目列手续清单', {
      blocks: [{ kind: 'note', text: '审批局、项目办列清单请发：手续 项目简称 列入 必备' }],
      actions: [button('手续目录')],
    })
  }
  const units = new Map<string, { all: number; late: number }>()
  for (const { unit, left } of facts.running) {
    const known = units.get(unit) ?? { all: 0, late: 0 }
    units.set(unit, { all: known.all + 1, late: known.late + (left < 0 ? 1 : 0) })
  }
  const rows = [...units].toSorted(([, a], [, b]) => b.late - a.late || b.all - a.all)
  const overdue = overdueOf(facts)
  return say(
    `${facts.projects} 个项目的手续已办结 ${facts.done}/${facts.needed}${overdue === 0 ? '' : `，逾期 ${overdue} 项`}`,
    {
      blocks: [
        {
          kind: 'table',
          columns: [{ title: '主管单位' }, { title: '在计时', align: 'right' }, { title: '逾期', align: 'right' }],
          rows: rows.slice(0, SHOWN).map(([unit, { all, late }]) => [unit, String(all), String(late)]),
        },
        { kind: 'note', text: `截至 ${showDay(hour.today)}。看一个项目请发：手续 简称` },
      ],
      actions: [button('倒计时'), button('手续目录'), button('政务服务')],
    },
  )
}
