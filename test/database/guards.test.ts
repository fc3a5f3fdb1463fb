import { expect, test } from 'vitest'
import { allowDroppingDemoAudit, audit } from '../../src/database/audit.ts'
import type { Db } from '../../src/database/client.ts'
import { transact } from '../../src/database/transaction.ts'
import { forEachNewDatabase } from './harness.ts'

async function district(db: Db, name: string, isDemo: boolean): Promise<number> {
  return (await db.district.create({ data: { name, isDemo } })).id
}

async function auditOf(db: Db, districtId: number | null): Promise<void> {
  await transact(db, (tx) =>
    audit(tx, {
      districtId,
      at: new Date('2023-09-12T09:00:00Z'),
      command: 'report',
      subject: 'report',
      subjectId: 7,
      before: { amount: '0.00', left: undefined },
      after: { amount: '800.00', at: new Date('2023-09-12T09:00:00Z') },
      requestId: 'request-1',
    }),
  )
}

const refused = 'audit_entry: rows are never changed or removed'

forEachNewDatabase('the audit', (open) => {
  test('keeps who changed what, before and after', async () => {
    const { db } = await open()
    await auditOf(db, await district(db, '示例区', false))
    expect(await db.auditEntry.findMany()).toMatchObject([
      {
        command: 'report',
        subjectId: '7',
        personId: null,
        before: { amount: '0.00' },
        after: { amount: '800.00', at: '2023-09-12T09:00:00.000Z' },
      },
    ])
  })

  test('is refused any change by the database itself', async () => {
    const { db } = await open()
    await auditOf(db, await district(db, '示例区', false))
    await auditOf(db, null)
    await expect(db.auditEntry.updateMany({ data: { command: 'other' } })).rejects.toThrow(refused)
    await expect(db.auditEntry.deleteMany()).rejects.toThrow(refused)
    await expect(db.auditEntry.deleteMany({ where: { districtId: null } })).rejects.toThrow(refused)
    await expect(db.$executeRaw`TRUNCATE audit_entry`).rejects.toThrow(refused)
    await expect(db.$executeRaw`TRUNCATE district CASCADE`).rejects.toThrow(refused)
    await expect(db.district.deleteMany()).rejects.toThrow(refused)
    expect(await db.auditEntry.count({ where: { command: 'report' } })).toBe(2)
  })

  test('of a demo district goes with the district, in a transaction that names it', async () => {
    const { db } = await open()
    const demo = await district(db, '演示区', true)
    const real = await district(db, '示例区', false)
    await auditOf(db, demo)
    await auditOf(db, real)
    await expect(db.auditEntry.deleteMany({ where: { districtId: demo } })).rejects.toThrow(refused)
    await expect(
      transact(db, async (tx) => {
        await allowDroppingDemoAudit(tx, demo)
        await tx.auditEntry.deleteMany()
      }),
    ).rejects.toThrow(refused)
    await transact(db, async (tx) => {
      await allowDroppingDemoAudit(tx, demo)
      await tx.auditEntry.deleteMany({ where: { districtId: demo } })
      await tx.district.delete({ where: { id: demo } })
    })
    expect(await db.auditEntry.findMany({ select: { districtId: true } })).toEqual([{ districtId: real }])
    // The permission ended with its transaction.
    await auditOf(db, await district(db, '演示区', true))
    await expect(db.auditEntry.deleteMany({ where: { districtId: { not: real } } })).rejects.toThrow(refused)
  })

  test('of a real district stays, even when the transaction names it or the district is declared a demo', async () => {
    const { db } = await open()
    const real = await district(db, '示例区', false)
    await auditOf(db, real)
    await expect(
      transact(db, async (tx) => {
        await allowDroppingDemoAudit(tx, real)
        await tx.auditEntry.deleteMany({ where: { districtId: real } })
      }),
    ).rejects.toThrow(refused)
    await expect(db.district.update({ where: { id: real }, data: { isDemo: true } })).rejects.toThrow(
      'a real district does not become a demo',
    )
    await db.district.update({ where: { id: real }, data: { name: '示例二区' } })
  })
})

forEachNewDatabase('the database', (open) => {
  test('knows one 调度群 a district, and another one once that is gone', async () => {
    const { db } = await open()
    const districtId = await district(db, '示例区', false)
    const chat = (externalId: string) =>
      db.chat.create({ data: { platform: 'FEISHU', externalId, kind: 'GROUP', use: 'DISPATCH', districtId } })
    const first = await chat('oc_1')
    await expect(chat('oc_2')).rejects.toMatchObject({ code: 'P2002' })
    await db.chat.create({ data: { platform: 'FEISHU', externalId: 'oc_3', kind: 'GROUP', use: 'QUERY', districtId } })
    await db.chat.update({ where: { id: first.id }, data: { goneAt: new Date() } })
    expect((await chat('oc_4')).districtId).toBe(districtId)
  })

  test('knows one pending request for binding an identity', async () => {
    const { db } = await open()
    const districtId = await district(db, '示例区', false)
    const person = await db.person.create({ data: { name: '演示甲' } })
    const identity = await db.platformIdentity.create({ data: { platform: 'FEISHU', externalId: 'ou_1' } })
    const request = (state: 'PENDING' | 'REFUSED') =>
      db.bindRequest.create({ data: { districtId, identityId: identity.id, personId: person.id, state } })
    await request('REFUSED')
    const pending = await request('PENDING')
    await expect(request('PENDING')).rejects.toMatchObject({ code: 'P2002' })
    await db.bindRequest.update({ where: { id: pending.id }, data: { state: 'REFUSED' } })
    expect((await request('PENDING')).state).toBe('PENDING')
  })

  test('books a report and a backfill once a project and period, corrections as often as needed', async () => {
    const { db } = await open()
    const districtId = await district(db, '示例区', false)
    const project = await db.project.create({
      data: { districtId, number: 1, name: '示例甲项目', shortName: '示例甲', nature: 'NEW', stage: 'CONSTRUCTION' },
    })
    const entry = (kind: 'REPORT' | 'BACKFILL' | 'CORRECTION', period = '2023-09-1') =>
      db.ledgerEntry.create({ data: { projectId: project.id, year: 2023, period, kind, amount: '800.00' } })
    await entry('REPORT')
    await entry('BACKFILL')
    await entry('REPORT', '2023-09-2')
    await entry('CORRECTION')
    await entry('CORRECTION')
    await expect(entry('REPORT')).rejects.toMatchObject({ code: 'P2002' })
    await expect(entry('BACKFILL')).rejects.toMatchObject({ code: 'P2002' })
    expect(await db.ledgerEntry.count()).toBe(5)
  })
})
