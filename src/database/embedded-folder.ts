/** The embedded database in DATA_DIR: made once, opened durably, by one process at a time. */
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { ConfigError } from '../errors.ts'
import type { Log } from '../log.ts'
import { serveBackupRequests } from './backup-request.ts'
import type { Database } from './connection.ts'
import { DurableFiles, syncFolder, syncTree } from './durable-files.ts'
import { embeddedDatabase, startParameters } from './embedded.ts'
import { type FolderLock, lockFolder } from './folder-lock.ts'
import { startHousekeeping } from './housekeeping.ts'

export interface EmbeddedOptions {
  readonly dataDir: string
  readonly log: Log
  /** Hears of every fsync that reached the disk. */
  readonly onSync?: () => void
}

/** The lock file of a data folder. */
export function lockFileOf(dataDir: string): string {
  return join(dataDir, 'pg.lock')
}

/**
 * Opens DATA_DIR/pg, and makes it when there is none (some seconds).
 * @throws ConfigError when another process has it open, it cannot be written, or it is damaged.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Database> {
  const { dataDir, log } = options
  const lock = await takeFolder(dataDir)
  try {
    const folder = join(dataDir, 'pg')
    if (!existsSync(folder)) await create(dataDir, folder)
    const pglite = await start(new DurableFiles(folder, options.onSync), folder)
    const database = embeddedDatabase(pglite)
    const stopHousekeeping = startHousekeeping(pglite, (error) =>
      log.error({ err: error }, 'database housekeeping failed'),
    )
    const stopServing = serveBackupRequests(database, dataDir, log)
    return {
      ...database,
      async close() {
        await Promise.all([stopHousekeeping(), stopServing()])
        await database.close()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function takeFolder(dataDir: string): Promise<FolderLock> {
  try {
    await mkdir(dataDir, { recursive: true })
    return await lockFolder(lockFileOf(dataDir))
  } catch (error) {
    if (error instanceof ConfigError) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : '原因不明'
    throw new ConfigError(`DATA_DIR ${dataDir} 不能写（${code}）：请检查路径和权限`, { cause: error })
  }
}

async function start(files: DurableFiles, folder: string): Promise<PGlite> {
  try {
    return await PGlite.create({ fs: files, startParams: [...startParameters, '-c', 'wal_sync_method=fsync'] })
  } catch (error) {
    throw new ConfigError(
      `嵌入式数据库 ${folder} 打不开，可能已损坏：请把它移开，再用 npm run restore 恢复最近的备份`,
      {
        cause: error,
      },
    )
  }
}

/** Made aside and moved into place when it is whole, so that a start that was cut off leaves nothing half done. */
async function create(dataDir: string, folder: string): Promise<void> {
  const making = `${folder}.making`
  await rm(making, { recursive: true, force: true })
  const pglite = await PGlite.create(making)
  await pglite.close()
  syncTree(making)
  await rename(making, folder)
  syncFolder(dataDir)
}
