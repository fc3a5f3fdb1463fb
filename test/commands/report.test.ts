import { describe, expect, it } from 'vitest'
import { type Desk, openDesk } from '../chat/kit.ts'
import { asked, ledgerOf, say } from './report-desk.ts'

const change = (desk: Desk, project: string, data: Parameters<Desk['db']['project']['update']>[0]['data']) =>
  desk.db.project.update({ where: { id: desk.district.projects.get(project) ?? 0 }, data })

/** Files a locked report of an earlier 旬. */
async function past(
  desk: Desk,
  project: string,
  period: string,
  amount: string,
  more: { progress?: string; overallPercent?: number } = {},
): Promise<void> {
  const projectId = desk.district.projects.get(project) ?? 0
  const base = { projectId, period, amount }
  await desk.db.report.create({
    data: {
      ...base,
      ...more,
      districtId: desk.district.id,
      state: 'LOCKED',
      onTime: true,
      submittedAt: new Date('2023-08-01T10:00:00+08:00'),
    },
  })
  await desk.db.ledgerEntry.create({ data: { ...base, year: 2023, kind: 'REPORT' } })
  await desk.db.period.upsert({
    where: { districtId_code: { districtId: desk.district.id, code: period } },
    create: { districtId: desk.district.id, code: period, askedAt: new Date(), lockedAt: new Date() },
    update: {},
  })
}

describe('a ten-day report', () => {
  it('is filed by name, by number, by pinyin, with full-width signs, and by a button', async () => {
    const desk = await asked()
    for (const [text, amount] of [
      ['旬报 示例甲 本旬800万 设备安装90%', '800.00'],
      ['1 本旬700万 设备安装90%', '700.00'],
      ['／报　shilijia　本旬６００万　设备安装９０％', '600.00'],
      ['示例甲 本旬 0.05 亿元，设备安装90%', '500.00'],
    ] as const) {
      const { command, args } = await desk.as('liaison').privately(text)
      expect(command).toBe('report')
      expect(args).toEqual({
        project: '示例甲',
        periodAmount: amount,
        yearToDate: null,
        percent: 90,
        note: '设备安装',
        problem: null,
        period: '2023-09-1',
      })
    }
    expect(await ledgerOf(desk, '示例甲')).toEqual(['2023-08-3 REPORT 5200.00', '2023-09-1 REPORT 500.00'])
    const report = await desk.db.report.findFirstOrThrow({
      where: { period: '2023-09-1' },
      include: { revisions: true },
    })
    expect(report).toMatchObject({ revision: 4, state: 'SUBMITTED', onTime: true, progress: '设备安装90%' })
    expect(report.revisions.map(({ content }) => content)).toMatchObject([
      { amount: '800.00', progress: '设备安装90%' },
      { amount: '700.00' },
      { amount: '600.00' },
    ])
  })

  it('keeps the words around a percentage that stands in the middle', async () => {
    const desk = await asked()
    const { args } = await desk.as('liaison').privately('1 本旬100万 设备安装90%，管道开始吹扫')
    expect(args).toMatchObject({ percent: 90, note: '设备安装90%，管道开始吹扫' })
    const report = await desk.db.report.findFirstOrThrow({ where: { period: '2023-09-1' } })
    expect(report).toMatchObject({ progress: '设备安装90%，管道开始吹扫', overallPercent: null })
  })

  it('takes several projects in one message, and says which one it did not take', async () => {
    const desk = await asked()
    const both = await desk.as('liaison').privately('1 本旬100万 管道连接完成\n2 没变')
    expect(both.args).toMatchObject({ project: '示例甲', more: [{ project: '示例乙', periodAmount: '0.00' }] })
    expect(both.text).toContain('已记下 2 个项目')
    expect(both.text).toContain('示例乙 9月上旬 没有变化，年度累计 3,100 万元')
    const one = await say(desk, '示例甲 本旬120万 管道连接完成；示例乙 累计100万 主体封顶')
    expect(one).toContain('已记下：示例甲 9月上旬 完成 120 万元')
    expect(one).toContain('没有记：累计不能变少（上期 3,100 万元，本次 100 万元）')
    expect(await ledgerOf(desk, '示例乙')).toContain('2023-09-1 REPORT 0.00')
  })

  it('with two projects on one line is not taken for one of them', async () => {
    const desk = await asked()
    for (const line of [
      '示例甲 100万 示例乙 200万 主体封顶',
      '示例甲没变，示例乙本旬完成300万',
      '示例甲 本旬100万 管道，示例乙没变',
    ]) {
      expect(await say(desk, line)).toContain('请一个项目写一行，再发一次')
    }
    expect(await desk.db.report.count({ where: { period: '2023-09-1' } })).toBe(0)
    const one = await desk.as('liaison').privately('示例甲 本旬100万 与示例乙共用的管廊贯通，示例乙方向还差200米')
    expect(one.args).toMatchObject({ project: '示例甲', note: '与示例乙共用的管廊贯通，示例乙方向还差200米' })
  })

  it('without a unit and a sentence is answered with the line to type, not with the project', async () => {
    const desk = await asked()
    expect(await say(desk, '示例甲 1200')).toBe('看不出“1200”是不是本旬金额，请写成：示例甲 本旬1200万 管道连接完成')
    expect(await say(desk, '1')).toBe('看不出“1”是序号还是金额，请写成：1 本旬800万 管道连接完成')
    expect((await desk.as('liaison').privately('示例甲 120 管道连接完成')).args).toMatchObject({
      periodAmount: '120.00',
    })
  })

  it('没变 means nothing was done: one project, all of them, and never over what was filed before', async () => {
    const desk = await asked()
    expect((await desk.as('liaison').privately('没变 示例乙')).args).toMatchObject({
      project: '示例乙',
      periodAmount: '0.00',
    })
    expect(await say(desk, '没变')).toContain('请选是哪个项目')
    await desk.as('liaison').privately('示例乙 本旬30万 主体封顶')
    expect((await desk.as('liaison').click('旬报 2023年9月上旬 都没变')).args).toMatchObject({ project: '示例甲' })
    expect(await ledgerOf(desk, '示例乙')).toContain('2023-09-1 REPORT 30.00')
    expect(await say(desk, '都没变')).toContain('这一旬都已经报过了')
  })

  it('is on time by the time at which the message was sent', async () => {
    const desk = await asked()
    desk.clock.moveTo(new Date('2023-09-12T17:00:00+08:00'))
    await desk.as('liaison').privately('1 本旬100万 管道连接完成')
    desk.clock.moveTo(new Date('2023-09-12T17:01:00+08:00'))
    expect(await say(desk, '2 本旬100万 主体封顶')).toContain('已过 9月12日 17:00 截止，按晚报记')
    await desk.as('liaison').privately('1 本旬200万 管道连接完成')
    const reports = await desk.db.report.findMany({ where: { period: '2023-09-1' }, orderBy: { projectId: 'asc' } })
    expect(reports.map(({ onTime }) => onTime)).toEqual([true, false])
  })

  it('with a problem opens it and tells 项目办, once', async () => {
    const desk = await asked()
    expect(await say(desk, '1 本旬100万 管道连接完成 问题：用电容量不足')).toMatch(/问题已登记：\d+ 号，已告诉项目办/)
    await desk.as('liaison').privately('1 本旬110万 管道连接完成 问题：用电容量不足')
    expect(await desk.db.problem.findMany()).toMatchObject([{ statement: '用电容量不足', state: 'OPEN' }])
    expect((await desk.pushes()).map(({ to, text }) => `${to} ${text}`)).toEqual([
      expect.stringMatching(
        /^office 有 1 件事告诉您\n· 新问题 \d+ 号：示例甲 用电容量不足\n　庚联络 上报，待受理。交办请发：交办 \d+ 牵头单位；不写单位就交给示例镇（本项目责任单位）\n〔交办 \d+〕$/,
      ),
    ])
  })
})

describe('which 旬 a report goes to', () => {
  it('the oldest one that was asked for and is open; the answer names it and offers the other', async () => {
    const desk = await asked()
    desk.clock.moveTo(new Date('2023-09-11T10:00:00+08:00'))
    const filed = await desk.as('liaison').privately('1 本旬100万 管道连接完成')
    expect(filed.text).toContain('示例甲 9月上旬 完成 100 万元')
    expect(filed.cards[0]?.actions).toContainEqual({
      kind: 'button',
      label: '记到9月中旬',
      action: '改旬 示例甲 2023年9月中旬',
    })
    expect((await desk.as('liaison').click('改旬 示例甲 2023年9月中旬')).text).toContain('已从9月上旬移到9月中旬')
    expect(await ledgerOf(desk, '示例甲')).toEqual(['2023-08-3 REPORT 5200.00', '2023-09-2 REPORT 100.00'])
  })

  it('with none asked for it asks, and a tap on the 旬 files the report', async () => {
    const desk = await openDesk()
    const { text, cards } = await desk.as('liaison').privately('旬报 示例甲 本旬800万 管道连接完成')
    expect(text).toContain('现在没有等着填报的旬，要报哪一旬请写上')
    expect(text).toContain('8月下旬已锁定，要改请发“更正 示例甲 本旬 800万 原因”，由项目办审核')
    const [way] = cards[0]?.actions ?? []
    const tapped = await desk.as('liaison').click(way?.kind === 'button' ? way.action : '')
    expect(tapped.args).toMatchObject({ period: '2023-09-1', periodAmount: '800.00' })
  })

  it('a locked one is refused with the way of 更正; one to come is refused', async () => {
    const desk = await asked()
    expect(await say(desk, '旬报 8月下旬 示例甲 本旬750万 管道连接完成')).toBe(
      '8月下旬已锁定，不能直接改。请发“更正 示例甲 8月下旬 本旬 750万 原因”，由项目办审核。',
    )
    expect(await say(desk, '旬报 9月下旬 示例甲 本旬750万 管道连接完成')).toContain('2023年9月下旬还没有到，不能先报')
  })
})

describe('本旬 and 累计', () => {
  it('累计 alone gives the 旬 its rise', async () => {
    const desk = await asked()
    expect(await say(desk, '1 累计6000万 管道连接完成')).toContain('完成 800 万元，年度累计 6,000 万元')
  })

  it('both, and unequal, are refused with both numbers', async () => {
    const desk = await asked()
    expect(await say(desk, '1 本旬700万 累计6000万 管道连接完成')).toBe(
      '本旬 700 万元与年度累计 6,000 万元对不上（上期累计 5,200 万元），请核对后只报其中一个',
    )
    expect(await ledgerOf(desk, '示例甲')).toEqual(['2023-08-3 REPORT 5200.00'])
  })

  it('after a 旬 that was left out the surplus is 补报, and the form asks for 累计', async () => {
    const desk = await asked()
    await desk.db.report.deleteMany({ where: { period: '2023-08-3' } })
    await desk.db.ledgerEntry.deleteMany({ where: { period: '2023-08-3' } })
    await past(desk, '示例甲', '2023-08-2', '5200')
    const form = await desk.as('liaison').privately('旬报')
    const block = form.cards[0]?.blocks.find(({ kind }) => kind === 'form')
    expect(block?.kind === 'form' ? block.fields[0] : null).toMatchObject({
      name: 'total_1',
      label: '示例甲 年度累计完成投资（万元，8月下旬未报）',
    })
    expect(await say(desk, '1 本旬300万 管道连接完成')).toContain('8月下旬没有报。只记本旬 300 万元请确认')
    expect(await say(desk, '1 本旬300万 累计6000万 管道连接完成')).toContain('完成 300 万元（另补报 500 万元）')
    expect((await ledgerOf(desk, '示例甲')).slice(-2)).toEqual(['2023-09-1 REPORT 300.00', '2023-09-1 BACKFILL 500.00'])
  })
})

describe('the checks that refuse', () => {
  it('1: 年度累计 goes down', async () => {
    expect(await say(await asked(), '1 累计5000万 管道连接完成')).toBe(
      '累计不能变少（上期 5,200 万元，本次 5,000 万元）。确需核减请发：更正 示例甲 累计5000万 原因',
    )
  })

  it('2: 自开工累计 above 110 % of 总投资', async () => {
    const desk = await asked()
    await change(desk, '示例甲', { totalInvestment: '23000' })
    expect(await say(desk, '1 本旬900万 管道连接完成')).toContain('超过总投资 2.30 亿元的 110%，不能直接报')
  })

  it('6: a 新建 project with an earlier start, a 续建 one without', async () => {
    const desk = await asked()
    await change(desk, '示例乙', { verifiedStartOn: new Date('2022-05-01') })
    expect(await say(desk, '2 本旬10万 主体封顶')).toContain('项目登记为新建，开工日期却是 2022-05-01')
    await change(desk, '示例甲', { verifiedStartOn: null, startedOn: null, investedBefore: '0' })
    expect(await say(desk, '1 本旬10万 管道连接完成')).toContain('项目登记为续建，没有以前年度的开工日期')
  })

  it('10: 8000亿, a negative amount, too many decimals, words for a number', async () => {
    const desk = await asked()
    const unit = await desk.as('liaison').privately('1 本旬8000亿 管道连接完成')
    expect(unit.text).toContain('80,000,000 万元（8,000 亿元）比上期大 1.54 万倍，是不是 8,000 万元？')
    expect(unit.text).toContain('照原数不能报：')
    expect(unit.cards[0]?.actions).toMatchObject([
      { label: '是 8,000 万元', action: '旬报 2023年9月上旬 示例甲 本旬8000万 管道连接完成' },
      { label: '重填', action: '旬报' },
    ])
    expect(await say(desk, '1 本旬999999亿 管道连接完成')).toContain('请核对单位是亿元、万元还是元后重报')
    expect(await say(desk, '1 本旬-50万 管道连接完成')).toContain('金额不能是负数')
    expect(await say(desk, '1 本旬50.123万 管道连接完成')).toContain('超过两位小数')
    expect(await say(desk, '旬报 示例甲 本旬很多 管道连接完成')).toContain('没有看到金额')
    expect(await ledgerOf(desk, '示例甲')).toEqual(['2023-08-3 REPORT 5200.00'])
  })
})

describe('the checks that ask', () => {
  it('keep nothing until 确认, and then keep the report as of its message', async () => {
    const desk = await asked()
    desk.clock.moveTo(new Date('2023-09-12T16:59:00+08:00'))
    expect(await say(desk, '1 本旬2100万 管道连接完成')).toContain(
      '本旬 2,100 万元超过年度计划 1.00 亿元的 20%，请核对',
    )
    expect(await ledgerOf(desk, '示例甲')).toEqual(['2023-08-3 REPORT 5200.00'])
    desk.clock.moveTo(new Date('2023-09-12T17:05:00+08:00'))
    expect(await say(desk, '确认')).toContain('已记下：示例甲 9月上旬 完成 2,100 万元')
    const report = await desk.db.report.findFirstOrThrow({ where: { period: '2023-09-1' } })
    expect(report.onTime).toBe(true)
  })

  it('10: a unit that looks wrong offers the other one in a button', async () => {
    const desk = await asked()
    await change(desk, '示例丙', { totalInvestment: null })
    await past(desk, '示例丙', '2023-08-2', '80')
    await desk.db.report.updateMany({ where: { period: '2023-08-3' }, data: { amount: '0' } })
    const { text, cards } = await desk.as('liaison2').privately('本旬80亿 主体封顶')
    expect(text).toContain('800,000 万元（80 亿元）比上期大 1 万倍，是不是 80 万元？')
    const [meant] = cards[0]?.actions ?? []
    expect(meant).toMatchObject({ label: '是 80 万元', action: '旬报 2023年9月上旬 示例丙 本旬80万 主体封顶' })
    const tapped = await desk.as('liaison2').click(meant?.kind === 'button' ? meant.action : '')
    expect(tapped.text).toContain('已记下：示例丙 9月上旬 完成 80 万元')
  })

  it('2, 3: above 总投资, above 130 % of the plan', async () => {
    const desk = await asked()
    await change(desk, '示例甲', { totalInvestment: '26000' })
    expect(await say(desk, '1 本旬900万 管道连接完成')).toContain(
      '自开工累计将到 2.61 亿元，超过总投资 2.60 亿元，请核对',
    )
    expect(await say(desk, '2 本旬3500万 主体封顶')).toContain(
      '年度累计将到 6,600 万元，超过年度计划 5,000 万元的 130%',
    )
  })

  it('4: more than five times the mean of the last 旬', async () => {
    const desk = await asked()
    await desk.db.report.updateMany({ where: { period: '2023-08-3' }, data: { amount: '20' } })
    expect(await say(desk, '1 本旬200万 管道连接完成')).toContain('本旬 200 万元超过最近 1 个有投资的旬平均数的 5 倍')
  })

  it('5: 总体进度 goes down, or is far from what was invested', async () => {
    const desk = await asked()
    await desk.db.report.updateMany({ where: { period: '2023-08-3' }, data: { overallPercent: 50 } })
    const text = await say(desk, '1 本旬100万 总体进度45%')
    expect(text).toContain('总体进度 45% 比上次的 50% 低，请核对')
    expect(text).toContain('总体进度 45% 与自开工累计占总投资的 28.11% 相差 16.89 个百分点')
    await desk.as('liaison').privately('确认')
    const report = await desk.db.report.findFirstOrThrow({ where: { period: '2023-09-1' } })
    expect(report.overallPercent?.toNumber()).toBe(45)
  })

  it('8: the same sentence as last time', async () => {
    expect(await say(await asked(), '1 本旬100万 主体施工')).toContain('形象进度与上次一字不差（主体施工）')
  })

  it('9: the third 旬 with nothing, unless a stop is marked', async () => {
    const desk = await asked()
    await past(desk, '示例丙', '2023-08-2', '0')
    await desk.db.report.updateMany({ where: { period: '2023-08-3' }, data: { amount: '0' } })
    expect(await say(desk, '没变', 'liaison2')).toContain('已连续 3 旬为 0，是否停工或冬歇？')
    const projectId = desk.district.projects.get('示例丙') ?? 0
    await desk.db.stoppage.create({ data: { projectId, since: new Date('2023-08-05'), reason: '等设备' } })
    expect(await say(desk, '没变', 'liaison2')).toContain('已记下：示例丙 9月上旬 没有变化')
  })
})
