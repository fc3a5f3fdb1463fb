/** What a working day brings up by itself: certificates, requests nobody answered, tasks of a 会商 past their day. */
import { describe, expect, it } from 'vitest'
import { openCycleDesk } from './cycle-desk.ts'

const said = (texts: readonly string[], words: string): number => texts.join('\n').split(words).length - 1

describe('the daily look after enterprises', () => {
  it('tells agents and contact of a certificate 30 and 7 days before, once each; a renewed one no more', async () => {
    const desk = await openCycleDesk('2023-09-18T10:00:00+08:00')
    await desk.as('approval').privately('帮办 示例丙 派 丁审批')
    await desk.as('approval').privately('企业 示例丙 证照 安全生产许可证 2023-10-19')
    await desk.as('approval').privately('企业 示例丙 证照 取水许可证 2023-09-27')
    await desk.as('approval').privately('企业 示例丙 证照 排污许可证 2023-10-18')
    await desk.as('approval').privately('企业 示例丙 证照 排污许可证 2026-10-18')
    await desk.to('2023-09-21 10:00')
    for (const who of ['approval', 'enterprise']) {
      expect(said(desk.received(who), '示例丙公司 安全生产许可证 还有 30 天到期')).toBe(1)
      expect(said(desk.received(who), '安全生产许可证 还有')).toBe(1)
      expect(said(desk.received(who), '取水许可证 还有 7 天到期')).toBe(1)
      expect(said(desk.received(who), '排污许可证 还有')).toBe(0)
    }
    expect(desk.received('leader').join('\n')).not.toContain('许可证')
  })

  it('tells the agents of a request that nobody accepted for two working days, and 项目办 after four', async () => {
    const desk = await openCycleDesk('2023-09-11T10:00:00+08:00')
    await desk.as('approval').privately('帮办 示例丙 派 丁审批')
    await desk.as('enterprise').privately('帮办 水保方案怎么报')
    await desk.to('2023-09-13 10:00')
    expect(said(desk.received('approval'), '帮办申请还没有受理：1 号 示例丙 水保方案怎么报')).toBe(1)
    expect(said(desk.received('office'), '帮办申请还没有受理')).toBe(0)
    await desk.to('2023-09-15 10:00')
    expect(said(desk.received('office'), '帮办申请还没有受理')).toBe(1)
    expect(said(desk.received('approval'), '帮办申请还没有受理')).toBe(1)
  })

  it('tells who called a 会商 of a task that was not closed by its day', async () => {
    const desk = await openCycleDesk('2023-09-11T10:00:00+08:00')
    await desk.as('approval').privately('会商 示例丙 能评 9月12日')
    await desk.as('approval').privately('会商 1 任务 能源局 9月14日 出具能评意见')
    await desk.to('2023-09-14 10:00')
    expect(said(desk.received('liaison2'), '快到期')).toBe(1)
    expect(said(desk.received('approval'), '没有按期办结')).toBe(0)
    await desk.to('2023-09-18 10:00')
    expect(said(desk.received('approval'), '会商任务没有按期办结：示例丙 出具能评意见')).toBe(1)
  })
})
