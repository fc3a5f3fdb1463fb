/** DATA_DIRs for tests. To make an embedded database takes seconds, so it is made once and copied. */
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openDatabase } from '../../src/database/open.ts'
import { makeLog } from '../../src/log.ts'

/** An empty folder that is removed after the test. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'saima-data-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

let made: Promise<string> | undefined

/** A DATA_DIR with a migrated, closed database. */
export async function dataFolder(): Promise<string> {
  made ??= makeOnce()
  const folder = await emptyFolder()
  await cp(await made, folder, { recursive: true })
  return folder
}

/** Removes the original; call it in afterAll. */
export async function removeOriginal(): Promise<void> {
  if (made !== undefined) await rm(await made, { recursive: true, force: true })
  made = undefined
}

async function makeOnce(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'saima-data-'))
  const database = await openDatabase({ dataDir: folder, log: makeLog('silent') })
  await database.close()
  return folder
}
