/** A copy of the program that seeks an ownership and says when it has it. */
import { seekOwnership } from '../../../src/database/ownership.ts'
import { makeLog } from '../../../src/log.ts'

const [databaseUrl = '', name = ''] = process.argv.slice(2)
seekOwnership({
  databaseUrl,
  name,
  onGained: () => process.stdout.write('owner\n'),
  onLost: () => process.stdout.write('not owner\n'),
  log: makeLog('silent'),
})
