import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { environmentNames, isLoopback, readConfig } from '../src/config.ts'

const feishu = {
  FEISHU_APP_ID: 'cli_a1b2c3d4e5f60718',
  FEISHU_APP_SECRET: 'secret',
  FEISHU_VERIFICATION_TOKEN: 'token',
}

describe('the configuration', () => {
  it('starts with nothing set: console and demo district on, on this machine only', () => {
    const config = readConfig({})
    expect(config).toMatchObject({ host: '127.0.0.1', port: 3000, demo: true, dataDir: './data', feishu: null })
    expect(config.console).toEqual({ on: true, token: null, tokenRequired: false })
  })

  it('takes an empty variable for an absent one', () => {
    expect(readConfig({ PORT: '', FEISHU_APP_ID: '  ' })).toEqual(readConfig({}))
  })

  it('turns console and demo off once a platform is configured, and asks for the token if the console is wanted', () => {
    expect(readConfig(feishu)).toMatchObject({ demo: false, console: { on: false } })
    expect(readConfig({ ...feishu, CONSOLE: 'on' }).console).toMatchObject({ on: true, tokenRequired: true })
  })

  it('asks for the token when it listens on more than this machine', () => {
    expect(readConfig({ HOST: '0.0.0.0' }).console.tokenRequired).toBe(true)
    expect(readConfig({ HOST: '::1' }).console.tokenRequired).toBe(false)
  })

  it.each([
    [{ PORT: '70000' }, 'PORT'],
    [{ PORT: 'abc' }, 'PORT'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    [{ CONSOLE: 'yes' }, 'CONSOLE'],
    [{ CONSOLE_TOKEN: 'short' }, 'CONSOLE_TOKEN'],
    [{ DEMO_NOW: '2023-09-08' }, 'DEMO_NOW'],
    [{ ADMIN_USERS: 'zhangsan' }, 'ADMIN_USERS'],
    [{ FEISHU_APP_ID: 'x' }, 'FEISHU_APP_ID'],
    [{ FEISHU_BASE_URL: 'ftp://x' }, 'FEISHU_BASE_URL'],
  ])('stops at a wrong value with one line that names it: %j', (env, name) => {
    expect(() => readConfig(env)).toThrowError(new RegExp(`^环境变量 ${name} 不对：[^\\n]+$`))
  })

  it.each(['FEISHU_APP_ID', 'FEISHU_APP_SECRET', 'FEISHU_VERIFICATION_TOKEN'])(
    'stops at half a Feishu configuration and names what is missing: %s',
    (name) => {
      expect(() => readConfig({ ...feishu, [name]: '' })).toThrowError(`飞书还缺 ${name}`)
    },
  )

  it('needs no key and no token for a long connection, but an app id that the SDK takes', () => {
    const long = { FEISHU_MODE: 'websocket', FEISHU_APP_ID: feishu.FEISHU_APP_ID, FEISHU_APP_SECRET: 'secret' }
    expect(readConfig(long).feishu?.events).toEqual({ by: 'long connection' })
    expect(() => readConfig({ ...long, FEISHU_APP_ID: 'cli_zzzzzzzzzzzzzzzz' })).toThrowError(/FEISHU_APP_ID.*十六进制/)
    expect(() => readConfig({ ...long, FEISHU_APP_SECRET: '' })).toThrowError('飞书还缺 FEISHU_APP_SECRET')
    expect(() => readConfig({ ...long, FEISHU_MODE: 'polling' })).toThrowError('环境变量 FEISHU_MODE 不对')
  })

  it('opens the long connection of 企业微信 with id and secret, and says what it lacks', () => {
    const long = { WECOM_MODE: 'websocket', WECOM_BOT_ID: 'aib1', WECOM_BOT_SECRET: 'secret' }
    const url = 'wss://openws.work.weixin.qq.com'
    expect(readConfig(long).wecom?.longConnection).toEqual({ botId: 'aib1', secret: 'secret', url })
    const own = readConfig({ ...long, WECOM_WS_URL: 'wss://wecom.example.gov.cn/ws' })
    expect(own.wecom?.longConnection?.url).toBe('wss://wecom.example.gov.cn/ws')
    const half = readConfig({ ...long, WECOM_BOT_SECRET: '' }).wecom
    expect(half).toMatchObject({ longConnection: null, missing: ['智能机器人长连接的 WECOM_BOT_SECRET'] })
    const unasked = readConfig({ ...long, WECOM_MODE: '' }).wecom
    expect(unasked).toMatchObject({ longConnection: null, missing: ['智能机器人长连接的 WECOM_MODE=websocket'] })
    expect(() => readConfig({ ...long, WECOM_WS_URL: 'https://x' })).toThrowError('环境变量 WECOM_WS_URL 不对')
  })

  it('refuses a demo clock together with a real platform', () => {
    const env = { ...feishu, DEMO_NOW: '2023-09-08T08:58:00+08:00' }
    expect(() => readConfig(env)).toThrowError('DEMO_NOW')
    expect(readConfig({ ...env, FEISHU_BASE_URL: 'http://127.0.0.1:4010/' }).feishu?.baseUrl).toBe(
      'http://127.0.0.1:4010',
    )
  })

  it('reads several administrators, with Chinese commas too', () => {
    expect(readConfig({ ADMIN_USERS: 'feishu:ou_a，console:u-admin' }).adminUsers).toEqual([
      { platform: 'feishu', id: 'ou_a' },
      { platform: 'console', id: 'u-admin' },
    ])
  })

  it('is listed in .env.example name by name, in the same order', () => {
    const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
    const names = [...example.matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1])
    expect(names).toEqual(environmentNames)
  })

  it('knows this machine by all its names', () => {
    expect(['localhost', '127.0.0.1', '127.8.0.1', '::1', '[::1]'].every(isLoopback)).toBe(true)
    expect(['0.0.0.0', '10.0.0.1', '127.0.0.1.example.com', 'open.feishu.cn'].some(isLoopback)).toBe(false)
  })
})
