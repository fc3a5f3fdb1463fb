import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { describe, expect, it, onTestFinished } from 'vitest'
import { seekOwnership } from '../../src/database/ownership.ts'
import { makeLog } from '../../src/log.ts'
import { startChild } from './child.ts'
import { newServerDatabase } from './harness.ts'

const NAME = 'wecom:bot'

/** A copy of the program that seeks the ownership; what it was told, in order. */
function seek(databaseUrl: string | null, told: string[], who: string, name = NAME) {
  const waiting: (() => void)[] = []
  const tell = (what: string) => () => {
    told.push(`${who} ${what}`)
    for (const wake of waiting.splice(0)) wake()
  }
  const ownership = seekOwnership({
    databaseUrl,
    name,
    onGained: tell('gained'),
    onLost: tell('lost'),
    log: makeLog('silent'),
  })
  onTestFinished(() => ownership.stop())
  return {
    ...ownership,
    async until(is: boolean) {
      while (ownership.isOwner() !== is) await new Promise<void>((resolve) => waiting.push(resolve))
    },
  }
}

async function terminateOwner(databaseUrl: string): Promise<void> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
  )
  await client.end()
}

describe('among copies on one PostgreSQL', () => {
  it('one is the owner, and the other once the first has given it up', async () => {
    const url = await newServerDatabase()
    const told: string[] = []
    const first = seek(url, told, 'first')
    await first.until(true)
    const second = seek(url, told, 'second')
    await pause(2_500)
    expect([first.isOwner(), second.isOwner()]).toEqual([true, false])
    await first.stop()
    await second.until(true)
    expect(told).toEqual(['first gained', 'first lost', 'second gained'])
  })

  it('the owner that loses its connection knows at once, and there are never two', async () => {
    const url = await newServerDatabase()
    const told: string[] = []
    const first = seek(url, told, 'first')
    await first.until(true)
    const second = seek(url, told, 'second')
    for (const [owner, other] of [
      [first, second],
      [second, first],
    ] as const) {
      // The one that was cut off comes back after a second, so either may be next: the other is waited for.
      while (!other.isOwner()) {
        await terminateOwner(url)
        await owner.until(false)
        await Promise.race([first.until(true), second.until(true)])
      }
      expect(owner.isOwner()).toBe(false)
    }
    const owners = new Set<string>()
    for (const line of told) {
      const [who = '', what] = line.split(' ')
      if (what === 'gained') owners.add(who)
      else owners.delete(who)
      expect(owners.size).toBeLessThanOrEqual(1)
    }
  })

  it('one that is killed with -9 is followed by another within seconds', async () => {
    const url = await newServerDatabase()
    const child = startChild('test/database/children/owner.ts', [url, NAME])
    expect(await child.nextLine()).toBe('owner')
    const told: string[] = []
    const second = seek(url, told, 'second')
    await pause(1_500)
    expect(second.isOwner()).toBe(false)
    const killedAt = performance.now()
    await child.end('SIGKILL')
    await second.until(true)
    expect(performance.now() - killedAt).toBeLessThan(5_000)
  })

  it('different things have different owners', async () => {
    const url = await newServerDatabase()
    const told: string[] = []
    const [one, other] = [seek(url, told, 'one'), seek(url, told, 'other', 'wecom:another-bot')]
    await Promise.all([one.until(true), other.until(true)])
    expect(told.toSorted()).toEqual(['one gained', 'other gained'])
  })

  it('a database that is not there yet makes nobody the owner, and later somebody', async () => {
    const url = new URL(await newServerDatabase())
    const name = url.pathname.slice(1)
    url.pathname = `/${name}_later`
    const copy = seek(url.href, [], 'copy')
    await pause(1_500)
    expect(copy.isOwner()).toBe(false)
    const admin = new pg.Client(new URL('/postgres', url).href)
    await admin.connect()
    await admin.query(`CREATE DATABASE ${name}_later`)
    await copy.until(true)
    await copy.stop()
    await admin.query(`DROP DATABASE ${name}_later WITH (FORCE)`)
    await admin.end()
  })
})

it('the only copy, on an embedded database, is the owner until it stops', async () => {
  const told: string[] = []
  const copy = seek(null, told, 'copy')
  await copy.until(true)
  await copy.stop()
  expect(told).toEqual(['copy gained', 'copy lost'])
})
