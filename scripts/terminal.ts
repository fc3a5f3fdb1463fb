/** The frame of a script that a person runs: .env, lines to the terminal, mistakes as one sentence, exit code. */
import { existsSync } from 'node:fs'
import { loadEnvFile } from 'node:process'
import { ConfigError, UserError } from '../src/errors.ts'

export interface ScriptResult {
  readonly ok: boolean
  readonly lines: readonly string[]
}

export async function runScript(work: () => Promise<ScriptResult>): Promise<void> {
  if (existsSync('.env')) loadEnvFile('.env')
  try {
    const { ok, lines } = await work()
    process.stdout.write(`${lines.join('\n')}\n`)
    process.exitCode = ok ? 0 : 1
  } catch (error) {
    if (!(error instanceof UserError) && !(error instanceof ConfigError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
