import { describe, expect, inject, test } from 'vitest'
import { openDatabase } from '../../src/database/open.ts'
import { makeLog } from '../../src/log.ts'
import { emptyFolder } from './folder.ts'
import { newServerDatabase } from './harness.ts'

const log = makeLog('silent')

describe('DATABASE_URL', () => {
  test('leads to a server, which is made ready', async () => {
    const databaseUrl = await newServerDatabase({ empty: true })
    const database = await openDatabase({ databaseUrl, dataDir: await emptyFolder(), log })
    expect(database.kind).toBe('server')
    expect(await database.db.district.count()).toBe(0)
    await database.close()
  })

  test.each([
    ['where nobody answers', () => 'postgresql://saima:geheim@127.0.0.1:1/saima', '127.0.0.1:1/saima'],
    ['of a database that does not exist', () => `${inject('serverUrl')}nothing`, '/nothing'],
    ['that is no address', () => 'postgresql://saima:geheim@not an address/saima', '地址写法不对'],
  ])('%s stops the start with one line, without the password', async (_name, address, where) => {
    const opening = openDatabase({ databaseUrl: address(), dataDir: await emptyFolder(), log })
    const error: unknown = await opening.catch((reason: unknown) => reason)
    expect(error).toMatchObject({ name: 'ConfigError' })
    const line = error instanceof Error ? error.message : ''
    expect(line).toMatch(/^DATABASE_URL 连不上数据库（/)
    expect(line).toContain(where)
    expect(line).not.toMatch(/geheim|\n/)
  })
})
