import { describe, expect, it } from 'vitest'
import { transact } from '../../src/database/transaction.ts'
import { quarter } from '../../src/domain/period.ts'
import { quarterDetailLines } from '../../src/services/ranking/detail.ts'
import { openRankingDesk } from '../services/ranking/desk.ts'

describe('季排名', () => {
  it('is 项目办’s alone before publication; others hear when it is to be published', async () => {
    const desk = await openRankingDesk()
    expect((await desk.as('unit').privately('季排名')).text).toContain(
      '2023年三季度排名还没有发布，预定 10月18日 14:30 发布',
    )
    await desk.to('2023-10-16 09:00')
    expect((await desk.as('office').privately('季排名')).text).toContain('通报 1 号：待发')
    expect((await desk.as('office').privately('季排名 镇街')).text).toMatch(/1 {2}甲镇[\s\S]*6 {2}己镇/)
    expect((await desk.as('office').inGroup('季排名')).text).toContain('还没有发布')
    for (const actor of ['unit', 'supervision'] as const) {
      expect((await desk.as(actor).privately('季排名 三季度')).text).toContain('还没有发布')
      expect((await desk.as(actor).privately('季排名 三季度 重算')).text).toContain('只有项目办可以重算排名')
      expect((await desk.as(actor).privately('发布 1')).text).toContain('只有项目办可以用“发布”')
    }
    expect((await desk.as('office').privately('季排名 四季度 重算')).text).toContain('还没有到排名的时候')
  })

  it('shows what was published to everybody of the district, by quarter and by group', async () => {
    const desk = await openRankingDesk()
    await desk.to('2023-10-18 14:30')
    const [post] = desk.received('group-dispatch')
    expect((await desk.as('unit').inGroup('/季排名')).text).toBe(post)
    expect((await desk.as('liaison').privately('季排名 三季度')).text).toBe(post)
    expect((await desk.as('office').privately('季排名')).text).toContain('通报 1 号：已于 10月18日 14:30 发布')
    const towns = (await desk.as('unit').privately('季排名 三季度 镇街')).text
    expect(towns).toContain('镇街（6 个单位）')
    expect(towns).not.toContain('行业部门')
    expect((await desk.as('unit').privately('季排名 一季度')).text).toContain('2023年一季度排名还没有发布')
  })

  it('排名 keeps showing where the units stand today, and leads on to 季排名', async () => {
    const desk = await openRankingDesk()
    const { text } = await desk.as('unit').inGroup('/排名')
    expect(text).toContain('各单位年度投资完成率')
    expect(text).toContain('〔季排名〕')
    expect((await desk.as('unit').privately('季排名 进度')).text).toContain('各单位年度投资完成率')
    expect((await desk.as('unit').privately('排名 三季度')).text).toContain('还没有发布')
  })
})

describe('明细 of a unit’s quarter', () => {
  it('shows the formula with its numbers and what would have broken a tie; a trial only to whom it may be shown', async () => {
    const desk = await openRankingDesk()
    await desk.to('2023-10-16 09:00')
    const of = { unitId: desk.unitIds.get('甲镇') ?? 0, quarter: quarter('2023-Q3') }
    const lines = (trial: boolean) => transact(desk.db, (tx) => quarterDetailLines(tx, { ...of, trial }))
    expect(await lines(false)).toBeNull()
    expect(await lines(true)).toEqual([
      '甲镇 2023年三季度 得分 95.00，镇街第 1 名（共 6 个单位）',
      '甲镇 第 1 名（共 6 个）：(94.00 + 95.00 + 96.00) ÷ 3 = 95.00，上季第 2 名，升 1 名，红榜',
      '得分相同时依次比：红牌占比 0.00%（红牌 0 个），节点按期率 100.00%，季末目标完成比（最高计 1）1.0000，季末逾期问题 0 个',
      '调度口径，非统计数据',
      '试算，还没有发布',
    ])
    expect((await desk.as('office').privately('明细 甲镇 三季度')).text).toContain('试算，还没有发布')
    expect((await desk.as('unit').privately('明细 甲镇 三季度')).text).toContain('单位的明细只给本单位的人和项目办看')
    await desk.db.membership.updateMany({ where: { role: 'UNIT' }, data: { unitId: desk.unitIds.get('甲镇') ?? 0 } })
    expect((await desk.as('unit').privately('明细 甲镇 三季度')).text).toContain('甲镇 2023年三季度还没有发布过排名')
    await desk.to('2023-10-18 14:30')
    expect((await desk.as('unit').privately('明细 甲镇 三季度')).text).toContain('(94.00 + 95.00 + 96.00) ÷ 3 = 95.00')
  })
})

describe('奖惩', () => {
  it('lists what the published result suggests, and records a person’s decision with its reason and signer, once', async () => {
    const desk = await openRankingDesk()
    expect((await desk.as('office').privately('奖惩')).text).toContain('还没有奖惩建议')
    await desk.to('2023-10-18 14:30')
    const { text } = await desk.as('supervision').privately('奖惩')
    expect(text).toContain('2023年三季度奖惩建议 5 条，5 条待决定')
    expect(text).toContain('1 号　甲镇 通报表扬：待决定')
    expect(text).toContain('镇街第 1 名（共 6 个单位），季度得分 95.00，季末目标完成比 105.00%，红牌 0 个，列入红榜')
    expect(text).toMatch(/甲镇 流动红旗[\s\S]*甲镇 要素倾斜[\s\S]*己镇 提醒[\s\S]*己镇 约谈/)
    expect(text).toContain('只记录决定，机器人不执行')

    expect((await desk.as('supervision').privately('奖惩 1 同意')).text).toContain('请写理由')
    const agreed = await desk.as('supervision').privately('奖惩 1 同意 区政府第 3 次常务会议研究')
    expect(agreed.text).toContain('1 号 甲镇 通报表扬：同意（丙督查 10月18日 14:30）：区政府第 3 次常务会议研究')
    const refused = await desk.as('office').click('奖惩 5 不采纳', { form: { reason: '本季已提醒' } })
    expect(refused.text).toContain('5 号 己镇 约谈：不采纳（乙办公 10月18日 14:30）：本季已提醒')
    expect((await desk.as('office').privately('奖惩 1 不采纳 另议')).text).toContain(
      '1 号奖惩建议已由丙督查决定，不再改动',
    )
    expect((await desk.as('office').privately('奖惩')).text).toContain('5 条，3 条待决定')
    expect((await desk.as('office').privately('奖惩 99 同意 好')).text).toContain('没有 99 号奖惩建议')
    const rows = await desk.db.auditEntry.findMany({ where: { subject: 'reward' }, orderBy: { id: 'asc' } })
    expect(rows.map(({ command, after }) => [command, after])).toEqual([
      ['publish-ranking', { state: 'PENDING', proposals: 5 }],
      ['reward', { state: 'APPROVED', decidedBy: desk.district.people.get('supervision') }],
      ['reward', { state: 'REFUSED', decidedBy: desk.district.people.get('office') }],
    ])
  })

  it('is for 项目办 and 督查室 only, and sends nothing to the units', async () => {
    const desk = await openRankingDesk()
    await desk.to('2023-10-18 14:30')
    for (const actor of ['unit', 'liaison', 'admin'] as const) {
      expect((await desk.as(actor).privately('奖惩')).text).toContain('只有项目办和督查室可以用“奖惩”')
    }
    await desk.as('office').privately('奖惩 1 同意 会议研究')
    await desk.to('2023-10-19 12:00')
    expect(desk.received('unit')).toHaveLength(1)
    expect(desk.received('liaison')).toHaveLength(1)
  })
})
