/** Units and people that rows can name: those of the district, and those that the same import makes. */
import { dayToDb } from '../../domain/calendar-day.ts'
import { buildNameIndex, lookUp } from '../../domain/name-match.ts'
import { normalise } from '../../domain/normalise.ts'
import type { Role } from '../../domain/roles.ts'
import { heldOn } from '../people.ts'
import type { DraftDesk } from './draft.ts'
import type { Ref } from './operations.ts'

/** An id, or the name of a row that is yet to be made. */
export type Handle = number | Ref

export interface KnownUnit {
  readonly handle: Handle
  readonly name: string
  readonly shortName: string
  readonly group: string
}

export interface KnownPerson {
  readonly handle: Handle
  readonly name: string
  readonly title: string | null
  readonly phone: string | null
  /** Roles as the database keeps them, held today. */
  readonly roles: ReadonlySet<string>
  /** Units of the roles held; null stands for "of the district". */
  readonly units: readonly (Handle | null)[]
}

/** Both lists grow while a file is planned: what one row makes, the next may name. */
export interface Known {
  readonly units: NamedList<KnownUnit>
  readonly people: NamedList<KnownPerson>
}

/** A list in which a name of a thousand rows is looked up without reading all of it. */
export class NamedList<T> {
  private readonly all = new Set<T>()
  private readonly byName = new Map<string, T[]>()
  private readonly namesOf: (one: T) => readonly string[]

  constructor(namesOf: (one: T) => readonly string[], first: readonly T[]) {
    this.namesOf = namesOf
    for (const one of first) this.add(one)
  }

  add(one: T): void {
    this.all.add(one)
    for (const name of new Set(this.namesOf(one).map(plainName))) {
      const others = this.byName.get(name)
      if (others === undefined) this.byName.set(name, [one])
      else others.push(one)
    }
  }

  remove(one: T): void {
    this.all.delete(one)
    for (const others of this.namesOf(one).map((name) => this.byName.get(plainName(name)) ?? []))
      if (others.includes(one)) others.splice(others.indexOf(one), 1)
  }

  called(name: string): readonly T[] {
    return this.byName.get(plainName(name)) ?? []
  }

  list(): readonly T[] {
    return [...this.all]
  }
}

export async function loadKnown({ tx, district, today }: DraftDesk): Promise<Known> {
  const units = await tx.unit.findMany({
    where: { districtId: district.id, OR: [{ until: null }, { until: { gt: dayToDb(today) } }] },
    orderBy: { id: 'asc' },
  })
  const posts = await tx.membership.findMany({
    where: { districtId: district.id, ...heldOn(today) },
    include: { person: true },
    orderBy: { id: 'asc' },
  })
  const people = new Map<number, KnownPerson>()
  for (const { person, role, unitId } of posts) {
    const known = people.get(person.id)
    people.set(person.id, {
      handle: person.id,
      name: person.name,
      title: person.title,
      phone: person.phone,
      roles: new Set([...(known?.roles ?? []), role.toLowerCase()]),
      units: [...(known?.units ?? []), unitId],
    })
  }
  const named = units.map(({ id, group, ...rest }) => ({ handle: id, group: group.toLowerCase(), ...rest }))
  return {
    units: new NamedList<KnownUnit>(({ name, shortName }) => [name, shortName], named),
    people: new NamedList<KnownPerson>(({ name }) => [name], [...people.values()]),
  }
}

/** Half-width and without blanks: （ and ( are the same to who typed them. */
function plainName(name: string): string {
  return normalise(name).replace(/\s/g, '')
}

export function findUnit(known: Known, name: string): KnownUnit | null {
  return known.units.called(name)[0] ?? null
}

/** The sentence for a unit that nobody knows, with the nearest one. */
export function unknownUnit(known: Known, name: string): string {
  const index = buildNameIndex(
    known.units.list().map(({ name: full, shortName }) => ({ key: shortName, names: [full, shortName] })),
  )
  const near = lookUp(index, name)
  const meant = near.kind === 'one' ? near.key : near.kind === 'many' ? near.keys.join('、') : null
  return meant === null
    ? `没有“${name}”这个单位，请先导入单位名单，或改成已有的单位`
    : `没有“${name}”这个单位，是不是“${meant}”`
}

const isIn = ({ units }: KnownPerson, unit: Handle | null): boolean => units.some((one) => sameHandle(one, unit))

/** Somebody of a people list: the same by name and unit, or by name and phone number; a name alone is nobody's proof. */
export type Listed =
  | { readonly is: 'known'; readonly person: KnownPerson }
  | { readonly is: 'new'; readonly namesakes: readonly KnownPerson[] }
  | { readonly is: 'unclear'; readonly namesakes: readonly KnownPerson[] }

export function findListed(known: Known, name: string, unit: Handle | null, phone: string | undefined): Listed {
  // Its own list: whoever is planned next stands in the other.
  const namesakes = [...known.people.called(name)]
  const byPhone = namesakes.filter((person) => phone !== undefined && person.phone === phone)
  const [person, ...others] = byPhone.length > 0 ? byPhone : namesakes.filter((one) => isIn(one, unit))
  if (person !== undefined) return others.length > 0 ? { is: 'unclear', namesakes } : { is: 'known', person }
  // Where one of the two has no unit, nothing tells them apart.
  const told = unit !== null && namesakes.every((one) => !isIn(one, null))
  return { is: told || namesakes.length === 0 ? 'new' : 'unclear', namesakes }
}

/**
 * Somebody named for a place in a project: who has it already (`held`), else of the units given, the nearest first, else
 * the holder of a role. A namesake of another unit is somebody else.
 */
export function findHolder(
  known: Known,
  name: string,
  { units, held, role }: { units: readonly (Handle | null)[]; held?: number | null; role?: Role },
): KnownPerson | 'two' | null {
  const namesakes = known.people.called(name)
  const nearest = [
    namesakes.filter(({ handle }) => handle === held),
    ...units.map((unit) => namesakes.filter((one) => isIn(one, unit))),
    namesakes.filter(({ roles }) => role !== undefined && roles.has(role)),
  ].find((some) => some.length > 0)
  const [person, ...others] = nearest ?? []
  if (person === undefined) return null
  return others.length > 0 ? 'two' : person
}

/** '示例镇、能源局': where the people of a name are. */
export function placesOf({ units }: Known, people: readonly KnownPerson[]): string {
  const handles = people.flatMap((person) => person.units)
  const names = handles.map(
    (handle) => units.list().find((unit) => sameHandle(unit.handle, handle))?.shortName ?? '没写单位',
  )
  return [...new Set(names)].join('、')
}

/** 'X', or 'X（同名的在示例镇）': somebody who was not taken. */
export function notTaken(known: Known, name: string): string {
  const namesakes = known.people.called(name)
  return namesakes.length === 0 ? name : `${name}（同名的在${placesOf(known, namesakes)}）`
}

export function sameHandle(a: Handle | null, b: Handle | null): boolean {
  if (a === null || b === null || typeof a === 'number' || typeof b === 'number') return a === b
  return a.ref === b.ref
}
