/** People of an imported workbook: persons of the deployment, memberships of the district. */
import type { CleanWorkbook } from '../../documents/clean-workbook.ts'
import { sheets } from '../../documents/clean-workbook.ts'
import { dayToDb } from '../../domain/calendar-day.ts'
import { type Role, readRole } from '../../domain/roles.ts'
import { heldOn } from '../people.ts'
import { roleInDb } from '../role-rows.ts'
import type { SetupDesk } from './desk.ts'
import { differs, emptyTally, type Outcome, type Tally } from './tally.ts'

type Row = CleanWorkbook['people'][number]

/**
 * Makes persons and gives them the roles of the sheet 人员 from today on. A person is known by name and unit in this
 * district. Roles that the file does not name stay; they are ended by the command 人员.
 */
export async function importPeople(
  desk: SetupDesk,
  rows: CleanWorkbook['people'],
  findUnit: (name: string) => number | null,
): Promise<Tally> {
  const tally = emptyTally()
  for (const row of rows) {
    const refuse = (cell: string, reason: string) =>
      desk.refuse({ sheet: sheets.people.title, cell: `${cell}（第${row.line}行）`, reason })
    const unitId = row.unit === null ? null : findUnit(row.unit)
    const roles = row.roles.map((word) => readRole(word))
    const unknown = row.roles.filter((_, i) => roles[i] === null)
    if (unknown.length > 0)
      refuse('身份', `不认识“${unknown.join('、')}”，可填 项目办、包联领导、联络员、责任单位、督查室、审批局、管理员`)
    else if (row.unit !== null && unitId === null) refuse('单位', `单位表里没有“${row.unit}”`)
    else
      tally[
        await importPerson(
          desk,
          row,
          unitId,
          roles.filter((role) => role !== null),
        )
      ]++
  }
  return tally
}

async function importPerson(
  desk: SetupDesk,
  row: Row,
  unitId: number | null,
  roles: readonly Role[],
): Promise<Outcome> {
  const { tx, district, today } = desk
  const wanted = { title: row.title, phone: row.phone }
  const known = await tx.person.findFirst({
    where: { name: row.name, memberships: { some: { districtId: district.id, unitId, ...heldOn(today) } } },
    include: { memberships: { where: { districtId: district.id, ...heldOn(today) } } },
  })
  const held = known?.memberships.map((membership) => membership.role) ?? []
  const missing = roles.map(roleInDb).filter((role) => !held.includes(role))
  if (known !== null && missing.length === 0 && !differs(known, wanted)) return 'unchanged'
  const person =
    known === null
      ? await tx.person.create({ data: { name: row.name, ...wanted, isDemo: district.isDemo } })
      : await tx.person.update({ where: { id: known.id }, data: wanted })
  await tx.membership.createMany({
    data: missing.map((role) => ({
      districtId: district.id,
      personId: person.id,
      unitId,
      role,
      since: dayToDb(today),
    })),
  })
  await desk.record('person', person.id, { unitId, roles: missing })
  return known === null ? 'created' : 'changed'
}

/** Finds a person of the district by name; two of one name are told apart by the unit given. */
export async function personFinder(
  desk: SetupDesk,
): Promise<(name: string, unitId: number | null) => number | 'two' | null> {
  const rows = await desk.tx.membership.findMany({
    where: { districtId: desk.district.id, ...heldOn(desk.today) },
    select: { personId: true, unitId: true, person: { select: { name: true } } },
  })
  return (name, unitId) => {
    const namesakes = rows.filter((row) => row.person.name === name)
    const inUnit = namesakes.filter((row) => row.unitId === unitId)
    const ids = new Set((inUnit.length > 0 ? inUnit : namesakes).map((row) => row.personId))
    const [id] = ids
    if (id === undefined) return null
    return ids.size === 1 ? id : 'two'
  }
}
