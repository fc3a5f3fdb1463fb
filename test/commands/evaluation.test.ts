import { describe, expect, it } from 'vitest'
import { openEvaluationDesk, PUBLICATION, TRIAL } from '../services/evaluation-desk.ts'

describe('月考评, 亮牌 and 明细 before the publication', () => {
  it('show the preview to 项目办, their own to a unit and a liaison, and to others that nothing is published', async () => {
    const desk = await openEvaluationDesk()
    const early = await desk.as('office').privately('月考评')
    expect(early.text).toBe('2023年9月考评还没有试算，10月9日 09:00 自动试算')
    await desk.to(TRIAL)
    expect((await desk.as('office').privately('月考评 9月')).text).toContain('通报 2 号：待发')
    expect((await desk.as('office').inGroup('月考评')).text).toBe('还没有发布过月考评')
    const own = (await desk.as('unit').privately('月考评')).text
    expect(own).toContain('9月考评试算：您的 2 个项目')
    expect(own).toContain('示例镇本月得分 79.48')
    expect(own).not.toContain('示例丙')
    expect((await desk.as('liaison2').privately('考评 9月')).text).toContain('9月考评试算：示例丙 🔴红牌')
    expect((await desk.as('leader').privately('月考评')).text).toBe('还没有发布过月考评')
    expect((await desk.as('unit').privately('亮牌')).text).toBe('还没有发布过亮牌')
    expect((await desk.as('leader').privately('亮牌 示例丙')).text).toBe('示例丙还没有亮过牌')
    const detail = await desk.as('liaison').privately('明细 示例乙 9月')
    expect(detail.text).toContain('示例乙 2023年9月 得分 57.43')
    expect(detail.text).toContain('A 投资进度 35.200/40 = 40 × 3,300 万 ÷ 3,750 万')
    expect(detail.text).toContain('有异议：10月11日 17:00 前回“异议 示例乙 原因”')
    expect(detail.text).toContain('试算，还没有发布')
    for (const actor of ['liaison2', 'leader', 'approval'] as const) {
      expect((await desk.as(actor).privately('明细 示例乙')).text).toContain('明细只给本单位、本项目的人和项目办看')
    }
    expect((await desk.as('unit').privately('明细 示例镇 9月')).text).toContain('示例镇 2023年9月 得分 79.48')
    expect((await desk.as('unit').privately('明细 能源局 9月')).text).toContain('明细只给本单位')
    expect((await desk.as('unit').privately('月考评 重算')).text).toContain('只有项目办可以重算考评')
    expect((await desk.as('unit').privately('采纳异议 1 属实')).text).toContain('只有项目办可以用“采纳异议”')
  })
})

describe('月考评, 亮牌 and 明细 after the publication', () => {
  it('show the plates to all, a project’s history, and the formula to its own people, its leader and 项目办', async () => {
    const desk = await openEvaluationDesk()
    await desk.to(PUBLICATION)
    expect((await desk.as('leader').inGroup('月考评')).text).toContain('9月重点项目考评亮牌（截至 9月30日）')
    const plates = await desk.as('supervision').privately('亮牌')
    expect(plates.text).toBe(
      [
        '2023年9月亮牌（截至 9月30日），3 个项目',
        '🔴红牌 1 个',
        '· 示例丙',
        '　年度累计 1,000 万元，目标 1,500 万元，为目标的 66.67%，欠 25.00 个百分点，达到红牌标准',
        '🟡黄牌 1 个',
        '· 示例乙',
        '　年度累计 3,300 万元，目标 3,750 万元，为目标的 88.00%，欠 9.00 个百分点',
        '🟢绿牌 1 个',
        '示例甲',
        '调度口径，非统计数据',
      ].join('\n'),
    )
    expect((await desk.as('unit').privately('亮牌 8月')).text).toBe('2023年8月还没有发布亮牌')
    expect((await desk.as('unit').privately('亮牌 示例丙')).text).toContain('示例丙 2023年9月 🔴红牌')
    expect((await desk.as('leader').privately('明细 示例丙')).text).toContain('示例丙 2023年9月 得分 65.93')
    expect((await desk.as('supervision').privately('明细 能源局')).text).toContain('能源局 2023年9月 得分 65.93')
    expect((await desk.as('liaison').privately('明细 示例丙')).text).toContain('明细只给本单位')
    const own = (await desk.as('unit').privately('月考评')).text
    expect(own).toContain('9月考评结果：您的 2 个项目')
    expect(own).not.toContain('异议')
    expect((await desk.as('office').privately('明细')).text).toContain('请写明项目或单位')
    expect((await desk.as('office').privately('明细 绿邦')).text).toContain('没有参加考评')
    expect((await desk.as('office').privately('明细 示例乙 8月')).text).toContain('2023年8月还没有考评结果')
  })
})
