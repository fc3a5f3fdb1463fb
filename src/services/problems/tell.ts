/** Who hears of a problem's steps, in the one bundled message of the day (rules.md §8). */
import { dayOf } from '../../domain/calendar-day.ts'
import { showMatter } from '../../domain/problem-category.ts'
import type { Acting } from '../acting.ts'
import { type BundleItem, tellAll } from '../daily-bundle.ts'
import { officePeople } from '../office-push.ts'
import { rosterOf } from '../people.ts'
import type { ProblemRow } from './find.ts'

/** '12 号问题 示例甲 用电，变压器容量不足' */
export function problemLine({ id, project, category, statement }: ProblemRow): string {
  return `${id} 号问题 ${project.shortName} ${showMatter(category, statement)}`
}

/** Everybody of the units today, besides the one who acts. */
export async function tellUnits(
  acting: Acting,
  unitIds: readonly (number | null)[],
  item: BundleItem,
  except: number | null,
): Promise<void> {
  const ids = [...new Set(unitIds.filter((id) => id !== null))]
  const people = await rosterOf(acting.tx, acting.district.id, dayOf(acting.now), { unitId: { in: ids } })
  await tellAll(
    acting,
    people.map(({ personId }) => personId),
    item,
    except,
  )
}

/** Who raised it, or that person's unit when nobody is named. */
export async function tellRaiser(
  acting: Acting,
  { raiser, raisedUnit }: ProblemRow,
  item: BundleItem,
  except: number | null,
): Promise<void> {
  if (raiser === null) return await tellUnits(acting, [raisedUnit?.id ?? null], item, except)
  await tellAll(acting, [raiser.id], item, except)
}

export async function tellOfficeOf(acting: Acting, item: BundleItem, except: number | null): Promise<void> {
  await tellAll(acting, await officePeople(acting), item, except)
}
