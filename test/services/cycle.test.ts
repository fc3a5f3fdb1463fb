import { describe, expect, it } from 'vitest'
import { dayOf, timeOf } from '../../src/domain/calendar-day.ts'
import { isWorkday, stateCalendar } from '../../src/domain/workday.ts'
import { type CycleDesk, openCycleDesk } from './cycle-desk.ts'

const noticeOf = (desk: CycleDesk) => desk.db.notice.findFirstOrThrow({ where: { period: '2023-09-1' } })

describe('one whole 旬', () => {
  it('asks, takes a line and a form, reminds only those missing, locks, publishes, and tells each leader', async () => {
    const desk = await openCycleDesk()
    await desk.to('2023-09-08 09:00')
    expect(desk.received('liaison')).toEqual([
      [
        '9月上旬报，请在 9月12日 17:00 前回一句话',
        '您有 2 个项目：',
        '1 示例甲　上期累计 5,200 万元，主体施工',
        '2 示例乙　上期累计 3,100 万元，主体施工',
        '回复示例：1 本旬800万 管道连接完成',
        '没有进展就回：1 没变',
        '〔两个都没变〕',
      ].join('\n'),
    ])
    expect(desk.received('liaison2')).toHaveLength(1)

    const line = await desk.as('liaison').privately('1 本旬800万 管道连接完成')
    expect(line.args).toEqual({
      project: '示例甲',
      periodAmount: '800.00',
      yearToDate: null,
      percent: null,
      note: '管道连接完成',
      problem: null,
      period: '2023-09-1',
    })
    expect(line.text).toContain(
      '已记下：示例甲 9月上旬 完成 800 万元，年度累计 6,000 万元（完成率 60.00%），管道连接完成',
    )
    expect(line.text).toContain('填错了回“更正 示例甲 本旬 750万 原因”，9月13日 09:00 前有效')
    const form = await desk.as('liaison').click('旬报 2023年9月上旬 填表', {
      form: { amount_1: '', progress_1: '', problem_1: '', amount_2: '60', progress_2: '设备安装90%', problem_2: '无' },
    })
    expect(form.text).toContain(
      '已记下：示例乙 9月上旬 完成 60 万元，年度累计 3,160 万元（完成率 63.20%），设备安装90%',
    )

    await desk.to('2023-09-12 09:00')
    expect(desk.received('liaison').filter((text) => text.startsWith('还没有收到'))).toEqual([])
    expect(desk.received('liaison2')[1]).toContain('还没有收到您的9月上旬报，请在 9月12日 17:00 前回一句话')

    await desk.to('2023-09-13 09:00')
    const preview = desk.received('office').at(-1)
    expect(preview).toContain('待发，9月13日 14:30 自动发到调度群')
    expect(preview).toContain('减负账：本旬发给个人 3 条（提醒 3 条），请填 9 项，估计合计用时 4 分钟')
    expect(desk.received('group-dispatch')).toEqual([])

    await desk.to('2023-09-13 14:30')
    expect(desk.received('group-dispatch')).toEqual([
      [
        '9月上旬重点项目调度（截至 9月10日）',
        '本旬完成 860 万元，年度累计 1.05 亿元，完成率 61.53%，比目标欠 6.14 个百分点',
        '项目 3 个，已报 2 个',
        '单位进度（按组，年度累计占目标累计）',
        '· 镇街',
        '　示例镇 90.25%',
        '· 行业部门',
        '　能源局 96.06%',
        '落后目标 10 个百分点以上的项目 0 个',
        '新增问题 0，销号 0，逾期 0',
        '未报：1 个单位 1 个项目（能源局 1）',
        '调度口径，非统计数据',
        '〔排名表〕〔落后项目〕〔未报明细〕',
      ].join('\n'),
    ])
    expect(desk.received('leader').at(-1)).toContain('戊领导，您包联的 3 个项目，没有需要您出面的事')
    const states = await desk.db.report.groupBy({ by: ['state'], where: { period: '2023-09-1' }, _count: true })
    expect(states).toEqual([{ state: 'LOCKED', _count: 2 }])

    await desk.to('2023-09-19 12:00')
    expect(desk.received('group-dispatch')).toHaveLength(1)
  })

  it('leaves an audit row for every change, with ids and figures only', async () => {
    const desk = await openCycleDesk()
    await desk.to('2023-09-08 09:00')
    await desk.as('liaison').privately('1 本旬800万 管道连接完成')
    await desk.to('2023-09-13 14:30')
    const rows = await desk.db.auditEntry.findMany({ orderBy: { id: 'asc' } })
    expect(rows.map(({ command, subject }) => `${command} ${subject}`)).toEqual([
      'report report',
      'lock period',
      'lock notice',
      'publish-dispatch notice',
    ])
    expect(JSON.stringify(rows)).not.toContain('管道')
  })

  it('pushes nothing in quiet hours, whatever falls due then', async () => {
    const desk = await openCycleDesk()
    await desk.to('2023-09-12 19:00')
    await desk.as('office').privately('催报')
    await desk.as('office').privately('锁定')
    await desk.as('office').privately('确认')
    await desk.as('office').privately('发布')
    await desk.to('2023-09-30 12:00')
    const pushes = await desk.db.outboxMessage.findMany({ where: { kind: 'PUSH', state: 'SENT' } })
    expect(pushes.length).toBeGreaterThan(6)
    const calendar = stateCalendar()
    for (const { sentAt } of pushes) {
      const at = sentAt ?? new Date(0)
      expect(isWorkday(calendar, dayOf(at))).toBe(true)
      expect(timeOf(at) >= '09:00' && timeOf(at) < '17:30').toBe(true)
    }
  })
})

describe('a bot that was down', () => {
  it('over the first reminder sends it when it is back, and no second one right behind it', async () => {
    const desk = await openCycleDesk()
    desk.downUntil('2023-09-12 10:00')
    await desk.catchUp()
    expect(desk.received('liaison')).toHaveLength(1)
    expect(desk.received('liaison')[0]).toContain('9月上旬报，请在 9月12日 17:00 前回一句话')
  })

  it('over the moment of publication publishes once when it is back, and the digests with it', async () => {
    const desk = await openCycleDesk()
    await desk.to('2023-09-13 10:00')
    desk.downUntil('2023-09-13 16:00')
    await desk.catchUp()
    await desk.catchUp()
    expect(desk.received('group-dispatch')).toHaveLength(1)
    expect(desk.received('leader')).toHaveLength(1)
  })

  it('until the evening publishes the next morning', async () => {
    const desk = await openCycleDesk()
    await desk.to('2023-09-13 10:00')
    desk.downUntil('2023-09-13 20:00')
    await desk.catchUp()
    expect(desk.received('group-dispatch')).toEqual([])
    await desk.to('2023-09-14 09:00')
    expect(desk.received('group-dispatch')).toHaveLength(1)
  })

  it('over the whole cycle still locks, drops the reminders, and leaves a 旬 that nobody was asked for to a person', async () => {
    const desk = await openCycleDesk()
    desk.downUntil('2023-09-25 10:00')
    await desk.catchUp()
    const { lockedAt } = await desk.db.period.findFirstOrThrow({ where: { code: '2023-09-1' } })
    expect(lockedAt).not.toBeNull()
    const runs = await desk.db.jobRun.findMany({ where: { period: '2023-09-1' }, orderBy: { job: 'asc' } })
    expect(runs.map(({ job, state }) => `${job} ${state}`)).toEqual([
      'leader-digest DONE',
      'lock DONE',
      'publish-dispatch DONE',
      'remind EXPIRED',
      'remind-again EXPIRED',
    ])
    expect(desk.received('liaison').filter((text) => text.includes('9月上旬'))).toEqual([])
    expect(desk.received('office')[0]).toContain('这一旬没有发出过填报提醒，请核对未报名单，确认后再发布')
    await desk.to('2023-09-25 16:00')
    expect(desk.received('group-dispatch').filter((text) => text.includes('9月上旬'))).toEqual([])
  })

  it('until the next bulletin is due drops this one, and its digests', async () => {
    const desk = await openCycleDesk()
    await desk.to('2023-09-13 10:00')
    desk.downUntil('2023-09-25 15:00')
    await desk.catchUp()
    const runs = await desk.db.jobRun.findMany({
      where: { period: '2023-09-1', state: 'EXPIRED' },
      orderBy: { job: 'asc' },
    })
    expect(runs.map(({ job }) => job)).toEqual(['leader-digest', 'publish-dispatch'])
  })
})

describe('a district that came into operation in the middle of a cycle', () => {
  it('is not shown as 未报 for a 旬 that it was never asked for', async () => {
    const desk = await openCycleDesk('2023-09-08T10:00:00+08:00')
    await desk.db.district.update({
      where: { id: desk.district.id },
      data: { activatedAt: new Date('2023-09-08T09:30:00+08:00') },
    })
    await desk.to('2023-09-15 12:00')
    expect(await desk.db.period.count({ where: { code: '2023-09-1' } })).toBe(0)
    expect(await desk.db.notice.count()).toBe(0)
    expect(desk.door.attempts).toEqual([])
    await desk.to('2023-09-20 09:00')
    expect(desk.received('liaison')[0]).toContain('9月中旬报')
  })
})

describe('the publishing mode', () => {
  async function withMode(mode: string): Promise<CycleDesk> {
    const desk = await openCycleDesk()
    await desk.db.ruleSetting.create({
      data: { districtId: desk.district.id, key: 'modes.dispatch', value: mode, fromMonth: '2023-09' },
    })
    await desk.to('2023-09-13 14:30')
    return desk
  }

  it('approve: goes out only after 发布, and says at its time that it waits', async () => {
    const desk = await withMode('approve')
    expect(desk.received('group-dispatch')).toEqual([])
    expect(desk.received('office').at(-1)).toContain('9月上旬调度通报（1 号）等您确认后才发')
    await desk.as('office').click('发布 1')
    await desk.catchUp()
    expect(desk.received('group-dispatch')).toHaveLength(1)
  })

  it('off: nothing goes to the group, and 发布 says so', async () => {
    const desk = await withMode('off')
    expect(desk.received('office')[0]).toContain('本区没有启用这种通报，不会发到群里')
    expect((await desk.as('office').privately('发布 1')).text).toContain('不能发布：本区没有启用这种通报')
    await desk.to('2023-09-14 12:00')
    expect(desk.received('group-dispatch')).toEqual([])
    expect(desk.received('leader')).toHaveLength(1)
  })
})

describe('the preview', () => {
  it('held: is not sent at its time, says so to 项目办, and [发布] still sends it, once', async () => {
    const desk = await openCycleDesk()
    await desk.to('2023-09-13 09:00')
    const held = await desk.as('office').click('暂缓 1')
    expect(held.answer?.card?.title).toBe('通报 1 号：已暂缓')
    await desk.to('2023-09-13 14:30')
    expect(desk.received('group-dispatch')).toEqual([])
    expect(desk.received('leader')).toHaveLength(1)
    expect(desk.received('office').at(-1)).toContain('9月上旬调度通报（1 号）已暂缓，没有按时发出')
    expect((await desk.as('office').privately('暂缓 1')).text).toContain('已经暂缓。要发出请发：发布 1')
    await desk.as('office').privately('发布 1')
    expect((await desk.as('office').privately('发布 1')).text).toContain('已经发布，不能再发布')
    await desk.to('2023-09-14 12:00')
    expect(desk.received('group-dispatch')).toHaveLength(1)
  })

  it('published by hand goes out at once and not again at its time', async () => {
    const desk = await openCycleDesk()
    await desk.to('2023-09-13 09:10')
    const done = await desk.as('office').privately('发布')
    expect(done.text).toContain('通报 1 号：已于 9月13日 09:10 发布')
    await desk.catchUp()
    expect(desk.received('group-dispatch')).toHaveLength(1)
    await desk.to('2023-09-13 16:00')
    expect(desk.received('group-dispatch')).toHaveLength(1)
  })

  it('returned asks for a reason, is not sent, and is made anew from what was put right', async () => {
    const desk = await openCycleDesk()
    await desk.to('2023-09-08 09:00')
    await desk.as('liaison').privately('1 本旬800万 管道连接完成')
    await desk.to('2023-09-13 09:00')
    expect((await desk.as('office').click('退回 1')).text).toContain('退回 1 号，请写原因')
    const back = await desk.as('office').click('退回 1', { form: { reason: '示例甲数据待核' } })
    expect(back.args).toEqual({ decision: 'return-notice', numbers: [1], reason: '示例甲数据待核' })
    expect((await noticeOf(desk)).state).toBe('RETURNED')
    await desk.to('2023-09-13 14:30')
    expect(desk.received('group-dispatch')).toEqual([])
    expect((await desk.as('office').privately('发布 1')).text).toContain(
      '已退回。改好数据后请发：旬调度 2023年9月上旬 重做',
    )
    await desk.as('liaison').privately('更正 示例甲 9月上旬 本旬 700万 单价算错')
    await desk.as('office').privately('同意更正 1')
    expect((await desk.as('office').privately('旬调度 重做')).texts.at(-1)).toContain('本旬完成 700 万元')
    await desk.as('office').privately('发布 1')
    await desk.catchUp()
    expect(desk.received('group-dispatch')[0]).toContain('本旬完成 700 万元')
  })

  it('without a 调度群 stays, and tells 项目办 how to bind one', async () => {
    const desk = await openCycleDesk()
    await desk.db.chat.updateMany({ where: { use: 'DISPATCH' }, data: { use: 'NONE' } })
    await desk.to('2023-09-13 14:30')
    expect(desk.received('office').at(-1)).toContain('还没有绑定调度群，没有发出')
    expect((await noticeOf(desk)).state).toBe('PREVIEW')
    expect((await desk.as('office').privately('发布 1')).text).toContain('请先在群里对我说“绑定”')
  })

  it('is for 项目办 only: others see what was published, in the group and in private', async () => {
    const desk = await openCycleDesk()
    await desk.to('2023-09-13 09:00')
    expect((await desk.as('unit').privately('旬调度')).text).toBe('还没有发布过旬调度通报')
    expect((await desk.as('unit').privately('发布 1')).text).toContain('只有项目办可以用“发布”')
    expect((await desk.as('office').privately('旬调度')).text).toContain('通报 1 号：待发')
    expect((await desk.as('office').inGroup('旬调度')).text).toBe('还没有发布过旬调度通报')
    await desk.to('2023-09-13 14:30')
    expect((await desk.as('unit').inGroup('旬调度')).text).toContain('9月上旬重点项目调度')
    expect((await desk.as('unit').privately('旬调度 8月下旬')).text).toContain('8月下旬的调度通报还没有发布')
  })
})
