/** Rows that a backup could get wrong: every kind of value, and texts with everything in them. */
import { audit } from '../../src/database/audit.ts'
import type { Db } from '../../src/database/client.ts'
import { transact } from '../../src/database/transaction.ts'
import { Prisma } from '../../src/generated/prisma/client.ts'

export const awkwardText = 'a\nb\r\nc\td "引号" \\ 反斜杠 \' {"x":1} \u2028 \u2029 \u0001 𠮷 é é 100%'

/** `corrections`: rows of the ledger; a backup fetches 1000 and puts in 500 at a time. */
export async function fillWithSamples(db: Db, corrections = 3): Promise<void> {
  // The city gets the larger id, so that the district refers to a row that comes after it.
  const district = await db.district.create({
    data: { name: '示例区', activatedAt: new Date('2023-09-08T00:58:00.007Z') },
  })
  const city = await db.district.create({ data: { name: '示例市' } })
  await db.district.update({ where: { id: district.id }, data: { parentId: city.id } })
  const person = await db.person.create({ data: { name: awkwardText, title: '', phone: null } })
  const project = await db.project.create({
    data: {
      districtId: district.id,
      number: 1,
      name: '示例甲项目',
      shortName: '示例甲',
      nature: 'CONTINUED',
      stage: 'CONSTRUCTION',
      totalInvestment: '123456789012.34',
      investedBefore: '-0.01',
      startedOn: new Date('2023-02-28T00:00:00Z'),
      demoFields: ['plan, "x"', '{NULL}', '', 'NULL'],
    },
  })
  await db.ledgerEntry.createMany({
    data: Array.from({ length: corrections }, (_, index) => ({
      projectId: project.id,
      year: 2023,
      period: '2023-09-1',
      kind: 'CORRECTION' as const,
      amount: `${index}.${String(index % 100).padStart(2, '0')}`,
    })),
  })
  await db.localHoliday.create({
    data: { districtId: district.id, date: new Date('2023-10-08T00:00:00Z'), isWorkday: true, name: '补班' },
  })
  await db.setting.create({
    data: { key: 'json', value: { text: awkwardText, list: [1, 1.5, 1e21, null, true], empty: {} } },
  })
  await db.setting.create({ data: { key: 'json null', value: Prisma.JsonNull } })
  await db.setting.create({ data: { key: 'json text', value: 'null' } })
  await transact(db, (tx) =>
    audit(tx, {
      districtId: district.id,
      at: new Date('2023-09-08T01:00:00Z'),
      personId: person.id,
      command: 'import',
      subject: 'project',
      subjectId: project.id,
      requestId: 'request-1',
    }),
  )
  // An id that was given and is gone must not be given again.
  const gone = await db.suggestion.create({ data: { districtId: district.id, text: 'x', at: new Date() } })
  await db.suggestion.delete({ where: { id: gone.id } })
}
