import { beforeEach, describe, expect, it } from 'vitest'
import { type CycleDesk, openCycleDesk } from './cycle-desk.ts'

let desk: CycleDesk
beforeEach(async () => {
  desk = await openCycleDesk('2023-09-07T10:00:00+08:00')
})

const said = (who: string, words: string): string[] => desk.received(who).filter((text) => text.includes(words))
const raise = (text = '报问题 示例甲 用电 变压器容量不足') => desk.as('liaison').privately(text)

describe('what falls due of a problem is told once for each stage (rules.md §7, §8)', () => {
  it('to the lead unit two working days before, then when it is overdue, and to 项目办 with a button to escalate', async () => {
    await raise()
    await desk.as('office').privately('交办 1 能源局 9月13日')
    await desk.to('2023-09-08 12:00')
    expect(said('liaison2', '快到期')).toEqual([])
    await desk.to('2023-09-11 09:00')
    expect(said('liaison2', '快到期：1 号问题 示例甲 用电，变压器容量不足')).toHaveLength(1)
    expect(said('office', '建议提级')).toEqual([])

    await desk.to('2023-09-14 09:00')
    expect(said('liaison2', '已超期：1 号问题')).toHaveLength(1)
    const [proposal] = said('office', '建议提级：1 号问题 示例甲')
    expect(proposal).toContain(
      '能源局牵头，应在 9月13日 前办结，没有办结。提到 L2 牵头部门会同项目办，建议 9月21日 前办结。同意请发：提级 1',
    )
    expect(proposal).toContain('〔提级 1〕')

    await desk.to('2023-09-20 12:00')
    expect(said('liaison2', '快到期')).toHaveLength(1)
    expect(said('liaison2', '已超期')).toHaveLength(1)
    expect(said('office', '建议提级')).toHaveLength(1)
  })

  it('the bot only proposes: a person taps, sees the date and confirms; the next level is then watched anew', async () => {
    await raise()
    await desk.as('office').privately('交办 1 能源局 9月8日')
    await desk.to('2023-09-11 09:30')
    expect(await desk.db.problem.findUnique({ where: { id: 1 } })).toMatchObject({ level: 1 })
    const asked = await desk.as('office').click('提级 1')
    expect(asked.text).toContain('由 L1 责任单位办理 提到 L2 牵头部门会同项目办，9月18日前办结，对吗？')
    await desk.as('office').privately('确认')
    expect(await desk.db.problem.findUnique({ where: { id: 1 } })).toMatchObject({ level: 2 })
    await desk.to('2023-09-19 09:00')
    expect(said('office', '提到 L3 包联领导协调，建议 10月9日 前办结')).toHaveLength(1)
  })

  it('项目办 hears of what was not assigned for two working days, with the unit that usually leads it', async () => {
    await raise()
    await desk.to('2023-09-08 12:00')
    expect(said('office', '还没有交办')).toEqual([])
    await desk.to('2023-09-11 09:00')
    expect(said('office', '还没有交办：1 号问题')[0]).toContain('建议交给能源局，同意请发：交办 1')
    await desk.to('2023-09-15 12:00')
    expect(said('office', '还没有交办')).toHaveLength(1)
  })

  it('项目办 may confirm what the raiser left unanswered for five working days, and hears so', async () => {
    await raise()
    await desk.as('office').privately('交办 1 能源局')
    await desk.as('liaison2').privately('销号 1 已增容 依据：验收单')
    await desk.to('2023-09-14 12:00')
    expect(said('office', '可以确认销号')).toEqual([])
    await desk.to('2023-09-15 09:00')
    expect(said('office', '可以确认销号：1 号问题')[0]).toContain('提出方（示例镇）5 个工作日没有答复')
    expect((await desk.as('office').click('确认销号 1')).answer?.toast?.text).toContain('已销号')
  })

  it('waits for the working morning, and a downtime drops nothing', async () => {
    await raise()
    await desk.as('office').privately('交办 1 能源局 9月8日')
    desk.downUntil('2023-09-09 12:00')
    await desk.catchUp()
    expect(said('liaison2', '已超期')).toEqual([])
    desk.downUntil('2023-09-13 08:00')
    await desk.catchUp()
    await desk.to('2023-09-13 09:00')
    expect(said('liaison2', '已超期')).toHaveLength(1)
    expect(said('office', '建议提级')).toHaveLength(1)
  })

  it('a hundred overdue at once are five in words and the rest as a number with the list to ask for', async () => {
    await raise()
    await desk.as('office').privately('交办 1 能源局 9月8日')
    const { leadUnitId, projectId, districtId } = await desk.db.problem.findUniqueOrThrow({ where: { id: 1 } })
    await desk.db.problem.createMany({
      data: Array.from({ length: 99 }, (_, i) => ({
        ...{ districtId, projectId, leadUnitId, statement: `示例问题 ${i + 2}`, state: 'WORKING' as const },
        ...{ dueOn: new Date('2023-09-08'), raisedAt: new Date('2023-09-01T10:00:00+08:00') },
      })),
    })
    await desk.to('2023-09-11 09:00')
    const [told] = said('office', '建议提级')
    expect(told?.match(/建议提级/g)).toHaveLength(5)
    expect(told).toContain('另有 95 个逾期的问题')
    expect(told).toContain('查看请发：问题清单 逾期')
    expect(said('liaison2', '另有 95 个到期的问题')[0]).toContain('查看请发：问题清单 能源局')
    expect(await desk.db.problemTold.count({ where: { stage: 'OVERDUE' } })).toBe(100)
  })
})
