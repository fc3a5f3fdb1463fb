import { describe, expect, it } from 'vitest'
import { dayOf, timeOf } from '../../src/domain/calendar-day.ts'
import { isWorkday, stateCalendar } from '../../src/domain/workday.ts'
import type { CycleDesk } from './cycle-desk.ts'
import { openEvaluationDesk, PUBLICATION, posts, projectOf, TRIAL } from './evaluation-desk.ts'

const officeHeard = (desk: CycleDesk) => desk.received('office').at(-1)

const POST = [
  '9月重点项目考评亮牌（截至 9月30日）',
  '3 个项目：🔴红牌 1，🟡黄牌 1，🟢绿牌 1',
  '· 🔴红牌 示例丙',
  '　年度累计 1,000 万元，目标 1,500 万元，为目标的 66.67%，欠 25.00 个百分点，达到红牌标准',
  '· 🟡黄牌 示例乙',
  '　年度累计 3,300 万元，目标 3,750 万元，为目标的 88.00%，欠 9.00 个百分点',
  '· 🟢绿牌 1 个',
  '　示例甲',
  '单位月得分（分）',
  '示例镇　79.48 分',
  '能源局　65.93 分',
  '调度口径，非统计数据；百分制评分',
  '本单位的项目怎么算的，请私聊我发：明细 项目简称 9月',
]

describe('the trial of a month', () => {
  it('previews plates and why, orders to be drafted and the moment of publication to 项目办 alone', async () => {
    const desk = await openEvaluationDesk()
    await desk.to(TRIAL)
    expect(officeHeard(desk)).toBe(
      [
        '通报 2 号：待发，10月12日 14:30 自动发到调度群',
        ...POST,
        '各单位可在 10月11日 17:00 前提异议，现在没有待定的异议',
        '发布时草拟督办单 1 份、提示单 1 份，签发前不发给任何单位',
        '〔发布〕〔暂缓〕〔退回〕〔全部亮牌〕',
      ].join('\n'),
    )
    expect(posts(desk)).toEqual([])
    expect(desk.received('leader').filter((text) => text.includes('考评'))).toEqual([])
  })

  it('tells each unit and liaison their own projects in private, how to object and until when', async () => {
    const desk = await openEvaluationDesk()
    await desk.to(TRIAL)
    const trial = (actor: string) => desk.received(actor).filter((text) => text.includes('考评试算'))
    expect(trial('unit')).toEqual([
      [
        '9月考评试算：您的 2 个项目，🟡黄牌 1，🟢绿牌 1',
        '· 示例乙 🟡黄牌 57.43 分',
        '　年度累计 3,300 万元，目标 3,750 万元，为目标的 88.00%，欠 9.00 个百分点',
        '· 示例甲 🟢绿牌 96.44 分',
        '示例镇本月得分 79.48',
        '看怎么算的，发：明细 示例乙 9月',
        '有异议，10月11日 17:00 前回：异议 示例乙 原因',
        '调度口径，非统计数据；试算，还没有发布',
        '〔明细 示例乙〕〔明细 示例甲〕',
      ].join('\n'),
    ])
    expect(trial('liaison')).toHaveLength(1)
    expect(trial('liaison2')[0]?.split('\n')[0]).toBe('9月考评试算：示例丙 🔴红牌 65.93 分')
    expect(trial('liaison2')[0]).not.toContain('示例乙')
  })

  it('is stored with inputs and rules, as a trial', async () => {
    const desk = await openEvaluationDesk()
    await desk.to(TRIAL)
    const rows = await desk.db.evaluation.findMany({ where: { month: '2023-09' }, orderBy: { projectId: 'asc' } })
    expect(rows.map(({ state, mode, score }) => `${state} ${mode} ${score?.toFixed(2)}`)).toEqual([
      'TRIAL full 96.44',
      'TRIAL full 57.43',
      'TRIAL full 65.93',
    ])
    expect(await desk.db.plate.count({ where: { state: 'TRIAL' } })).toBe(3)
    expect(await desk.db.unitMonth.count({ where: { state: 'TRIAL', score: { not: null } } })).toBe(2)
    expect(await desk.db.supervisionOrder.count()).toBe(0)
  })
})

describe('the publication of a month', () => {
  it('posts once, settles the results, drafts orders, and tells those who sign them', async () => {
    const desk = await openEvaluationDesk()
    await desk.to('2023-10-20 08:00')
    expect(posts(desk)).toEqual([[...POST, '〔全部亮牌〕'].join('\n')])
    const settled = { where: { month: '2023-09', state: 'PUBLISHED' as const } }
    expect(await desk.db.evaluation.count(settled)).toBe(3)
    expect(await desk.db.plate.count(settled)).toBe(3)
    expect(await desk.db.unitMonth.count(settled)).toBe(4)
    const orders = await desk.db.supervisionOrder.findMany({ orderBy: { kind: 'asc' } })
    expect(orders.map(({ kind, state, limitDays, source }) => `${kind} ${state} ${limitDays} ${source}`)).toEqual([
      'SUPERVISION DRAFT 10 2023年9月亮牌',
      'REMINDER DRAFT 5 2023年9月亮牌',
    ])
    const drafted = [
      '按2023年9月亮牌草拟了督办单 1 份、提示单 1 份，等人签发',
      '· 🔴红牌：督办单',
      '　示例丙',
      '· 🟡黄牌：提示单',
      '　示例乙',
      '都是拟稿，没有发给任何单位；由督查室签发',
      '〔待签发〕',
    ].join('\n')
    expect(desk.received('supervision')).toEqual([drafted])
    expect(desk.received('office')).toContain(drafted)
    for (const actor of ['unit', 'liaison', 'liaison2']) {
      expect(desk.received(actor).filter((text) => text.includes('督办单'))).toEqual([])
    }
  })

  it('leaves an audit row of the trial, the publication and each draft, which 日志 shows in words', async () => {
    const desk = await openEvaluationDesk()
    await desk.to(PUBLICATION)
    const log = await desk.as('office').privately('日志')
    expect(log.text).toContain('月考评 2023年9月')
    expect(log.text).toContain('状态 试算→已发布')
    expect(log.text).toContain('督办提示 示例丙')
  })

  it('pushes nothing in quiet hours, whatever falls due or is decided then', async () => {
    const desk = await openEvaluationDesk()
    await desk.to('2023-10-09 20:00')
    await desk.as('unit').privately('异议 示例乙 主体已封顶')
    await desk.as('office').privately('采纳异议 1 情况属实')
    await desk.as('office').privately('月考评 重算')
    await desk.as('office').privately('发布')
    await desk.as('office').privately('确认')
    await desk.to('2023-10-16 12:00')
    const pushes = await desk.db.outboxMessage.findMany({ where: { kind: 'PUSH', state: 'SENT' } })
    expect(posts(desk)).toHaveLength(1)
    const calendar = stateCalendar()
    for (const { sentAt } of pushes) {
      const at = sentAt ?? new Date(0)
      expect(isWorkday(calendar, dayOf(at))).toBe(true)
      expect(timeOf(at) >= '09:00' && timeOf(at) < '17:30').toBe(true)
    }
  })
})

describe('the preview of a month', () => {
  it('held: is not published at its time, says so, and 发布 still sends it, once', async () => {
    const desk = await openEvaluationDesk()
    await desk.to('2023-10-11 17:30')
    await desk.as('office').click('暂缓 2')
    await desk.to(PUBLICATION)
    expect(posts(desk)).toEqual([])
    expect(desk.received('office')).toContainEqual(
      expect.stringContaining('2023年9月考评通报（2 号）已暂缓，没有按时发出'),
    )
    await desk.as('office').privately('发布 2')
    await desk.to('2023-10-13 12:00')
    expect(posts(desk)).toHaveLength(1)
  })

  it('returned with a reason: is not published until it was made anew from what was put right', async () => {
    const desk = await openEvaluationDesk()
    await desk.to(TRIAL)
    await desk.as('office').privately('退回通报 2 示例乙数据待核')
    await desk.to(PUBLICATION)
    expect(posts(desk)).toEqual([])
    expect((await desk.as('office').privately('发布 2')).text).toContain('改好数据后请发：月考评 2023年9月 重算')
    await desk.as('liaison').privately('更正 示例乙 9月下旬 本旬 400万 漏报设备款')
    await desk.as('office').privately('同意更正 1')
    const redone = await desk.as('office').privately('月考评 重算')
    expect(redone.texts.at(-1)).toContain('3 个项目：🔴红牌 1，🟢绿牌 2')
    await desk.as('office').privately('发布 2')
    await desk.catchUp()
    expect(posts(desk)).toHaveLength(1)
    expect(posts(desk)[0]).toContain('🟢绿牌 2 个\n　示例甲、示例乙')
    const told = desk.received('unit').filter((text) => text.includes('考评重算'))
    expect(told).toHaveLength(1)
    expect(told[0]).toContain('示例乙 2023年9月考评重算：🟡黄牌 57.43 分 → 🟢绿牌 60.48 分')
    expect(desk.received('liaison2').filter((text) => text.includes('考评重算'))).toEqual([])
  })

  it('published by hand within the days for 异议 asks first', async () => {
    const desk = await openEvaluationDesk()
    await desk.to(TRIAL)
    const asked = await desk.as('office').privately('发布 2')
    expect(asked.text).toContain('异议要到 10月11日 17:00 才截止，现在发布就不再受理，确定发布？')
    await desk.catchUp()
    expect(posts(desk)).toEqual([])
    await desk.as('office').privately('确认')
    await desk.catchUp()
    expect(posts(desk)).toHaveLength(1)
    await desk.to('2023-10-13 12:00')
    expect(posts(desk)).toHaveLength(1)
  })

  it('is not made anew once it is published: what was published stays', async () => {
    const desk = await openEvaluationDesk()
    await desk.to(PUBLICATION)
    const before = await desk.db.evaluation.findMany({ orderBy: { id: 'asc' } })
    expect((await desk.as('office').privately('月考评 重算')).text).toContain('2023年9月考评通报已经发布，不再改动')
    expect(await desk.db.evaluation.findMany({ orderBy: { id: 'asc' } })).toEqual(before)
  })
})

describe('the publishing mode of a month', () => {
  it('approve: waits for 发布 and says so at its time', async () => {
    const desk = await openEvaluationDesk({ rule: { key: 'modes.evaluation', value: 'approve' } })
    await desk.to('2023-10-12 16:00')
    expect(posts(desk)).toEqual([])
    expect(desk.received('office')).toContainEqual(expect.stringContaining('2023年9月考评通报（2 号）等您确认后才发'))
    await desk.as('office').click('发布 2')
    await desk.catchUp()
    expect(posts(desk)).toHaveLength(1)
  })

  it('off: nothing goes to the group, the units or those who sign, and no order is drafted', async () => {
    const desk = await openEvaluationDesk({ rule: { key: 'modes.evaluation', value: 'off' } })
    await desk.to('2023-10-20 08:00')
    expect(posts(desk)).toEqual([])
    for (const actor of ['unit', 'liaison', 'liaison2', 'supervision', 'leader']) {
      expect(desk.received(actor).filter((text) => /考评|亮牌/.test(text))).toEqual([])
    }
    expect(desk.received('office')).toContainEqual(
      expect.stringContaining('本区没有启用这种通报，不会发到群里\n9月重点项目考评亮牌'),
    )
    expect(await desk.db.supervisionOrder.count()).toBe(0)
    expect((await desk.as('unit').privately('月考评')).text).toBe('还没有发布过月考评')
  })

  it.each([
    ['simple', '按牌计分', '示例镇　8.00 分'],
    ['cards-only', '只亮牌，不打分', '🔴红牌　1 个'],
  ])('%s: says how it is scored, and draws what there is', async (value, said, drawn) => {
    const desk = await openEvaluationDesk({ rule: { key: 'evaluation.mode', value } })
    await desk.to(PUBLICATION)
    expect(posts(desk)[0]).toContain(said)
    expect(posts(desk)[0]).toContain(drawn)
  })

  it('with the ranking switched off no unit is compared with another', async () => {
    const desk = await openEvaluationDesk({ rule: { key: 'ranking.enabled', value: false } })
    await desk.to(PUBLICATION)
    expect(posts(desk)[0]).not.toContain('单位月得分')
    expect(posts(desk)[0]).toContain('各色牌的项目数')
  })
})

describe('a bot that was down', () => {
  it('at the moment of publication publishes once when it is back', async () => {
    const desk = await openEvaluationDesk()
    await desk.to('2023-10-12 10:00')
    desk.downUntil('2023-10-12 16:00')
    await desk.catchUp()
    await desk.catchUp()
    expect(posts(desk)).toHaveLength(1)
  })

  it('at that moment keeps back what was held, and what waits for a person', async () => {
    const held = await openEvaluationDesk()
    await held.to('2023-10-12 10:00')
    await held.as('office').privately('暂缓 2')
    held.downUntil('2023-10-12 16:00')
    await held.catchUp()
    expect(posts(held)).toEqual([])
    expect(officeHeard(held)).toContain('已暂缓，没有按时发出')
    const waits = await openEvaluationDesk({ rule: { key: 'modes.evaluation', value: 'approve' } })
    await waits.to('2023-10-12 10:00')
    waits.downUntil('2023-10-12 16:00')
    await waits.catchUp()
    expect(posts(waits)).toEqual([])
    expect(officeHeard(waits)).toContain('等您确认后才发')
  })

  it('over the trial and the days for 异议 gives the units their days, and leaves the publication to a person', async () => {
    const desk = await openEvaluationDesk()
    desk.downUntil('2023-10-12 15:00')
    await desk.catchUp()
    expect(posts(desk)).toEqual([])
    const trial = desk.received('unit').find((text) => text.includes('考评试算'))
    expect(trial).toContain('有异议，10月16日 17:00 前回：异议 示例乙 原因')
    const preview = desk.received('office').find((text) => text.includes('考评亮牌'))
    expect(preview).toContain('待发，点发布后才发到调度群')
    expect(preview).toContain('试算晚于日程，异议时间已顺延，到时请人工发布')
    await desk.to('2023-10-18 12:00')
    expect(posts(desk)).toEqual([])
    await desk.as('office').privately('发布 2')
    await desk.catchUp()
    expect(posts(desk)).toHaveLength(1)
    expect(await desk.db.plate.count({ where: { state: 'PUBLISHED', projectId: projectOf(desk, '示例乙') } })).toBe(1)
  })
})
