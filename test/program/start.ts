/**
 * Starts the whole program for a test: its own data folder, any free port, a silent log; stopped with the test, or with
 * the file when it was started in beforeAll.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../src/config.ts'
import { makeLog } from '../../src/log.ts'
import { type Program, startProgram } from '../../src/program.ts'
import { newServerDatabase } from '../database/harness.ts'
import { type EmulatorSettings, type FeishuEmulator, startFeishuEmulator } from '../emulators/feishu/index.ts'
import { undoneLater } from '../support/undone-later.ts'

export const APP = {
  appId: 'cli_a1b2c3d4e5f60718',
  appSecret: 'the-app-secret',
  encryptKey: 'demo-Encrypt-Key-2026',
  verificationToken: 'the-verification-token',
}

/** A folder for DATA_DIR, removed after the test. */
export async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'saima-program-'))
  undoneLater(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** On a fresh database of the test's PostgreSQL server, unless DATABASE_URL is given ('' for the embedded one). */
export async function start(env: Record<string, string>, lasts: 'test' | 'file' = 'test'): Promise<Program> {
  const databaseUrl = env.DATABASE_URL ?? (await newServerDatabase())
  const config = readConfig({ PORT: '0', ...env, DATABASE_URL: databaseUrl })
  const program = stoppedOnce(await startProgram(config, makeLog('silent')))
  undoneLater(() => program.stop(), lasts)
  return program
}

/** A test may stop its program itself. */
function stoppedOnce(program: Program): Program {
  let stopping: Promise<void> | undefined
  return {
    ...program,
    stop: () => {
      stopping ??= program.stop()
      return stopping
    },
  }
}

/** The emulated Feishu, without a program. */
export async function startFeishu(settings: Partial<EmulatorSettings> = {}): Promise<FeishuEmulator> {
  const feishu = await startFeishuEmulator({ ...APP, ...settings })
  undoneLater(() => feishu.stop())
  return feishu
}

export interface FeishuProgram {
  readonly program: Program
  readonly feishu: FeishuEmulator
  readonly dataDir: string
}

/** The program with the emulated Feishu around it, connected by encrypted webhook unless FEISHU_MODE says otherwise. */
export async function startWithFeishu(env: Record<string, string> = {}): Promise<FeishuProgram> {
  const feishu = await startFeishu()
  const dataDir = env.DATA_DIR ?? (await dataFolder())
  const program = await startAt(feishu, { DATA_DIR: dataDir, ...env })
  return { program, feishu, dataDir }
}

/** A program, or another copy of one, at an emulated Feishu that may have seen one before; events go to this one. */
export async function startAt(
  feishu: FeishuEmulator,
  env: Record<string, string>,
  lasts: 'test' | 'file' = 'test',
): Promise<Program> {
  const connected = feishu.line.size
  const program = await start(
    {
      FEISHU_APP_ID: APP.appId,
      FEISHU_APP_SECRET: APP.appSecret,
      FEISHU_ENCRYPT_KEY: APP.encryptKey,
      FEISHU_VERIFICATION_TOKEN: APP.verificationToken,
      FEISHU_BASE_URL: feishu.baseUrl,
      ...env,
    },
    lasts,
  )
  if (env.FEISHU_MODE === 'websocket') await feishu.line.whenOpen(connected + 1)
  else feishu.connect(`${program.url}/webhook/feishu`)
  return program
}
