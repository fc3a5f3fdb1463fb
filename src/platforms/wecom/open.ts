/** Opens WeCom as it is configured: the door to send by, the addresses that receive, and a line that says which. */
import type { Router } from 'express'
import type { Clock } from '../../clock.ts'
import type { WecomConfig } from '../../config-wecom.ts'
import type { Db } from '../../database/client.ts'
import { answerClick } from '../../inbox/click.ts'
import type { FetchFile } from '../../inbox/fetch-file.ts'
import type { Log } from '../../log.ts'
import type { Door } from '../../outbox/door.ts'
import type { WecomReach } from '../../services/reach.ts'
import type { Connect } from '../arrivals.ts'
import { appClient } from './app-client.ts'
import { callbackCipher } from './crypto.ts'
import { wecomDoor } from './door.ts'
import { fileFrom } from './file-from.ts'
import type { LongConnection } from './long-connection/long-connection.ts'
import { appWebhook } from './receive-app.ts'
import { botWebhook, WELCOME } from './receive-bot.ts'
import { renderOneCard } from './render/render.ts'
import { botLimits } from './render/template-card.ts'
import { userIds } from './user-ids.ts'
import type { WebhookParts } from './webhook-http.ts'

export interface WecomParts {
  readonly config: WecomConfig
  readonly publicUrl: string | null
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  /** The long connection; null: not configured. */
  readonly long: LongConnection | null
}

export interface Wecom {
  readonly door: Door
  readonly reach: WecomReach
  readonly fetchFile: FetchFile
  /** For the terminal: which doors are open and what is missing. */
  readonly summary: string
  /** The webhooks that are configured; mount them at the root, before any body parser. */
  routers(parts: Omit<WebhookParts, 'cipher' | 'now' | 'log'>): Router[]
  /** Starts the long connection; null: not configured. */
  readonly connect: Connect | null
}

/** Where a tap on a card leads when the program has no address of its own. */
const HOME = 'https://work.weixin.qq.com/'

export function openWecom({ config, publicUrl, db, clock, log, long }: WecomParts): Wecom {
  const { baseUrl, edition, quota, bot, botName, app: appKeys, appCallback } = config
  const link = publicUrl ?? HOME
  const connection = long?.connection ?? null
  const wall = (): Date => clock.wall()
  const app = appKeys === null ? null : appClient({ baseUrl, ...appKeys }, () => wall().getTime())
  return {
    door: wecomDoor({ db, log, baseUrl, edition, link, quota, app, connection, wall }),
    fetchFile: fileFrom({ baseUrl, botAesKey: bot?.aesKey ?? null }),
    reach: {
      baseUrl,
      people: app !== null ? 'anyone' : connection === null ? 'nobody' : 'who-wrote',
      groups: connection === null ? 'none' : 'where-spoken',
    },
    connect:
      long === null
        ? null
        : (arrivals) =>
            long.start({
              store: (event) => arrivals.store(event),
              act: (event, withinMs) => answerClick(arrivals, event, withinMs),
              face: (card, click) => renderOneCard(card, { ...click, link, limits: botLimits }),
              takeOver: () => arrivals.takeOver('wecom'),
              knownAs: userIds(app),
              welcome: WELCOME,
              botName,
              metrics: arrivals.metrics,
            }),
    summary: summaryOf(config, connection !== null),
    routers(given) {
      const parts = { ...given, now: wall, log, link, cards: edition.cards }
      const routers: Router[] = []
      if (bot !== null) {
        const cipher = callbackCipher({ token: bot.token, aesKey: bot.aesKey, receiveId: '' })
        routers.push(botWebhook({ ...parts, cipher, db, botId: bot.id, botName, knownAs: userIds(app) }))
      }
      if (appKeys !== null && app !== null && appCallback !== null) {
        const cipher = callbackCipher({ ...appCallback, receiveId: appKeys.corpId })
        routers.push(appWebhook({ ...parts, cipher, origin: appKeys, client: app }))
      }
      return routers
    },
  }
}

function summaryOf({ bot, app, appCallback, missing }: WecomConfig, connected: boolean): string {
  const open = [
    connected ? '智能机器人长连接（群聊和私聊，能收能推）' : null,
    bot === null ? null : '智能机器人回调（能收能答，不能推）',
    app === null ? null : appCallback === null ? '自建应用（只能私聊推送）' : '自建应用（私聊能收能推）',
    '群机器人（由管理员绑定到群后推送通报）',
  ].filter((door) => door !== null)
  const wanted = [
    ...missing,
    ...(connected || bot !== null ? [] : ['群里问答要配智能机器人']),
    ...(connected || app !== null ? [] : ['私聊提醒要配自建应用或智能机器人长连接']),
  ]
  return `企业微信已开：${open.join('、')}${wanted.length > 0 ? `；还缺：${wanted.join('；')}` : ''}`
}
