/** Telling 项目办 something: one private message to each person of it. */
import type { Card } from '../chat/card.ts'
import { dayOf } from '../domain/calendar-day.ts'
import type { Acting } from './acting.ts'
import { membersWith, officeOf } from './people.ts'

export interface Telling {
  /** Deterministic within the district; the person's number is added. */
  readonly key: string
  readonly card: Card
  /** Who need not be told: the one who did it. */
  readonly except?: number | null
  readonly expiresAt?: Date
  readonly noticeId?: number
}

/** Owes the card to everybody of 项目办 today. */
export async function tellOffice(acting: Acting, telling: Telling): Promise<void> {
  const { key, card, except = null, expiresAt, noticeId } = telling
  for (const personId of await officePeople(acting)) {
    if (personId === except) continue
    await acting.owe({
      to: { personId },
      key: `${acting.district.id}:${key}:${personId}`,
      card,
      ...(expiresAt ? { expiresAt } : {}),
      ...(noticeId === undefined ? {} : { noticeId }),
    })
  }
}

/** 项目办 today; where the roster has none yet, the administrators, so that nothing is said to nobody. */
export async function officePeople({ tx, district, now }: Acting): Promise<readonly number[]> {
  const office = await officeOf(tx, district.id, dayOf(now))
  const people = office.length > 0 ? office : await membersWith(tx, district.id, 'admin', dayOf(now))
  return people.map(({ personId }) => personId)
}
