/**
 * npm run backup: writes DATA_DIR/backups/saima-<time>.jsonl.gz and prints its path.
 * Embedded database: the running program makes it when there is one, else this script opens the folder itself.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../src/config.ts'
import { backupFile, writeBackup } from '../src/database/backup.ts'
import { requestBackup } from '../src/database/backup-request.ts'
import { lockFileOf } from '../src/database/embedded-folder.ts'
import { lockOwner } from '../src/database/folder-lock.ts'
import { openUnmigrated } from '../src/database/open.ts'
import { ConfigError } from '../src/errors.ts'
import { makeLog } from '../src/log.ts'
import { runScript } from './terminal.ts'

async function backup(): Promise<string> {
  const { databaseUrl, dataDir } = readConfig(process.env)
  const isRunning = async () => (await lockOwner(lockFileOf(dataDir))) !== null
  if (databaseUrl === null) {
    if (!existsSync(join(dataDir, 'pg')))
      throw new ConfigError(`${dataDir} 里还没有数据库：请检查 DATA_DIR，或先 npm start`)
    if (await isRunning()) return requestBackup(dataDir, isRunning)
  }
  const database = await openUnmigrated({ databaseUrl, dataDir, log: makeLog('warn') })
  try {
    const file = backupFile(dataDir)
    await writeBackup(database, file)
    return file
  } finally {
    await database.close()
  }
}

await runScript(async () => ({ ok: true, lines: [`备份已写入 ${await backup()}`] }))
