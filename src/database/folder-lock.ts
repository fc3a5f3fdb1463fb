/**
 * One process at a time in the folder of the embedded database. PostgreSQL itself would not notice a second one,
 * and two of them destroy the data.
 *
 * The lock is a file that names its owner. Where the owner can be seen (same machine, same container), its process
 * tells whether the lock still holds; where it cannot (another container on the same volume), its heartbeat does.
 */
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, readlinkSync } from 'node:fs'
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { ConfigError } from '../errors.ts'

const HEARTBEAT_MS = 2000
/** A heartbeat older than this has stopped. */
const SILENT_MS = 10_000

const ownerSchema = z.object({
  pid: z.number().int().positive(),
  /** When the process started, in the kernel's words; null where the system does not tell. */
  started: z.string().nullable(),
  /** Machine, its boot and its process namespace: where a pid means the same process. */
  place: z.string(),
  token: z.string(),
})
type Owner = z.output<typeof ownerSchema>

export interface FolderLock {
  readonly pid: number
  release(): Promise<void>
}

/**
 * Takes the lock file, also from an owner that is dead.
 * @throws ConfigError, one Chinese sentence with the pid of the living owner and what to do.
 */
export async function lockFolder(file: string): Promise<FolderLock> {
  const me: Owner = { pid: process.pid, started: startOf(process.pid), place: thisPlace(), token: randomUUID() }
  const mine = `${file}.${me.token}`
  await writeFile(mine, `${JSON.stringify(me)}\n`)
  try {
    let tookOver = false
    while (!(await tryLink(mine, file))) {
      const owner = await readOwner(file)
      if (owner !== null && (await isAlive(file, owner))) throw new ConfigError(refusal(file, owner.pid))
      await removeStale(file, owner)
      tookOver = true
    }
    if (tookOver) await confirmOwner(file, me)
  } finally {
    await rm(mine, { force: true })
  }
  const heartbeat = setInterval(() => {
    const now = new Date()
    // The file is gone only when somebody removed the folder by hand; the database will say so itself.
    utimes(file, now, now).catch(() => undefined)
  }, HEARTBEAT_MS)
  heartbeat.unref()
  return {
    pid: me.pid,
    async release() {
      clearInterval(heartbeat)
      if ((await readOwner(file))?.token === me.token) await rm(file, { force: true })
    },
  }
}

/** The pid that holds the lock now, or null when nobody does. */
export async function lockOwner(file: string): Promise<number | null> {
  const owner = await readOwner(file)
  return owner !== null && (await isAlive(file, owner)) ? owner.pid : null
}

function refusal(file: string, pid: number): string {
  return `数据目录正被另一个进程使用（进程号 ${pid}，锁文件 ${file}）：请先停掉它（kill ${pid}），或另设 DATA_DIR；要同时运行几份请用 DATABASE_URL`
}

/** A link appears at once with all its content, and fails when the name is taken. */
async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** Null: no lock, or one that cannot be read (written by something else, or torn by a power cut). */
async function readOwner(file: string): Promise<Owner | null> {
  try {
    return ownerSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return null
  }
}

async function isAlive(file: string, owner: Owner): Promise<boolean> {
  const running = owner.place === thisPlace() ? isRunning(owner) : null
  return running ?? (await beats(file))
}

/** Null: there is a process of that number, and the system does not tell whether it is still the same. */
function isRunning(owner: Owner): boolean | null {
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    // EPERM: it lives, under another user.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  const started = startOf(owner.pid)
  return owner.started === null || started === null ? null : owner.started === started
}

async function beats(file: string): Promise<boolean> {
  const age = await ageOf(file)
  if (age === null || age > SILENT_MS) return false
  // Perhaps it died a moment ago: three beats must show it.
  await wait(HEARTBEAT_MS * 3)
  const later = await ageOf(file)
  return later !== null && later < age + HEARTBEAT_MS * 2
}

/** Milliseconds since the file was last touched. */
async function ageOf(file: string): Promise<number | null> {
  try {
    return Date.now() - (await stat(file)).mtimeMs
  } catch {
    return null
  }
}

/**
 * Moves a dead owner's lock away. When two do so at once, the slower one may catch the lock that the faster one has
 * just made: then it is put back.
 */
async function removeStale(file: string, judged: Owner | null): Promise<void> {
  const aside = `${file}.${randomUUID()}`
  try {
    await rename(file, aside)
  } catch {
    return
  }
  const moved = await readOwner(aside)
  if (moved !== null && moved.token !== judged?.token) await tryLink(aside, file)
  await rm(aside, { force: true })
}

/** Three that take over at once could still push each other out: whoever finds another's name there gives way. */
async function confirmOwner(file: string, me: Owner): Promise<void> {
  await wait(50)
  const owner = await readOwner(file)
  if (owner !== null && owner.token !== me.token) throw new ConfigError(refusal(file, owner.pid))
}

function thisPlace(): string {
  return [hostname(), firstLine('/proc/sys/kernel/random/boot_id'), pidNamespace()].join(' ')
}

function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    return ''
  }
}

function firstLine(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : ''
}

/** The 22nd field of /proc/<pid>/stat: clock ticks from boot to the start of the process. */
function startOf(pid: number): string | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is a name in brackets that may itself hold spaces and brackets.
    return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}
