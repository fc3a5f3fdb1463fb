/** WeCom with only some of its doors: what works, what is said about the rest. */
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { newServerDatabase } from '../database/harness.ts'
import { ADMIN, accountOf, GROUP, moveToWecom, newest, OFFICE, readBy, startWithWecom } from './wecom.ts'

const DEMO = { DEMO: 'on', DEMO_NOW: '2023-09-08T08:51:00+08:00' }
const WANG = accountOf('u-liaison-wang')
const at = (moment: string): Date => new Date(`${moment.replace(' ', 'T')}:00+08:00`)

describe('app and group robot without a bot', { timeout: 120_000 }, () => {
  it('run the private loop and push the digest into a group that the bot never heard of', async () => {
    const all = await startWithWecom(['app'], DEMO)
    await moveToWecom(all)
    const { program, wecom } = all
    expect(program.wecomDoors).toContain('自建应用（私聊能收能推）')
    expect(program.wecomDoors).toContain('群里问答要配智能机器人')
    await wecom.app.say(ADMIN, `绑定 群机器人 ${wecom.addRobot('robot group')} 调度群`)
    await program.settle()
    expect(readBy(all, ADMIN).at(-1)).toContain('调度群“调度群”已接上群机器人')
    await program.moveClock(at('2023-09-08 09:00'))
    await wecom.app.say(WANG, '1 本旬800万 设备安装90%')
    await program.settle()
    expect(readBy(all, WANG).at(-1)).toContain('已记下：绿邦')
    await program.moveClock(at('2023-09-13 14:30'))
    const digests = wecom.arrived.filter(({ by }) => by === 'hook')
    expect(digests).toHaveLength(1)
    expect(digests[0]?.text).toContain('9月上旬重点项目调度')
  })

  it('refuse an address that is not WeCom’s, and a group robot bound by anybody but an administrator', async () => {
    const all = await startWithWecom(['app'], DEMO)
    await moveToWecom(all)
    const { program, wecom } = all
    await wecom.app.say(ADMIN, '绑定 群机器人 https://example.com/cgi-bin/webhook/send?key=0123456789abcdef 调度群')
    await wecom.app.say(WANG, `绑定 群机器人 ${wecom.addRobot('x')} 调度群`)
    await program.settle()
    expect(readBy(all, ADMIN).at(-1)).toContain('这不是企业微信群机器人的地址')
    expect(readBy(all, WANG).at(-1)).toContain('只有本区管理员')
    expect(await program.db.chat.count({ where: { pushUrl: { not: null } } })).toBe(0)
    const kept = JSON.stringify(await program.db.inboxEvent.findMany({ select: { content: true, args: true } }))
    expect(kept).not.toContain('key=')
  })
})

describe('a bot by callback alone', { timeout: 120_000 }, () => {
  it('answers, but pushes to nobody: 未接通 lists everybody, and what waits comes when one writes', async () => {
    const all = await startWithWecom(['bot'], DEMO)
    await moveToWecom(all)
    const { program, wecom } = all
    expect(program.wecomDoors).toContain('私聊提醒要配自建应用或智能机器人长连接')
    await wecom.ask(ADMIN, '绑定', { chat: GROUP })
    await program.moveClock(at('2023-09-08 09:00'))
    expect(wecom.arrived.filter(({ kind }) => kind === 'private')).toEqual([])
    await wecom.ask(OFFICE, '未接通')
    const list = readBy(all, OFFICE).join('\n')
    expect(list).toMatch(/还有 \d+ 人没有接通/u)
    expect(list).toContain('企业微信没有配置能私聊推送的通道')
    expect(list).toContain('调度群能问不能推')
    await wecom.ask(OFFICE, '人员')
    expect(readBy(all, OFFICE).join('\n')).toMatch(/花名册：53 人，53 人未接通/)

    await wecom.ask(WANG, '我的项目')
    await program.settle()
    const read = readBy(all, WANG).join('\n')
    expect(read).toContain('9月上旬报，请在 9月12日 17:00 前回一句话')
    expect(read).toContain('绿邦')
  })

  it('what nobody could get by it comes when an app is added, without anybody writing first', async () => {
    const shared = { ...DEMO, DATABASE_URL: await newServerDatabase() }
    const before = await startWithWecom(['bot'], shared)
    await moveToWecom(before)
    await before.program.moveClock(at('2023-09-08 09:00'))
    await before.program.stop()
    const after = await startWithWecom(['bot', 'app'], shared)
    await after.program.settle()
    expect(readBy(after, WANG).join('\n')).toContain('9月上旬报，请在 9月12日 17:00 前回一句话')
    await after.wecom.app.say(OFFICE, '未接通')
    await after.program.settle()
    expect(readBy(after, OFFICE).at(-1)).not.toContain('平台发不到')
  })

  it('does not show in the group what is discreet, and answers a press there, where alone it reaches the person', async () => {
    const all = await startWithWecom(['bot'], DEMO)
    await moveToWecom(all)
    const { program, wecom } = all
    await wecom.ask(ADMIN, '绑定', { chat: GROUP })
    await wecom.ask(OFFICE, '未接通', { chat: GROUP })
    await program.settle()
    expect(readBy(all, GROUP).at(-1)).toContain('这些内容不在群里显示。请先私聊我发一句话，再问一次。')
    await wecom.ask(OFFICE, '项目 示例', { chat: GROUP })
    await wecom.press(newest(all, GROUP, '您说的是哪一个'), '示例甲', OFFICE)
    await program.settle()
    expect(newest(all, GROUP, '示例甲')).toMatchObject({ by: 'late' })
  })

  it('knows people by one id: in lower case, and not encrypted when there is an app that can tell', async () => {
    const all = await startWithWecom(['bot', 'app'], { ...DEMO, ADMIN_USERS: 'wecom:BanGongShi' })
    const named = await all.program.db.platformIdentity.findFirst({ where: { isEnvAdmin: true } })
    expect(named).toMatchObject({ externalId: 'bangongshi' })
    await moveToWecom(all)
    const encrypted = 'woAJ2GCAAAXtWyujaWJHDDGi0mACHAAA'
    all.wecom.world.encrypted.set(encrypted, WANG)
    await all.wecom.ask(encrypted, '我的项目')
    await all.program.settle()
    const accounts = await all.program.db.platformIdentity.findMany({
      where: { platform: 'WECOM', externalId: encrypted },
    })
    expect(accounts).toEqual([])
    expect(await all.program.db.inboxEvent.findFirst({ orderBy: { id: 'desc' } })).toMatchObject({ lane: WANG })
  })
})

describe('half a configuration', () => {
  it('opens what is complete and names what is missing', () => {
    const { wecom } = readConfig({ WECOM_BOT_TOKEN: 'abc', WECOM_AGENT_ID: '1000002', WECOM_AGENT_SECRET: 's' })
    expect(wecom).toMatchObject({ bot: null, app: null })
    expect(wecom?.missing).toEqual(['智能机器人回调的 WECOM_BOT_AES_KEY', '自建应用的 WECOM_CORP_ID'])
    expect(readConfig({}).wecom).toBeNull()
    expect(readConfig({ WECOM_CORP_ID: 'ww1' })).toMatchObject({
      wecom: { app: null, missing: [] },
      console: { on: false },
    })
  })

  it('is refused when a value cannot be right', () => {
    expect(() => readConfig({ WECOM_BOT_AES_KEY: 'short' })).toThrowError(/^环境变量 WECOM_BOT_AES_KEY 不对/)
    expect(() => readConfig({ WECOM_CORP_ID: 'ww1', DEMO_NOW: '2023-09-08T08:58:00+08:00' })).toThrowError('DEMO_NOW')
  })
})
