/** The platforms' names in the program (contract.md) and in the database's enum. */
import type { PlatformName } from '../chat/message.ts'
import { Platform } from '../generated/prisma/enums.ts'

const IN_DATABASE = { console: Platform.CONSOLE, feishu: Platform.FEISHU, wecom: Platform.WECOM } as const
const IN_PROGRAM = { CONSOLE: 'console', FEISHU: 'feishu', WECOM: 'wecom' } as const

/** The enum value that the database keeps for a platform. */
export function platformInDb(name: PlatformName): Platform {
  return IN_DATABASE[name]
}

/** The platform that a stored enum value stands for. */
export function platformName(stored: Platform): PlatformName {
  return IN_PROGRAM[stored]
}
