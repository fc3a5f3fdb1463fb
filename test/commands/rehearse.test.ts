import { describe, expect, it } from 'vitest'
import { openDesk } from '../chat/kit.ts'

describe('演示报数', () => {
  it('reports for the liaisons of a demo district what nobody reported yet, and leaves what was reported', async () => {
    const desk = await openDesk({ isDemo: true })
    await desk.remind('liaison', '2023-09-1', ['示例甲', '示例乙'])
    await desk.as('liaison').privately('1 本旬100万 管道连接完成')
    const { text } = await desk.as('unit').privately('演示报数')
    expect(text).toContain('9月上旬：替 1 位联络员报了 1 个项目')
    expect(text).toContain('9月上旬留着没报的：示例丙')
    const reports = await desk.db.report.findMany({
      where: { period: '2023-09-1' },
      include: { project: true },
      orderBy: { projectId: 'asc' },
    })
    expect(reports.map(({ project, amount, progress }) => [project.shortName, amount.toFixed(2), progress])).toEqual([
      ['示例甲', '100.00', '管道连接完成'],
      ['示例乙', expect.stringMatching(/^\d+\.00$/), expect.stringMatching(/（演示）$/)],
    ])
    expect(reports.map(({ submittedBy }) => submittedBy)).toEqual([1, 1].map(() => desk.district.people.get('liaison')))
    expect((await desk.as('unit').privately('演示报数')).text).toContain('9月上旬没有可以再替报的')
  })

  it('is unknown to the help of a real district, and refused there', async () => {
    const desk = await openDesk()
    await desk.remind('liaison', '2023-09-1', ['示例甲'])
    expect((await desk.as('admin').privately('演示报数')).text).toContain('不是演示区，不能替人报数')
    expect((await desk.as('admin').privately('帮助')).text).not.toContain('演示报数')
    expect(await desk.db.report.count({ where: { period: '2023-09-1' } })).toBe(0)
  })

  it('says how to go on when no 旬 is open', async () => {
    const desk = await openDesk({ isDemo: true })
    expect((await desk.as('admin').privately('演示报数')).text).toContain('请先快进到下一次提醒')
  })
})
