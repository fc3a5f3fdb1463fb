/** `npm run export -- ledger PERIOD OUT.xlsx [--district 区名]`, or `bulletin PERIOD OUT.docx`; the program may run meanwhile. */
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Config, readConfig } from '../src/config.ts'
import { openDatabase } from '../src/database/open.ts'
import { ConfigError, UserError } from '../src/errors.ts'
import { askForFile, findRunning } from '../src/local/running.ts'
import { makeLog } from '../src/log.ts'
import { EXPORT_USAGE, type Exported, runExport } from '../src/services/run-export.ts'
import { runScript } from './terminal.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { district: { type: 'string' } },
})

await runScript(async () => {
  const [what, period, path] = positionals
  if (what === undefined || period === undefined || path === undefined) throw new UserError(EXPORT_USAGE)
  const { content, line } = await exported(readConfig(process.env), what, period)
  await writeFile(path, content)
  return { ok: true, lines: [`已写入 ${path}：${line}`] }
})

async function exported(config: Config, what: string, period: string): Promise<Pick<Exported, 'content' | 'line'>> {
  const { databaseUrl, dataDir } = config
  const district = values.district ?? null
  if (databaseUrl === null && !existsSync(join(dataDir, 'pg')))
    throw new ConfigError(`${dataDir} 里还没有数据库：请检查 DATA_DIR，或先 npm start`)
  const running = await findRunning(dataDir)
  if (running !== null) {
    const query = new URLSearchParams({ what, period, ...(district === null ? {} : { district }) })
    return await askForFile(running, `/local/export?${query}`)
  }
  const database = await openDatabase({ databaseUrl, dataDir, log: makeLog('silent') })
  try {
    return await runExport(database.db, { what, period, district, now: new Date() })
  } finally {
    await database.close()
  }
}
