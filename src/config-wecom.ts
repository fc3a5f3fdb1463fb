/**
 * WeCom's part of the environment. Half a configuration opens the doors that are complete; `missing` says in words what
 * the others lack, and the program prints it at the start.
 */
import { z } from 'zod'
import { httpAddress, onOff, optional, wholeNumber } from './config-values.ts'

const aesKey = z.string().regex(/^[A-Za-z0-9]{43}$/, '要 43 位字母数字（EncodingAESKey）')
const token = z.string().regex(/^[A-Za-z0-9]{3,32}$/, '要 3 到 32 位字母数字（Token）')

export const wecomEnvironment = {
  WECOM_CORP_ID: optional(z.string()),
  WECOM_BASE_URL: optional(httpAddress),
  WECOM_BOT_ID: optional(z.string()),
  WECOM_BOT_NAME: optional(z.string()),
  WECOM_BOT_TOKEN: optional(token),
  WECOM_BOT_AES_KEY: optional(aesKey),
  WECOM_BOT_SECRET: optional(z.string()),
  WECOM_MODE: optional(z.enum(['webhook', 'websocket'], { error: '只能是 webhook 或 websocket' })),
  WECOM_WS_URL: optional(z.url({ protocol: /^wss?$/, error: '要一个 ws(s) 地址' })),
  WECOM_AGENT_ID: optional(z.string().regex(/^\d{1,12}$/, '要一个整数（AgentId）')),
  WECOM_AGENT_SECRET: optional(z.string()),
  WECOM_AGENT_TOKEN: optional(token),
  WECOM_AGENT_AES_KEY: optional(aesKey),
  WECOM_CARDS: optional(onOff),
  WECOM_MARKDOWN: optional(onOff),
  WECOM_CHAT_PER_MINUTE: optional(wholeNumber(1, 1_000_000)),
  WECOM_WEBHOOK_PER_MINUTE: optional(wholeNumber(1, 1_000_000)),
}
type Values = { readonly [Name in keyof typeof wecomEnvironment]?: z.output<(typeof wecomEnvironment)[Name]> }

export interface WecomConfig {
  readonly baseUrl: string
  /** 智能机器人 by callback; null: not configured. */
  readonly bot: {
    /** Null: callbacks of any bot with these keys are taken. */
    readonly id: string | null
    readonly token: string
    readonly aesKey: string
  } | null
  /** 智能机器人 by long connection; null: not configured. A bot has one of the two ways, never both. */
  readonly longConnection: { readonly botId: string; readonly secret: string; readonly url: string } | null
  /** The bot's display name, to be taken out of texts; null: the first word that begins with @. */
  readonly botName: string | null
  /** 自建应用: messages out; null: not configured. */
  readonly app: { readonly corpId: string; readonly agentId: string; readonly secret: string } | null
  /** 自建应用: messages and presses in; null: it only sends. */
  readonly appCallback: { readonly token: string; readonly aesKey: string } | null
  readonly edition: { readonly cards: boolean; readonly markdown: boolean }
  readonly quota: { readonly chatPerMinute: number; readonly webhookPerMinute: number }
  /** What half-configured doors lack, a phrase each. */
  readonly missing: readonly string[]
}

/** Null when nothing of WeCom is configured. */
export function readWecom(values: Values): WecomConfig | null {
  const missing: string[] = []
  const longConnection = readLongConnection(values, missing)
  const bot = values.WECOM_MODE === 'websocket' ? null : readBot(values, missing)
  const app = readApp(values, missing)
  const appCallback = readAppCallback(values, app !== null, missing)
  const named = values.WECOM_CORP_ID !== undefined || values.WECOM_BOT_ID !== undefined
  if (!named && bot === null && app === null && missing.length === 0) return null
  return {
    baseUrl: values.WECOM_BASE_URL ?? 'https://qyapi.weixin.qq.com',
    bot,
    longConnection,
    botName: values.WECOM_BOT_NAME ?? null,
    app,
    appCallback,
    edition: { cards: values.WECOM_CARDS ?? true, markdown: values.WECOM_MARKDOWN ?? true },
    quota: {
      chatPerMinute: values.WECOM_CHAT_PER_MINUTE ?? 30,
      webhookPerMinute: values.WECOM_WEBHOOK_PER_MINUTE ?? 20,
    },
    missing,
  }
}

function readLongConnection(values: Values, missing: string[]): WecomConfig['longConnection'] {
  const { WECOM_BOT_ID: botId, WECOM_BOT_SECRET: secret, WECOM_MODE: mode } = values
  if (mode !== 'websocket') {
    if (secret !== undefined) missing.push('智能机器人长连接的 WECOM_MODE=websocket')
    return null
  }
  if (botId !== undefined && secret !== undefined) {
    return { botId, secret, url: values.WECOM_WS_URL ?? 'wss://openws.work.weixin.qq.com' }
  }
  noteLacks(missing, '智能机器人长连接', { WECOM_MODE: mode, WECOM_BOT_ID: botId, WECOM_BOT_SECRET: secret })
  return null
}

function readBot(values: Values, missing: string[]): WecomConfig['bot'] {
  const { WECOM_BOT_ID: id, WECOM_BOT_TOKEN: token, WECOM_BOT_AES_KEY: aesKey } = values
  if (token !== undefined && aesKey !== undefined) return { id: id ?? null, token, aesKey }
  noteLacks(missing, '智能机器人回调', { WECOM_BOT_TOKEN: token, WECOM_BOT_AES_KEY: aesKey })
  return null
}

function readApp(values: Values, missing: string[]): WecomConfig['app'] {
  const { WECOM_CORP_ID: corpId, WECOM_AGENT_ID: agentId, WECOM_AGENT_SECRET: secret } = values
  if (corpId !== undefined && agentId !== undefined && secret !== undefined) return { corpId, agentId, secret }
  const own = { WECOM_AGENT_ID: agentId, WECOM_AGENT_SECRET: secret }
  // The corporation alone is no half-configured app: group robots need nothing more.
  if (agentId !== undefined || secret !== undefined) noteLacks(missing, '自建应用', { WECOM_CORP_ID: corpId, ...own })
  return null
}

function readAppCallback(values: Values, hasApp: boolean, missing: string[]): WecomConfig['appCallback'] {
  const { WECOM_AGENT_TOKEN: token, WECOM_AGENT_AES_KEY: aesKey } = values
  const named = { WECOM_AGENT_TOKEN: token, WECOM_AGENT_AES_KEY: aesKey }
  if (token === undefined || aesKey === undefined) noteLacks(missing, '自建应用接收消息', named)
  else if (hasApp) return { token, aesKey }
  else missing.push('自建应用的 WECOM_CORP_ID、WECOM_AGENT_ID、WECOM_AGENT_SECRET（接收消息要先有它们）')
  return null
}

/** Notes what is absent of a door of which something is given. */
function noteLacks(missing: string[], door: string, given: Readonly<Record<string, string | undefined>>): void {
  const absent = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [name] : []))
  if (absent.length < Object.keys(given).length) missing.push(`${door}的 ${absent.join('、')}`)
}
