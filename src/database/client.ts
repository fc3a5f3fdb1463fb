/** The Prisma client as the rest of the program sees it. */
import { type Prisma, PrismaClient } from '../generated/prisma/client.ts'

/** The whole database. Never to be used inside an interactive transaction: there is only `Tx`. */
export type Db = PrismaClient

/** One interactive transaction (see transaction.ts). */
export type Tx = Prisma.TransactionClient

type Adapter = ConstructorParameters<typeof PrismaClient>[0]['adapter']

/**
 * How long a transaction waits for its turn (the embedded database runs one at a time) and how long it may last, in ms.
 * Also holds for the transactions that Prisma makes itself, around nested writes.
 */
const transactionOptions = { maxWait: 20_000, timeout: 20_000 }

/** A client over a driver adapter. Errors come as exceptions only; nothing is printed. */
export function createClient(adapter: NonNullable<Adapter>): Db {
  return new PrismaClient({ adapter, transactionOptions, errorFormat: 'minimal', log: [] })
}
