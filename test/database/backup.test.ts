import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { backupFile, writeBackup } from '../../src/database/backup.ts'
import { readBackupLines } from '../../src/database/backup-format.ts'
import type { Database } from '../../src/database/connection.ts'
import { openDatabase } from '../../src/database/open.ts'
import { restoreBackup } from '../../src/database/restore.ts'
import { makeLog } from '../../src/log.ts'
import { startChild } from './child.ts'
import { dataFolder, emptyFolder, removeOriginal } from './folder.ts'
import { forEachNewDatabase, newServerDatabase, openEmpty, openTestDatabase } from './harness.ts'
import { awkwardText, fillWithSamples } from './sample-rows.ts'

const log = makeLog('silent')

afterAll(removeOriginal)

/** Every row of every table, and the counters. */
async function contentOf(database: Database): Promise<string[]> {
  const file = join(await emptyFolder(), 'content.jsonl.gz')
  const { madeAt: _, ...header } = await writeBackup(database, file)
  const rows: string[] = []
  for await (const line of readBackupLines(file)) rows.push(line)
  return [JSON.stringify(header), ...rows.slice(1)]
}

async function sampleBackup(database: Database, corrections?: number): Promise<string> {
  await fillWithSamples(database.db, corrections)
  const file = join(await emptyFolder(), 'backup.jsonl.gz')
  await writeBackup(database, file)
  return file
}

forEachNewDatabase('a backup', (open) => {
  test.each(['embedded', 'server'] as const)('restored into an empty %s database gives equal rows', async (kind) => {
    const source = await open()
    const file = await sampleBackup(source, 2500)
    const target = await openEmpty(kind)
    const header = await restoreBackup(target, file)

    expect(header.tables.find((table) => table.name === 'ledger_entry')?.rows).toBe(2500)
    expect(await contentOf(target)).toEqual(await contentOf(source))
    // Read by other means than the backup's own.
    expect((await target.db.person.findFirstOrThrow()).name).toBe(awkwardText)
    expect(await target.db.project.findMany()).toEqual(await source.db.project.findMany())
    expect(await target.db.setting.findMany()).toEqual(await source.db.setting.findMany())
    expect(await target.db.auditEntry.findMany()).toEqual(await source.db.auditEntry.findMany())
    const [sum] = await target.db.$queryRaw<{ sum: string }[]>`SELECT sum(amount)::text AS sum FROM ledger_entry`
    expect(sum).toEqual({ sum: '3124987.50' })
  })

  test('goes on counting where the original was, and the audit is as closed as before', async () => {
    const source = await open()
    const file = await sampleBackup(source)
    const target = await open()
    await restoreBackup(target, file)
    const { id } = await target.db.suggestion.create({ data: { districtId: 1, text: 'x', at: new Date() } })
    expect(id).toBe(2)
    await expect(target.db.auditEntry.deleteMany()).rejects.toThrow('never changed or removed')
  })

  test('is one moment of the database while others write', async () => {
    const database = await open()
    const { db } = database
    let stop = false
    const write = async () => {
      for (let number = 0; !stop; number += 1) {
        await db.$transaction([
          db.person.create({ data: { name: `${number}` } }),
          db.setting.create({ data: { key: `${number}`, value: number } }),
        ])
      }
    }
    await fillWithSamples(db)
    const file = join(await emptyFolder(), 'backup.jsonl.gz')
    const writing = write()
    while ((await db.person.count()) < 5) await wait(5)
    const header = await writeBackup(database, file).finally(() => {
      stop = true
    })
    await writing
    const rows = (name: string) => header.tables.find((table) => table.name === name)?.rows ?? 0
    // One person and three settings more from the samples.
    expect(rows('person') - 1).toBe(rows('setting') - 3)
    expect(rows('person')).toBeGreaterThanOrEqual(5)
  })

  test('is refused by a database that is not empty, which stays as it was', async () => {
    const file = await sampleBackup(await open())
    const target = await open()
    await target.db.district.create({ data: { name: '示例区' } })
    await expect(restoreBackup(target, file)).rejects.toThrow('目标数据库不是空的（district 有 1 行）')
    expect(await target.db.person.count()).toBe(0)
  })
})

describe('a backup file', () => {
  test('that was cut off, changed, or is something else is refused before anything is written', async () => {
    const file = await sampleBackup(await openTestDatabase())
    const target = await openTestDatabase()
    const bytes = await readFile(file)
    const text = gunzipSync(bytes).toString('utf8')
    const lines = text.split('\n')
    const cases: [string, Buffer, string][] = [
      ['cut', bytes.subarray(0, bytes.length / 2), '读不了备份文件'],
      ['cut between lines', gzipSync(lines.slice(0, 5).join('\n')), '没有结尾'],
      ['changed', gzipSync(text.replace('2.02', '2.03')), '与它的校验值不符'],
      ['not gzip', Buffer.from('{}'), '读不了备份文件'],
      ['another file', gzipSync('{"a":1}\n'), '没有结尾'],
    ]
    for (const [name, content, message] of cases) {
      const bad = join(await emptyFolder(), 'bad.jsonl.gz')
      await writeFile(bad, content)
      await expect(restoreBackup(target, bad), name).rejects.toThrow(message)
    }
    await expect(restoreBackup(target, '不存在.jsonl.gz')).rejects.toThrow('读不了备份文件 不存在.jsonl.gz')
    expect(await target.db.district.count()).toBe(0)
  })

  test('of a newer program is refused', async () => {
    const source = await openTestDatabase()
    await source.db.$executeRaw`
      INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '99990101000000_later', now())`
    const file = await sampleBackup(source)
    await expect(restoreBackup(await openTestDatabase(), file)).rejects.toThrow(
      '备份来自更新的程序（升级步骤 99990101000000_later）',
    )
  })

  test('can be read by its owner only', async () => {
    expect((await stat(await sampleBackup(await openTestDatabase()))).mode & 0o777).toBe(0o600)
  })

  test('is named after the time in China', () => {
    const file = backupFile('data', 'saima', new Date('2023-09-08T16:58:01Z'))
    expect(file).toBe(join('data', 'backups', 'saima-20230909-005801.jsonl.gz'))
  })
})

describe('npm run backup and npm run restore', () => {
  test('work while the program runs, and lead from the embedded database to a server', {
    timeout: 90_000,
  }, async () => {
    const dataDir = await dataFolder()
    const before = await openDatabase({ dataDir, log })
    await fillWithSamples(before.db)
    const content = await contentOf(before)
    await before.close()

    const program = startChild('test/database/children/holder.ts', [dataDir])
    expect(await program.nextLine()).toBe('open')
    const backup = startChild('scripts/backup.ts', [], { DATA_DIR: dataDir })
    const file = /^备份已写入 (.+)$/.exec((await backup.nextLine()) ?? '')?.[1]
    expect(await backup.exit()).toBe(0)
    expect(await program.end('SIGTERM')).toBe(0)
    if (file === undefined) throw new Error('no file was named')

    const databaseUrl = await newServerDatabase({ empty: true })
    const restore = startChild('scripts/restore.ts', [file], { DATABASE_URL: databaseUrl })
    expect(await restore.nextLine()).toMatch(/^已恢复 .+ 的备份：\d+ 张表 \d+ 行，校验一致/)
    expect(await restore.exit()).toBe(0)
    const server = await openDatabase({ databaseUrl, dataDir, log })
    expect(await contentOf(server)).toEqual(content)
    await server.close()
  })

  test('work when the program does not run, and say what is wrong', { timeout: 90_000 }, async () => {
    const dataDir = await dataFolder()
    const backup = startChild('scripts/backup.ts', [], { DATA_DIR: dataDir })
    const file = /^备份已写入 (.+)$/.exec((await backup.nextLine()) ?? '')?.[1] ?? ''
    expect(await backup.exit()).toBe(0)
    expect((await stat(file)).size).toBeGreaterThan(100)
    const nowhere = startChild('scripts/restore.ts', [], { DATA_DIR: dataDir })
    expect(await nowhere.exit()).toBe(1)
    const empty = startChild('scripts/backup.ts', [], { DATA_DIR: await emptyFolder() })
    expect(await empty.exit()).toBe(1)
  })
})
