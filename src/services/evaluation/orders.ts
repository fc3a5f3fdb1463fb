/** 督办单、提示单 that published plates draft (rules.md §6): drafts only, a person signs or nothing is sent. */
import type { ProjectMonthResult } from '../../domain/evaluation/result.ts'
import { type Month, showMonth } from '../../domain/period.ts'
import { OrderKind, PlateColour } from '../../generated/prisma/client.ts'
import type { Acting } from '../acting.ts'
import { storeDraft } from '../supervision/draft.ts'
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

/** Drafts the orders of a month's plates, each once; gives how many are new. Who signs is told of all of them at once. */
export async function draftOrders(acting: Acting, month: Month, results: readonly ShownMonth[]): Promise<DraftCounts> {
  const made: Drafted[] = []
  for (const { projectId, unitId, name, result } of results) {
    const kind = orderFor(result)
    if (kind === null) continue
    const order = await storeDraft(acting, {
      ...{ kind, projectId, leadUnitId: unitId, coUnitIds: [] },
      ...{ demand: null, limitDays: null, basis: null, by: null },
      matter: `${name} ${showMonth(month)}${whyNotGreen(result)}`,
      origin: { source: `${showMonth(month)}亮牌`, problemId: null },
    })
    if (order !== null) made.push(kind)
  }
  return {
    supervision: made.filter((kind) => kind === OrderKind.SUPERVISION).length,
    reminder: made.filter((kind) => kind === OrderKind.REMINDER).length,
  }
}
