/**
 * One owner among all copies of the program, for what may exist only once (a 智能机器人's long connection): the copy
 * that holds an advisory lock of PostgreSQL on a connection of its own. The lock ends with the connection, so whoever is
 * killed or cut off has lost it, and another copy takes over within seconds. An embedded database has one copy only.
 */
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { z } from 'zod'
import type { Log } from '../log.ts'

export interface Seeking {
  /** Null: embedded, so this copy is the only one. */
  readonly databaseUrl: string | null
  /** What is owned; the lock's name within the database. */
  readonly name: string
  /** This copy is the owner from now on. */
  readonly onGained: () => void
  /** It is not any more, whatever may have happened: at once, before another copy can be. */
  readonly onLost: () => void
  readonly log: Log
}

export interface Ownership {
  isOwner(): boolean
  /** Gives it up for good. */
  stop(): Promise<void>
}

/** How often a copy asks for the lock, and its owner whether it still has it. */
const ASK_MS = 1_000
/** An owner that hears nothing for so long counts as cut off: less than PostgreSQL waits before it lets the lock go. */
const ANSWER_MS = 3_000
const FAREWELL_MS = 2_000
/**
 * The server notices an owner whose machine has vanished in some 9 s, not in the two hours of the operating system, and
 * the owner itself in ASK_MS + ANSWER_MS: earlier, so that there are never two.
 */
const VANISHED = ['tcp_keepalives_idle = 5', 'tcp_keepalives_interval = 2', 'tcp_keepalives_count = 2']

const heldSchema = z.tuple([z.object({ held: z.boolean() })])

/** Seeks the ownership until it is stopped; loses and gains it as the database says. */
export function seekOwnership(seeking: Seeking): Ownership {
  const { databaseUrl, name, log } = seeking
  const stopping = new AbortController()
  let owner = false

  function set(next: boolean): void {
    if (owner === next) return
    owner = next
    log.info({ ownership: name }, next ? 'this copy is the owner' : 'this copy is not the owner any more')
    if (next) seeking.onGained()
    else seeking.onLost()
  }

  async function seekOn(url: string): Promise<void> {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'saima-owner',
      connectionTimeoutMillis: 5_000,
      query_timeout: ANSWER_MS,
      keepAlive: true,
    })
    const broken = new AbortController()
    const breakOff = (): void => {
      set(false)
      broken.abort()
    }
    client.on('error', breakOff)
    client.on('end', breakOff)
    const either = AbortSignal.any([stopping.signal, broken.signal])
    try {
      await client.connect()
      for (const setting of VANISHED) await client.query(`SET ${setting}`)
      while (!either.aborted) {
        const held = await (owner ? holds(client, name) : acquires(client, name))
        if (!either.aborted) set(held)
        await pause(ASK_MS, undefined, { signal: either }).catch(() => undefined)
      }
    } finally {
      set(false)
      // A network that swallows everything swallows the farewell too.
      const farewell = client.end().catch(() => undefined)
      await Promise.race([farewell, pause(FAREWELL_MS, undefined, { ref: false })])
    }
  }

  async function run(): Promise<void> {
    if (databaseUrl === null) return set(true)
    while (!stopping.signal.aborted) {
      await seekOn(databaseUrl).catch((error: unknown) =>
        log.warn({ err: error, ownership: name }, 'ownership unknown'),
      )
      await pause(ASK_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }

  const running = run()
  return {
    isOwner: () => owner,
    async stop() {
      stopping.abort()
      await running
      set(false)
    },
  }
}

async function acquires(client: pg.Client, name: string): Promise<boolean> {
  const { rows } = await client.query(`SELECT pg_try_advisory_lock(${KEY}) AS held`, [name])
  return heldSchema.parse(rows)[0].held
}

/**
 * Whether the lock is still this connection's. Behind a pooler that hands each statement to another connection it is
 * not: then nobody becomes owner, which the log says, instead of everybody.
 */
async function holds(client: pg.Client, name: string): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT EXISTS (
       SELECT FROM pg_locks
       WHERE locktype = 'advisory' AND granted AND pid = pg_backend_pid() AND objsubid = 2
         AND classid::bigint = hashtext('saima')::bigint & 4294967295
         AND objid::bigint = hashtext($1)::bigint & 4294967295
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
     ) AS held`,
    [name],
  )
  return heldSchema.parse(rows)[0].held
}

const KEY = "hashtext('saima'), hashtext($1)"
