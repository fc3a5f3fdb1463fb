/** Projects of an imported workbook, with their names and the 五个一. */
import type { CleanWorkbook } from '../../documents/clean-workbook.ts'
import { sheets } from '../../documents/clean-workbook.ts'
import { type Day, day, dayToDb } from '../../domain/calendar-day.ts'
import { ProjectNature } from '../../generated/prisma/enums.ts'
import { assign, type Wanted } from './assignments.ts'
import type { SetupDesk } from './desk.ts'
import { differs, emptyTally, type Outcome, type Tally } from './tally.ts'

type Row = CleanWorkbook['projects'][number]

export interface Finders {
  readonly unit: (name: string) => number | null
  readonly person: (name: string, unitId: number | null) => number | 'two' | null
}

/** Makes and changes the projects of the sheet 项目; a project is known by its short name. */
export async function importProjects(desk: SetupDesk, rows: CleanWorkbook['projects'], find: Finders): Promise<Tally> {
  const tally = emptyTally()
  const numbers = await numbersTaken(desk)
  let next = Math.max(0, ...numbers.keys()) + 1
  for (const row of rows) {
    const wanted = wantedAssignments(desk, row, find)
    const wrongStart = startConflict(row, desk.today)
    if (wrongStart !== null) refuse(desk, row, '实际开工日期', wrongStart)
    const holder = row.number === null ? undefined : numbers.get(row.number)
    const numberTaken = holder !== undefined && holder !== row.shortName
    if (numberTaken) refuse(desk, row, '序号', `${row.number} 号已经是“${holder}”`)
    if (wanted === null || wrongStart !== null || numberTaken) continue
    const number = row.number ?? [...numbers].find(([, name]) => name === row.shortName)?.[0] ?? next
    const outcome = await importProject(desk, row, wanted, number)
    numbers.set(number, row.shortName)
    next = Math.max(next, number + 1)
    tally[outcome]++
  }
  return tally
}

/** The district's list numbers and the short names that hold them. */
async function numbersTaken(desk: SetupDesk): Promise<Map<number, string>> {
  const projects = await desk.tx.project.findMany({
    where: { districtId: desk.district.id },
    select: { number: true, shortName: true },
  })
  return new Map(projects.map((project) => [project.number, project.shortName]))
}

function refuse(desk: SetupDesk, row: Row, column: string, reason: string): void {
  desk.refuse({ sheet: sheets.projects.title, cell: `${column}（第${row.line}行）`, reason })
}

/** rules.md §4 check 6: a new project starts this year, a continued one started before it. */
function startConflict(row: Row, today: Day): string | null {
  const newYear = `${today.slice(0, 4)}-01-01`
  if (row.nature === ProjectNature.NEW)
    return row.startedOn !== null && row.startedOn < newYear ? '新建项目的开工日期要在本年，跨年的请填“续建”' : null
  return row.startedOn !== null && row.startedOn < newYear ? null : '续建项目要填本年以前的实际开工日期'
}

function wantedAssignments(desk: SetupDesk, row: Row, find: Finders): Wanted | null {
  const unitId = find.unit(row.unit)
  if (unitId === null) {
    refuse(desk, row, '责任单位', `单位表里没有“${row.unit}”`)
    return null
  }
  const personOf = (column: string, name: string | null): number | null | 'refused' => {
    if (name === null) return null
    const found = find.person(name, unitId)
    if (typeof found === 'number') return found
    refuse(desk, row, column, found === 'two' ? `人员表里有几位“${name}”，请写清单位` : `人员表里没有“${name}”`)
    return 'refused'
  }
  const leaderId = personOf('包联领导', row.leader)
  const liaisonId = personOf('联络员', row.liaison)
  if (leaderId === 'refused' || liaisonId === 'refused') return null
  return { unitId, leaderId, liaisonId, team: row.team, plan: row.plan }
}

async function importProject(desk: SetupDesk, row: Row, wanted: Wanted, number: number): Promise<Outcome> {
  const { tx, district } = desk
  const fields = {
    number,
    name: row.name,
    nature: row.nature,
    stage: row.stage,
    owner: row.owner,
    location: row.location,
    chain: row.chain,
    totalInvestment: row.totalInvestment,
    investedBefore: row.investedBefore ?? '0.00',
    plannedStartOn: dateOrNull(row.plannedStartOn),
    startedOn: dateOrNull(row.startedOn),
    // The list comes from 项目办, whose word is the verification.
    verifiedStartOn: dateOrNull(row.startedOn),
  }
  const where = { districtId_shortName: { districtId: district.id, shortName: row.shortName } }
  const known = await tx.project.findUnique({ where, include: { aliases: true } })
  const project =
    known === null || differs(known, fields)
      ? await tx.project.upsert({
          where,
          create: { districtId: district.id, shortName: row.shortName, ...fields },
          update: fields,
        })
      : known
  const aliases = row.aliases.filter((alias) => !known?.aliases.some((old) => old.alias === alias))
  await tx.projectAlias.createMany({
    data: aliases.map((alias) => ({ districtId: district.id, projectId: project.id, alias })),
  })
  const reassigned = await assign(desk, project.id, wanted)
  if (known !== null && project === known && aliases.length === 0 && reassigned.length === 0) return 'unchanged'
  await desk.record('project', project.id, {
    nature: row.nature,
    stage: row.stage,
    totalInvestment: row.totalInvestment,
    reassigned,
  })
  return known === null ? 'created' : 'changed'
}

function dateOrNull(text: string | null): Date | null {
  return text === null ? null : dayToDb(day(text))
}
