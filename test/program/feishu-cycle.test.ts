/** One whole 旬 of the demo district over Feishu: the tests are its days, in order, in one program. */
import { beforeAll, describe, expect, it } from 'vitest'
import { dayOf, timeOf } from '../../src/domain/calendar-day.ts'
import { isWorkday, stateCalendar } from '../../src/domain/workday.ts'
import { DEMO, GROUP, moveToFeishu, OFFICE, openIdOf, projectsOf, sentTo } from './demo-district.ts'
import { type FeishuProgram, startWithFeishu } from './start.ts'

const WANG = openIdOf('u-liaison-wang')
const ZHANG = openIdOf('u-liaison-zhang')
const LIU = openIdOf('u-liaison-liu')
const XU = openIdOf('u-liaison-xu')
const COLLEAGUE = openIdOf('u-office-2')
const PERIOD = '2023-09-1'

let all: FeishuProgram
let liaisons: string[]
let leaders: string[]

beforeAll(async () => {
  all = await startWithFeishu(DEMO)
  await moveToFeishu(all)
  liaisons = await accountsWith('LIAISON')
  leaders = await accountsWith('LEADER')
}, 120_000)

async function accountsWith(role: 'LIAISON' | 'LEADER'): Promise<string[]> {
  const rows = await all.program.db.platformIdentity.findMany({
    where: { platform: 'FEISHU', person: { memberships: { some: { role } } } },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ externalId }) => externalId)
}

const at = (moment: string): Promise<unknown> => all.program.moveClock(new Date(`${moment.replace(' ', 'T')}:00+08:00`))
const told = (id: string): string[] => sentTo(all.feishu, id)

/** The newest message with these words in somebody's private chat: the card to click. */
function cardOf(openId: string, words: string): string {
  const found = all.feishu.messages.findLast((one) => one.openId === openId && one.text.includes(words))
  if (found === undefined) throw new Error(`${openId} got no message with ${words}`)
  return found.messageId
}

async function say(openId: string, text: string): Promise<string> {
  await all.feishu.say(openId, text)
  await all.program.settle()
  return told(openId).at(-1) ?? ''
}

/** What was filed for the 旬, by the project's short name. */
async function filed(): Promise<Record<string, string>> {
  const rows = await all.program.db.report.findMany({
    where: { period: PERIOD },
    include: { project: true },
    orderBy: { project: { number: 'asc' } },
  })
  return Object.fromEntries(rows.map((row) => [row.project.shortName, row.amount.toFixed(2)]))
}

const digests = (): string[] => told(GROUP).filter((text) => text.startsWith('9月上旬重点项目调度'))

describe('one 旬 over Feishu', { timeout: 60_000 }, () => {
  it('reminds each liaison once on the last working day of the 旬, in one message for all of his projects', async () => {
    const before = all.feishu.messages.length
    await at('2023-09-08 08:59')
    expect(all.feishu.messages).toHaveLength(before)
    await at('2023-09-08 09:00')
    expect(liaisons).toHaveLength(20)
    expect(all.feishu.messages).toHaveLength(before + 20)
    let asked = 0
    for (const openId of liaisons) {
      const [reminder = '', ...more] = told(openId)
      const own = await projectsOf(all.program.db, openId)
      const lines = reminder.split('\n').filter((line) => /^\d+ .+上期累计/.test(line))
      expect(more).toEqual([])
      expect(reminder).toContain('9月上旬报，请在 9月12日 17:00 前回一句话')
      expect(lines.map((line) => line.split(/[ 　]/)[1])).toEqual(own.map(({ shortName }) => shortName))
      asked += own.length
    }
    expect(asked).toBe(53)
  })

  it('takes a line, the form of the card, and its button as reports', async () => {
    const receipt = await say(WANG, '1 本旬800万 设备安装90%')
    expect(receipt).toContain('已记下：绿邦 9月上旬 完成 800 万元，年度累计 6,000 万元')
    expect(await say(WANG, '2 没变')).toContain('已记下：示例甲 9月上旬')

    const form = {
      '华恒 本旬完成投资（万元）': '100',
      '华恒 形象进度': '附属设施完善',
      '碳纤维 本旬完成投资（万元）': '３００',
      '碳纤维 形象进度': '厂房主体施工25%',
      '可降解 本旬完成投资（万元）': '0',
    }
    await all.feishu.submit(cardOf(ZHANG, '9月上旬报'), '提交', form, ZHANG)
    await all.feishu.click(cardOf(LIU, '9月上旬报'), '三个都没变', LIU)
    await all.program.settle()
    expect(told(ZHANG).at(-1)).toContain('已记下')
    expect(await filed()).toEqual({
      ...{ 绿邦: '800.00', 示例甲: '0.00', 华恒: '100.00', 碳纤维: '300.00', 可降解: '0.00' },
      ...{ 捣固焦: '0.00', 格鑫: '0.00', 焦炉煤气: '0.00' },
    })
  })

  it('answers a person on a Saturday at once, and tells 项目办 on Monday morning', async () => {
    await at('2023-09-09 15:00')
    const office = told(OFFICE).length
    expect(await say(XU, '报问题 示例乙 剩余 3 户征地协议未签')).toContain('示例乙')
    expect(told(OFFICE)).toHaveLength(office)
    await at('2023-09-11 08:59')
    expect(told(OFFICE)).toHaveLength(office)
    await at('2023-09-11 09:00')
    expect(told(OFFICE).at(-1)).toContain('示例乙')
  })

  it('reminds a second time on the day of the deadline, and only those who are missing', async () => {
    await at('2023-09-12 08:59')
    // What else a person is told that day comes in one message of its own.
    const asked = (openId: string) => told(openId).filter((text) => !/^有 \d+ 件事告诉您/.test(text))
    const before = new Map(liaisons.map((openId) => [openId, asked(openId).length]))
    await at('2023-09-12 09:00')
    const again = liaisons.filter((openId) => asked(openId).length > (before.get(openId) ?? 0))
    expect(again).toEqual(liaisons.filter((openId) => ![WANG, ZHANG, LIU].includes(openId)))
    for (const openId of again) {
      const news = asked(openId).slice(before.get(openId))
      expect(news).toHaveLength(1)
      expect(news[0]).toContain('还没有收到您的9月上旬报，请在 9月12日 17:00 前回一句话')
    }
  })

  it('previews to 项目办 at the lock; [暂缓] keeps the digest out of the group past its time', async () => {
    const silent = [openIdOf('u-liaison-ma'), openIdOf('u-liaison-guo')]
    for (const openId of liaisons.filter((one) => ![WANG, ZHANG, LIU, ...silent].includes(one))) {
      await all.feishu.say(openId, '都没变')
    }
    await at('2023-09-13 09:00')
    for (const openId of [OFFICE, COLLEAGUE]) {
      expect(told(openId).at(-1)).toMatch(/^通报 \d+ 号：待发，9月13日 14:30 自动发到调度群/)
    }
    const preview = cardOf(OFFICE, '待发')
    const held = await all.feishu.click(preview, '暂缓', OFFICE)
    expect(held.toast?.content).toMatch(/已暂缓$/)
    await all.program.settle()
    expect(told(COLLEAGUE).at(-1)).toMatch(/^演示项目办甲暂缓了9月上旬调度通报/)
    await at('2023-09-13 15:10')
    expect(digests()).toEqual([])
    expect(told(OFFICE).at(-1)).toContain('已暂缓，没有按时发出')
  })

  it('[发布] sends the digest once, with 未报 by unit and the units by progress within their group', async () => {
    const published = await all.feishu.click(cardOf(OFFICE, '没有按时发出'), '发布', OFFICE)
    expect(published.toast?.content).toMatch(/已于 9月13日 15:1\d 发布$/)
    await all.program.settle()
    expect(digests()).toHaveLength(1)
    const [digest = ''] = digests()
    expect(digest).toContain('项目 53 个，已报 48 个')
    expect(digest).toContain('未报：2 个单位 5 个项目（区农牧局 3、东风镇 2）')
    const groups = [...digest.matchAll(/^· (.+)\n(.+)$/gm)].map(([, group = '', units = '']) => ({
      group,
      units: units.split('，').map((unit) => unit.split(' ')),
    }))
    expect(groups.map(({ group, units }) => [group, units.length])).toEqual([
      ['镇街', 6],
      ['园区', 2],
      ['行业部门', 7],
    ])
    for (const { units } of groups) {
      const shares = units.map(([, share = '']) => Number(share.replace('%', '')))
      expect(shares).toEqual(shares.toSorted((a, b) => b - a))
    }

    await all.feishu.click(cardOf(COLLEAGUE, '待发'), '发布', COLLEAGUE)
    await all.program.settle()
    expect(told(COLLEAGUE).at(-1)).toContain('已经发布，不能再发布')
    expect(digests()).toHaveLength(1)
  })

  it('tells each leader of his own projects only, also while the digest is held', async () => {
    const projects = await all.program.db.project.findMany({
      include: { assignments: { where: { kind: 'LEADER' }, include: { person: { include: { identities: true } } } } },
    })
    expect(leaders).toHaveLength(6)
    for (const openId of leaders) {
      const [news = '', ...more] = told(openId)
      expect(more).toEqual([])
      const named = news.split('\n').flatMap((line) => /^[·▶] (\S+) /.exec(line)?.[1] ?? [])
      const own = projects.filter(({ assignments }) =>
        assignments.some(({ person }) => person?.identities.some(({ externalId }) => externalId === openId)),
      )
      const names = own.map(({ shortName }) => shortName)
      expect(news).toContain(`您包联的 ${own.length} 个项目`)
      // A screen and a half holds the six that matter most; the others are behind 我的项目.
      expect(named.length).toBeGreaterThanOrEqual(Math.min(own.length, 6))
      expect(named.filter((name) => !names.includes(name))).toEqual([])
    }
  })

  it('sent nothing unasked outside of working hours, and nothing at all that it had not stored before', async () => {
    await at('2023-09-19 18:00')
    expect(digests()).toHaveLength(1)
    const rows = await all.program.db.outboxMessage.findMany({ where: { chat: { platform: 'FEISHU' } } })
    expect(rows.filter(({ state }) => state !== 'SENT')).toEqual([])
    const pushes = rows.filter(({ kind }) => kind === 'PUSH')
    expect(pushes.length).toBeGreaterThan(20 + 17 + 2 + 6)
    const calendar = stateCalendar()
    const outside = pushes
      .map(({ sentAt }) => sentAt ?? new Date(0))
      .filter((moment) => !isWorkday(calendar, dayOf(moment)) || timeOf(moment) < '09:00' || timeOf(moment) >= '17:30')
    expect(outside).toEqual([])
    const stored = new Set(rows.map(({ externalId }) => externalId))
    expect(all.feishu.messages.filter(({ messageId }) => !stored.has(messageId))).toEqual([])
  })
})
