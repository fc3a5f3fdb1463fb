/** One whole 旬 of the demo district over WeCom: bot by callback, app and group robot together. */
import { beforeAll, describe, expect, it } from 'vitest'
import {
  ADMIN,
  accountOf,
  GROUP,
  moveToWecom,
  newest,
  OFFICE,
  readBy,
  startWithWecom,
  type WecomProgram,
} from './wecom.ts'

const WANG = accountOf('u-liaison-wang')
const ZHANG = accountOf('u-liaison-zhang')
const LIU = accountOf('u-liaison-liu')
const PERIOD = '2023-09-1'
const DEMO = { DEMO: 'on', DEMO_NOW: '2023-09-08T08:51:00+08:00' }

let all: WecomProgram
const at = (moment: string): Promise<unknown> => all.program.moveClock(new Date(`${moment.replace(' ', 'T')}:00+08:00`))
const told = (who: string): string[] => readBy(all, who)

/** Written to the app. */
async function write(who: string, text: string): Promise<string> {
  await all.wecom.app.say(who, text)
  await all.program.settle()
  return told(who).at(-1) ?? ''
}

async function filed(): Promise<Record<string, string>> {
  const rows = await all.program.db.report.findMany({
    where: { period: PERIOD },
    include: { project: true },
    orderBy: { project: { number: 'asc' } },
  })
  return Object.fromEntries(rows.map((row) => [row.project.shortName, row.amount.toFixed(2)]))
}

beforeAll(async () => {
  all = await startWithWecom(['bot', 'app'], DEMO)
  await moveToWecom(all)
}, 120_000)

describe('one 旬 over WeCom', { timeout: 60_000 }, () => {
  it('proves both addresses to the administrator who saves them', async () => {
    expect(await all.wecom.botCourier.prove()).toBe(true)
    expect(await all.wecom.appCourier.prove()).toBe(true)
  })

  it('binds the group where the bot is spoken to, and a robot to it in private; the address is kept nowhere else', async () => {
    await all.wecom.ask(ADMIN, '绑定', { chat: GROUP })
    expect(told(GROUP).at(-1)).toContain('这个群已绑定为海南区调度群')
    const address = all.wecom.addRobot('调度群')
    expect(await write(ADMIN, `绑定 群机器人 ${address} 重点项目调度群`)).toContain('“重点项目调度群”已接上群机器人')
    const { db } = all.program
    expect(await db.chat.findFirst({ where: { externalId: GROUP } })).toMatchObject({ pushUrl: address })
    const inbox = JSON.stringify(await db.inboxEvent.findMany())
    const audit = JSON.stringify(await db.auditEntry.findMany(), (_key, value) =>
      typeof value === 'bigint' ? String(value) : value,
    )
    expect(`${inbox}${audit}`).not.toContain('key=')
  })

  it('reminds every liaison in private, one message each', async () => {
    const before = all.wecom.arrived.length
    await at('2023-09-08 09:00')
    const reminders = all.wecom.arrived.slice(before)
    expect(new Set(reminders.map(({ to }) => to)).size).toBe(20)
    expect(reminders.every(({ by, kind }) => by === 'app' && kind === 'private')).toBe(true)
    expect(told(WANG).join('\n')).toContain('9月上旬报，请在 9月12日 17:00 前回一句话')
    expect(told(WANG).join('\n')).toContain('回复示例')
  })

  it('takes a line without a quote as the answer to the open reminder, and a button as if it were typed', async () => {
    expect(await write(WANG, '1 本旬800万 设备安装90%')).toContain(
      '已记下：绿邦 9月上旬 完成 800 万元，年度累计 6,000 万元',
    )
    expect(await write(WANG, '2 没变')).toContain('已记下：示例甲 9月上旬')
    const card = all.wecom.arrived.findLast((one) => one.to === LIU && one.card !== null)
    if (card === undefined) throw new Error('no buttons for the reminder')
    await all.wecom.press(card, '三个都没变', LIU)
    await all.program.settle()
    expect(await filed()).toEqual({
      ...{ 绿邦: '800.00', 示例甲: '0.00' },
      ...{ 捣固焦: '0.00', 格鑫: '0.00', 焦炉煤气: '0.00' },
    })
  })

  it('answers the same userid in another spelling as the same person', async () => {
    await all.wecom.app.say(WANG.toUpperCase(), '我的项目')
    await all.program.settle()
    expect(told(WANG).at(-1)).toContain('绿邦')
    const accounts = await all.program.db.platformIdentity.findMany({
      where: { externalId: { contains: 'wang', mode: 'insensitive' }, platform: 'WECOM' },
    })
    expect(accounts).toHaveLength(1)
  })

  it('does once what is delivered twice', async () => {
    const before = told(ZHANG).length
    await all.wecom.app.say(ZHANG, '我的项目', '7561234567890999999')
    await all.wecom.app.say(ZHANG, '我的项目', '7561234567890999999')
    await all.program.settle()
    expect(told(ZHANG).length - before).toBe(new Set(told(ZHANG).slice(before)).size)
    await all.wecom.ask(ZHANG, '总览', { chat: GROUP, msgid: 'MSG-TWICE' })
    const once = told(GROUP).length
    await all.wecom.ask(ZHANG, '总览', { chat: GROUP, msgid: 'MSG-TWICE' })
    expect(told(GROUP)).toHaveLength(once)
    expect(await all.program.db.inboxEvent.count({ where: { key: 'bot:MSG-TWICE' } })).toBe(1)
  })

  it('asks before it stores a doubtful figure, and stores it when the button says so', async () => {
    const asked = await write(ZHANG, '碳纤维 本旬 6000万 主体施工')
    expect(asked).toContain('确认')
    const card = newest(all, ZHANG, '确认')
    await all.wecom.press(card, '确认', ZHANG)
    await all.program.settle()
    expect((await filed()).碳纤维).toBe('6000.00')
  })

  it('refuses in the group what only the office may do', async () => {
    await all.wecom.ask(WANG, '发布 1', { chat: GROUP })
    expect(told(GROUP).at(-1)).toMatch(/只有|项目办/u)
  })

  it('lets choose among projects where the words fit several, and answers a press in the group to the one who pressed', async () => {
    await all.wecom.ask(OFFICE, '项目 示例', { chat: GROUP })
    const card = newest(all, GROUP, '您说的是哪一个')
    const inGroup = told(GROUP).length
    await all.wecom.press(card, '示例甲', OFFICE)
    await all.program.settle()
    expect(told(OFFICE).at(-1)).toContain('示例甲')
    expect(told(GROUP)).toHaveLength(inGroup)
  })

  it('shows the preview to the office, and its button publishes the digest into the group by the robot, once', async () => {
    await at('2023-09-13 09:00')
    const preview = newest(all, OFFICE, '待发')
    const card =
      preview.card === null ? all.wecom.arrived.findLast((one) => one.to === OFFICE && one.card !== null) : preview
    if (card === undefined) throw new Error('no buttons for the preview')
    const before = all.wecom.arrived.length
    await all.wecom.press(card, '发布', OFFICE)
    await all.program.settle()
    await at('2023-09-13 14:30')
    const digests = all.wecom.arrived.slice(before).filter(({ by }) => by === 'hook')
    expect(digests).toHaveLength(1)
    expect(digests[0]).toMatchObject({ to: '调度群', kind: 'group' })
    expect(digests[0]?.text).toContain('9月上旬重点项目调度')
  })

  it('left nothing unsent', async () => {
    const rows = await all.program.db.outboxMessage.findMany({ where: { chat: { platform: 'WECOM' } } })
    expect(
      rows.filter(({ state }) => state !== 'SENT').map(({ state, error, key }) => ({ state, error, key })),
    ).toEqual([])
  })
})
