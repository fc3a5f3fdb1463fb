import { describe, expect, it } from 'vitest'
import { day, dayToDb } from '../../src/domain/calendar-day.ts'
import type { Actor } from '../chat/district.ts'
import { type Desk, openDesk } from '../chat/kit.ts'

const says = async (desk: Desk, actor: Actor, text: string) => (await desk.as(actor).privately(text)).text

describe('停复工', () => {
  it('is recorded by the liaison or the unit with day and reason, shown, and ended by the resumption', async () => {
    const desk = await openDesk()
    expect(await says(desk, 'liaison', '停复工 示例甲 停工 9月1日 设备未到货')).toContain(
      '已登记：示例甲 9月1日起停工，设备未到货',
    )
    expect(await says(desk, 'office', '停复工')).toContain('现在停工的项目 1 个')
    expect(await says(desk, 'leader', '项目 示例甲')).toContain('9月1日起停工：设备未到货')
    expect(await says(desk, 'unit', '停复工 示例甲 停工 9月2日 下雨')).toContain('已经登记9月1日起停工')
    expect(await says(desk, 'unit', '停复工 示例甲 复工 9月1日')).toContain('复工日期要晚于停工日期 2023年9月1日')
    expect(await says(desk, 'unit', '停复工 示例甲 复工今天')).toContain('已登记：示例甲 9月8日复工，停工 7 天')
    expect(await says(desk, 'office', '停复工')).toBe('现在没有停工的项目')
    const history = await says(desk, 'leader', '停复工 示例甲')
    expect(history).toContain('示例甲 没有停工')
    expect(history).toContain('2023年9月1日停工，2023年9月8日复工')
    const log = await says(desk, 'office', '日志 示例甲')
    expect(log).toContain('停复工 示例甲：停工自 2023年9月1日')
    expect(log).toContain('复工 —→2023年9月8日')
    expect((await desk.pushes())[0]?.text).toContain('示例甲 9月1日起停工')
  })

  it('knows the winter stop, whose planned resumption then waits to be verified', async () => {
    const desk = await openDesk()
    const id = desk.district.projects.get('示例甲') ?? 0
    await desk.db.project.update({ where: { id }, data: { plannedResumeOn: dayToDb(day('2023-03-01')) } })
    await desk.db.stoppage.create({
      data: { projectId: id, since: dayToDb(day('2022-11-15')), isWinter: true, reason: '气温过低' },
    })
    expect(await says(desk, 'office', '停复工 示例甲')).toContain('11月15日起冬歇，气温过低')
    expect(await says(desk, 'liaison', '停复工 示例甲 复工 3月5日')).toContain('冬歇 110 天，待项目办核实')
    expect(await says(desk, 'office', '核实 示例甲 复工 不属实 现场没有人')).toContain('已退回')
    expect(await desk.db.stoppage.findFirstOrThrow()).toMatchObject({ until: null })
    expect(await says(desk, 'office', '核实 示例甲 复工 3月12日')).toContain('已核实：示例甲 复工，2023年3月12日')
    expect(await desk.db.stoppage.findFirstOrThrow()).toMatchObject({ until: new Date('2023-03-12T00:00:00Z') })
  })

  it('a stop during the year leaves the verified resumption of spring as it is', async () => {
    const desk = await openDesk()
    const id = desk.district.projects.get('示例甲') ?? 0
    const spring = dayToDb(day('2023-03-01'))
    await desk.db.project.update({ where: { id }, data: { plannedResumeOn: spring, verifiedResumeOn: spring } })
    await says(desk, 'liaison', '停复工 示例甲 停工 8月20日 设备未到货')
    expect(await says(desk, 'liaison', '停复工 示例甲 复工 9月1日')).not.toContain('待项目办核实')
    expect(await desk.db.project.findUniqueOrThrow({ where: { id } })).toMatchObject({
      resumedOn: null,
      verifiedResumeOn: spring,
    })
  })

  it('refuses what is ahead, missing, or nobody’s to say, with the way out', async () => {
    const desk = await openDesk()
    const liaison = (text: string) => says(desk, 'liaison', text)
    expect(await liaison('停复工 示例甲 停工 9月20日 设备未到货')).toContain('9月20日还没有到')
    expect(await liaison('停复工 示例甲 停工 设备未到货')).toContain('请写明哪一天停工，例如：停复工 示例甲 停工 今天')
    expect(await liaison('停复工 示例甲 停工 9月1日')).toContain('请写上原因')
    expect(await liaison('停复工 示例甲 9月1日 下雨')).toContain('请写明是停工、冬歇还是复工')
    expect(await liaison('停复工 停工 9月1日 下雨')).toContain('没有找到“下雨”这个项目')
    expect(await liaison('停复工 示例甲 复工 9月5日')).toContain('示例甲没有停工记录')
    expect(await liaison('停复工 示例丙 停工 9月1日 下雨')).toContain('不是示例丙的联络员或责任单位')
    expect(await says(desk, 'leader', '停复工 示例甲 停工 9月1日 下雨')).toContain('只有本项目联络员、责任单位和项目办')
    expect((await desk.as('liaison').inGroup('/停复工 示例甲 停工 9月1日 下雨')).text).toContain('请私聊我发')
    expect(await liaison('停复工 示例乙 开工 3月15日')).toContain('已核实为2023年3月10日')
    expect(await desk.db.stoppage.count()).toBe(0)
  })

  it('recorded by mistake is taken back by 项目办 with a reason', async () => {
    const desk = await openDesk()
    await says(desk, 'liaison', '停复工 示例甲 停工 9月1日 设备未到货')
    expect(await says(desk, 'liaison', '停复工 示例甲 撤销 登记错了')).toContain('只有项目办可以撤销停工记录')
    expect(await says(desk, 'office', '停复工 示例甲 撤销')).toContain('请写上撤销的原因')
    expect(await says(desk, 'office', '停复工 示例甲 撤销 登记错了项目')).toContain('已撤销 示例甲 9月1日的停工记录')
    expect(await says(desk, 'office', '停复工 示例甲')).toContain('2023年9月1日停工，已撤销')
    expect(await says(desk, 'office', '日志 示例甲')).toContain('停工自 2023年9月1日→—：原因 登记错了项目')
  })
})
