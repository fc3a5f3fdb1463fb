/** Finding the person on the roster that somebody says to be, over all districts. */
import type { Tx } from '../database/client.ts'
import type { Day } from '../domain/calendar-day.ts'
import { buildNameIndex, lookUp } from '../domain/name-match.ts'
import { heldOn } from './people.ts'

export interface Candidate {
  readonly personId: number
  readonly name: string
  readonly districtId: number
  readonly isDemo: boolean
  /** Short names of the units, for telling namesakes apart. */
  readonly units: readonly string[]
}

export type Search =
  | { readonly kind: 'one'; readonly person: Candidate }
  | { readonly kind: 'many'; readonly people: readonly Candidate[] }
  /** `unit`: the name is on the roster, but not there, or the unit was not given. */
  | { readonly kind: 'none'; readonly missing: 'name' | 'unit' }

/**
 * Searches by name and unit ("张三 区能源局", in either order), or by the phone number on the roster. A name that
 * belongs to a unit needs it; somebody without a unit (a leader) is found by the name.
 *
 * @param districtIds only these districts; null: all
 * @param unitNeeded whether a name alone is enough to find somebody who belongs to a unit
 */
export async function searchRoster(
  tx: Tx,
  words: readonly string[],
  day: Day,
  { districtIds = null, unitNeeded }: { districtIds?: readonly number[] | null; unitNeeded: boolean },
): Promise<Search> {
  const phone = words.map((word) => word.replace(/[-\s]/g, '')).find((word) => /^\+?\d{11,13}$/.test(word))
  if (phone !== undefined) {
    return decided(await load(tx, { phone: phone.replace(/^\+?86/, '') }, day, districtIds), 'name')
  }
  for (const name of words) {
    const named = await load(tx, { name }, day, districtIds)
    if (named.length === 0) continue
    const others = words.filter((word) => word !== name)
    if (others.length > 0)
      return decided(
        named.filter((row) => others.every((word) => fits(row, word))),
        'unit',
      )
    const known = unitNeeded ? named.filter(({ units }) => units.length === 0) : named
    return decided(known, 'unit')
  }
  return { kind: 'none', missing: 'name' }
}

interface Row extends Candidate {
  readonly unitNames: readonly { readonly key: string; readonly names: readonly string[] }[]
  readonly districtName: string
}

async function load(
  tx: Tx,
  person: { name: string } | { phone: string },
  day: Day,
  districtIds: readonly number[] | null,
): Promise<Row[]> {
  const rows = await tx.membership.findMany({
    where: { person, ...heldOn(day), ...(districtIds === null ? {} : { districtId: { in: [...districtIds] } }) },
    select: {
      person: { select: { id: true, name: true } },
      unit: { select: { name: true, shortName: true } },
      district: { select: { id: true, name: true, isDemo: true } },
    },
    orderBy: [{ districtId: 'asc' }, { personId: 'asc' }, { id: 'asc' }],
  })
  const found = new Map<string, Row>()
  for (const { person: who, unit, district } of rows) {
    const key = `${district.id}:${who.id}`
    const known = found.get(key)
    const own = unit === null ? [] : [{ key: unit.shortName, names: [unit.shortName, unit.name] }]
    const unitNames = [...(known?.unitNames ?? []), ...own]
    found.set(key, {
      personId: who.id,
      name: who.name,
      districtId: district.id,
      districtName: district.name,
      isDemo: district.isDemo,
      unitNames,
      units: [...new Set(unitNames.map((one) => one.key))],
    })
  }
  return [...found.values()]
}

/** A person without a unit may write whatever stands on the door (区政府); 项目办 decides anyway. */
function fits(row: Row, unit: string): boolean {
  if (row.unitNames.length === 0 || unit === row.districtName) return true
  const match = lookUp(buildNameIndex(row.unitNames), unit)
  return match.kind !== 'none'
}

/** One person on the rosters of two districts is one all the same; the first district's 项目办 decides. */
function decided(rows: readonly Candidate[], missing: 'name' | 'unit'): Search {
  const people = rows.filter((row, i) => rows.findIndex((one) => one.personId === row.personId) === i)
  const [person, ...others] = people
  if (person === undefined) return { kind: 'none', missing }
  return others.length === 0 ? { kind: 'one', person } : { kind: 'many', people }
}
