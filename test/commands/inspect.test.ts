import { describe, expect, it } from 'vitest'
import type { Actor } from '../chat/district.ts'
import { type Desk, openDesk } from '../chat/kit.ts'

const says = async (desk: Desk, actor: Actor, text: string) => (await desk.as(actor).privately(text)).text

/** 示例甲 reported an 年度累计 of 5,200 万元 by 8月下旬. */
describe('核查', () => {
  it('within 5 % is kept without a question and costs nothing', async () => {
    const desk = await openDesk()
    const done = await desk.as('supervision').privately('核查 示例甲 8月下旬 核实数 5000万 按监理签证核对')
    expect(done.args).toEqual({
      project: '示例甲',
      found: { period: '2023-08-3', verified: '5000.00', note: '按监理签证核对' },
      release: null,
    })
    // 200 ÷ 5,000
    expect(done.text).toContain('上报 5,200 万元，核实 5,000 万元，偏差 4.00%')
    expect(done.text).toContain('在 5% 以内，不影响得分')
    const [row] = await desk.db.inspection.findMany()
    expect([row?.period, row?.reported.toFixed(2), row?.verified.toFixed(2), row?.note]).toEqual([
      '2023-08-3',
      '5200.00',
      '5000.00',
      '按监理签证核对',
    ])
  })

  it('above 5 % and up to 10 % costs 3 points, above 10 % the month’s score, each after a confirmation', async () => {
    const desk = await openDesk()
    expect(await says(desk, 'supervision', '核查 示例甲 8月 核实数4800万 现场核对')).toContain(
      '偏差 8.33%：超过 5%、不超过 10%，2023年8月扣 3 分',
    )
    await says(desk, 'supervision', '取消')
    expect(await desk.db.inspection.count()).toBe(0)
    expect(await says(desk, 'office', '核查 示例甲 8月下旬 4,000万 现场核对')).toContain(
      '偏差 30.00%：超过 10%，2023年8月得分为 0，待人裁定；责任单位本季不进红榜',
    )
    expect(await says(desk, 'office', '确认')).toContain('已登记核查：示例甲 8月下旬')
    expect(await says(desk, 'office', '核查 示例甲')).toContain('示例甲 核查 1 次')
    expect(await says(desk, 'office', '日志 示例甲')).toContain('上报数 5200.00 万元，核实数 4000.00 万元')
  })

  it('tells the liaison and the heads of the unit, privately and with what they can do', async () => {
    const desk = await openDesk()
    await says(desk, 'supervision', '核查 示例甲 8月下旬 核实数 5000万 按监理签证核对')
    const pushes = await desk.pushes()
    expect(pushes.map(({ to }) => to).toSorted()).toEqual(['liaison', 'unit'])
    expect(pushes[0]?.text).toContain('更正 示例甲 8月下旬 累计金额 原因')
  })

  it('above 10 % waits for 项目办, who may decide with a reason that the score is not 0', async () => {
    const desk = await openDesk()
    await says(desk, 'supervision', '核查 示例甲 8月下旬 核实数 4000万 现场核对')
    await says(desk, 'supervision', '确认')
    expect(await says(desk, 'office', '核查 示例甲 认定')).toContain('请写上认定的理由')
    expect(await says(desk, 'supervision', '核查 示例甲 认定 口径不同')).toContain('由项目办认定')
    const decided = await desk.as('office').privately('核查 示例甲 认定 计量口径不同，已补签证')
    expect(decided.args).toEqual({ project: '示例甲', found: null, release: '计量口径不同，已补签证' })
    expect(decided.text).toContain('已认定：示例甲 8月下旬核查偏差不记 0 分，仍按规则扣分')
    expect(decided.text).toContain('月考评 2023年8月 重算')
    expect(await desk.db.inspection.findFirst()).toMatchObject({ decidedBy: desk.district.people.get('office') })
    expect(await says(desk, 'office', '核查 示例甲 认定 再定一次')).toContain('没有待认定的核查偏差')
    expect(await says(desk, 'office', '日志 示例甲')).toContain('计量口径不同，已补签证')
  })

  it('says what is missing, what was not reported, and who may', async () => {
    const desk = await openDesk()
    const supervision = (text: string) => says(desk, 'supervision', text)
    expect(await supervision('核查 示例甲 8月下旬 说明')).toContain('请写明核实的年度累计')
    expect(await supervision('核查 示例甲 4800万 现场核对')).toContain('请写明核查的是哪一旬')
    expect(await supervision('核查 示例甲 8月下旬 4800万')).toContain('请写上核查的说明')
    expect(await supervision('核查 示例甲 9月上旬 4800万 现场核对')).toContain('没有已报的旬报')
    expect(await supervision('核查 示例甲 9月下旬 4800万 现场核对')).toContain('还没有到')
    expect(await supervision('核查 示例甲 8月下旬 48.123万 现场核对')).toContain('两位小数')
    expect(await supervision('核查 示例丁 8月下旬 4800万 现场核对')).toContain('没有找到“示例丁”')
    expect(await says(desk, 'liaison', '核查 示例甲 8月下旬 5000万 现场核对')).toContain('只有督查室和项目办可以核查')
  })
})
