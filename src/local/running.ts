/**
 * How the scripts of this machine reach the running program: the embedded database belongs to one process, so
 * `npm run claim`, `npm run import` and `npm run export` ask it over loopback. Address and token lie in DATA_DIR, readable by the owner
 * only: who may read them may read the database too.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { UserError } from '../errors.ts'

const runningSchema = z.object({ pid: z.number().int(), url: z.url(), token: z.string().min(32) })
export type Running = z.infer<typeof runningSchema>

const place = (dataDir: string): string => join(dataDir, 'running.json')

export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** Leaves word where the program listens. */
export async function announce(dataDir: string, running: Running): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  await writeFile(place(dataDir), JSON.stringify(running), { mode: 0o600 })
}

export async function withdraw(dataDir: string): Promise<void> {
  await rm(place(dataDir), { force: true })
}

/** The program that runs on this data folder; null when none does (a word left by a killed process does not count). */
export async function findRunning(dataDir: string): Promise<Running | null> {
  const running = await readFile(place(dataDir), 'utf8')
    .then((text) => runningSchema.parse(JSON.parse(text)))
    .catch(() => null)
  return running !== null && (await answers(running)) ? running : null
}

async function answers({ url, token }: Running): Promise<boolean> {
  const response = await fetch(new URL('/local/hello', url), { headers: { authorization: `Bearer ${token}` } }).catch(
    () => null,
  )
  return response?.status === 200
}

/** Asks the running program; gives the lines to print and whether it went well. */
export async function ask(
  { url, token }: Running,
  path: string,
  body: Buffer | null,
): Promise<{ ok: boolean; lines: string[] }> {
  const response = await fetch(new URL(path, url), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    ...(body === null ? {} : { body: new Uint8Array(body) }),
  })
  return z.object({ ok: z.boolean(), lines: z.array(z.string()) }).parse(await response.json())
}

const fileSchema = z.union([
  z.object({ ok: z.literal(true), line: z.string(), content: z.base64() }),
  z.object({ ok: z.literal(false), line: z.string() }),
])

/** Has the running program make a file; gives its bytes and the line to print. Throws its sentence when it refuses. */
export async function askForFile(
  { url, token }: Running,
  path: string,
): Promise<{ readonly content: Uint8Array; readonly line: string }> {
  const response = await fetch(new URL(path, url), { headers: { authorization: `Bearer ${token}` } })
  const answer = fileSchema.parse(await response.json())
  if (!answer.ok) throw new UserError(answer.line)
  return { content: Buffer.from(answer.content, 'base64'), line: answer.line }
}
