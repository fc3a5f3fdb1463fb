/** The program with the emulated WeCom around it. */
import { afterAll, onTestFinished, TestRunner } from 'vitest'
import type { Program } from '../../src/program.ts'
import {
  type Arrived,
  CORP,
  startWecomEmulator,
  type WecomEmulator,
  type WecomSettings,
} from '../emulators/wecom/index.ts'
import { dataFolder, start } from './start.ts'

/** Which doors are configured. */
export type Doors = readonly ('bot' | 'app' | 'corp')[]

const VARIABLES = {
  corp: { WECOM_CORP_ID: CORP.corpId },
  bot: {
    WECOM_BOT_ID: CORP.botId,
    WECOM_BOT_NAME: CORP.botName,
    WECOM_BOT_TOKEN: CORP.botToken,
    WECOM_BOT_AES_KEY: CORP.botAesKey,
  },
  app: {
    WECOM_CORP_ID: CORP.corpId,
    WECOM_AGENT_ID: CORP.agentId,
    WECOM_AGENT_SECRET: CORP.secret,
    WECOM_AGENT_TOKEN: CORP.appToken,
    WECOM_AGENT_AES_KEY: CORP.appAesKey,
  },
} as const

export const GROUP = 'wrkSFfCgAADispatchGroup0001'
export const OFFICE = accountOf('u-office-1')
export const ADMIN = accountOf('u-admin')

/** The WeCom account of the demo person with that console account: lower case, as the program keeps userids. */
export function accountOf(consoleId: string): string {
  return consoleId.replaceAll('-', '_')
}

export interface WecomProgram {
  readonly program: Program
  readonly wecom: WecomEmulator
}

export async function startWithWecom(
  doors: Doors,
  env: Record<string, string> = {},
  settings: WecomSettings = {},
): Promise<WecomProgram> {
  const wecom = await startWecomEmulator(settings)
  if (TestRunner.getCurrentTest() === undefined) afterAll(() => wecom.stop())
  else onTestFinished(() => wecom.stop())
  const variables = Object.assign({}, ...doors.map((door) => VARIABLES[door]))
  const program = await start({ WECOM_BASE_URL: wecom.baseUrl, DATA_DIR: await dataFolder(), ...variables, ...env })
  wecom.connect(program.url)
  return { program, wecom }
}

/** Gives everybody of the roster an account on WeCom, and no other any more; the console's group is no 调度群 any more. */
export async function moveToWecom({ program: { db } }: Pick<WecomProgram, 'program'>): Promise<void> {
  const known = await db.platformIdentity.findMany({ where: { platform: 'CONSOLE', personId: { not: null } } })
  await db.platformIdentity.createMany({
    data: known.map(({ externalId, displayName, personId }) => ({
      platform: 'WECOM' as const,
      externalId: accountOf(externalId),
      displayName,
      personId,
    })),
  })
  await db.platformIdentity.updateMany({ where: { platform: 'CONSOLE' }, data: { personId: null } })
  await db.chat.updateMany({ where: { externalId: 'group:dispatch' }, data: { use: 'NONE', districtId: null } })
}

/** What a person, or a group, can read, in order. */
export function readBy({ wecom }: WecomProgram, to: string): string[] {
  return wecom.arrived.filter((message) => message.to === to).map(({ text }) => text)
}

/** The newest message with these words that a person or group got. */
export function newest({ wecom }: WecomProgram, to: string, words: string): Arrived {
  const found = wecom.arrived.findLast((message) => message.to === to && message.text.includes(words))
  if (found === undefined)
    throw new Error(
      `${to} got no message with ${words}, but: ${wecom.arrived
        .filter((one) => one.to === to)
        .slice(-3)
        .map(({ text }) => text)
        .join(' | ')}`,
    )
  return found
}
