/** What breaks around the program, and what people in Feishu see of it. */
import pg from 'pg'
import { expect, it, vi } from 'vitest'
import { newServerDatabase } from '../database/harness.ts'
import { faults } from '../emulators/feishu/index.ts'
import { ADMIN, DEMO, GROUP, moveToFeishu, OFFICE, openIdOf, sentTo } from './demo-district.ts'
import { dataFolder, startAt, startFeishu, startWithFeishu } from './start.ts'

const WANG = openIdOf('u-liaison-wang')
const GUO = openIdOf('u-liaison-guo')
const MINUTE = 60_000
const moment = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`)

it('every fault of Feishu that passes leaves each reminder arriving once', { timeout: 2 * MINUTE }, async () => {
  const all = await startWithFeishu(DEMO)
  const { program, feishu } = all
  await moveToFeishu(all)
  const passing = [
    faults.resetAfter(),
    faults.chatLimit(),
    faults.codeInOk(99991400, 'request trigger frequency limit'),
    faults.resetBefore(),
    faults.tokenEnded(),
    faults.badGateway(),
    faults.gatewayLimit(1),
    faults.resetAfter(),
    faults.code(1500, 'internal error'),
  ]
  for (const fault of passing) feishu.inject(fault, 'create')
  await program.moveClock(moment('2023-09-08 09:00'))
  const reminders = () => program.db.outboxMessage.findMany({ where: { key: { contains: ':reminder:' } } })
  await vi.waitFor(async () => expect((await reminders()).every(({ state }) => state === 'SENT')).toBe(true), 60_000)
  const got = feishu.messages.filter(({ text }) => text.startsWith('9月上旬报')).map(({ openId }) => openId)
  expect(got).toHaveLength(20)
  expect(new Set(got).size).toBe(20)
  const attempts = (await reminders()).reduce((sum, row) => sum + row.attempts, 0)
  expect(attempts).toBeGreaterThan(20)
})

it('a dissolved group does not get the digest, and 项目办 hears of it, also when Feishu did not tell', {
  timeout: 2 * MINUTE,
}, async () => {
  const all = await startWithFeishu(DEMO)
  const { program, feishu } = all
  await moveToFeishu(all)
  await program.moveClock(moment('2023-09-13 09:00'))
  feishu.refuse(GROUP, 232009)
  await program.moveClock(moment('2023-09-13 14:30'))
  await vi.waitFor(() => expect(sentTo(feishu, OFFICE).at(-1)).toContain('被平台拒收'), 30_000)
  expect(sentTo(feishu, OFFICE).at(-1)).toContain('给重点项目调度群的“9月上旬重点项目调度（截至 9月10日）”')
  expect(sentTo(feishu, OFFICE).at(-1)).toContain('群已解散')

  await feishu.disband(GROUP)
  await program.settle()
  await program.moveClock(moment('2023-09-25 14:31'))
  expect(sentTo(feishu, OFFICE).at(-1)).toContain('9月中旬调度通报')
  expect(sentTo(feishu, OFFICE).at(-1)).toContain('还没有绑定调度群，没有发出')
  expect(sentTo(feishu, GROUP).filter((text) => text.includes('重点项目调度（'))).toEqual([])
})

it('a person whom Feishu does not reach is on the list, and gets what waits when he writes', {
  timeout: 2 * MINUTE,
}, async () => {
  const all = await startWithFeishu(DEMO)
  const { program, feishu } = all
  await moveToFeishu(all)
  feishu.refuse(GUO, 230013)
  await program.moveClock(moment('2023-09-08 09:00'))
  expect(sentTo(feishu, GUO)).toEqual([])
  expect(sentTo(feishu, WANG)).toHaveLength(1)
  await feishu.say(OFFICE, '未接通')
  await program.settle()
  expect(sentTo(feishu, OFFICE).at(-1)).toMatch(/演示郭联络[^\n]*\n[^\n]*有 1 条消息等着/)

  feishu.refuse(GUO, null)
  await feishu.say(GUO, '我的项目')
  await program.settle()
  expect(sentTo(feishu, GUO).map((text) => text.split('\n')[0])).toEqual([
    '9月上旬报，请在 9月12日 17:00 前回一句话',
    expect.stringContaining('2 个项目'),
  ])
})

it('a message taken back is not unsaid: what it filed stays, and is corrected by 更正', {
  timeout: 2 * MINUTE,
}, async () => {
  const all = await startWithFeishu(DEMO)
  const { program, feishu } = all
  await moveToFeishu(all)
  await program.moveClock(moment('2023-09-08 09:00'))
  const said = await feishu.say(WANG, '1 本旬800万 设备安装90%')
  await program.settle()
  await feishu.recall(said)
  await feishu.say(WANG, '更正 绿邦 本旬 750万 多算一笔')
  await program.settle()
  const report = await program.db.report.findFirstOrThrow({ where: { period: '2023-09-1' } })
  expect(report.amount.toFixed(2)).toBe('750.00')
  expect(sentTo(feishu, WANG)).toHaveLength(3)
})

it('while the database is down nothing is acknowledged; what Feishu brings again is answered when it is back', {
  timeout: 2 * MINUTE,
}, async () => {
  let ahead = 0
  const feishu = await startFeishu({ now: () => Date.now() + ahead })
  const databaseUrl = await newServerDatabase()
  const program = await startAt(feishu, { ...DEMO, DATA_DIR: await dataFolder(), DATABASE_URL: databaseUrl })
  await moveToFeishu({ program, feishu })
  const bound = feishu.messages[0]?.messageId ?? ''
  const status = async (path: string): Promise<number> => (await fetch(`${program.url}${path}`)).status

  await allowConnections(databaseUrl, false)
  const said = await feishu.say(WANG, '总览')
  expect(said.answer.status).toBe(503)
  expect(await feishu.click(bound, '总览', ADMIN)).toMatchObject({ toast: { content: '没有收到，请稍后再点一次' } })
  expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 503])

  await allowConnections(databaseUrl, true)
  await vi.waitFor(async () => expect(await status('/readyz')).toBe(200), 20_000)
  ahead = 15_000
  expect(await feishu.retryDue()).toEqual([{ status: 200, body: {} }])
  await program.settle()
  expect(sentTo(feishu, WANG)).toHaveLength(1)
  expect(sentTo(feishu, WANG)[0]).toMatch(/^海南区重点项目总览/)
})

/** Lets everybody into the database, or throws everybody out and keeps them out. */
async function allowConnections(databaseUrl: string, allowed: boolean): Promise<void> {
  const url = new URL(databaseUrl)
  const name = url.pathname.slice(1)
  url.pathname = '/postgres'
  const client = new pg.Client(url.href)
  await client.connect()
  try {
    await client.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS ${allowed}`)
    if (!allowed)
      await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name])
  } finally {
    await client.end()
  }
}
