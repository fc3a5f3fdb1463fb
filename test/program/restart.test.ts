/** The program stopped, gone, or running twice: what people in Feishu see of it. */
import { describe, expect, it } from 'vitest'
import { backupFile, writeBackup } from '../../src/database/backup.ts'
import { openUnmigrated } from '../../src/database/open.ts'
import { restoreBackup } from '../../src/database/restore.ts'
import { makeLog } from '../../src/log.ts'
import type { Program } from '../../src/program.ts'
import { newServerDatabase } from '../database/harness.ts'
import type { FeishuEmulator, Said } from '../emulators/feishu/index.ts'
import { DEMO, GROUP, moveToFeishu, OFFICE, openIdOf, sentTo } from './demo-district.ts'
import { dataFolder, startAt, startFeishu } from './start.ts'

const WANG = openIdOf('u-liaison-wang')
const GUO = openIdOf('u-liaison-guo')
const LEADER = openIdOf('u-leader-1')
/** Within working hours, so that what the traffic causes goes out at once. */
const WORKING = '2023-09-08T09:30:00+08:00'
const DIGEST = '9月上旬重点项目调度'

/** One database, whose programs come and go. */
async function deployment(): Promise<{
  readonly feishu: FeishuEmulator
  readonly databaseUrl: string
  run(now?: string, onDatabase?: string): Promise<Program>
}> {
  const WIDE = '10000'
  const quota = { chatPerSecond: Number(WIDE), appPerSecond: Number(WIDE), appPerMinute: Number(WIDE) }
  const feishu = await startFeishu({ quota })
  const databaseUrl = await newServerDatabase()
  const wide = { FEISHU_APP_QPS: WIDE, FEISHU_APP_PER_MINUTE: WIDE, FEISHU_CHAT_QPS: WIDE }
  return {
    feishu,
    databaseUrl,
    run: async (now = DEMO.DEMO_NOW, onDatabase = databaseUrl) =>
      await startAt(feishu, {
        ...{ ...DEMO, ...wide, DEMO_NOW: now },
        DATA_DIR: await dataFolder(),
        DATABASE_URL: onDatabase,
      }),
  }
}

const moment = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`)

/** Does what is due now, and sends it. */
const catchUp = (program: Program) => program.moveClock(program.clock.now())

/** How often somebody was sent a message that begins with these words. */
function times(feishu: FeishuEmulator, id: string, words: string): number {
  return sentTo(feishu, id).filter((text) => text.startsWith(words)).length
}

describe('a bot that was down', { timeout: 120_000 }, () => {
  it('over the reminder and over the moment of publication does each once when it is back, however often it restarts', async () => {
    const { feishu, run } = await deployment()
    const first = await run()
    await moveToFeishu({ program: first, feishu })
    await first.stop()
    expect(times(feishu, WANG, '9月上旬报')).toBe(0)

    const second = await run('2023-09-08T10:30:00+08:00')
    await catchUp(second)
    expect(times(feishu, WANG, '9月上旬报')).toBe(1)
    await second.moveClock(moment('2023-09-13 10:00'))
    await second.stop()
    expect(times(feishu, OFFICE, '通报')).toBe(1)

    for (let restart = 0; restart < 2; restart++) {
      const next = await run('2023-09-13T16:00:00+08:00')
      await catchUp(next)
      await next.stop()
    }
    const seen = [
      times(feishu, WANG, '9月上旬报'),
      times(feishu, WANG, '还没有收到'),
      times(feishu, OFFICE, '通报'),
      times(feishu, GROUP, DIGEST),
      times(feishu, LEADER, '演示主任，您包联的'),
    ]
    expect(seen).toEqual([1, 1, 1, 1, 1])
  })
})

describe('two programs on one database', { timeout: 120_000 }, () => {
  it('send every reminder, notice and digest once, and answer everybody once, whichever of them is asked', async () => {
    const { feishu, run } = await deployment()
    const first = await run()
    const copies = [first, await run()]
    await moveToFeishu({ program: first, feishu })
    const before = feishu.messages.length
    const to = async (text: string): Promise<void> => {
      await Promise.all(copies.map((copy) => copy.moveClock(moment(text))))
      await Promise.all(copies.map((copy) => copy.settle()))
    }
    await to('2023-09-08 09:00')
    expect(feishu.messages).toHaveLength(before + 20)

    const said: Said[] = []
    for (const [i, copy] of [...copies, ...copies].entries()) {
      feishu.connect(`${copy.url}/webhook/feishu`)
      const one = await feishu.say(GUO, `提意见 第${i}条`)
      said.push(one)
      for (const other of copies) {
        feishu.connect(`${other.url}/webhook/feishu`)
        await feishu.sayAgain(one, 'another event')
      }
    }
    await Promise.all(copies.map((copy) => copy.settle()))
    expect(await first.db.suggestion.count()).toBe(4)
    expect(said.map(({ messageId }) => answersTo(feishu, messageId))).toEqual([1, 1, 1, 1])

    for (const next of ['2023-09-12 09:00', '2023-09-13 09:00', '2023-09-13 14:30']) await to(next)
    const liaisons = await first.db.membership.count({ where: { role: 'LIAISON' } })
    const unasked = feishu.messages.filter(({ replyTo, text }) => replyTo === null && !text.includes('提了一条意见'))
    const texts = unasked.map(({ openId, chatId, text }) => `${openId ?? chatId} ${text}`)
    expect(texts.filter((text) => text.includes('还没有收到您的9月上旬报'))).toHaveLength(liaisons)
    expect(texts.filter((text) => text.includes(' 通报 '))).toHaveLength(2)
    expect(texts.filter((text) => text.includes('，您包联的 '))).toHaveLength(6)
    expect(texts.filter((text) => text.startsWith(`${GROUP} ${DIGEST}`))).toHaveLength(1)
    expect(new Set(texts).size).toBe(texts.length)
  })
})

function answersTo({ messages }: FeishuEmulator, messageId: string): number {
  return messages.filter(({ replyTo }) => replyTo === messageId).length
}

describe('a program that is stopped while people write', { timeout: 120_000 }, () => {
  it('loses nothing that it acknowledged, and takes the rest when it is delivered again', async () => {
    const { feishu, run } = await deployment()
    const first = await run(WORKING)
    await moveToFeishu({ program: first, feishu })
    const writers = ['wang', 'zhang', 'liu', 'xu', 'guo', 'ma', 'hu', 'he'].map((name) => openIdOf(`u-liaison-${name}`))
    const said: Said[] = []
    let writing: Promise<void>[] = []
    await new Promise<void>((inTheThickOfIt) => {
      writing = writers.map(async (openId) => {
        for (let i = 0; i < 12; i++) {
          said.push(await feishu.say(openId, `提意见 ${openId} 第${i}条`))
          if (said.length === 24) inTheThickOfIt()
        }
      })
    })
    await first.stop()
    await Promise.all(writing)
    const refused = said.filter(({ answer }) => answer.status !== 200)
    expect(said).toHaveLength(96)
    expect(refused.length).toBeGreaterThan(0)

    const second = await run(WORKING)
    await second.settle()
    const rows = await second.db.suggestion.count()
    expect(rows).toBeGreaterThanOrEqual(said.length - refused.length)
    for (const one of refused) expect((await feishu.sayAgain(one)).status).toBe(200)
    await second.settle()
    expect(await second.db.suggestion.count()).toBe(96)
    expect(said.filter(({ messageId }) => answersTo(feishu, messageId) !== 1)).toEqual([])
    const owed = await second.db.outboxMessage.groupBy({ by: ['state'], _count: true })
    expect(owed).toEqual([{ state: 'SENT', _count: feishu.messages.length }])
  })
})

describe('a restored backup', { timeout: 120_000 }, () => {
  it('knows nothing of what came after it: what was written is gone, and what was sent is sent again', async () => {
    const { feishu, databaseUrl, run } = await deployment()
    const first = await run()
    await moveToFeishu({ program: first, feishu })
    await first.moveClock(moment('2023-09-13 10:00'))
    await feishu.say(WANG, '提意见 备份之前')
    await first.settle()
    const folder = await dataFolder()
    const log = makeLog('silent')
    const source = await openUnmigrated({ databaseUrl, dataDir: folder, log })
    const file = backupFile(folder)
    await writeBackup(source, file)
    await source.close()
    await feishu.say(WANG, '提意见 备份之后')
    await first.moveClock(moment('2023-09-13 14:30'))
    await first.stop()

    const anotherUrl = await newServerDatabase({ empty: true })
    const target = await openUnmigrated({ databaseUrl: anotherUrl, dataDir: folder, log })
    await restoreBackup(target, file)
    await target.close()
    const second = await run('2023-09-13T14:40:00+08:00', anotherUrl)
    await catchUp(second)
    expect(await second.db.suggestion.findMany({ select: { text: true } })).toEqual([{ text: '备份之前' }])
    expect([times(feishu, GROUP, DIGEST), times(feishu, LEADER, '演示主任，您包联的')]).toEqual([2, 2])
    expect(times(feishu, WANG, '9月上旬报')).toBe(1)
  })
})
