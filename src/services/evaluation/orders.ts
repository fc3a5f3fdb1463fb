/** 督办单、提示单 that published plates draft (rules.md §6): drafts only, a person signs or nothing is sent. */
import type { ProjectMonthResult } from '../../domain/evaluation/result.ts'
import { usualDemand } from '../../domain/order.ts'
import { type Month, showMonth } from '../../domain/period.ts'
import { OrderKind, PlateColour } from '../../generated/prisma/client.ts'
import type { Acting } from '../acting.ts'
import { limitOf } from '../supervision/draft.ts'
import { type ShownMonth, whyNotGreen } from './view.ts'

type Drafted = 'SUPERVISION' | 'REMINDER'

/** Which order a plate drafts; null: none. */
function orderFor({ plate }: ProjectMonthResult): Drafted | null {
  if (plate?.colour === 'red') return OrderKind.SUPERVISION
  return plate?.colour === 'yellow' ? OrderKind.REMINDER : null
}

export interface DraftCounts {
  readonly supervision: number
  readonly reminder: number
}

/** How many orders the plates of the month draft when it is published. */
export async function ordersToDraft({ tx, district }: Acting, month: Month): Promise<DraftCounts> {
  const of = { districtId: district.id, month }
  return {
    supervision: await tx.plate.count({ where: { ...of, colour: PlateColour.RED } }),
    reminder: await tx.plate.count({ where: { ...of, colour: PlateColour.YELLOW } }),
  }
}

/** '督办单 1 份、提示单 2 份' */
export function showDrafts({ supervision, reminder }: DraftCounts): string {
  return [
    ...(supervision > 0 ? [`督办单 ${supervision} 份`] : []),
    ...(reminder > 0 ? [`提示单 ${reminder} 份`] : []),
  ].join('、')
}

/** Drafts the orders of a month's plates, each once; gives how many are new. */
export async function draftOrders(
  { tx, district, audit, rules, now }: Acting,
  month: Month,
  results: readonly ShownMonth[],
): Promise<DraftCounts> {
  const source = `${showMonth(month)}亮牌`
  const rows = results.flatMap(({ projectId, unitId, name, result }) => {
    const kind = orderFor(result)
    if (kind === null) return []
    const limitDays = limitOf(rules, kind)
    const demand = usualDemand(kind, limitDays)
    const matter = `${name} ${showMonth(month)}${whyNotGreen(result)}`
    return [{ ...{ districtId: district.id, projectId, kind, source, leadUnitId: unitId }, matter, demand, limitDays }]
  })
  const made = await tx.supervisionOrder.createManyAndReturn({ data: rows, skipDuplicates: true })
  await tx.orderStep.createMany({
    data: made.map(({ id }) => ({ orderId: id, move: 'DRAFT', state: 'DRAFT', at: now, text: source })),
  })
  for (const { id, projectId, kind, state } of made) {
    await audit({
      subject: 'order',
      subjectId: id,
      before: null,
      after: { project: projectId, kind: `${kind.toLowerCase()}-order`, state },
    })
  }
  return {
    supervision: made.filter(({ kind }) => kind === OrderKind.SUPERVISION).length,
    reminder: made.filter(({ kind }) => kind === OrderKind.REMINDER).length,
  }
}
