/**
 * The environment, read once. A wrong value stops the start with one line that names it.
 * .env.example lists every name; test/config.test.ts holds the two together.
 */
import { z } from 'zod'
import { type PlatformName, platformSchema } from './chat/message.ts'
import { httpAddress, onOff, optional, wholeNumber } from './config-values.ts'
import { readWecom, type WecomConfig, wecomEnvironment } from './config-wecom.ts'
import { ConfigError } from './errors.ts'

const adminUsers = z.string().transform((text, ctx) => {
  const users: { platform: PlatformName; id: string }[] = []
  for (const item of text.split(/[,，\s]+/).filter((part) => part !== '')) {
    const [platform, ...rest] = item.split(':')
    const known = platformSchema.safeParse(platform)
    const id = rest.join(':')
    if (!known.success || id === '') {
      ctx.addIssue({ code: 'custom', message: `“${item}”要写成 feishu:ou_…、wecom:… 或 console:…` })
      return z.NEVER
    }
    users.push({ platform: known.data, id })
  }
  return users
})

const environment = z.object({
  PORT: optional(wholeNumber(0, 65535)),
  HOST: optional(z.string()),
  DATABASE_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, '要以 postgresql:// 开头')),
  DATA_DIR: optional(z.string()),
  PUBLIC_URL: optional(httpAddress),
  ADMIN_USERS: optional(adminUsers),
  CONSOLE: optional(onOff),
  CONSOLE_TOKEN: optional(z.string().min(16, '至少 16 个字符')),
  DEMO: optional(onOff),
  DEMO_NOW: optional(
    z.iso.datetime({ offset: true, error: '要写成 2023-09-08T08:58:00+08:00' }).transform((text) => new Date(text)),
  ),
  LOG_LEVEL: optional(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], { error: '例如 info' })),
  FEISHU_APP_ID: optional(z.string().regex(/^cli_[0-9a-zA-Z]{16}$/, '要写成 cli_ 加 16 位字母数字')),
  FEISHU_APP_SECRET: optional(z.string()),
  FEISHU_ENCRYPT_KEY: optional(z.string()),
  FEISHU_VERIFICATION_TOKEN: optional(z.string()),
  FEISHU_BASE_URL: optional(httpAddress),
  FEISHU_MODE: optional(z.enum(['webhook', 'websocket'], { error: '只能是 webhook 或 websocket' })),
  FEISHU_APP_QPS: optional(wholeNumber(1, 100_000)),
  FEISHU_APP_PER_MINUTE: optional(wholeNumber(1, 1_000_000)),
  FEISHU_CHAT_QPS: optional(wholeNumber(1, 100_000)),
  ...wecomEnvironment,
})
type Environment = z.output<typeof environment>

/** Every name the program reads, in the order of .env.example. */
export const environmentNames: readonly string[] = Object.keys(environment.shape)

/** How Feishu's events come in. */
export type FeishuEvents =
  | {
      readonly by: 'webhook'
      /** Null: events come unencrypted and only the token proves them. */
      readonly encryptKey: string | null
      readonly verificationToken: string
    }
  /** A connection that the program opens: it is proven by the app's secret. */
  | { readonly by: 'long connection' }

export interface FeishuConfig {
  readonly appId: string
  readonly appSecret: string
  readonly events: FeishuEvents
  readonly baseUrl: string
  readonly quota: { readonly appPerSecond: number; readonly appPerMinute: number; readonly chatPerSecond: number }
}

export interface Config {
  readonly host: string
  readonly port: number
  readonly databaseUrl: string | null
  readonly dataDir: string
  readonly publicUrl: string | null
  readonly adminUsers: readonly { readonly platform: 'console' | 'feishu' | 'wecom'; readonly id: string }[]
  readonly console: { readonly on: boolean; readonly token: string | null; readonly tokenRequired: boolean }
  /** Load the demo district when the database is empty. */
  readonly demo: boolean
  /** Where the demo clock starts; null: 2023-09-08 08:58 when the demo district is loaded. */
  readonly demoNow: Date | null
  readonly logLevel: string
  readonly feishu: FeishuConfig | null
  readonly wecom: WecomConfig | null
}

/** Reads and checks the environment. Throws a ConfigError of one line that names the wrong setting. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(env)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new ConfigError(`环境变量 ${issue?.path.join('.') ?? ''} 不对：${issue?.message ?? ''}`)
  }
  const values = parsed.data
  const feishu = readFeishu(values)
  const wecom = readWecom(values)
  const configured = feishu !== null || wecom !== null
  const host = values.HOST ?? '127.0.0.1'
  if (values.DEMO_NOW !== undefined && isOnRealPlatform({ feishu, wecom })) {
    throw new ConfigError('DEMO_NOW 只用于演示和测试：接了真实平台就不能拨时钟，请删去 DEMO_NOW')
  }
  return {
    host,
    port: values.PORT ?? 3000,
    databaseUrl: values.DATABASE_URL ?? null,
    dataDir: values.DATA_DIR ?? './data',
    publicUrl: values.PUBLIC_URL ?? null,
    adminUsers: values.ADMIN_USERS ?? [],
    console: {
      on: values.CONSOLE ?? !configured,
      token: values.CONSOLE_TOKEN ?? null,
      tokenRequired: configured || !isLoopback(host),
    },
    demo: values.DEMO ?? !configured,
    demoNow: values.DEMO_NOW ?? null,
    logLevel: values.LOG_LEVEL ?? 'info',
    feishu,
    wecom,
  }
}

/** Half a configuration stops the start and names what is missing. */
function readFeishu(values: Environment): FeishuConfig | null {
  const given = [
    values.FEISHU_APP_ID,
    values.FEISHU_APP_SECRET,
    values.FEISHU_VERIFICATION_TOKEN,
    values.FEISHU_ENCRYPT_KEY,
  ]
  if (given.every((value) => value === undefined)) return null
  const need = (name: keyof Environment, value: string | undefined): string => {
    if (value !== undefined) return value
    throw new ConfigError(`飞书还缺 ${name}：在开发者后台“凭证与基础信息”“事件与回调”里可以找到`)
  }
  const appId = need('FEISHU_APP_ID', values.FEISHU_APP_ID)
  if (values.FEISHU_MODE === 'websocket' && !/^cli_[0-9a-f]{16}$/i.test(appId)) {
    // The SDK would return without a word and never connect.
    throw new ConfigError('环境变量 FEISHU_APP_ID 不对：长连接要 cli_ 加 16 位十六进制数，请照“凭证与基础信息”填写')
  }
  return {
    appId,
    appSecret: need('FEISHU_APP_SECRET', values.FEISHU_APP_SECRET),
    events:
      values.FEISHU_MODE === 'websocket'
        ? { by: 'long connection' }
        : {
            by: 'webhook',
            // Without a token an unencrypted event proves nothing: refuse instead of accepting everything.
            verificationToken: need('FEISHU_VERIFICATION_TOKEN', values.FEISHU_VERIFICATION_TOKEN),
            encryptKey: values.FEISHU_ENCRYPT_KEY ?? null,
          },
    baseUrl: values.FEISHU_BASE_URL ?? 'https://open.feishu.cn',
    quota: {
      appPerSecond: values.FEISHU_APP_QPS ?? 50,
      appPerMinute: values.FEISHU_APP_PER_MINUTE ?? 1000,
      chatPerSecond: values.FEISHU_CHAT_QPS ?? 5,
    },
  }
}

/** Whether a platform is configured that is not an emulator on this machine. */
export function isOnRealPlatform({ feishu, wecom }: Pick<Config, 'feishu' | 'wecom'>): boolean {
  const given = [feishu?.baseUrl, wecom?.baseUrl, wecom?.longConnection?.url]
  const addresses = given.filter((address) => address !== undefined)
  return addresses.some((address) => !isLoopback(new URL(address).hostname))
}

/** Whether a host name or address is this machine only. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '')
  return bare === 'localhost' || bare === '::1' || /^127(\.\d{1,3}){3}$/.test(bare)
}
