/** The whole program behind a firewall: Feishu reaches it only by the connection that it opened itself. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Program } from '../../src/program.ts'
import { newServerDatabase } from '../database/harness.ts'
import type { FeishuEmulator, Said } from '../emulators/feishu/index.ts'
import { ADMIN, DEMO, moveToFeishu, openIdOf, sentTo } from './demo-district.ts'
import { dataFolder, startAt, startFeishu } from './start.ts'

const WANG = openIdOf('u-liaison-wang')
const REPORT = '1 本旬800万 设备安装90%'
/** Feishu's limits are another test's subject. */
const QUOTA = { chatPerSecond: 1000, appPerSecond: 1000, appPerMinute: 10_000 }
const WIDE = { FEISHU_CHAT_QPS: '1000', FEISHU_APP_QPS: '1000', FEISHU_APP_PER_MINUTE: '10000' }
const WITHOUT_KEYS = { FEISHU_MODE: 'websocket', FEISHU_ENCRYPT_KEY: '', FEISHU_VERIFICATION_TOKEN: '' }

let feishu: FeishuEmulator
let env: Record<string, string>
let program: Program

beforeAll(async () => {
  feishu = await startFeishu({ quota: QUOTA })
  env = { ...DEMO, ...WIDE, ...WITHOUT_KEYS, DATA_DIR: await dataFolder(), DATABASE_URL: await newServerDatabase() }
  program = await startAt(feishu, env)
  await moveToFeishu({ program, feishu })
  await program.moveClock(new Date('2023-09-08T09:00:00+08:00'))
}, 120_000)

function answersTo({ messageId }: Said): number {
  return feishu.messages.filter(({ replyTo }) => replyTo === messageId).length
}

describe('by the long connection', { timeout: 60_000 }, () => {
  it('a report is filed and answered, and delivered again changes nothing', async () => {
    const before = await program.db.report.count()
    const said = await feishu.say(WANG, REPORT)
    expect(said.answer).toEqual({ status: 200, body: {} })
    await program.settle()
    expect(sentTo(feishu, WANG).at(-1)).toContain('已记下：绿邦 9月上旬 完成 800 万元')
    await feishu.sayAgain(said)
    await feishu.sayAgain(said, 'another event')
    await program.settle()
    expect(answersTo(said)).toBe(1)
    expect(await program.db.report.count()).toBe(before + 1)
  })

  it('a click is answered at once, over the connection', async () => {
    await feishu.addBot('oc_0000000000000000000000000000000a', ADMIN, { name: '查询群' })
    const offer = await feishu.waitForMessage(({ chatId }) => chatId === 'oc_0000000000000000000000000000000a')
    const clicked = await feishu.click(offer.messageId, '查询群', ADMIN)
    expect(clicked.toast).toEqual({ type: 'success', content: '这个群已绑定为海南区查询群' })
  })

  it('the webhook is closed', async () => {
    const response = await fetch(`${program.url}/webhook/feishu`, { method: 'POST', body: '{}' })
    expect(response.status).toBe(404)
  })

  it('what is said while the connection is down is answered when Feishu brings it again', async () => {
    feishu.line.drop()
    await feishu.line.whenOpen(0)
    const said = await feishu.say(WANG, '总览')
    expect(said.answer.status).toBe(0)
    await feishu.line.whenOpen(1)
    expect((await feishu.sayAgain(said)).status).toBe(200)
    await program.settle()
    expect(answersTo(said)).toBe(1)
  })

  it('two copies answer everybody once, whichever of them is asked, and one goes on when the other stops', async () => {
    const other = await startAt(feishu, { ...env, DATA_DIR: await dataFolder() })
    const said: Said[] = []
    for (let i = 0; i < 8; i++) {
      const one = await feishu.say(WANG, `提意见 第${i}条`)
      said.push(one)
      await feishu.sayAgain(one, 'another event')
    }
    await Promise.all([program.settle(), other.settle()])
    await program.stop()
    await feishu.line.whenOpen(1)
    said.push(await feishu.say(WANG, '提意见 最后一条'))
    await other.settle()
    expect(said.map(answersTo)).toEqual(said.map(() => 1))
    expect(await other.db.suggestion.count()).toBe(9)
  })
})
