/** `npm run claim`: a new one-time code for becoming administrator, printed to this terminal only. */
import { readConfig } from '../src/config.ts'
import { openDatabase } from '../src/database/open.ts'
import { claimLines } from '../src/local/claim-lines.ts'
import { ask, findRunning } from '../src/local/running.ts'
import { makeLog } from '../src/log.ts'
import { issueClaimCode } from '../src/services/claiming.ts'
import { runScript } from './terminal.ts'

await runScript(async () => {
  const config = readConfig(process.env)
  const running = await findRunning(config.dataDir)
  if (running !== null) return await ask(running, '/local/claim', null)
  const { databaseUrl, dataDir } = config
  const database = await openDatabase({ databaseUrl, dataDir, log: makeLog('silent') })
  try {
    return { ok: true, lines: claimLines(await issueClaimCode(database.db, new Date())) }
  } finally {
    await database.close()
  }
})
