/**
 * npm run restore -- FILE: restores a backup into an empty database: the embedded one of DATA_DIR, or the
 * PostgreSQL server of DATABASE_URL (so one moves from the embedded database to a server).
 */
import { readConfig } from '../src/config.ts'
import { openUnmigrated } from '../src/database/open.ts'
import { restoreBackup } from '../src/database/restore.ts'
import { ConfigError } from '../src/errors.ts'
import { makeLog } from '../src/log.ts'
import { runScript } from './terminal.ts'

async function restore(): Promise<string> {
  const file = process.argv[2]
  if (file === undefined) throw new ConfigError('请写明备份文件：npm run restore -- data/backups/saima-….jsonl.gz')
  const { databaseUrl, dataDir } = readConfig(process.env)
  const database = await openUnmigrated({ databaseUrl, dataDir, log: makeLog('warn') })
  try {
    const { tables, madeAt } = await restoreBackup(database, file)
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    return `已恢复 ${madeAt} 的备份：${tables.length} 张表 ${rows} 行，校验一致。现在可以 npm start`
  } finally {
    await database.close()
  }
}

await runScript(async () => ({ ok: true, lines: [await restore()] }))
