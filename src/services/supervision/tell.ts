/** Who hears of an order's steps, in the one bundled message of the day (rules.md §8); a draft reaches no unit. */
import { dayOf } from '../../domain/calendar-day.ts'
import type { Acting } from '../acting.ts'
import { type BundleItem, tellAll } from '../daily-bundle.ts'
import { rosterOf } from '../people.ts'
import type { OrderRow } from './find.ts'
import { signerPeople } from './rights.ts'

/** Everybody of the lead unit and the co-units today, besides the one who acts. */
export async function tellUnitsOf(
  acting: Acting,
  { leadUnit, coUnits }: OrderRow,
  item: BundleItem,
  except: number | null,
): Promise<void> {
  const ids = [...(leadUnit === null ? [] : [leadUnit.id]), ...coUnits.map(({ unit }) => unit.id)]
  await tellMembers(acting, ids, item, except)
}

export async function tellLeadUnit(
  acting: Acting,
  { leadUnit }: OrderRow,
  item: BundleItem,
  except: number | null,
): Promise<void> {
  if (leadUnit !== null) await tellMembers(acting, [leadUnit.id], item, except)
}

/** Those who sign and review, and whoever signed this one. */
export async function tellSigners(
  acting: Acting,
  { signedById }: Pick<OrderRow, 'signedById'>,
  item: BundleItem,
  except: number | null,
): Promise<void> {
  await tellAll(acting, [...(await signerPeople(acting)), signedById], item, except)
}

async function tellMembers(
  acting: Acting,
  unitIds: readonly number[],
  item: BundleItem,
  except: number | null,
): Promise<void> {
  const where = { unitId: { in: [...unitIds] } }
  const people = await rosterOf(acting.tx, acting.district.id, dayOf(acting.now), where)
  await tellAll(
    acting,
    people.map(({ personId }) => personId),
    item,
    except,
  )
}
