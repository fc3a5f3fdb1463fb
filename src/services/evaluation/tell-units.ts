/** The word to the units' people: their own results at the trial, and what changed when it was made anew. */
import { type Month, showMonth } from '../../domain/period.ts'
import type { Notice } from '../../generated/prisma/client.ts'
import type { Acting } from '../acting.ts'
import { tellInBundle } from '../daily-bundle.ts'
import type { MonthResults } from './compute.ts'
import { objectionUntil } from './moments.ts'
import { ownCard } from './own-card.ts'
import { peopleConcerned } from './people.ts'
import { shownOf } from './shown.ts'
import { type ShownMonth, showResult } from './view.ts'

/** Owes each unit's people the trial of their own projects; of no use once the time for 异议 is over. */
export async function tellTrial(acting: Acting, notice: Notice, results: MonthResults): Promise<void> {
  const { district } = acting
  const { month } = results.cutOff
  const until = await objectionUntil(acting, notice)
  const shown = new Map(shownOf(results.projects).map((one) => [one.projectId, one]))
  const units = new Map(results.units.map((unit) => [unit.unitId, unit]))
  const scored = results.units.filter(({ detail }) => detail.score !== null).map(({ unitId }) => unitId)
  for (const { personId, projectIds, unitIds } of await peopleConcerned(acting, [...shown.values()], scored)) {
    await acting.owe({
      to: { personId },
      key: `${district.id}:evaluation:${month}:trial:${personId}`,
      card: ownCard({
        month,
        results: projectIds.flatMap((id) => shown.get(id) ?? []),
        units: unitIds.flatMap((id) => units.get(id) ?? []),
        objectionUntil: until,
        published: false,
      }),
      expiresAt: until,
    })
  }
}

export interface ChangedResult {
  readonly before: ShownMonth | null
  readonly after: ShownMonth
}

/** The projects whose plate or score is another one now. */
export function changedResults(before: readonly ShownMonth[], after: readonly ShownMonth[]): ChangedResult[] {
  const known = new Map(before.map((one) => [one.projectId, one]))
  return after.flatMap((now) => {
    const was = known.get(now.projectId) ?? null
    return was !== null && showResult(was.result) === showResult(now.result) ? [] : [{ before: was, after: now }]
  })
}

/** Tells the people of the projects, in the message of the day, but not the one who just acted. */
export async function tellChanged(
  acting: Acting,
  month: Month,
  changed: readonly ChangedResult[],
  except: number | null,
): Promise<void> {
  const concerned = await peopleConcerned(
    acting,
    changed.map(({ after }) => after),
    [],
  )
  const byProject = new Map(changed.map((one) => [one.after.projectId, one]))
  // In the order of tellAll.
  for (const { personId, projectIds } of concerned.toSorted((a, b) => a.personId - b.personId)) {
    if (personId === except) continue
    for (const { before, after } of projectIds.flatMap((id) => byProject.get(id) ?? [])) {
      await tellInBundle(acting, personId, {
        text: `${after.name} ${showMonth(month)}考评重算：${before === null ? '' : `${showResult(before.result)} → `}${showResult(after.result)}`,
        detail: `看怎么算的，发：明细 ${after.name} ${showMonth(month)}`,
      })
    }
  }
}
