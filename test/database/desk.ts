/** The databases of desks: clones of one in which the invented district is made, used again when a test is done. */
import { inject } from 'vitest'
import type { Database } from '../../src/database/connection.ts'
import { openServer } from '../../src/database/server.ts'
import { makeLog } from '../../src/log.ts'
import type { Actor, TestDistrict } from '../chat/district.ts'
import { givenBack, newServerDatabase } from './harness.ts'
import { DESK } from './postgres-server.ts'

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

/** One with the district in it and nothing else; given back after the test or the file, or by `close`. */
export async function openDeskDatabase(): Promise<Database> {
  return givenBack(free.pop() ?? (await another()), free)
}

async function another(): Promise<Database> {
  return openServer(await newServerDatabase({ template: DESK, lasts: 'run' }), makeLog('silent'))
}
