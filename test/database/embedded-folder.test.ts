import { existsSync } from 'node:fs'
import { readdir, readFile, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import type { Db } from '../../src/database/client.ts'
import { lockFileOf, openEmbedded } from '../../src/database/embedded-folder.ts'
import { lockFolder } from '../../src/database/folder-lock.ts'
import { openDatabase } from '../../src/database/open.ts'
import { makeLog } from '../../src/log.ts'
import { type Child, startChild } from './child.ts'
import { dataFolder, emptyFolder, removeOriginal } from './folder.ts'

const log = makeLog('silent')
const holder = 'test/database/children/holder.ts'
const writer = 'test/database/children/writer.ts'

afterAll(removeOriginal)

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await wait(5)
}

async function holding(dataDir: string): Promise<Child> {
  const child = startChild(holder, [dataDir])
  expect(await child.nextLine()).toBe('open')
  return child
}

describe('the folder of the embedded database', () => {
  test('is made at the first start and found at the next', async () => {
    const dataDir = join(await emptyFolder(), 'not', 'yet')
    const first = await openDatabase({ dataDir, log })
    await first.db.setting.create({ data: { key: 'a', value: 1 } })
    await first.close()
    const second = await openDatabase({ dataDir, log })
    expect(await second.db.setting.findMany()).toEqual([{ key: 'a', value: 1 }])
    await second.close()
  })

  test('is made anew when the first start was cut off', async () => {
    const dataDir = await emptyFolder()
    const child = startChild(holder, [dataDir])
    await until(() => existsSync(join(dataDir, 'pg.making', 'base')))
    await child.end('SIGKILL')
    expect(existsSync(join(dataDir, 'pg'))).toBe(false)
    const database = await openDatabase({ dataDir, log })
    expect(await database.db.setting.count()).toBe(0)
    await database.close()
    expect(existsSync(join(dataDir, 'pg.making'))).toBe(false)
  })

  test('is backed up before the program changes a database in use', async () => {
    const dataDir = await dataFolder()
    const before = await openDatabase({ dataDir, log })
    await before.db.setting.create({ data: { key: 'a', value: 1 } })
    await before.db.$executeRaw`DELETE FROM _prisma_migrations WHERE migration_name > '20261123190000_init'`
    await before.db.$executeRaw`DROP TRIGGER audit_entry_no_change ON audit_entry`
    await before.close()
    // All but the first migration are missing now, and the second one fails because most of it is there: the backup is what remains.
    await expect(openDatabase({ dataDir, log })).rejects.toThrow('already exists')
    expect(await readdir(join(dataDir, 'backups'))).toEqual([
      expect.stringMatching(/^before-upgrade-\d{8}-\d{6}\.jsonl\.gz$/),
    ])
  })
})

describe('a folder that cannot be used', () => {
  test('because it is a file stops the start with one line', async () => {
    const dataDir = join(await emptyFolder(), 'file')
    await writeFile(dataDir, '')
    await expect(openDatabase({ dataDir, log })).rejects.toThrow(
      `DATA_DIR ${dataDir} 不能写（EEXIST）：请检查路径和权限`,
    )
  })

  test('because it is damaged stops the start with one line, and the process ends', async () => {
    const dataDir = await dataFolder()
    await truncate(join(dataDir, 'pg', 'global', 'pg_control'), 100)
    const child = startChild(holder, [dataDir])
    expect(await child.nextLine()).toMatch(/^嵌入式数据库 .+pg 打不开，可能已损坏：请把它移开，再用 npm run restore/)
    expect(await child.exit()).toBe(1)
    expect(existsSync(lockFileOf(dataDir))).toBe(false)
  })
})

describe('a second process', () => {
  test('is refused, told the pid of the first one and what to do; the first one goes on', async () => {
    const dataDir = await dataFolder()
    const first = await holding(dataDir)
    const second = startChild(holder, [dataDir])
    expect(await second.nextLine()).toMatch(
      new RegExp(`^数据目录正被另一个进程使用（进程号 ${first.process.pid}，.*请先停掉它（kill ${first.process.pid}）`),
    )
    expect(await second.exit()).toBe(1)
    expect(await first.end('SIGTERM')).toBe(0)
    expect(existsSync(lockFileOf(dataDir))).toBe(false)
    await (await openDatabase({ dataDir, log })).close()
  })

  test('takes over from a first one that was killed', async () => {
    const dataDir = await dataFolder()
    await (await holding(dataDir)).end('SIGKILL')
    expect(existsSync(lockFileOf(dataDir))).toBe(true)
    const started = performance.now()
    const lock = await lockFolder(lockFileOf(dataDir))
    // At once: to listen for signs of life would take six seconds.
    expect(performance.now() - started).toBeLessThan(6000)
    await lock.release()
    await (await openDatabase({ dataDir, log })).close()
  })

  test('takes over when the number of the first one now belongs to another process', async () => {
    const dataDir = await dataFolder()
    await (await holding(dataDir)).end('SIGKILL')
    const lock = lockFileOf(dataDir)
    const owner: object = JSON.parse(await readFile(lock, 'utf8'))
    await writeFile(lock, JSON.stringify({ ...owner, pid: process.pid }))
    await (await openDatabase({ dataDir, log })).close()
  })

  test('in another container is refused as long as the first one shows signs of life', {
    timeout: 60_000,
  }, async () => {
    const dataDir = await dataFolder()
    const first = await holding(dataDir)
    const lock = lockFileOf(dataDir)
    const owner: object = JSON.parse(await readFile(lock, 'utf8'))
    // As seen from another container: the number means nothing here.
    await writeFile(lock, JSON.stringify({ ...owner, pid: 999_999, place: 'elsewhere' }))
    await expect(openDatabase({ dataDir, log })).rejects.toThrow('进程号 999999')
    await first.end('SIGKILL')
    const long = new Date((await stat(lock)).mtimeMs - 60_000)
    await utimes(lock, long, long)
    await (await openDatabase({ dataDir, log })).close()
  })

  test('finds a lock file that a power cut left empty, and takes over', async () => {
    const dataDir = await dataFolder()
    await writeFile(lockFileOf(dataDir), '')
    await (await openDatabase({ dataDir, log })).close()
  })

  test('of five that start at once exactly one gets in', async () => {
    const dataDir = await dataFolder()
    await (await holding(dataDir)).end('SIGKILL')
    const children = Array.from({ length: 5 }, () => startChild(holder, [dataDir]))
    const said = await Promise.all(children.map((child) => child.nextLine()))
    expect(said.filter((line) => line === 'open')).toHaveLength(1)
    expect(said.filter((line) => line?.startsWith('数据目录正被另一个进程使用'))).toHaveLength(4)
  })
})

describe('what was acknowledged', () => {
  test('is there after kill -9 in the middle of writing, again and again', { timeout: 120_000 }, async () => {
    const dataDir = await dataFolder()
    let acknowledged: number[] = []
    for (const rows of [3, 40, 150]) {
      const child = startChild(writer, [dataDir, String(1000 * rows)])
      await until(() => child.lines.length >= rows)
      await child.end('SIGKILL')
      acknowledged = [...acknowledged, ...child.lines.map(Number)]
      const database = await openDatabase({ dataDir, log })
      const kept = await numbersOf(database.db)
      await database.close()
      expect(acknowledged.filter((number) => !kept.first.has(number))).toEqual([])
      // A transaction is there as a whole or not at all.
      expect([...kept.first].sort()).toEqual([...kept.second].sort())
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(193)
  })

  test('was brought to the disk: an fsync at least for every commit', async () => {
    const dataDir = await dataFolder()
    let syncs = 0
    const onSync = () => {
      syncs += 1
    }
    const database = await openEmbedded({ dataDir, log, onSync })
    await database.db.setting.create({ data: { key: 'warm', value: 0 } })
    const before = syncs
    for (let number = 0; number < 50; number += 1)
      await database.db.setting.create({ data: { key: `${number}`, value: 0 } })
    expect(syncs - before).toBeGreaterThanOrEqual(50)
    await database.close()
  })
})

async function numbersOf(db: Db): Promise<{ first: Set<number>; second: Set<number> }> {
  const keys = (await db.setting.findMany({ select: { key: true } })).map((row) => row.key)
  const of = (prefix: string) =>
    new Set(keys.filter((key) => key.startsWith(prefix)).map((key) => Number(key.slice(prefix.length))))
  return { first: of('first '), second: of('second ') }
}
