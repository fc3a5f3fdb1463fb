import { describe, expect, it } from 'vitest'
import { day, dayToDb } from '../../src/domain/calendar-day.ts'
import type { Actor } from '../chat/district.ts'
import { type Desk, openDesk } from '../chat/kit.ts'

/** Friday 2023-09-08; 示例甲 has one milestone ahead and one overdue. */
async function deskWithMilestones(): Promise<Desk> {
  const desk = await openDesk()
  const projectId = desk.district.projects.get('示例甲') ?? 0
  await desk.db.milestone.createMany({
    data: [
      { projectId, name: '设备基础', dueOn: dayToDb(day('2023-09-01')) },
      { projectId, name: '主体封顶', dueOn: dayToDb(day('2023-10-20')) },
    ],
  })
  return desk
}

const says = async (desk: Desk, actor: Actor, text: string) => (await desk.as(actor).privately(text)).text

describe('节点', () => {
  it('lists the milestones of a project with their state', async () => {
    const desk = await deskWithMilestones()
    const text = await says(desk, 'leader', '节点 示例甲')
    expect(text).toContain('示例甲 节点 2 个，已核实完成 0 个')
    expect(text).toContain('9月1日到期，已过 7 天')
    expect(text).toContain('10月20日到期')
  })

  it('is reported done by the liaison or the unit, and then waits for 项目办, who is told', async () => {
    const desk = await deskWithMilestones()
    const done = await desk.as('liaison').privately('节点　示例甲 主体封顶 完成９月６日')
    expect(done.args).toEqual({ project: '示例甲', change: { kind: 'done', name: '主体封顶', on: '2023-09-06' } })
    expect(done.text).toContain('已记下：示例甲 节点“主体封顶”9月6日完成，待项目办核实')
    expect(await says(desk, 'unit', '节点 sljia 设备基础 完成 昨天')).toContain('没有找到“sljia”')
    expect(await says(desk, 'unit', '里程碑 示例甲 设备 完成 昨天')).toContain('节点“设备基础”9月7日完成')
    const [push] = await desk.pushes()
    expect(push).toMatchObject({ to: 'office' })
    expect(push?.text).toContain('核实 示例甲 节点 主体封顶 9月6日')
    expect(await says(desk, 'office', '节点 示例甲')).toContain('9月6日完成，待核实')
  })

  it('is not reported by others, for a day ahead, without a day or under an unknown name', async () => {
    const desk = await deskWithMilestones()
    expect(await says(desk, 'liaison2', '节点 示例甲 主体封顶 完成 9月6日')).toContain('不是示例甲的联络员或责任单位')
    expect(await says(desk, 'leader', '节点 示例甲 主体封顶 完成 9月6日')).toContain('您现在的身份：包联领导')
    expect(await says(desk, 'liaison', '节点 示例甲 主体封顶 完成 9月16日')).toContain('9月16日还没有到')
    expect(await says(desk, 'liaison', '节点 示例甲 主体封顶 完成')).toContain('节点 示例甲 主体封顶 完成 今天')
    expect(await says(desk, 'liaison', '节点 示例甲 主题封顶 完成 9月6日')).toContain(
      '示例甲没有“主题封顶”这个节点。您是不是要找：主体封顶？',
    )
    expect(await says(desk, 'liaison', '节点 示例甲 主体封顶')).toContain('请写明这个节点要怎么办')
    expect(await says(desk, 'liaison', '节点 示例丁')).toContain('没有找到“示例丁”')
    expect((await desk.as('liaison').inGroup('/节点 示例甲 主体封顶 完成 9月6日')).text).toContain('请私聊我发')
    expect(await desk.db.milestone.count({ where: { doneOn: { not: null } } })).toBe(0)
  })

  it('is added by 项目办, with a weight or without', async () => {
    const desk = await deskWithMilestones()
    expect(await says(desk, 'office', '节点 示例甲 新增 联动试车 11月20日 权重 2')).toContain(
      '已新增 示例甲 节点“联动试车”，11月20日到期，权重 2',
    )
    expect(await says(desk, 'office', '节点 示例乙 新增 桩基完工 10月8日')).toContain('权重 1')
    expect(await says(desk, 'office', '节点 示例甲 新增 联动试车 11月25日')).toContain('示例甲已有节点“联动试车”')
    expect(await says(desk, 'office', '节点 示例甲 新增 竣工验收')).toContain('请写明哪天到期')
    expect(await says(desk, 'office', '节点 示例甲 新增 竣工验收 11月30日 权重0')).toContain('权重请写大于 0')
    expect(await says(desk, 'liaison', '节点 示例甲 新增 竣工验收 11月30日')).toContain(
      '只有项目办可以新增、改期和撤销节点',
    )
    expect(await says(desk, 'office', '节点 示例甲 新增 测量放线 8月1日')).toContain('8月1日已经过了')
    expect(await desk.db.milestone.count()).toBe(4)
  })

  it('is moved by 项目办 with a reason: the old row stays, closed, and 日志 tells why', async () => {
    const desk = await deskWithMilestones()
    expect(await says(desk, 'office', '节点 示例甲 主体封顶 改期 10月30日')).toContain('请写上原因')
    expect(await says(desk, 'office', '节点 示例甲 主体封顶 改期 10月20日 征地')).toContain('本来就是这样')
    expect(await says(desk, 'office', '节点 示例甲 主体封顶 改期 10月30日 征地延后')).toContain(
      '到期日由 10月20日 改为 10月30日？原因：征地延后',
    )
    expect(await says(desk, 'office', '确认')).toContain('10月30日到期，权重 1，旧的已留底')
    await says(desk, 'office', '节点 示例甲 主体封顶 权重2 关键节点')
    await says(desk, 'office', '确认')
    const rows = await desk.db.milestone.findMany({ where: { name: '主体封顶' }, orderBy: { id: 'asc' } })
    expect(
      rows.map((row) => [
        row.dueOn.toISOString().slice(0, 10),
        row.weight.toString(),
        row.withdrawnOn?.toISOString().slice(0, 10),
      ]),
    ).toEqual([
      ['2023-10-20', '1', '2023-09-08'],
      ['2023-10-30', '1', '2023-09-08'],
      ['2023-10-30', '2', undefined],
    ])
    const log = await says(desk, 'office', '日志 示例甲')
    expect(log).toContain('节点 示例甲 主体封顶：到期 2023年10月20日→2023年10月30日：原因 征地延后')
    expect(log).toContain('权重 1→2：原因 关键节点')
    expect(JSON.stringify(await desk.db.auditEntry.findMany())).not.toContain('征地')
  })

  it('is withdrawn by 项目办 with a reason, and counts no more', async () => {
    const desk = await deskWithMilestones()
    expect(await says(desk, 'office', '节点 示例甲 主体封顶 撤销')).toContain('请写上撤销的原因')
    await says(desk, 'office', '节点 示例甲 主体封顶 撤销 方案调整后不再单列')
    expect(await says(desk, 'office', '确认')).toContain('已撤销 示例甲 节点“主体封顶”')
    expect(await says(desk, 'office', '节点 示例甲')).not.toContain('主体封顶')
    expect(await desk.db.milestone.count()).toBe(2)
    expect(await says(desk, 'office', '日志 示例甲')).toContain('撤销于 —→2023年9月8日：原因 方案调整后不再单列')
  })

  it('shows on the card of the project to people of the district only', async () => {
    const desk = await deskWithMilestones()
    expect(await says(desk, 'leader', '项目 示例甲')).toContain('节点：已核实 0/2；下一个 设备基础 9月1日')
    expect((await desk.as('observer').inGroup('/项目 示例甲')).text).not.toContain('设备基础')
  })
})
