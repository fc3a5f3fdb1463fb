/**
 * The bot's own open_id, by which a group's mention is told from a mention of somebody else. It never changes for an
 * app, so it is asked once and kept; while it is unknown, events that need it are put off, not dropped.
 */
import type { Log } from '../../log.ts'
import type { FeishuClient } from './client.ts'

export interface BotMemory {
  load(): Promise<string | null>
  save(openId: string): Promise<void>
}

/** Gives the bot's open_id; null when it is not known and Feishu cannot be asked right now. */
export function botIdentity(
  client: Pick<FeishuClient, 'botInfo'>,
  memory: BotMemory,
  log: Log,
): () => Promise<string | null> {
  let known: string | null = null
  let asking: Promise<string | null> | null = null

  async function ask(): Promise<string | null> {
    const answer = await client.botInfo()
    if (answer.ok) {
      await memory.save(answer.value.openId)
      return answer.value.openId
    }
    log.warn({ failure: answer.failure }, 'feishu did not tell the bot its id')
    return await memory.load()
  }

  return async () => {
    if (known !== null) return known
    asking ??= ask().finally(() => {
      asking = null
    })
    known = await asking
    return known
  }
}
