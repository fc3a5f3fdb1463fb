/** The slots of a job that happens once on every working day, in the first open minute. */
import { addDays, type Day, day, dayOf, instantAt } from '../../domain/calendar-day.ts'
import type { JobContext, Slot, SlotQuestion } from '../job.ts'

/** One slot a working day of the span; what it finds never loses its use. */
export function workdaySlots({ calendar, rules, from, to }: SlotQuestion): Slot[] {
  const slots: Slot[] = []
  for (let on = dayOf(from); on <= dayOf(to); on = addDays(on, 1)) {
    if (!calendar.isWorkday(on)) continue
    slots.push({ period: on, dueAt: instantAt(on, rules.calendar.quietFrom), usefulUntil: null })
  }
  return slots
}

/** The working day of a run. */
export function workdayOf({ period }: JobContext): Day {
  return day(period)
}
