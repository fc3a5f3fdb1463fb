import { describe, expect, it } from 'vitest'
import type { Actor } from '../chat/district.ts'
import { type Desk, openDesk } from '../chat/kit.ts'

const says = async (desk: Desk, actor: Actor, text: string) => (await desk.as(actor).privately(text)).text

describe.each([
  { name: '豁免', subject: 'exemption' },
  { name: '不参评', subject: 'disqualification' },
] as const)('$name', ({ name, subject }) => {
  it('is decided by 项目办 with an end and a reason after a confirmation; the project’s people are told', async () => {
    const desk = await openDesk()
    const asked = await desk.as('office').privately(`${name} 示例甲 到１０月31日 上级审批未批复`)
    expect(asked.args).toEqual({
      project: '示例甲',
      decision: { kind: 'begin', since: null, through: '2023-10-31', reason: '上级审批未批复' },
    })
    expect(asked.text).toContain(`示例甲 2023年9月8日至2023年10月31日${name}`)
    expect(await says(desk, 'office', '确认')).toContain(`已登记：示例甲 2023年9月8日至2023年10月31日${name}`)
    const { db } = desk
    const [row] = subject === 'exemption' ? await db.exemption.findMany() : await db.disqualification.findMany()
    // The first day on which it no longer holds.
    expect(row?.until.toISOString().slice(0, 10)).toBe('2023-11-01')
    expect(row?.decidedBy).toBe(desk.district.people.get('office'))
    expect(await says(desk, 'office', name)).toContain(`现在${name} 1 项`)
    expect(await says(desk, 'leader', '项目 示例甲')).toContain(`${name}到2023年10月31日：上级审批未批复`)
    expect((await desk.pushes()).map(({ to }) => to).toSorted()).toEqual(['liaison', 'unit'])
    expect(await says(desk, 'office', '日志 示例甲')).toContain(`${name} 示例甲：自 2023年9月8日，到 2023年10月31日`)
  })

  it('is ended early with a reason', async () => {
    const desk = await openDesk()
    await says(desk, 'office', `${name} 示例甲 到10月31日 上级审批未批复`)
    await says(desk, 'office', '确认')
    expect(await says(desk, 'office', `${name} 示例甲 结束`)).toContain('请写上提前结束的原因')
    expect(await says(desk, 'office', `${name} 示例甲 结束 已具备施工条件`)).toContain('原到2023年10月31日')
    expect(await says(desk, 'office', '确认')).toContain('从今天起结束')
    expect(await says(desk, 'office', name)).toContain(`现在没有${name}`)
    expect(await says(desk, 'office', '日志 示例甲')).toContain('到 2023年10月31日→2023年9月7日：原因 已具备施工条件')
    expect(await says(desk, 'office', `${name} 示例甲 结束 已具备施工条件`)).toContain(`示例甲现在没有${name}`)
  })

  it('is carried on from the day after the one in force', async () => {
    const desk = await openDesk()
    await says(desk, 'office', `${name} 示例甲 到10月31日 上级审批未批复`)
    await says(desk, 'office', '确认')
    expect(await says(desk, 'office', `${name} 示例甲 到10月20日 上级审批未批复`)).toContain('到2023年10月31日为止')
    expect(await says(desk, 'office', `${name} 示例甲 冬歇 至3月15日`)).toContain(
      `示例甲 2023年11月1日至2024年3月15日${name}`,
    )
  })

  it('says what is missing or impossible, and who may', async () => {
    const desk = await openDesk()
    const office = (text: string) => says(desk, 'office', text)
    expect(await office(`${name} 示例甲 上级审批未批复`)).toContain('请写明到哪天为止')
    expect(await office(`${name} 示例甲 到10月31日`)).toContain('请写上原因')
    expect(await office(`${name} 到10月31日 上级审批未批复`)).toContain('没有找到“上级审批未批复”这个项目')
    expect(await office(`${name} 示例甲 到2023年8月31日 上级审批未批复`)).toContain('已经过了')
    expect(await office(`${name} 示例甲 到2025年8月31日 上级审批未批复`)).toContain('最长一年')
    expect(await office(`${name} 示例甲 从7月1日到10月31日 上级审批未批复`)).toContain('最早可从8月1日起')
    expect(await office(`${name} 示例甲 从9月1日到10月31日 暴雨`)).toContain('2023年9月1日至2023年10月31日')
    expect(await office(`${name} 示例丁 到10月31日 上级审批未批复`)).toContain('没有找到“示例丁”')
    expect(await says(desk, 'liaison', `${name} 示例甲 到10月31日 原因`)).toContain('只有项目办可以登记和查看')
    expect(await desk.db.auditEntry.count()).toBe(0)
  })
})
