import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { phoneLines } from '../../src/chat/phone-lines.ts'
import { cardText } from '../../src/chat/plain-text.ts'
import { transact } from '../../src/database/transaction.ts'
import { month, quarter } from '../../src/domain/period.ts'
import { defaultRules } from '../../src/domain/rules.ts'
import { stateCalendar } from '../../src/domain/workday.ts'
import { owe } from '../../src/outbox/owe.ts'
import type { Acting } from '../../src/services/acting.ts'
import { DIGEST_LINES, digestCard } from '../../src/services/leader-digest-layout.ts'
import { sendMonthlyDigests } from '../../src/services/leader-digest-month.ts'
import { sendQuarterDigests } from '../../src/services/leader-digest-quarter.ts'
import { type CycleDesk, openCycleDesk } from './cycle-desk.ts'

const idOf = (desk: CycleDesk, project: string) => desk.district.projects.get(project) ?? 0

/** A second leader holds 示例丙. */
async function twoLeaders(): Promise<CycleDesk> {
  const desk = await openCycleDesk()
  const other = desk.district.people.get('supervision') ?? 0
  await desk.db.assignment.updateMany({
    where: { projectId: idOf(desk, '示例丙'), kind: 'LEADER' },
    data: { personId: other },
  })
  return desk
}

type Plates = Readonly<Record<string, 'GREEN' | 'YELLOW' | 'RED'>>

async function publishPlates(desk: CycleDesk, of: string, plates: Plates, state: 'PUBLISHED' | 'TRIAL' = 'PUBLISHED') {
  await desk.db.plate.createMany({
    data: Object.entries(plates).map(([project, colour]) => ({
      ...{ districtId: desk.district.id, projectId: idOf(desk, project), month: of, colour, state },
      reasons: colour === 'GREEN' ? [] : [`年度累计不到目标的 ${colour === 'RED' ? 70 : 90}%`],
    })),
  })
}

/** Does something as the publishing of a notice does it: in one transaction, at the desk's moment. */
async function publishing(desk: CycleDesk, work: (acting: Acting) => Promise<void>): Promise<void> {
  const { db, clock, district } = desk
  const now = clock.now()
  await transact(db, (tx) =>
    work({
      ...{ tx, now, rules: defaultRules, calendar: stateCalendar() },
      district: { id: district.id, name: district.name, isDemo: false },
      owe: (push) => owe(tx, { ...push, kind: 'push', notBefore: now }),
      audit: async () => undefined,
    }),
  )
  await desk.catchUp()
}

const digests = (desk: CycleDesk, who: string) => desk.received(who).filter((text) => text.includes('您包联的'))

describe('包联日报', () => {
  it('tells each leader of his own projects only: what needs his hand, the progress, what changed', async () => {
    const desk = await twoLeaders()
    const base = { districtId: desk.district.id, raisedAt: new Date('2023-09-01T10:00:00+08:00') }
    const lead = desk.district.units.get('能源局') ?? 0
    await desk.db.problem.createMany({
      data: [
        {
          ...base,
          projectId: idOf(desk, '示例乙'),
          statement: '征地拆迁剩 3 户',
          dueOn: new Date('2023-09-07'),
          leadUnitId: lead,
        },
        { ...base, projectId: idOf(desk, '示例甲'), statement: '设备未到货', dueOn: new Date('2023-09-30') },
        { ...base, projectId: idOf(desk, '示例丙'), statement: '并网手续待批', level: 3 },
      ],
    })
    await publishPlates(desk, '2023-08', { 示例甲: 'YELLOW', 示例乙: 'GREEN' })
    await publishPlates(desk, '2023-09', { 示例甲: 'RED' }, 'TRIAL')
    await desk.to('2023-09-13 14:30')
    expect(desk.received('leader')).toEqual([
      [
        '戊领导，您包联的 2 个项目，1 件事需要您出面',
        '▶ 示例乙 征地拆迁剩 3 户，已超期 6 天，建议本周现场协调（原牵头：能源局）',
        '· 示例甲 🟡黄牌 完成率 52.00%，欠目标 15.67 个百分点：设备未到货',
        '· 示例乙 🟢绿牌 完成率 62.00%，欠目标 5.67 个百分点：征地拆迁剩 3 户',
        '与上次相比',
        '· 示例甲 比目标 欠 12.00→欠 15.67',
        '· 示例乙 比目标 欠 2.00→欠 5.67',
        '截至 9月10日，调度口径，非统计数据',
        '〔看示例乙〕〔我的项目〕〔改接收频率〕',
      ].join('\n'),
    ])
    expect(desk.received('supervision')[0]).toContain('▶ 示例丙 并网手续待批，已提级，请您协调')
    expect(desk.received('supervision')[0]).not.toContain('示例甲')
  })

  it('says what is new since the last one: problems raised and closed, a new plate, the sentence of the report', async () => {
    const desk = await openCycleDesk()
    await publishPlates(desk, '2023-07', { 示例甲: 'GREEN' })
    await desk.to('2023-09-13 14:30')
    const base = { districtId: desk.district.id, projectId: idOf(desk, '示例甲') }
    await desk.db.problem.createMany({
      data: [
        { ...base, statement: '设备未到货', raisedAt: new Date('2023-09-14T10:00:00+08:00') },
        {
          ...{ ...base, statement: '施工用电未接通', raisedAt: new Date('2023-08-14T10:00:00+08:00') },
          ...{ state: 'CLOSED', closedAt: new Date('2023-09-14T11:00:00+08:00') },
        },
        {
          ...{ ...base, statement: '早已办完', raisedAt: new Date('2023-08-14T10:00:00+08:00') },
          ...{ state: 'CLOSED', closedAt: new Date('2023-09-04T11:00:00+08:00') },
        },
      ],
    })
    await publishPlates(desk, '2023-08', { 示例甲: 'YELLOW' })
    await desk.db.notice.create({
      data: {
        ...{ districtId: desk.district.id, kind: 'EVALUATION', period: '2023-08', mode: 'auto', state: 'PUBLISHED' },
        ...{ card: {}, dueAt: new Date('2023-09-14'), publishedAt: new Date('2023-09-14T14:30:00+08:00') },
      },
    })
    await desk.to('2023-09-20 10:00')
    await desk.as('liaison').privately('旬报 9月中旬 示例甲 本旬800万 管道连接完成')
    await desk.as('liaison').privately('确认')
    await desk.to('2023-09-25 14:30')
    const [, second] = digests(desk, 'leader')
    expect(second?.split('\n').slice(4)).toEqual([
      '与上次相比',
      '· 示例甲 🟢绿牌→🟡黄牌',
      '· 示例甲 新问题：设备未到货',
      '· 示例甲 已销号：施工用电未接通',
      '· 示例甲 比目标 欠 15.67→欠 11.33，管道连接完成',
      '· 示例乙 比目标 欠 5.67→欠 9.33',
      '· 示例丙 比目标 欠 2.67→欠 6.33',
      '截至 9月20日，调度口径，非统计数据',
      '〔我的项目〕〔改接收频率〕',
    ])
  })

  it('names a red plate among what needs a hand', async () => {
    const desk = await openCycleDesk()
    await publishPlates(desk, '2023-08', { 示例甲: 'RED' })
    await desk.to('2023-09-13 14:30')
    const [digest] = digests(desk, 'leader')
    expect(digest).toContain('戊领导，您包联的 3 个项目，1 件事需要您出面')
    expect(digest).toContain('▶ 示例甲 8月🔴红牌：年度累计不到目标的 70%')
  })
})

describe('the digest of a month', () => {
  it('gives the published plates and scores of the own projects, against the month before', async () => {
    const desk = await twoLeaders()
    await publishPlates(desk, '2023-07', { 示例甲: 'YELLOW', 示例乙: 'GREEN' })
    await publishPlates(desk, '2023-08', { 示例甲: 'RED', 示例乙: 'YELLOW', 示例丙: 'GREEN' })
    await desk.db.evaluation.createMany({
      data: [
        ['示例甲', '2023-07', '80.50', 'PUBLISHED'] as const,
        ['示例甲', '2023-08', '44.80', 'PUBLISHED'] as const,
        ['示例乙', '2023-08', '77.96', 'PUBLISHED'] as const,
        ['示例丙', '2023-08', '99.00', 'TRIAL'] as const,
      ].map(([project, of, score, state]) => ({
        ...{ districtId: desk.district.id, projectId: idOf(desk, project), month: of, score, state },
        ...{ mode: 'full', items: {}, inputs: {}, rules: {} },
      })),
    })
    await desk.to('2023-09-08 14:30')
    await publishing(desk, (acting) => sendMonthlyDigests(acting, month('2023-08')))
    expect(digests(desk, 'leader')).toEqual([
      [
        '戊领导，8月亮牌：您包联的 2 个项目 🔴红牌 1、🟡黄牌 1，1 件事需要您出面',
        '▶ 示例甲 8月🔴红牌：年度累计不到目标的 70%',
        '· 示例甲 🔴红牌 44.80 分 完成率 52.00%，欠目标 12.00 个百分点',
        '· 示例乙 🟡黄牌 77.96 分 完成率 62.00%，欠目标 2.00 个百分点：年度累计不到目标的 90%',
        '与上次相比',
        '· 示例甲 🟡黄牌→🔴红牌',
        '· 示例乙 🟢绿牌→🟡黄牌',
        '· 示例甲 比目标 欠 52.00→欠 12.00，主体施工',
        '· 示例乙 比目标 欠 52.00→欠 2.00，主体施工',
        '· 示例甲 得分 80.50→44.80',
        '截至 8月31日，调度口径，非统计数据',
        '〔看示例甲〕〔我的项目〕〔看亮牌〕〔改接收频率〕',
      ].join('\n'),
    ])
    const [other] = digests(desk, 'supervision')
    expect(other).toContain('丙督查，8月亮牌：您包联的 1 个项目 🟢绿牌 1，没有需要您出面的事')
    expect(other).not.toMatch(/示例[甲乙]|99\.00/)
  })

  it('goes out once, however often the publishing is tried', async () => {
    const desk = await openCycleDesk()
    await publishPlates(desk, '2023-08', { 示例甲: 'GREEN' })
    await desk.to('2023-09-08 14:30')
    for (let i = 0; i < 2; i++) await publishing(desk, (acting) => sendMonthlyDigests(acting, month('2023-08')))
    expect(digests(desk, 'leader')).toHaveLength(1)
  })

  it('is not sent to a leader none of whose projects were assessed', async () => {
    const desk = await openCycleDesk()
    await publishPlates(desk, '2023-07', { 示例甲: 'GREEN' })
    await desk.to('2023-09-08 14:30')
    await publishing(desk, (acting) => sendMonthlyDigests(acting, month('2023-08')))
    expect(digests(desk, 'leader')).toEqual([])
  })
})

describe('the digest of a quarter', () => {
  async function withRanks(enabled: boolean): Promise<CycleDesk> {
    const desk = await openCycleDesk('2023-10-20T14:30:00+08:00')
    await publishPlates(desk, '2023-07', { 示例甲: 'GREEN' })
    await publishPlates(desk, '2023-08', { 示例甲: 'YELLOW' })
    await publishPlates(desk, '2023-09', { 示例甲: 'GREEN', 示例乙: 'GREEN' })
    await desk.db.quarterRank.create({
      data: {
        ...{ districtId: desk.district.id, quarter: '2023-Q3', group: 'TOWN', score: '80.50', detail: {} },
        ...{ unitId: desk.district.units.get('示例镇') ?? 0, state: 'PUBLISHED' },
        ...(enabled ? { rank: 2, lastRank: 3 } : { rank: null }),
      },
    })
    await publishing(desk, (acting) => sendQuarterDigests(acting, quarter('2023-Q3')))
    return desk
  }

  it('shows the plates of its months and the rank of the units that answer for the projects, never of a person', async () => {
    const [digest] = digests(await withRanks(true), 'leader')
    expect(digest).toContain('戊领导，2023年三季度：您包联的 3 个项目，没有需要您出面的事')
    expect(digest).toContain('· 示例甲 7月🟢绿牌 8月🟡黄牌 9月🟢绿牌，完成率 52.00%，欠目标 23.00 个百分点')
    expect(digest).toContain('· 责任单位 示例镇：镇街组第 2 名，上季第 3 名，季度得分 80.50')
    expect(digest?.match(/第 \d+ 名/g)).toEqual(['第 2 名', '第 3 名'])
  })

  it('names no rank where the ranking is switched off', async () => {
    const [digest] = digests(await withRanks(false), 'leader')
    expect(digest).toContain('示例甲 7月🟢绿牌')
    expect(digest).not.toMatch(/第 \d+ 名|季度得分/)
  })
})

describe('接收频率', () => {
  /** The 旬, the month and the quarter, one after the other; what reached the leader by the words of its title. */
  async function allThree(frequency: string, red: boolean): Promise<string[]> {
    const desk = await openCycleDesk()
    await desk.as('leader').click(`接收频率 ${frequency}`)
    for (const of of ['2023-08', '2023-09']) await publishPlates(desk, of, { 示例甲: red ? 'RED' : 'YELLOW' })
    await desk.to('2023-09-13 14:30')
    await publishing(desk, (acting) => sendMonthlyDigests(acting, month('2023-09')))
    await publishing(desk, (acting) => sendQuarterDigests(acting, quarter('2023-Q3')))
    return digests(desk, 'leader').map((text) => (/三季度/.test(text) ? '季' : /9月亮牌/.test(text) ? '月' : '旬'))
  }

  it.each([
    ['每旬', false, ['旬', '月', '季']],
    ['每月', false, ['月', '季']],
    ['只要红牌', false, []],
    ['只要红牌', true, ['旬', '月', '季']],
    ['不要', true, []],
  ] as const)('%s, with a red plate: %s', async (frequency, red, expected) => {
    expect(await allThree(frequency, red)).toEqual(expected)
  })

  it('says what each choice means, and is for leaders only', async () => {
    const desk = await openCycleDesk()
    expect((await desk.as('leader').privately('接收频率')).text).toBe(
      [
        '包联日报现在是每旬',
        '每旬：旬、月、季都收',
        '每月：只收月报和季报',
        '只要红牌：您的项目有红牌时才收',
        '〔每旬〕〔每月〕〔只要红牌〕〔不要〕',
      ].join('\n'),
    )
    expect((await desk.as('leader').click('接收频率 每月')).text).toBe('好的，包联日报改为每月')
    expect((await desk.as('liaison').privately('接收频率 每月')).text).toContain('只有包联领导可以用“接收频率”')
  })
})

describe('the length of a digest', () => {
  const words = fc.string({
    unit: fc.constantFrom('示', '例', '项', '目', 'a', '1', '，', '🔴'),
    minLength: 1,
    maxLength: 90,
  })
  const hand = fc.record({ project: words, line: words })

  it('is a phone screen and a half at most, whatever there is to say, and says how much it left out', () => {
    fc.assert(
      fc.property(
        fc.record({
          title: words,
          hands: fc.array(hand, { maxLength: 30 }),
          projects: fc.array(words, { maxLength: 60 }),
          changes: fc.array(words, { maxLength: 90 }),
          note: words,
        }),
        (text) => {
          const card = digestCard(text)
          const plain = cardText(card)
          expect(phoneLines(plain)).toBeLessThanOrEqual(DIGEST_LINES)
          expect(DIGEST_LINES).toBe(27)
          const [first] = card.blocks
          const handLines = first?.kind === 'text' && first.tone === 'warning' ? first.text.split('\n') : []
          const items = card.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []))
          const left = [...plain.matchAll(/^还有 (\d+) .+查看$/gm)].reduce(
            (total, [, count]) => total + Number(count),
            0,
          )
          const shown = handLines.filter((line) => !line.startsWith('还有 ')).length + items.length
          expect(shown + left).toBe(text.hands.length + text.projects.length + text.changes.length)
        },
      ),
    )
  })

  it('leaves room for each part: twenty of everything still shows some of everything', () => {
    const twenty = Array.from({ length: 20 }, (_, i) => `第 ${i} 项`)
    const hands = twenty.map((line) => ({ project: '示例甲', line: `▶ ${line}` }))
    const { blocks } = digestCard({ title: '戊领导', hands, projects: twenty, changes: twenty, note: '截至' })
    const [first, projects, heading, changes] = blocks
    expect(first?.kind === 'text' && first.text.split('\n').length).toBeGreaterThanOrEqual(8)
    expect(projects?.kind === 'list' && projects.items.length).toBeGreaterThanOrEqual(5)
    expect(heading).toEqual({ kind: 'text', text: '与上次相比' })
    expect(changes?.kind === 'list' && changes.items.length).toBeGreaterThanOrEqual(5)
  })
})
