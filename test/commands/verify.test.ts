import { describe, expect, it } from 'vitest'
import { day, dayToDb } from '../../src/domain/calendar-day.ts'
import type { Actor } from '../chat/district.ts'
import { type Desk, openDesk } from '../chat/kit.ts'

const says = async (desk: Desk, actor: Actor, text: string) => (await desk.as(actor).privately(text)).text

/** 示例乙 (新建) was planned for March and reported its start; 示例甲 (续建) was to resume on 1 March. */
async function deskWithReports(): Promise<Desk> {
  const desk = await openDesk()
  const { db, district } = desk
  const on = (text: string) => dayToDb(day(text))
  await db.project.update({
    where: { id: district.projects.get('示例乙') ?? 0 },
    data: { plannedStartOn: on('2023-03-10'), startedOn: null, verifiedStartOn: null, stage: 'PREPARATION' },
  })
  await db.project.update({
    where: { id: district.projects.get('示例甲') ?? 0 },
    data: { plannedResumeOn: on('2023-03-01') },
  })
  const projectId = district.projects.get('示例甲') ?? 0
  await db.milestone.create({ data: { projectId, name: '主体封顶', dueOn: on('2023-09-10') } })
  return desk
}

const project = (desk: Desk, shortName: string) => desk.db.project.findFirstOrThrow({ where: { shortName } })

describe('核实', () => {
  it('lists what was reported and waits: start, resumption, milestone, completion', async () => {
    const desk = await deskWithReports()
    expect(await says(desk, 'office', '核实')).toBe('没有待核实的上报')
    await says(desk, 'liaison', '停复工 示例乙 开工 3月15日')
    await says(desk, 'liaison', '停复工 示例甲 复工 3月1日')
    await says(desk, 'unit', '停复工 示例甲 投产 9月5日')
    await says(desk, 'liaison', '节点 示例甲 主体封顶 完成 9月6日')
    const text = await says(desk, 'supervision', '核实')
    expect(text).toContain('待核实 4 项')
    expect(text).toMatch(/示例甲 复工[\s\S]*示例乙 开工[\s\S]*示例甲 投产[\s\S]*示例甲 节点 主体封顶/)
    expect(await says(desk, 'office', '核实 示例乙')).toContain('示例乙 待核实 1 项')
  })

  it('keeps the day of the fact, not of the verification, and takes it off the list', async () => {
    const desk = await deskWithReports()
    await says(desk, 'liaison', '停复工 示例乙 开工 3月15日')
    const done = await desk.as('office').privately('核实 示例乙 开工 3月15日')
    expect(done.text).toContain('已核实：示例乙 开工，2023年3月15日')
    expect(await project(desk, '示例乙')).toMatchObject({
      verifiedStartOn: new Date('2023-03-15T00:00:00Z'),
      stage: 'STARTED',
    })
    expect(await says(desk, 'office', '核实 示例甲 节点 主体封顶 9月6日')).toContain('已核实：示例甲 节点“主体封顶”')
    expect(await desk.db.milestone.findFirstOrThrow()).toMatchObject({
      doneOn: new Date('2023-09-06T00:00:00Z'),
      verifiedById: desk.district.people.get('office'),
    })
    expect(await says(desk, 'office', '核实 示例甲 复工 3月1日')).toContain('已核实：示例甲 复工，2023年3月1日')
    expect(await says(desk, 'supervision', '核实 示例甲 投产 9月5日')).toContain('已核实：示例甲 投产')
    expect(await project(desk, '示例甲')).toMatchObject({
      verifiedResumeOn: new Date('2023-03-01T00:00:00Z'),
      verifiedCompletionOn: new Date('2023-09-05T00:00:00Z'),
    })
    expect(await says(desk, 'office', '核实')).toBe('没有待核实的上报')
    const log = await says(desk, 'office', '日志 示例乙')
    expect(log).toContain('项目 示例乙：阶段 前期→新开工，核实开工 —→2023年3月15日')
    expect(log).toContain('报开工 —→2023年3月15日')
  })

  it('asks when the day is another than the reported one', async () => {
    const desk = await deskWithReports()
    await says(desk, 'liaison', '停复工 示例乙 开工 3月15日')
    expect(await says(desk, 'office', '核实 示例乙 开工 3月20日')).toContain(
      '示例乙 开工上报的是2023年3月15日，核实为2023年3月20日，对吗？',
    )
    await says(desk, 'office', '确认')
    expect((await project(desk, '示例乙')).verifiedStartOn).toEqual(new Date('2023-03-20T00:00:00Z'))
  })

  it('refuses days ahead, of another year, before the start, and of the wrong nature', async () => {
    const desk = await deskWithReports()
    const office = (text: string) => says(desk, 'office', text)
    expect(await office('核实 示例乙 开工 12月20日')).toContain(
      '12月20日还没有到，开工要在发生以后再记；如果是去年请写 2022年12月20日',
    )
    expect(await office('核实 示例乙 开工 2022年3月15日')).toContain('示例乙是新建项目，开工日期不能早于今年')
    expect(await office('核实 示例甲 开工 3月15日')).toContain('示例甲是续建项目')
    expect(await office('核实 示例乙 复工 3月15日')).toContain('示例乙是新建项目，核实的是开工')
    expect(await office('核实 示例甲 复工 2021年3月1日')).toContain('早一年以上，请核对年份')
    expect(await office('核实 示例甲 投产 2020年9月1日')).toContain('早于示例甲的开工日期 2021年4月1日')
    expect(await office('核实 示例甲 节点 主体封顶 2022年9月6日')).toContain('早一年以上，请核对年份')
    expect(await desk.db.auditEntry.count()).toBe(0)
  })

  it('says what is missing, and what a slip may have meant', async () => {
    const desk = await deskWithReports()
    await says(desk, 'liaison', '停复工 示例乙 开工 3月15日')
    const asked = await desk.as('office').privately('核实 示例乙 开工')
    expect(asked.text).toContain('请写明事实发生在哪一天（上报的是3月15日）')
    expect(asked.text).toContain('〔就是3月15日〕')
    expect(await says(desk, 'office', '核实 示例乙 3月15日')).toContain('请写明核实什么')
    expect(await says(desk, 'office', '核实 开工 3月15日')).toContain('请写明项目')
    expect(await says(desk, 'office', '核实 示例甲 节点 主题封顶 9月6日')).toContain('您是不是要找：主体封顶？')
    expect(await says(desk, 'office', '核实 示例丁 开工 3月15日')).toContain('没有找到“示例丁”')
  })

  it('is done once; another day needs a reason, which 日志 keeps', async () => {
    const desk = await deskWithReports()
    await says(desk, 'office', '核实 示例乙 开工 3月15日')
    expect(await says(desk, 'office', '核实 示例乙 开工 3月15日')).toContain('示例乙 开工已核实过，是2023年3月15日')
    expect(await says(desk, 'office', '核实 示例乙 开工 3月18日')).toContain('请在后面写上原因')
    expect(await says(desk, 'office', '核实 示例乙 开工 3月18日 以监理日志为准')).toContain('已核实：示例乙 开工')
    expect(await says(desk, 'office', '日志 示例乙')).toContain(
      '核实开工 2023年3月15日→2023年3月18日：原因 以监理日志为准',
    )
  })

  it('that is not so is taken back with a reason, and the project’s people are told', async () => {
    const desk = await deskWithReports()
    await says(desk, 'liaison', '停复工 示例乙 开工 3月15日')
    expect(await says(desk, 'office', '核实 示例乙 开工 不属实')).toContain('请写上不属实的原因')
    expect(await says(desk, 'office', '核实 示例乙 开工 不属实 没有进场')).toContain('已退回：示例乙 开工不属实')
    expect((await project(desk, '示例乙')).startedOn).toBeNull()
    expect(await says(desk, 'office', '核实 示例乙 开工 不属实 没有进场')).toContain('没有待核实的上报')
    const told = (await desk.pushes()).filter(({ text }) => text.includes('没有核实'))
    expect(told.map(({ to }) => to).toSorted()).toEqual(['liaison', 'unit'])
  })

  it('is for 项目办 and 督查室, in private', async () => {
    const desk = await deskWithReports()
    expect(await says(desk, 'liaison', '核实 示例乙 开工 3月15日')).toContain(
      '只有项目办和督查室可以核实。您现在的身份：联络员',
    )
    expect((await desk.as('office').inGroup('/核实')).text).toContain('请私聊我发')
  })
})
