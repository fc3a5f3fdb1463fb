import { describe, expect, it } from 'vitest'
import { openDesk } from '../chat/kit.ts'

const STRANGER = { id: 'nobody', name: '路人' }

describe('总览', () => {
  it('shows the sums of the last locked 旬 with as-of and 调度口径, to observers too', async () => {
    const desk = await openDesk()
    expect((await desk.as(STRANGER).inGroup('/总览')).text).toBe(
      [
        '示例区重点项目总览（截至2023年8月下旬，已锁定）',
        '项目：3 个（续建 1，新建 2）',
        '综合开复工率：100.00%',
        '总投资：11.80 亿元',
        '年度计划：1.70 亿元',
        '年度累计完成：0.96 亿元',
        '完成率：56.47%',
        '对照目标 64.00%：欠 7.53 个百分点',
        '调度口径，非统计数据',
        '〔看落后项目〕〔按单位〕〔按产业链〕',
      ].join('\n'),
    )
  })

  it('says how far the open 旬 has been reported', async () => {
    const desk = await openDesk()
    await desk.remind('liaison', '2023-09-1', ['示例甲', '示例乙'])
    await desk.as('liaison').privately('没变 示例甲')
    expect((await desk.as('office').privately('大盘')).text).toContain('9月上旬已报 1/3')
  })
})

describe('项目', () => {
  it('shows investment, progress, the 五个一 and problems to people of the district', async () => {
    const desk = await openDesk()
    const { text } = await desk.as('office').privately('查 示例甲')
    for (const part of [
      '示例甲精细化工一期项目（续建，在建）',
      '总投资：9.00 亿元',
      '年度累计：5,200 万元',
      '对照目标：64.00%，欠 12.00 个百分点',
      '形象进度：主体施工（8月下旬报）',
      '包联 戊领导｜责任单位 示例镇｜联络员 庚联络（缺 2 项：专班、方案）',
      '未销号问题 0 个',
    ])
      expect(text).toContain(part)
  })

  it('shows observers no names of persons and no problems', async () => {
    const desk = await openDesk()
    const { text } = await desk.as(STRANGER).inGroup('项目 示例甲')
    expect(text).toContain('责任单位：示例镇')
    expect(text).not.toMatch(/庚联络|戊领导|问题/)
  })

  it('offers the report only to those who may file it', async () => {
    const desk = await openDesk()
    expect((await desk.as('liaison').privately('项目 示例甲')).text).toContain('〔报旬报〕')
    expect((await desk.as('liaison2').privately('项目 示例甲')).text).not.toContain('〔报旬报〕')
  })
})

describe('lists of projects', () => {
  it('lists the lagging ones, the furthest behind first', async () => {
    const desk = await openDesk()
    const { text } = await desk.as('leader').inGroup('/项目清单 落后')
    expect(text).toContain('落后目标 10 个百分点以上的项目 1 个')
    expect(text).toContain('欠 12.00')
    expect(text).not.toContain('示例乙')
  })

  it('groups them by unit and by 产业链, and filters by unit and nature', async () => {
    const desk = await openDesk()
    const office = desk.as('office')
    expect((await office.privately('项目清单 单位')).text).toMatch(/镇街[\s\S]*示例镇[\s\S]*行业部门[\s\S]*能源局/)
    expect((await office.privately('项目清单 产业链')).text).toContain('未分产业链')
    expect((await office.privately('项目清单 能源局')).text).toContain('能源局：重点项目 1 个')
    expect((await office.privately('项目清单 新建')).text).toContain('新建项目 2 个')
  })

  it('shows a person only his own projects, in private also when asked in the group', async () => {
    const desk = await openDesk()
    const outcome = await desk.as('liaison').inGroup('/我的项目')
    expect(outcome.told.map((told) => told.to)).toEqual(['liaison'])
    expect(outcome.text).toContain('您有 2 个项目')
    expect((await desk.as('unit').privately('我的')).text).toContain('您有 2 个项目')
    expect((await desk.as('supervision').privately('我的')).text).toContain('您名下还没有项目')
  })

  it('compares units within their group, never persons', async () => {
    const desk = await openDesk()
    const { text } = await desk.as('unit').inGroup('/排名')
    expect(text).toMatch(/镇街（1 个单位）[\s\S]*行业部门（1 个单位）/)
    expect(text).not.toMatch(/庚联络|戊领导/)
  })
})

describe('计划', () => {
  it('is adjusted by 项目办 with a reason, after a confirmation, and the old one stays on record', async () => {
    const desk = await openDesk()
    const office = desk.as('office')
    const asked = await office.privately('计划 示例甲 1.2亿 区政府专题会议调整')
    expect(asked.text).toContain('把 示例甲 的年度计划由 1.00 亿元 调整为 1.20 亿元？')
    expect((await office.privately('确认')).text).toContain('已把 示例甲 的年度计划调整为 1.20 亿元')
    expect((await office.privately('计划 示例甲')).text).toContain('1月1日起 1.00 亿元')
    const entries = await desk.db.auditEntry.findMany({ where: { subject: 'plan' } })
    expect(entries.map(({ before, after }) => [before, after])).toEqual([
      [expect.objectContaining({ amount: '10000.00' }), expect.objectContaining({ amount: '12000.00' })],
    ])
  })

  it('is not adjusted by others, nor without a reason, and nothing is asked first', async () => {
    const desk = await openDesk()
    expect((await desk.as('liaison').privately('计划 示例甲 1.2亿 原因')).text).toContain('只有项目办可以调整年度计划')
    expect((await desk.as('office').privately('计划 示例甲 1.2亿')).text).toContain('请写明原因')
    expect((await desk.as('office').privately('确认')).text).not.toContain('调整为')
    expect(await desk.db.annualPlan.count({ where: { project: { shortName: '示例甲' } } })).toBe(1)
  })
})

describe('口径', () => {
  it('explains a figure by any of its names, and offers what it knows otherwise', async () => {
    const desk = await openDesk()
    expect((await desk.as(STRANGER).inGroup('/口径 开复工率')).text).toContain('（已开工的新建 + 已复工的续建）')
    expect((await desk.as('liaison').privately('口径 天气')).text).toContain('没有“天气”的口径')
  })
})
