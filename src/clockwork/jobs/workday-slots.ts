/** The slots of a job that happens on every working morning, before the hours in which anybody is told anything. */
import { addDays, dayOf, instantAt } from '../../domain/calendar-day.ts'
import type { Slot, SlotQuestion } from '../job.ts'

/**
 * So that what several jobs have to tell one person is in one message when the hours open (rules.md §8): that of the
 * first job to run would be on its way before the second had run.
 */
const BEFORE_OPENING_MS = 30 * 60_000

/** One slot for each working day; its period is the day. Its use never passes: the first run after a downtime does it all. */
export function workdaySlots({ calendar, rules, from, to }: SlotQuestion): Slot[] {
  const slots: Slot[] = []
  for (let on = dayOf(from); on <= dayOf(to); on = addDays(on, 1)) {
    if (!calendar.isWorkday(on)) continue
    const opens = instantAt(on, rules.calendar.quietFrom)
    slots.push({ period: on, dueAt: new Date(opens.getTime() - BEFORE_OPENING_MS), usefulUntil: null })
  }
  return slots
}
