import { expect, it } from 'vitest'
import { headerOf, ledgerColumns } from '../../src/documents/ledger-columns.ts'
import { headerKey } from '../../src/documents/tables/header-key.ts'
import { readTables } from '../../src/documents/tables/read-tables.ts'
import { day } from '../../src/domain/calendar-day.ts'
import { makeBook } from './book-maker.ts'

const SAMPLES: Readonly<Record<string, string | number>> = {
  money: 1234.5,
  day: '2023-03-15',
  whole: 7,
  percent: 50,
  nature: '续建',
  stage: '在建',
}

it('a ledger written with the catalogue’s own headers is read back column by column', () => {
  const row = ledgerColumns.map(({ field, kind }) => SAMPLES[kind] ?? `${field}的内容`)
  const book = makeBook([{ title: '台账', rows: [ledgerColumns.map(headerOf), row] }])
  const { tables } = readTables(book, { kind: null, today: day('2023-09-08') })
  expect(Object.keys(tables[0]?.places ?? {})).toEqual(ledgerColumns.map(({ field }) => field))
  const values = tables[0]?.rows[0]?.values ?? {}
  expect(values).toMatchObject({
    name: 'name的内容',
    totalInvestment: '1234.50',
    plannedStartOn: '2023-03-15',
    nature: 'CONTINUED',
    stage: 'CONSTRUCTION',
  })
  const master = ledgerColumns.filter(({ source }) => source === 'master').map(({ field }) => field)
  expect(
    Object.keys(values)
      .filter((field) => field !== 'completionRate')
      .sort(),
  ).toEqual(master.sort())
})

it('no title or synonym stands for two columns', () => {
  const owners = new Map<string, string>()
  for (const { field, title, synonyms } of ledgerColumns)
    for (const name of [title, ...synonyms]) {
      const key = headerKey(name)
      expect([name, owners.get(key) ?? field]).toEqual([name, field])
      owners.set(key, field)
    }
})
