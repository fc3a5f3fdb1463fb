/**
 * PGlite answers within the same turn of the event loop, query after query; a loop of queries would keep timers and
 * sockets waiting to its end (a webhook must be answered in a second). So every query first lets the loop turn once.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { PrismaPGlite } from 'pglite-prisma-adapter'

type Adapter = Awaited<ReturnType<PrismaPGlite['connect']>>
type Queryable = Pick<Adapter, 'queryRaw' | 'executeRaw'>

/** The Prisma adapter for PGlite, with turns. */
export class TurnTakingPGlite extends PrismaPGlite {
  override async connect(): Promise<Adapter> {
    const adapter = takingTurns(await super.connect())
    const startTransaction = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = async (isolationLevel) => {
      await nextTurn()
      return takingTurns(await startTransaction(isolationLevel))
    }
    return adapter
  }
}

function takingTurns<T extends Queryable>(queryable: T): T {
  const queryRaw = queryable.queryRaw.bind(queryable)
  const executeRaw = queryable.executeRaw.bind(queryable)
  queryable.queryRaw = async (query) => {
    await nextTurn()
    return queryRaw(query)
  }
  queryable.executeRaw = async (query) => {
    await nextTurn()
    return executeRaw(query)
  }
  return queryable
}
