/** The whole program at a 智能机器人's long connection, and what is left when the copy that holds it is gone. */
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Program } from '../../src/program.ts'
import { startChild } from '../database/child.ts'
import { newServerDatabase } from '../database/harness.ts'
import { type BotMessage, type BotServer, startBotServer } from '../emulators/wecom/ws-server.ts'
import { DEMO } from './demo-district.ts'
import { dataFolder, start } from './start.ts'
import { ADMIN, accountOf, GROUP, moveToWecom, OFFICE } from './wecom.ts'

const BOT = { botId: 'aib-bot', secret: 'the-bot-secret' }
const WANG = accountOf('u-liaison-wang')
const ZHANG = accountOf('u-liaison-zhang')

async function startWecom(lasts: 'test' | 'file' = 'test'): Promise<BotServer> {
  // WeCom's limit of a chat is another test's subject.
  const wecom = await startBotServer({ ...BOT, perMinute: 1000 })
  if (lasts === 'test') onTestFinished(() => wecom.stop())
  else afterAll(() => wecom.stop())
  return wecom
}

async function envFor(wecom: BotServer, databaseUrl: string): Promise<Record<string, string>> {
  return {
    ...DEMO,
    DATABASE_URL: databaseUrl,
    DATA_DIR: await dataFolder(),
    WECOM_MODE: 'websocket',
    WECOM_BOT_ID: BOT.botId,
    WECOM_BOT_SECRET: BOT.secret,
    WECOM_WS_URL: wecom.url,
    WECOM_BASE_URL: 'http://127.0.0.1:9',
    WECOM_CHAT_PER_MINUTE: '1000',
  }
}

const textsTo = (wecom: BotServer, chat: string): string[] =>
  wecom.messages
    .filter((one) => one.chat === chat)
    .map(({ markdown, card }) => markdown ?? card?.main_title.title ?? '')

async function eventually(is: () => Promise<boolean>): Promise<void> {
  while (!(await is())) await new Promise((resolve) => setTimeout(resolve, 20))
}

describe('by the long connection of 企业微信', { timeout: 120_000 }, () => {
  let wecom: BotServer
  let program: Program

  beforeAll(async () => {
    wecom = await startWecom('file')
    program = await start(await envFor(wecom, await newServerDatabase()), 'file')
    await moveToWecom({ program })
    await wecom.whenLive(20_000)
  }, 120_000)

  const at = (text: string) => program.moveClock(new Date(`${text.replace(' ', 'T')}:00+08:00`))
  const told = (who: string): string[] => textsTo(wecom, who)

  /** Says it and waits until everything is answered; what the chat was told last. */
  async function say(who: string, text: string, options: { chat?: string; msgid?: string } = {}): Promise<string> {
    const before = await program.db.inboxEvent.count()
    wecom.say(who, text, options)
    await eventually(async () => (await program.db.inboxEvent.count()) > before)
    await program.settle()
    return told(options.chat ?? who).at(-1) ?? ''
  }

  async function press(who: string, label: string): Promise<void> {
    const buttons = ({ card }: BotMessage) => (card?.card_type === 'button_interaction' ? card.button_list : [])
    const message = wecom.messages.findLast(
      (one) => one.chat === who && buttons(one).some(({ text }) => text === label),
    )
    if (message === undefined) throw new Error(`${who} has no button ${label}`)
    const before = await program.db.inboxEvent.count()
    wecom.press(message, label, who)
    await eventually(async () => (await program.db.inboxEvent.count()) > before)
    await program.settle()
  }

  it('people report, a group is bound, and reminders reach who has written and wait for who has not', async () => {
    const asked = wecom.say(WANG, '我的项目')
    const answer = await wecom.waitForMessage(({ replyTo }) => replyTo === asked, 20_000)
    expect(answer).toMatchObject({ by: 'respond', chat: WANG })
    expect(await say(ADMIN, '绑定', { chat: GROUP })).toContain('调度群')

    await at('2023-09-08 09:00')
    expect(told(WANG).some((text) => text.includes('9月上旬报'))).toBe(true)
    expect(told(ZHANG)).toEqual([])
    await say(ZHANG, '我的项目')
    await program.settle()
    expect(told(ZHANG).some((text) => text.includes('9月上旬报'))).toBe(true)

    const before = await program.db.report.count()
    expect(await say(WANG, '1 本旬800万 设备安装90%')).toContain('已记下：绿邦 9月上旬 完成 800 万元')
    expect(await program.db.report.count()).toBe(before + 1)
  })

  it('a doubtful figure is stored when the button says so, and who has no right is refused', async () => {
    expect(await say(ZHANG, '碳纤维 本旬 6000万 主体施工')).toContain('超过年度计划')
    await press(ZHANG, '确认')
    const filed = await program.db.report.findFirst({
      where: { project: { shortName: '碳纤维' }, period: '2023-09-1' },
    })
    expect(filed?.amount.toFixed(2)).toBe('6000.00')
    expect(await say(ZHANG, '发布 1', { chat: GROUP })).toMatch(/只有|项目办/u)
  })

  it('a message that comes twice is handled and answered once', async () => {
    const { db } = program
    await say(ZHANG, '提意见 表格可以少一栏', { msgid: 'said-twice' })
    wecom.say(ZHANG, '提意见 表格可以少一栏', { msgid: 'said-twice' })
    await say(ZHANG, '总览')
    expect(await db.suggestion.count()).toBe(1)
    expect(wecom.messages.filter(({ replyTo }) => replyTo === 'said-twice')).toHaveLength(1)
  })

  it('the preview’s button publishes the digest into the group, once', async () => {
    await say(OFFICE, '总览')
    await at('2023-09-13 09:00')
    await press(OFFICE, '发布')
    await at('2023-09-13 14:30')
    const digests = wecom.messages.filter(
      ({ chat, markdown }) => chat === GROUP && markdown?.includes('9月上旬重点项目调度'),
    )
    expect(digests.map(({ kind, by }) => `${kind} ${by}`)).toEqual(['group send'])
  })
})

describe('two copies at one bot', { timeout: 180_000 }, () => {
  it('one listens; when it is killed with -9 the other answers within 15 s, and nothing is answered twice', async () => {
    const wecom = await startWecom()
    const env = await envFor(wecom, await newServerDatabase())
    const holder = startChild('src/main.ts', [], { ...env, PORT: '0', LOG_LEVEL: 'silent' })
    await wecom.whenLive(60_000)
    const other = await start({ ...env, DATA_DIR: await dataFolder() })
    await moveToWecom({ program: other })

    const first = wecom.say(WANG, '提意见 第0条')
    await wecom.waitForMessage(({ replyTo }) => replyTo === first, 30_000)
    expect(wecom.subscribed()).toBe(1)

    // In the thick of it: some of these are answered, some only stored, some perhaps only heard.
    for (let i = 1; i <= 6; i++) wecom.say(WANG, `提意见 第${i}条`)
    await wecom.waitForMessage(({ at }) => at > 0 && textsTo(wecom, WANG).length > 1, 30_000)
    await holder.end('SIGKILL')
    const killedAt = performance.now()
    await wecom.whenLive(15_000)
    const next = wecom.say(WANG, '提意见 接手之后')
    await wecom.waitForMessage(({ replyTo }) => replyTo === next, 15_000)
    expect(performance.now() - killedAt).toBeLessThan(15_000)

    await other.settle()
    const { db } = other
    const [heard, suggestions] = [await db.inboxEvent.count(), await db.suggestion.count()]
    expect(suggestions).toBe(heard)
    const answers = textsTo(wecom, WANG).filter((text) => text.includes('已记下，转给项目办'))
    expect(answers.length).toBeLessThanOrEqual(heard)
    const owed = await db.outboxMessage.findMany({ where: { kind: 'ANSWER' }, select: { state: true } })
    expect(owed).toHaveLength(heard)
    expect(owed.filter(({ state }) => state !== 'SENT' && state !== 'UNCONFIRMED')).toEqual([])
    const byRequest = wecom.messages.flatMap(({ replyTo }) => (replyTo === null ? [] : [replyTo]))
    expect(new Set(byRequest).size).toBe(byRequest.length)
    expect(wecom.subscribed()).toBe(2)
  })

  it('the holder that loses its database lets go of the connection, and another one takes it', async () => {
    const wecom = await startWecom()
    const databaseUrl = await newServerDatabase()
    const first = await start(await envFor(wecom, databaseUrl))
    await moveToWecom({ program: first })
    await wecom.whenLive(20_000)
    const second = await start(await envFor(wecom, databaseUrl))
    await first.db.$executeRaw`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'saima-owner' AND datname = current_database()`
    await wecom.whenSubscribed(2, 15_000)
    const said = wecom.say(WANG, '提意见 接手之后')
    await wecom.waitForMessage(({ replyTo }) => replyTo === said, 15_000)
    await Promise.all([first.settle(), second.settle()])
    expect(wecom.messages.filter(({ replyTo }) => replyTo === said)).toHaveLength(1)
  })
})
