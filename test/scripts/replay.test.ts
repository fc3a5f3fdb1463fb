import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readFixture } from '../../scripts/replay/fixture.ts'
import { replay } from '../../scripts/replay/replay.ts'
import { cardText } from '../../src/chat/plain-text.ts'
import { openTestDatabase } from '../database/harness.ts'

const folder = new URL('../fixtures/feishu/', import.meta.url)

async function replayed(name: string) {
  const { db } = await openTestDatabase()
  const result = await replay(db, readFixture(readFileSync(new URL(`${name}.json`, folder), 'utf8')))
  if (result.outcome !== 'done') throw new Error(`${name}: ${result.outcome}`)
  return { db, ...result, texts: result.owed.map(cardText) }
}

it('a mention in a group gets the overview, without a network', async () => {
  const { command, texts } = await replayed('overview')
  expect([command, texts.length]).toEqual(['overview', 1])
  expect(texts[0]).toMatch(/^海南区重点项目总览（截至2023年8月下旬，已锁定）\n项目：53 个（续建 30，新建 23）/)
})

it('a line in private is a report of the reminder’s first project, on time', async () => {
  const { db, command, args, texts } = await replayed('report-line')
  expect(command).toBe('report')
  expect(args).toEqual({
    project: '绿邦',
    periodAmount: '800.00',
    yearToDate: null,
    percent: 90,
    note: '设备安装',
    problem: null,
    period: '2023-09-1',
  })
  expect(texts[0]).toContain('已记下：绿邦 9月上旬 完成 800 万元')
  const report = await db.report.findFirstOrThrow({ where: { period: '2023-09-1' } })
  expect([report.onTime, report.submittedAt.toISOString()]).toEqual([true, '2023-09-08T01:00:00.000Z'])
})

it('a click on a reminder files what its button says, and the clicker sees that at once', async () => {
  const { db, command, answer } = await replayed('no-change-click')
  expect(command).toBe('report')
  expect(answer?.toast?.text).toBe('已记下 2 个项目')
  expect(await db.report.count({ where: { period: '2023-09-1', noChange: true } })).toBe(2)
})

it('a bot brought into a group asks what the group is for', async () => {
  const { command, texts } = await replayed('bot-added')
  expect(command).toBeNull()
  expect(texts).toHaveLength(1)
  expect(texts[0]).toContain('〔调度群〕〔查询群〕〔不绑定〕')
})

it('each of the saved events is replayed here', () => {
  const names = readdirSync(folder).map((file) => file.replace(/\.json$/, ''))
  expect(names.toSorted()).toEqual(['bot-added', 'no-change-click', 'overview', 'report-line'])
})

it('an event that nobody asked for is told apart from one that nobody answers', async () => {
  const { event, ...rest } = readFixture(readFileSync(new URL('overview.json', folder), 'utf8'))
  const { db } = await openTestDatabase()
  const renamed = { ...rest, event: { ...event, header: { ...event.header, event_type: 'im.chat.updated_v1' } } }
  expect(await replay(db, renamed)).toEqual({ outcome: 'ignored', type: 'im.chat.updated_v1' })
  expect(await replay(db, { ...rest, botOpenId: 'ou_other', event })).toEqual({ outcome: 'not for the bot' })
})

it.each([
  ['{', '文件内容不是 JSON'],
  ['{"platform":"wecom"}', '目前只能重放 feishu 的事件'],
  ['{"platform":"feishu","botOpenId":"ou_1","event":{}}', '文件内容不对：event'],
])('a file that is no saved event is refused with one sentence: %s', (text, sentence) => {
  expect(() => readFixture(text)).toThrow(sentence)
})
