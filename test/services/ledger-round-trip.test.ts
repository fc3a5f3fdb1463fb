/** What goes out as 台账 comes back in unchanged: every cell that an import may set, for a 旬, a month and a quarter. */
import readXlsxFile from 'read-excel-file/node'
import { beforeAll, describe, expect, it } from 'vitest'
import { seedDemo } from '../../seeds/index.ts'
import type { Db } from '../../src/database/client.ts'
import { transact } from '../../src/database/transaction.ts'
import { headerOf, ledgerColumns } from '../../src/documents/ledger-columns.ts'
import { readTables } from '../../src/documents/tables/read-tables.ts'
import { type Day, day, instantAt } from '../../src/domain/calendar-day.ts'
import { planImport } from '../../src/services/imports/plan.ts'
import { runExport } from '../../src/services/run-export.ts'
import { runImport } from '../../src/services/setup/run-import.ts'
import { openClone } from '../database/harness.ts'

/** The span, and a day on which a district that locked nothing shows its last 旬. */
const SPANS: readonly (readonly [span: string, today: Day])[] = [
  ['2023-08-3', day('2023-09-08')],
  ['2023-08', day('2023-09-08')],
  ['2023-Q2', day('2023-07-05')],
]

let demo: Db
beforeAll(async () => {
  demo = (await openClone()).db
  await seedDemo(demo)
})

const exported = async (db: Db, period: string, today: Day): Promise<Buffer> => {
  const order = { what: 'ledger', period, district: null, now: instantAt(today, '10:00') }
  return Buffer.from((await runExport(db, order)).content)
}

/** By 简称: what stands in each column that an import may set, as title and value. */
async function dataOf(file: Buffer): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const [sheet] = await readXlsxFile(file)
  const [header = [], ...rows] = (sheet?.data ?? []).slice(2)
  const titles = header.map((cell) => String(cell).replace(/\s/g, ''))
  const wanted = ledgerColumns.filter(({ source }) => source === 'master').map(headerOf)
  for (const title of wanted) expect(titles).toContain(title)
  const cellsOf = (row: readonly unknown[]) =>
    Object.fromEntries(wanted.map((title) => [title, row[titles.indexOf(title)] ?? null]))
  return new Map(
    rows.flatMap((row) => {
      const cells = cellsOf(row)
      return typeof cells.序号 === 'number' ? [[String(cells.简称), cells] as const] : []
    }),
  )
}

/** A district with the demo's units and people, and nothing else: a ledger names them, it does not make them. */
async function districtWithRoster(): Promise<Db> {
  const { db } = await openClone()
  const { id: districtId } = await db.district.create({
    data: { name: '示例区', activatedAt: new Date('2023-01-01T00:00:00+08:00') },
  })
  const units = await demo.unit.findMany({ orderBy: { id: 'asc' } })
  for (const { name, shortName, group } of units) await db.unit.create({ data: { districtId, name, shortName, group } })
  const unitOf = new Map((await db.unit.findMany()).map(({ name, id }) => [name, id]))
  const members = await demo.membership.findMany({ include: { person: true, unit: true }, orderBy: { id: 'asc' } })
  const people = new Map<number, number>()
  for (const { person, personId, unit, role, since } of members) {
    const known = people.get(personId) ?? (await db.person.create({ data: { name: person.name } })).id
    people.set(personId, known)
    const unitId = unit === null ? null : (unitOf.get(unit.name) ?? null)
    await db.membership.create({ data: { districtId, personId: known, unitId, role, since } })
  }
  return db
}

describe.each(SPANS)('the ledger of %s, sent back as it went out', (span, today) => {
  it('changes nothing in the district that it came from', async () => {
    const file = await exported(demo, span, today)
    const district = await demo.district.findFirstOrThrow({ where: { projects: { some: {} } } })
    const read = readTables(file, { kind: null, today })
    const order = { district, today, choice: { kind: null, period: null }, by: new Set<never>() }
    const draft = await transact(demo, (tx) => planImport(tx, read, order))
    expect(draft).toMatchObject({ items: [], operations: [], counts: { created: 0, changed: 0, refused: 0 } })
    expect('counts' in draft && draft.counts.unchanged).toBe((await dataOf(file)).size)
    expect((await exported(demo, span, today)).equals(file)).toBe(true)
  })

  it('gives the same cells again from a district into which it was imported', async () => {
    const file = await exported(demo, span, today)
    const db = await districtWithRoster()
    const imported = await runImport(db, { file, district: null, now: instantAt(today, '10:00'), yes: true })
    expect(imported.ok).toBe(true)
    const [out, back] = [await dataOf(file), await dataOf(await exported(db, span, today))]
    expect(out.size).toBeGreaterThan(50)
    expect([...back.keys()]).toEqual([...out.keys()])
    for (const [name, cells] of out) expect(back.get(name), name).toEqual(cells)
  })
})

it('a ledger of a locked 旬 changes nothing either after one of its figures was corrected', async () => {
  const [span, today] = SPANS[0] ?? ['', day('2023-09-08')]
  const { id: projectId, districtId } = await demo.project.findFirstOrThrow({ where: { shortName: '示例甲' } })
  await demo.ledgerEntry.create({
    data: { projectId, year: 2023, period: '2023-08-3', kind: 'CORRECTION', amount: -500 },
  })
  const district = await demo.district.findUniqueOrThrow({ where: { id: districtId } })
  const read = readTables(await exported(demo, span, today), { kind: null, today })
  const order = { district, today, choice: { kind: null, period: null }, by: new Set<never>() }
  const draft = await transact(demo, (tx) => planImport(tx, read, order))
  expect(draft).toMatchObject({ items: [], operations: [], counts: { created: 0, changed: 0, refused: 0 } })
})
