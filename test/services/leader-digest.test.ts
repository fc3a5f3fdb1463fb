import { describe, expect, it } from 'vitest'
import { type CycleDesk, openCycleDesk } from './cycle-desk.ts'

const idOf = (desk: CycleDesk, project: string) => desk.district.projects.get(project) ?? 0

/** A second leader holds 示例丙. */
async function twoLeaders(): Promise<CycleDesk> {
  const desk = await openCycleDesk()
  const other = desk.district.people.get('supervision') ?? 0
  await desk.db.assignment.updateMany({
    where: { projectId: idOf(desk, '示例丙'), kind: 'LEADER' },
    data: { personId: other },
  })
  return desk
}

describe('包联日报', () => {
  it('tells each leader of his own projects only, what needs his hand first', async () => {
    const desk = await twoLeaders()
    const base = { districtId: desk.district.id, raisedAt: new Date('2023-09-01T10:00:00+08:00') }
    const lead = desk.district.units.get('能源局') ?? 0
    await desk.db.problem.createMany({
      data: [
        {
          ...base,
          projectId: idOf(desk, '示例乙'),
          statement: '征地拆迁剩 3 户',
          dueOn: new Date('2023-09-07'),
          leadUnitId: lead,
        },
        { ...base, projectId: idOf(desk, '示例甲'), statement: '设备未到货', dueOn: new Date('2023-09-30') },
        { ...base, projectId: idOf(desk, '示例丙'), statement: '并网手续待批', level: 3 },
      ],
    })
    await desk.db.plate.createMany({
      data: [
        {
          districtId: desk.district.id,
          projectId: idOf(desk, '示例甲'),
          month: '2023-08',
          colour: 'YELLOW',
          reasons: [],
          state: 'PUBLISHED',
        },
        {
          districtId: desk.district.id,
          projectId: idOf(desk, '示例乙'),
          month: '2023-08',
          colour: 'GREEN',
          reasons: [],
          state: 'PUBLISHED',
        },
        {
          districtId: desk.district.id,
          projectId: idOf(desk, '示例甲'),
          month: '2023-09',
          colour: 'RED',
          reasons: [],
          state: 'TRIAL',
        },
      ],
    })
    await desk.to('2023-09-13 14:30')
    expect(desk.received('leader')).toEqual([
      [
        '戊领导，您包联的 2 个项目，1 件事需要您出面',
        '▶ 示例乙 征地拆迁剩 3 户，已超期 6 天，建议本周现场协调（原牵头：能源局）',
        '· 示例甲 🟡黄牌 完成率 52.00%，欠目标 15.67 个百分点：设备未到货',
        '· 示例乙 🟢绿牌 完成率 62.00%，欠目标 5.67 个百分点：征地拆迁剩 3 户',
        '截至 9月10日，调度口径，非统计数据',
        '〔看示例乙〕〔改接收频率〕',
      ].join('\n'),
    ])
    expect(desk.received('supervision')[0]).toContain('▶ 示例丙 并网手续待批，已提级，请您协调')
    expect(desk.received('supervision')[0]).not.toContain('示例甲')
    const group = desk.received('group-dispatch')[0]
    expect(group).toContain('新增问题 0，销号 0，逾期 1')
    expect(group).toContain('落后目标 10 个百分点以上的项目 1 个')
    expect(group).not.toMatch(/示例[甲乙丙]/)
  })

  it('comes as often as the leader wants it', async () => {
    const desk = await twoLeaders()
    expect((await desk.as('leader').privately('接收频率')).text).toBe(
      '包联日报现在是每旬\n〔每旬〕〔每月〕〔只要红牌〕〔不要〕',
    )
    expect((await desk.as('leader').click('接收频率 每月')).text).toBe('好的，包联日报改为每月')
    const digests = (who: string) => desk.received(who).filter((text) => text.includes('您包联的'))
    await desk.to('2023-09-13 14:30')
    expect(digests('leader')).toEqual([])
    expect(digests('supervision')).toHaveLength(1)
    await desk.to('2023-10-12 14:30')
    expect(digests('leader')).toHaveLength(1)
    expect(digests('leader')[0]).toContain('截至 9月30日')
    expect((await desk.as('liaison').privately('接收频率 每月')).text).toContain('只有包联领导可以用“接收频率”')
  })
})
