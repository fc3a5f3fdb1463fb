/**
 * A backup of the embedded database while the program runs. Only the program may open the folder, so the backup
 * script leaves a request in DATA_DIR/backups/requests and the program answers there. Files, because they work the
 * same on every system and from inside and outside of a container.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { UserError } from '../errors.ts'
import type { Log } from '../log.ts'
import { backupFile, writeBackup } from './backup.ts'
import type { Database } from './connection.ts'

const LOOK_MS = 1000
/** After so long without a sign the program counts as not answering. */
const UNANSWERED_MS = 15_000

const answerSchema = z.union([z.object({ file: z.string() }), z.object({ error: z.string() })])

function folderOf(dataDir: string): string {
  return join(dataDir, 'backups', 'requests')
}

/** Looks for requests until the function that it gives is called, which waits for a backup that is being made. */
export function serveBackupRequests(database: Database, dataDir: string, log: Log): () => Promise<void> {
  const folder = folderOf(dataDir)
  let running = Promise.resolve()
  let busy = false
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    running = answerAll(database, dataDir, folder, log)
      .catch((error: unknown) => log.error({ err: error }, 'a backup request could not be answered'))
      .finally(() => {
        busy = false
      })
  }, LOOK_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
    return running
  }
}

async function answerAll(database: Database, dataDir: string, folder: string, log: Log): Promise<void> {
  for (const name of await namesIn(folder)) {
    const id = /^request-([0-9a-f-]+)$/.exec(name)?.[1]
    if (id === undefined) continue
    await rename(join(folder, name), join(folder, `taken-${id}`))
    const answer = await makeBackup(database, dataDir, log)
    await writeFile(join(folder, `taken-${id}`), JSON.stringify(answer))
    await rename(join(folder, `taken-${id}`), join(folder, `answer-${id}`))
  }
}

async function makeBackup(database: Database, dataDir: string, log: Log): Promise<z.output<typeof answerSchema>> {
  const file = backupFile(dataDir)
  try {
    await writeBackup(database, file)
    log.info({ file }, 'backup made')
    return { file }
  } catch (error) {
    log.error({ err: error }, 'backup failed')
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

/**
 * Asks the running program for a backup and gives the file's path.
 * @throws UserError when the program does not answer or cannot make it.
 */
export async function requestBackup(dataDir: string, isRunning: () => Promise<boolean>): Promise<string> {
  const folder = folderOf(dataDir)
  await mkdir(folder, { recursive: true })
  const id = randomUUID()
  await writeFile(join(folder, `request-${id}`), '')
  try {
    return await awaitAnswer(folder, id, isRunning)
  } finally {
    for (const state of ['request', 'taken', 'answer']) await rm(join(folder, `${state}-${id}`), { force: true })
  }
}

async function awaitAnswer(folder: string, id: string, isRunning: () => Promise<boolean>): Promise<string> {
  for (let waited = 0; ; waited += 200) {
    const names = await namesIn(folder)
    if (names.includes(`answer-${id}`)) {
      const answer = answerSchema.parse(JSON.parse(await readFile(join(folder, `answer-${id}`), 'utf8')))
      if ('file' in answer) return answer.file
      throw new UserError(`备份没有做成：${answer.error}`)
    }
    const taken = names.includes(`taken-${id}`)
    if (!taken && waited > UNANSWERED_MS) throw new UserError('正在运行的程序没有回应备份请求：请停掉它再备份')
    if (waited % 5000 === 0 && !(await isRunning()))
      throw new UserError('程序在备份时停止了：请再运行一次 npm run backup')
    await wait(200)
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch {
    // Nobody has asked yet.
    return []
  }
}
