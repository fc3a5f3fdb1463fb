import { describe, expect, it } from 'vitest'
import { makeClockwork } from '../../../src/clockwork/clockwork.ts'
import { jobs } from '../../../src/clockwork/jobs/index.ts'
import { transact } from '../../../src/database/transaction.ts'
import { quarter } from '../../../src/domain/period.ts'
import { makeLog } from '../../../src/log.ts'
import { recomputed, storedRows } from '../../../src/services/ranking/stored.ts'
import { forEachDatabase } from '../../database/harness.ts'
import { openRankingDesk } from './desk.ts'

const Q3 = quarter('2023-Q3')

describe('a quarter’s ranking', () => {
  it('is previewed to 项目办 alone on the eighth working day, then posted to the group on the tenth; each leader hears of his own projects', async () => {
    const desk = await openRankingDesk()
    await desk.to('2023-10-16 08:59')
    expect(desk.door.attempts).toEqual([])
    await desk.to('2023-10-16 09:00')
    const [preview] = desk.received('office')
    expect(preview).toContain('通报 1 号：待发，10月18日 14:30 自动发到调度群')
    expect(preview).toContain('发布后生成奖惩建议 5 条，逐条由人决定，不会自动执行')
    expect(desk.door.attempts).toHaveLength(1)
    await desk.to('2023-10-18 14:29')
    expect(desk.received('group-dispatch')).toEqual([])
    await desk.to('2023-10-18 14:30')
    expect(desk.received('group-dispatch')).toEqual([
      [
        '2023年三季度重点项目排名（截至 9月30日）',
        '红榜：甲镇',
        '鞭策榜：己镇',
        '争先进位奖：丙镇（升 3 位）',
        '镇街季度得分（分）',
        ...['1 甲镇　95.00', '2 乙镇　90.00', '3 丙镇　85.00', '4 丁镇　80.00', '5 戊镇　75.00', '6 己镇　70.00'],
        '镇街（6 个单位）',
        '名次  单位  季度得分  上季  变化',
        '   1  甲镇     95.00     2    ↑1',
        '   2  乙镇     90.00     1    ↓1',
        '   3  丙镇     85.00     6    ↑3',
        '   4  丁镇     80.00     4  不变',
        '   5  戊镇     75.00     —     —',
        '   6  己镇     70.00     5    ↓1',
        '园区（2 个单位，不排名次）',
        ...['单位  季度得分', '甲园     88.00', '乙园     77.00', '本组有季度得分的单位 2 个，不足 3 个'],
        '行业部门季度得分（分）',
        ...['1 甲局　91.00', '2 乙局　89.00', '3 丙局　87.00'],
        '行业部门（3 个单位）',
        '名次  单位  季度得分  上季  变化',
        '   1  甲局     91.00     —     —',
        '   2  乙局     89.00     —     —',
        '   3  丙局     87.00     —     —',
        '上季：上季名次；变化：比上季升（↑）降（↓）几位',
        '调度口径，非统计数据；依据7、8、9月已发布的考评，按六项计分',
        '发布方式：自动发布；领导和个人不参加排名',
        '怎么算的：发“明细 甲镇 2023年三季度”',
        '〔本季进度〕',
      ].join('\n'),
    ])
    expect(desk.received('leader')).toEqual([expect.stringContaining('2023年三季度：您包联的')])
    expect(desk.received('supervision')[0]).toContain('2023年三季度排名已发布，有 5 条奖惩建议待决定')
    expect(await desk.db.quarterRank.count({ where: { quarter: Q3, state: 'TRIAL' } })).toBe(0)
    await desk.to('2023-10-20 16:00')
    expect(desk.received('group-dispatch').filter((text) => text.includes('季度'))).toHaveLength(1)
  })

  it('is not sent to a leader who wants no digests, and names no person', async () => {
    const desk = await openRankingDesk()
    await desk.as('leader').privately('接收频率 不要')
    await desk.to('2023-10-18 14:30')
    expect(desk.received('leader')).toEqual(['好的，包联日报改为不要'])
    expect(desk.received('group-dispatch')[0]).not.toMatch(/甲管理|乙办公|丙督查|丁审批|戊领导|己单位|庚联络|壬联络/)
  })

  it('compares with the quarter before, which it published itself', async () => {
    const desk = await openRankingDesk()
    await desk.to('2023-10-18 14:30')
    for (const month of ['2023-10', '2023-11', '2023-12']) await desk.nextQuarterMonth(month)
    await desk.activateAgain('2024-01-11')
    await desk.to('2024-01-15 14:30')
    const post = desk.received('group-dispatch').at(-1)
    expect(post).toContain('2023年四季度重点项目排名')
    // The order of the towns is turned round.
    expect(post).toMatch(/1 {2}己镇 .* 6 {4}↑5[\s\S]*6 {2}甲镇 .* 1 {4}↓5/)
    expect(post).toContain('争先进位奖：己镇（升 5 位）、丙局（升 2 位）')
  })
})

describe('a published ranking', () => {
  it('is never made anew, and is computed again from what was stored with it after months, units and rules have changed', async () => {
    const desk = await openRankingDesk()
    await desk.to('2023-10-18 14:30')
    const { db, district } = desk
    const before = await transact(db, (tx) => storedRows(tx, district.id, Q3, 'PUBLISHED'))
    expect((await desk.as('office').privately('季排名 三季度 重算')).text).toContain('排名已经发布，不再改动')
    await db.unitMonth.updateMany({ data: { score: '1.00', detail: {} } })
    await db.unit.updateMany({ data: { group: 'PARK' } })
    await db.quarterRank.updateMany({ where: { quarter: '2023-Q2' }, data: { rank: 9 } })
    await desk.rule('ranking.groupFrom', 20)
    expect(before).toHaveLength(11)
    expect(await transact(db, (tx) => recomputed(tx, district.id, Q3))).toEqual(before)
    expect(await transact(db, (tx) => storedRows(tx, district.id, Q3, 'PUBLISHED'))).toEqual(before)
  })
})

describe('the preview of a ranking', () => {
  it('held: is not sent at its time, says so, and 发布 still sends it, once', async () => {
    const desk = await openRankingDesk()
    await desk.to('2023-10-16 09:00')
    await desk.as('office').click('暂缓 1')
    await desk.to('2023-10-18 14:30')
    expect(desk.received('group-dispatch')).toEqual([])
    expect(desk.received('leader')).toEqual([])
    expect(desk.received('office').at(-1)).toContain('2023年三季度排名通报（1 号）已暂缓，没有按时发出')
    expect(await desk.db.rewardDecision.count()).toBe(0)
    await desk.as('office').privately('发布 1')
    expect((await desk.as('office').privately('发布 1')).text).toContain('已经发布，不能再发布')
    await desk.to('2023-10-19 12:00')
    expect(desk.received('group-dispatch')).toHaveLength(1)
    expect(desk.received('leader')).toHaveLength(1)
  })

  it('returned with a reason: is made anew from what is published then, and goes out at its time', async () => {
    const desk = await openRankingDesk({ months: 2 })
    await desk.to('2023-10-16 09:00')
    expect(desk.received('office')[0]).toContain('9月考评没有发布，不在本季得分里，请核对后再发布')
    expect(desk.received('office')[0]).toContain('待发，点发布后才发到调度群')
    await desk.as('office').privately('退回通报 1 等9月考评')
    expect((await desk.as('office').privately('发布 1')).text).toContain('请发：季排名 2023年三季度 重算')
    await desk.publishMonth('2023-09')
    const again = await desk.as('office').click('季排名 2023年三季度 重算')
    expect(again.text).toContain('待发，10月18日 14:30 自动发到调度群')
    expect(again.text).toContain('依据7、8、9月已发布的考评')
    await desk.to('2023-10-18 14:30')
    expect(desk.received('group-dispatch')).toHaveLength(1)
  })

  it('lacking a month goes out by hand only after a confirmation', async () => {
    const desk = await openRankingDesk({ months: 2 })
    await desk.to('2023-10-18 14:30')
    expect(desk.received('group-dispatch')).toEqual([])
    expect((await desk.as('office').privately('发布 1')).text).toContain('9月考评没有发布，不在本季得分里，确定发布？')
    await desk.as('office').privately('确认')
    await desk.catchUp()
    expect(desk.received('group-dispatch')[0]).toContain('依据7、8月已发布的考评')
  })

  it('made before a month was published is kept back until it is made anew', async () => {
    const desk = await openRankingDesk({ months: 2 })
    await desk.to('2023-10-16 09:00')
    await desk.publishMonth('2023-09')
    expect((await desk.as('office').privately('发布 1')).text).toContain('预览之后又发布了月考评，请先重算，再发布')
    expect(await desk.db.quarterRank.count({ where: { quarter: Q3, state: 'PUBLISHED' } })).toBe(0)
    await desk.as('office').privately('季排名 重算')
    await desk.as('office').privately('发布 1')
    await desk.catchUp()
    expect(desk.received('group-dispatch')[0]).toContain('依据7、8、9月已发布的考评')
  })
})

describe('the publishing mode of the ranking', () => {
  it('approve: waits for 发布, and says at its time that it waits', async () => {
    const desk = await openRankingDesk()
    await desk.rule('modes.ranking', 'approve')
    await desk.to('2023-10-18 14:30')
    expect(desk.received('group-dispatch')).toEqual([])
    expect(desk.received('office').at(-1)).toContain('2023年三季度排名通报（1 号）等您确认后才发')
    await desk.as('office').click('发布 1')
    await desk.catchUp()
    expect(desk.received('group-dispatch')[0]).toContain('发布方式：审后发布')
  })

  it('off: nothing is ranked and nothing is sent to anybody', async () => {
    const desk = await openRankingDesk()
    await desk.rule('modes.ranking', 'off')
    await desk.to('2023-10-19 12:00')
    expect(desk.door.attempts).toEqual([])
    expect(await desk.ranks()).toEqual([])
    expect((await desk.as('office').privately('季排名')).text).toContain('本区没有启用季排名')
    expect((await desk.as('office').privately('季排名 三季度 重算')).text).toContain('本区没有启用季排名')
  })

  it('ranking switched off as a whole: the units are listed by group, without ranks, boards or proposals', async () => {
    const desk = await openRankingDesk()
    await desk.rule('ranking.enabled', false)
    await desk.to('2023-10-18 14:30')
    const [post] = desk.received('group-dispatch')
    expect(post).toMatch(
      /^2023年三季度重点项目考评结果（截至 9月30日）\n本区不排名次、不设榜，以下按名册顺序列出\n镇街/,
    )
    expect(post).not.toMatch(/名次 |红榜|鞭策榜|争先|上季|↑|↓/)
    expect(await desk.db.rewardDecision.count()).toBe(0)
    expect(new Set(await desk.ranks())).toContain('— 甲镇')
    expect((await desk.as('unit').privately('排名')).text).toContain('本区不排名次，组内按名册顺序')
  })

  it('switched off after the preview, whether the ranking or its notice: keeps it back at its time, and says why', async () => {
    const desk = await openRankingDesk()
    await desk.to('2023-10-16 09:00')
    await desk.rule('ranking.enabled', false)
    await desk.to('2023-10-18 14:30')
    expect(desk.received('group-dispatch')).toEqual([])
    expect(desk.received('office').at(-1)).toContain('没有发出：本区已不排名次，请先重算，再发布')
    expect((await desk.as('office').privately('季排名 三季度 重算')).text).toContain('本区不排名次、不设榜')
    await desk.rule('modes.ranking', 'off')
    expect((await desk.as('office').privately('发布 1')).text).toContain('没有发出：本区已不发布季排名')
    expect(await desk.db.quarterRank.count({ where: { quarter: Q3, state: 'PUBLISHED' } })).toBe(0)
  })
})

describe('a bot that was down', () => {
  it('at the moment of publishing posts once when it is back', async () => {
    const desk = await openRankingDesk()
    await desk.to('2023-10-17 10:00')
    desk.downUntil('2023-10-18 16:00')
    await desk.catchUp()
    await desk.catchUp()
    expect(desk.received('group-dispatch')).toHaveLength(1)
    expect(desk.received('leader')).toHaveLength(1)
  })

  it('over preview and publication previews when it is back, and leaves the post to a person', async () => {
    const desk = await openRankingDesk()
    desk.downUntil('2023-10-19 10:00')
    await desk.catchUp()
    expect(desk.received('office')[0]).toContain('待发，点发布后才发到调度群')
    await desk.to('2023-10-20 12:00')
    expect(desk.received('group-dispatch')).toEqual([])
    await desk.as('office').privately('发布')
    await desk.catchUp()
    expect(desk.received('group-dispatch')).toHaveLength(1)
  })
})

describe('a district', () => {
  it('that was not evaluated in the quarter hears nothing; with trials only, 项目办 hears why there is no ranking', async () => {
    const desk = await openRankingDesk({ months: 0 })
    await desk.to('2023-10-18 14:30')
    expect(desk.received('office')[0]).toContain('2023年三季度的月考评都没有发布，没有生成排名')
    expect(desk.door.attempts).toHaveLength(1)
    expect(await desk.db.notice.count()).toBe(0)
  })
})

forEachDatabase('two copies of the program', (open) => {
  it('preview once and publish once', async () => {
    const desk = await openRankingDesk({ database: await open() })
    const { db, clock } = desk
    const copies = () => Array.from({ length: 6 }, () => makeClockwork({ db, clock, jobs, log: makeLog('silent') }))
    for (const moment of ['2023-10-16 09:00', '2023-10-18 14:30']) {
      desk.downUntil(moment)
      await Promise.all(copies().map((one) => one.runDue()))
    }
    const owed = await db.outboxMessage.findMany({ where: { noticeId: { not: null } } })
    expect(owed.map(({ key }) => key.replace(/\d+/g, 'n')).sort()).toEqual([
      'n:notice:n:group',
      'n:notice:n:preview:n:n',
    ])
    expect(await db.quarterRank.count({ where: { quarter: Q3, state: 'PUBLISHED' } })).toBe(11)
    expect(await db.rewardDecision.count()).toBe(5)
  })
})
