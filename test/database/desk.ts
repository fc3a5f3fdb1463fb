/** The databases of desks: clones of one in which the invented district is made, used again when a test is done. */
import { afterAll, inject, onTestFinished, TestRunner } from 'vitest'
import type { Database } from '../../src/database/connection.ts'
import { openServer } from '../../src/database/server.ts'
import { makeLog } from '../../src/log.ts'
import type { Actor, TestDistrict } from '../chat/district.ts'
import { newServerDatabase } from './harness.ts'
import { DESK } from './postgres-server.ts'
import { restore } from './resettable.ts'

/** What `deskDistrict` gives, as it comes from the global set-up. */
export interface DeskIds {
  readonly id: number
  readonly name: string
  readonly people: [Actor, number][]
  readonly units: [string, number][]
  readonly projects: [string, number][]
}

/** The ids of the district in every such database. */
export function deskDistrict(): TestDistrict {
  const { id, name, people, units, projects } = inject('desk')
  return { id, name, people: new Map(people), units: new Map(units), projects: new Map(projects) }
}

const free: Database[] = []
const all: Database[] = []
/** The file is over: a teardown that comes later has nothing to put back. */
let over = false
afterAll(async () => {
  over = true
  for (const database of all) await database.close()
})

/** One with the district in it and nothing else; given back after the test, or by `close`. */
export async function openDeskDatabase(): Promise<Database> {
  const database = free.pop() ?? (await another())
  let given = true
  const giveBack = async () => {
    if (!given || over) return
    given = false
    await restore(database)
    free.push(database)
  }
  if (TestRunner.getCurrentTest() !== undefined) onTestFinished(giveBack)
  return { ...database, close: giveBack }
}

async function another(): Promise<Database> {
  const database = await openServer(await newServerDatabase({ template: DESK, lasts: 'file' }), makeLog('silent'))
  all.push(database)
  return database
}
