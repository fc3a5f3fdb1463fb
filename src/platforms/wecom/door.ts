/**
 * WeCom as a platform to send to. It has several doors, none of which does everything (wecom.md §0); each message takes
 * the first one that is open to its chat.
 */
import type { Db } from '../../database/client.ts'
import type { Log } from '../../log.ts'
import type { Door, Outgoing, Receipt } from '../../outbox/door.ts'
import type { AppClient } from './app-client.ts'
import type { Step } from './classify.ts'
import type { WecomConnection } from './connection.ts'
import { APP_MARK } from './decode-app.ts'
import { windowFor, windowWithUrl } from './reply-window.ts'
import { appWay } from './ways/app.ts'
import { connectedWay } from './ways/connected.ts'
import { fileByApp, fileByConnection, fileByHook } from './ways/file.ts'
import { hookWay } from './ways/hook.ts'
import { lateWay } from './ways/late.ts'
import { streamWay } from './ways/stream.ts'
import type { Edition, Way } from './ways/way.ts'

export interface WecomDoorParts {
  readonly db: Db
  readonly log: Log
  readonly baseUrl: string
  readonly edition: Edition
  /** Where a tap on a card without buttons leads. */
  readonly link: string
  readonly quota: { readonly chatPerMinute: number; readonly webhookPerMinute: number }
  /** The 自建应用; null: not configured. */
  readonly app: AppClient | null
  /** The long connection; null: not configured. */
  readonly connection: WecomConnection | null
  /** Wall time. */
  readonly wall: () => Date
  readonly pause?: (ms: number) => Promise<void>
}

type Shut = Extract<Step, { state: 'shut' }>

const MINUTE = 60_000
const RECONNECTING_MS = 3_000
const NO_PRIVATE_WAY = '企业微信没有能私聊到他的通道'

/** The door of one WeCom corporation. It never throws. */
export function wecomDoor(parts: WecomDoorParts): Door {
  const { log, quota, connection } = parts
  const waysTo = wayFinder(parts)
  return {
    platform: 'wecom',
    quota: {
      chat: { count: quota.chatPerMinute, perMs: MINUTE },
      hook: { count: quota.webhookPerMinute, perMs: MINUTE },
      platform: [],
    },
    // No door of WeCom recognises a repeated message (the app's check compares texts, and equal answers are no mistake).
    keyHoldsMs: 0,
    tellsCharts: true,
    ...(connection === null ? {} : { mine: () => connection.mine() }),
    async send(message) {
      try {
        const asFile = message.file === null ? null : await firstOpen(fileWays(parts, message), message)
        if (asFile !== null && asFile.state !== 'shut') return asFile
        return shutIsFinal(await firstOpen(await waysTo(message), message), message, connection)
      } catch (error) {
        log.error({ err: error }, 'wecom door failed')
        return { state: 'unknown', reason: error instanceof Error ? error.name : 'unknown' }
      }
    },
  }
}

/** The ways to the chat, the best first. */
function wayFinder(parts: WecomDoorParts): (message: Outgoing) => Promise<Way[]> {
  const { db, app, connection, edition, link, quota, wall } = parts
  const common = { ...parts, pause: parts.pause ?? wait }
  const now = (): number => wall().getTime()
  const member = { count: quota.chatPerMinute, perMs: MINUTE }
  const byApp = app === null ? null : appWay({ client: app, edition, link, member, now })
  const byHook = hookWay(parts)

  /** Where the message came from that this answers. */
  async function back({ chat, replyTo }: Outgoing): Promise<Way[]> {
    if (replyTo === null) return []
    if (replyTo.startsWith(APP_MARK)) return byApp === null ? [] : [byApp]
    const window = await windowFor(db, replyTo, chat.externalId, wall())
    if (window === null) return []
    return [window.streamId === null ? lateWay(parts, window) : streamWay(common, window)]
  }

  /** The door that pushes to such chats. */
  function push({ chat }: Outgoing): Way[] {
    if (chat.kind === 'group') return [byHook]
    return byApp === null ? [] : [byApp]
  }

  async function last({ chat, replyTo }: Outgoing): Promise<Way[]> {
    // In a group a late answer quotes what somebody said there: nothing for a notice.
    if (chat.kind === 'group' && replyTo === null) return []
    const window = await windowWithUrl(db, chat.externalId, wall())
    return window === null ? [] : [lateWay(parts, window)]
  }

  return async (message) => {
    const connected = connection?.ready() ? [connectedWay({ connection, edition, link })] : []
    const ways = [...(await back(message)), ...connected, ...push(message), ...(await last(message))]
    return ways.filter((way, i) => ways.indexOf(way) === i)
  }
}

/** The doors by which files go to the chat; what answers a callback takes words only. */
function fileWays({ db, baseUrl, app, connection }: WecomDoorParts, { chat }: Outgoing): Way[] {
  return [
    ...(connection?.ready() ? [fileByConnection(connection)] : []),
    ...(chat.kind === 'group' ? [fileByHook({ db, baseUrl })] : []),
    ...(chat.kind === 'private' && app !== null ? [fileByApp(app)] : []),
  ]
}

/** By the first way that is open; shut when all are. */
async function firstOpen(ways: readonly Way[], message: Outgoing): Promise<Receipt | Shut> {
  const reasons = new Set<string>()
  for (const way of ways) {
    const step: Step = await way(message)
    if (step.state !== 'shut' && step.state !== 'as-text') return step
    reasons.add(step.reason)
  }
  return { state: 'shut', reason: reasons.size === 0 ? NO_PRIVATE_WAY : [...reasons].join('；') }
}

function shutIsFinal(step: Receipt | Shut, { chat }: Outgoing, connection: WecomConnection | null): Receipt {
  if (step.state !== 'shut') return step
  if (connection !== null && !connection.ready()) {
    return { state: 'retry', reason: '企业微信长连接正在接通', afterMs: RECONNECTING_MS, scope: 'message' }
  }
  return { state: 'refused', reason: step.reason, gone: chat.kind === 'private' }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
