/** From which month a project that comes in a list counts (rules.md §3). */
import type { Day } from '../domain/calendar-day.ts'

/**
 * '2023-09': what the list says, else the month in which the project is added. The year's first list is the plan of the
 * whole year, whenever it comes.
 *
 * @param begun years for which the district has plans already
 */
export function firstMonth(
  begun: ReadonlySet<number>,
  year: number,
  { today, written }: { readonly today: Day; readonly written: number | null },
): string {
  if (written !== null) return `${year}-${String(written).padStart(2, '0')}`
  return begun.has(year) && today.startsWith(`${year}-`) ? today.slice(0, 7) : `${year}-01`
}
