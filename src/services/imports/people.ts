/** People of an imported list; a person is known by name and unit. Roles that the list does not name stay. */
import { fold } from '../../domain/normalise.ts'
import { mayAppoint, type Role, readRole, roles, showRole } from '../../domain/roles.ts'
import { type Change, type DraftDesk, type Placed, type RowPlan, RowRefused } from './draft.ts'
import { findListed, findUnit, type Handle, type Known, type KnownPerson, placesOf, unknownUnit } from './known.ts'
import type { Operation } from './operations.ts'

interface Wanted {
  readonly name: string
  readonly unit: Handle | null
  readonly roles: readonly Role[]
  readonly details: { readonly title?: string; readonly phone?: string }
}

/** Plans the row; what is planned is known to the rows that come after it. */
export function planPerson(desk: DraftDesk, known: Known, { row, table }: Placed): RowPlan {
  const wanted = wantedOf(known, row.values)
  const listed = findListed(known, wanted.name, wanted.unit, wanted.details.phone)
  if (listed.is === 'unclear') throw new RowRefused('person', unclear(known, wanted, listed.namesakes))
  const stored = listed.is === 'known' ? listed.person : null
  if (stored === null && wanted.roles.length === 0)
    throw new RowRefused('roles', '缺身份，例如 联络员、项目办、包联领导')
  const missing = wanted.roles.filter((role) => stored === null || !stored.roles.has(role))
  mustAppoint(desk, stored, wanted, missing)
  const differences = stored === null ? [] : detailChanges(stored, wanted.details)
  const handle = stored?.handle ?? { ref: `person:${table.sheet}:${row.line}` }
  remember(known, stored, {
    handle,
    name: wanted.name,
    title: wanted.details.title ?? stored?.title ?? null,
    phone: wanted.details.phone ?? stored?.phone ?? null,
    roles: new Set([...(stored?.roles ?? []), ...wanted.roles]),
    units: [...(stored?.units ?? []), wanted.unit],
  })
  return {
    isNew: stored === null,
    changes: [
      ...(missing.length > 0
        ? [{ field: 'roles', text: `身份 ${stored === null ? '' : '加 '}${missing.map(showRole).join('、')}` }]
        : []),
      ...differences,
      ...(listed.is === 'new' ? namesakeOf(known, wanted.name, listed.namesakes) : []),
    ],
    operations: [
      ...personOperation(desk, handle, wanted, { isNew: stored === null, differs: differences.length > 0 }),
      ...missing.map((role) => ({
        ...({ does: 'create', table: 'membership', ref: `${table.sheet}:${row.line}:${role}` } as const),
        label: wanted.name,
        columns: { district_id: desk.district.id, person_id: handle, unit_id: wanted.unit, role, since: desk.today },
      })),
    ],
  }
}

function namesakeOf(known: Known, name: string, namesakes: readonly KnownPerson[]): Change[] {
  if (namesakes.length === 0) return []
  const where = placesOf(known, namesakes)
  return [{ field: null, text: `与${where}的同名，按另一个人；若是调动，请先发：人员 单位 ${name} 新单位` }]
}

function unclear(known: Known, { name, unit }: Wanted, namesakes: readonly KnownPerson[]): string {
  const [one, ...others] = namesakes
  if (others.length > 0) return `名单里有几位“${name}”（${placesOf(known, namesakes)}），请写清单位和手机号`
  const where = one === undefined ? '' : placesOf(known, [one])
  return unit === null
    ? `名单里“${name}”在${where}，请写上单位，分清是不是同一个人`
    : `名单里“${name}”${where}，分不清是不是同一个人；是的话请先发：人员 单位 ${name} 新单位`
}

/** As 人员 has it. A phone number binds an account, so it is an administrator's to change where a role is. */
function mustAppoint(
  { by }: DraftDesk,
  stored: KnownPerson | null,
  { details: { phone } }: Wanted,
  missing: readonly Role[],
): void {
  const above = missing.find((role) => !mayAppoint(by, role))
  if (above !== undefined) throw new RowRefused('roles', `${showRole(above)}只有管理员可以任免`)
  const held = roles.find((role) => stored?.roles.has(role) && !mayAppoint(by, role))
  if (held !== undefined && phone !== undefined && phone !== stored?.phone)
    throw new RowRefused('phone', `${showRole(held)}的手机号只有管理员可以改`)
}

function wantedOf(known: Known, values: Readonly<Record<string, string>>): Wanted {
  const { person: name, unit: unitName, roles: written, post } = values
  const phone = values.phone === undefined ? undefined : fold(values.phone).replace(/\s/g, '')
  if (name === undefined) throw new RowRefused('person', '缺姓名')
  const unit = unitName === undefined ? null : findUnit(known, unitName)
  if (unitName !== undefined && unit === null) throw new RowRefused('unit', unknownUnit(known, unitName))
  if (phone !== undefined && !/^\+?[\d-]{6,20}$/.test(phone)) throw new RowRefused('phone', '不像手机号')
  return {
    name,
    unit: unit?.handle ?? null,
    roles: rolesOf(written ?? ''),
    details: { ...(post === undefined ? {} : { title: post }), ...(phone === undefined ? {} : { phone }) },
  }
}

function rolesOf(written: string): readonly Role[] {
  const words = written.split(/[、,，;；/\s]+/).filter((word) => word !== '')
  return words.map((word) => {
    const role = readRole(word)
    if (role !== null) return role
    const choices = '项目办、包联领导、联络员、责任单位、督查室、审批局、管理员'
    throw new RowRefused('roles', `不认识“${word}”，可填 ${choices}`)
  })
}

function detailChanges(stored: KnownPerson, { title, phone }: Wanted['details']): Change[] {
  return [
    ...(title === undefined || title === stored.title
      ? []
      : [{ field: 'post', text: `职务 ${stored.title ?? '空'} → ${title}` }]),
    // A phone number is for matching only and is never shown.
    ...(phone === undefined || phone === stored.phone ? [] : [{ field: 'phone', text: '手机号有变' }]),
  ]
}

function personOperation(
  { district }: DraftDesk,
  handle: Handle,
  { name, details }: Wanted,
  { isNew, differs }: { readonly isNew: boolean; readonly differs: boolean },
): Operation[] {
  const common = { table: 'person', label: name, audit: { subject: 'person', before: null, after: {} } } as const
  if (typeof handle === 'number') return differs ? [{ ...common, does: 'update', id: handle, columns: details }] : []
  if (isNew) {
    const columns = { name, ...details, is_demo: district.isDemo }
    return [{ ...common, does: 'create', ref: handle.ref, columns }]
  }
  if (differs) throw new RowRefused('person', `前面一行的“${name}”写得不一样，请只留一行`)
  return []
}

function remember({ people }: Known, stored: KnownPerson | null, person: KnownPerson): void {
  if (stored !== null) people.remove(stored)
  people.add(person)
}
