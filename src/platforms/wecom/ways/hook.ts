/** By the 群机器人 of a group: pushes without an ear. */
import { z } from 'zod'
import type { Db } from '../../../database/client.ts'
import { hookAddress } from '../../../domain/wecom-address.ts'
import { Platform } from '../../../generated/prisma/enums.ts'
import { callWecom } from '../api.ts'
import { type Step, stepOf } from '../classify.ts'
import type { Format } from '../render/markup.ts'
import { drawn, type Edition, type Way } from './way.ts'

export interface HookWay {
  readonly db: Db
  readonly baseUrl: string
  readonly edition: Edition
  readonly link: string
}

const NO_ROBOT = '这个群没有推送通道：请管理员私聊我发“绑定 群机器人 地址 群名”'
const TEXT_BYTES = 2_048
const MARKDOWN_BYTES = 4_096

export function hookWay({ db, baseUrl, edition, link }: HookWay): Way {
  return async (message) => {
    const url = await robotOf(db, baseUrl, message.chat.externalId)
    if (!(url instanceof URL)) return url
    const draw = (markdown: boolean) =>
      drawn(message, {
        door: 'bot',
        edition: { cards: false, markdown },
        link,
        markdown: [
          { format: 'markdown_v2', bytes: MARKDOWN_BYTES },
          { format: 'markdown', bytes: MARKDOWN_BYTES },
        ],
        text: TEXT_BYTES,
        cards: null,
      })
    const first = draw(edition.markdown)
    const step = await post(url, first.format, first.content)
    if (step.state !== 'as-text' || first.format === 'text') return step
    return await post(url, 'text', draw(false).content)
  }
}

/** The address of the group's robot, or why it cannot be written to. */
export async function robotOf(db: Db, baseUrl: string, externalId: string): Promise<URL | Step> {
  const chat = await db.chat.findUnique({
    where: { platform_externalId: { platform: Platform.WECOM, externalId } },
    select: { pushUrl: true },
  })
  if (!chat?.pushUrl) return { state: 'shut', reason: NO_ROBOT }
  return hookAddress(chat.pushUrl, baseUrl) ?? stepOf({ kind: 'foreign-address' })
}

async function post(url: URL, format: Format, content: string): Promise<Step> {
  const answer = await callWecom({ url, body: { msgtype: format, [format]: { content } } }, z.object({}))
  return answer.ok ? { state: 'sent', externalId: null } : stepOf(answer.failure)
}
