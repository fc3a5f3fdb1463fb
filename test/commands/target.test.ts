import { describe, expect, it } from 'vitest'
import { transact } from '../../src/database/transaction.ts'
import { percentText } from '../../src/domain/fraction.ts'
import { tenDay } from '../../src/domain/period.ts'
import { loadStandings } from '../../src/services/standing.ts'
import type { Actor } from '../chat/district.ts'
import { type Desk, openDesk } from '../chat/kit.ts'

const says = async (desk: Desk, actor: Actor, text: string) => (await desk.as(actor).privately(text)).text

/** The target of a project at the end of a 旬, as per cent of its plan. */
async function curveOf(desk: Desk, shortName: string, code: string): Promise<string | undefined> {
  const district = { id: desk.district.id, name: desk.district.name, isDemo: false }
  const standings = await transact(desk.db, (tx) => loadStandings(tx, district, tenDay(code)))
  const standing = standings.find((one) => one.shortName === shortName)
  return standing && percentText(standing.curve)
}

describe('旬目标', () => {
  it('shows what a project has to reach by this 旬, and by which curve', async () => {
    const desk = await openDesk()
    const text = await says(desk, 'liaison', '旬目标 示例甲')
    expect(text).toContain('示例甲 2023年9月上旬目标：累计 6,766.67 万元（67.67%）')
    expect(text).toContain('依据：本区默认曲线')
    expect(await says(desk, 'leader', '目标 绿邦')).toContain('还没有 2023 年度计划')
  })

  it('is set by 项目办, amount and sentence, several at once, and counts from then on', async () => {
    const desk = await openDesk()
    const one = await desk.as('office').privately('旬目标 示例甲 9月中旬 ７０００万 主体封顶')
    expect(one.args).toEqual({
      target: {
        of: 'project',
        name: '示例甲',
        points: [{ period: '2023-09-2', cumulative: '7000.00', text: '主体封顶', withdrawn: false }],
      },
    })
    expect(one.text).toContain('已定 示例甲 2023年9月中旬　累计 7,000 万元，主体封顶')
    expect(await says(desk, 'office', '旬目标 示例甲 9月7500万；10月 8,500万 四季度1亿')).toContain(
      '已定 示例甲 3 期目标',
    )
    expect(await curveOf(desk, '示例甲', '2023-09-2')).toBe('70.00')
    expect(await curveOf(desk, '示例甲', '2023-09-3')).toBe('75.00')
    expect(await curveOf(desk, '示例甲', '2023-10-3')).toBe('85.00')
    expect(await says(desk, 'liaison', '旬目标 示例甲')).toContain('本项目批准的累计目标')
    const log = await says(desk, 'office', '日志 示例甲')
    expect(log).toContain('目标 示例甲：期 9月中旬，目标累计 7000.00 万元')
    expect(log).toContain('期 2023年10月，目标累计 8500.00 万元')
  })

  it('is replaced by a new dated row after a confirmation; the newest counts, the sentence stays', async () => {
    const desk = await openDesk()
    await says(desk, 'office', '旬目标 示例甲 9月下旬 7000万 主体封顶')
    expect(await says(desk, 'office', '旬目标 示例甲 9月 7400万')).toContain('由 7,000 万元 改为 7,400 万元？')
    await says(desk, 'office', '确认')
    expect(await curveOf(desk, '示例甲', '2023-09-3')).toBe('74.00')
    expect(await curveOf(desk, '示例甲', '2023-08-3')).toBe('64.00')
    const rows = await desk.db.targetPoint.findMany({ orderBy: { id: 'asc' } })
    expect(rows.map(({ cumulative, text }) => [cumulative?.toFixed(2), text])).toEqual([
      ['7000.00', '主体封顶'],
      ['7400.00', '主体封顶'],
    ])
    await says(desk, 'office', '旬目标 示例甲 9月底 撤销')
    await says(desk, 'office', '确认')
    expect(await curveOf(desk, '示例甲', '2023-09-3')).toBe('75.00')
  })

  it('never falls over the year, and goes above the plan only after a confirmation', async () => {
    const desk = await openDesk()
    await says(desk, 'office', '旬目标 示例甲 9月 7500万')
    expect(await says(desk, 'office', '旬目标 示例甲 10月 7400万')).toContain(
      '累计目标不能变少：2023年9月底 7,500 万元，2023年10月底 7,400 万元',
    )
    expect(await says(desk, 'office', '旬目标 示例甲 12月 1.2亿')).toContain('超过年度计划 1.00 亿元，照记？')
    expect(await desk.db.targetPoint.count()).toBe(1)
    await says(desk, 'office', '确认')
    expect(await desk.db.targetPoint.count()).toBe(2)
    expect(await says(desk, 'office', '旬目标 示例甲 8月下旬 6000万')).toContain('2023年8月下旬已经结束')
    expect(await says(desk, 'office', '旬目标 绿邦 9月 1亿')).toContain('请先发：计划 绿邦 金额 原因')
  })

  it('of a unit is per cent of the plan at the quarter’s end, and holds for its projects from then on', async () => {
    const desk = await openDesk()
    const asked = await desk.as('office').privately('旬目标 示例镇 三季度 70% 四季度１００％')
    expect(asked.text).toContain('已定 示例镇 2 期目标')
    expect(await curveOf(desk, '示例甲', '2023-09-3')).toBe('70.00')
    expect(await curveOf(desk, '示例甲', '2023-08-3')).toBe('64.00')
    expect(await curveOf(desk, '示例丙', '2023-09-3')).toBe('75.00')
    expect(await says(desk, 'office', '旬目标 示例镇 三季度 72%')).toContain('由 70% 改为 72%？')
    await says(desk, 'office', '确认')
    expect(await curveOf(desk, '示例甲', '2023-09-3')).toBe('72.00')
    expect(await says(desk, 'unit', '旬目标 示例镇')).toContain('2023年三季度：72%')
    expect(await says(desk, 'office', '旬目标 示例镇 二季度 80%')).toContain('累计目标不能变少')
    expect(await says(desk, 'office', '日志')).toContain('单位目标 示例镇：期 2023年三季度，占年度计划 70%→72%')
  })

  it('says what is wrong and how to write it, and who may', async () => {
    const desk = await openDesk()
    const office = (text: string) => says(desk, 'office', text)
    expect(await office('旬目标')).toContain('请写明项目或单位')
    expect(await office('旬目标 示例丁 9月 7000万')).toContain('没有找到“示例丁”这个项目或单位')
    expect(await office('旬目标 示例甲 9月 75%')).toContain('项目目标请写累计金额')
    expect(await office('旬目标 示例镇 9月 75%')).toContain('单位目标按季度定')
    expect(await office('旬目标 示例镇 三季度 4亿')).toContain('请写占年度计划的百分数')
    expect(await office('旬目标 示例镇 三季度 120%')).toContain('百分数请写 0% 到 100%')
    expect(await office('旬目标 示例甲 9月 7000万 8000万')).toContain('写了两个数')
    expect(await office('旬目标 示例甲 9月 70.123万')).toContain('两位小数')
    expect(await office('旬目标 示例甲 9月')).toContain('请写上累计金额或形象目标')
    expect(await office('旬目标 示例甲 9月 7000万 9月下旬 7100万')).toContain('写了两次')
    expect(await office('旬目标 示例甲 10月中旬 撤销')).toContain('没有目标可以撤销')
    expect(await says(desk, 'liaison', '旬目标 示例甲 9月 7000万')).toContain('只有项目办可以定目标')
    expect((await desk.as('office').inGroup('/旬目标 示例甲 9月 7000万')).text).toContain('请私聊我发')
    expect(await desk.db.targetPoint.count()).toBe(0)
  })
})

describe('计划', () => {
  it('of a project added in mid-year starts with the month named, and an adjustment keeps it', async () => {
    const desk = await openDesk()
    await desk.db.annualPlan.deleteMany({ where: { project: { shortName: '示例丙' } } })
    expect(await says(desk, 'office', '计划 示例丙 5600万 7月起纳入 新增为重点项目')).toContain('从2023年7月起纳入？')
    await says(desk, 'office', '确认')
    // (75 − 40) ÷ (100 − 40)
    expect(await curveOf(desk, '示例丙', '2023-09-3')).toBe('58.33')
    await says(desk, 'office', '计划 示例丙 6000万 区政府专题会议调整')
    await says(desk, 'office', '确认')
    const plans = await desk.db.annualPlan.findMany({
      where: { project: { shortName: '示例丙' } },
      orderBy: { id: 'asc' },
    })
    expect(plans.map(({ amount, addedMonth, reason }) => [amount.toFixed(2), addedMonth, reason])).toEqual([
      ['5600.00', '2023-07', '新增为重点项目'],
      ['6000.00', '2023-07', '区政府专题会议调整'],
    ])
    expect(await says(desk, 'office', '计划 示例丙 6000万 8月纳入 调整')).toContain('调整计划不改纳入月份')
    expect((await desk.as('office').inGroup('/计划 示例丙 6000万 调整')).text).toContain('请私聊我发')
  })
})
