/** A program that has its database open, says so, and closes it when asked to end. */
import { openDatabase } from '../../../src/database/open.ts'
import { ConfigError } from '../../../src/errors.ts'
import { makeLog } from '../../../src/log.ts'

try {
  const database = await openDatabase({ dataDir: process.argv[2] ?? '', log: makeLog('silent') })
  process.once('SIGTERM', () => {
    void database.close()
  })
  process.stdout.write('open\n')
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  process.stdout.write(`${error.message}\n`)
  process.exitCode = 1
}
