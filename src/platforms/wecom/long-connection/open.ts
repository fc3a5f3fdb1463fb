/** Opens the long connection of the configured bot; nothing connects before it is started. */
import { seekOwnership } from '../../../database/ownership.ts'
import type { Log } from '../../../log.ts'
import { type LongConnection, wecomLongConnection } from './long-connection.ts'
import type { BotSettings } from './session.ts'

export interface OpenParts {
  readonly bot: BotSettings
  /** Null: embedded, so there is no other copy. */
  readonly databaseUrl: string | null
  readonly wall: () => Date
  readonly log: Log
}

export async function openLongConnection({ bot, databaseUrl, wall, log }: OpenParts): Promise<LongConnection> {
  // Only a program that uses it pays for the SDK.
  const { openBotSession } = await import('./session.ts')
  return wecomLongConnection({
    open: (listener) => openBotSession(bot, listener),
    seek: (told) => seekOwnership({ databaseUrl, name: `wecom:${bot.botId}`, log, ...told }),
    now: wall,
    log,
  })
}
