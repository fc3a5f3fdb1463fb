import { describe, expect, it } from 'vitest'
import { type CycleDesk, openCycleDesk } from '../services/cycle-desk.ts'

const office = async (desk: CycleDesk, text: string) => (await desk.as('office').privately(text)).text

describe('催报', () => {
  it('takes the place of the second reminder, goes to those missing only, and is not repeated', async () => {
    const desk = await openCycleDesk()
    expect(await office(desk, '催报')).toBe('现在没有开着的旬，不用催')
    await desk.to('2023-09-08 09:00')
    await desk.as('liaison').privately('1 本旬800万 管道连接完成')
    await desk.as('liaison2').privately('本旬50万 电池到货')
    expect(await office(desk, '催报')).toContain('已催 1 人，1 个项目\n只发给没报的人，代替系统的第二次提醒')
    await desk.catchUp()
    expect(desk.received('liaison').at(-1)).toContain('还没有收到您的9月上旬报')
    expect(desk.received('liaison').at(-1)).toContain('示例乙　上期累计 3,100 万元')
    expect(await office(desk, '催')).toContain(
      '9月上旬没有可以再催的人\n已提醒过两次，不再发，可以打电话：示例乙（庚联络）',
    )
    await desk.to('2023-09-12 12:00')
    expect(desk.received('liaison').filter((text) => text.includes('报，请在'))).toHaveLength(2)
    expect(desk.received('liaison2').filter((text) => text.includes('报，请在'))).toHaveLength(1)
    await desk.as('liaison').privately('没变')
    expect(await office(desk, '催报')).toBe('9月上旬都报了，不用催')
  })

  it('names whom to call instead of projects when there are too many to read', async () => {
    const desk = await openCycleDesk()
    const since = new Date('2023-01-01T00:00:00Z')
    const personId = desk.district.people.get('liaison') ?? 0
    for (let number = 11; number < 20; number += 1) {
      await desk.db.project.create({
        data: {
          districtId: desk.district.id,
          number,
          name: `示范${number}号项目`,
          shortName: `示范${number}`,
          nature: 'CONTINUED',
          stage: 'CONSTRUCTION',
          plans: { create: { year: 2023, amount: '1000', addedMonth: '2023-01', validFrom: since, approvedOn: since } },
          assignments: { create: { kind: 'LIAISON', personId, since } },
        },
      })
    }
    await desk.to('2023-09-12 09:00')
    expect(await office(desk, '催报')).toBe(
      '9月上旬没有可以再催的人\n已提醒过两次，不再发，可以打电话：庚联络 11 个、壬联络 1 个（共 12 个项目，发“未报”看名单）',
    )
  })

  it('the numbers of the second reminder are those that count from then on', async () => {
    const desk = await openCycleDesk()
    await desk.to('2023-09-08 09:00')
    await desk.as('liaison').privately('1 本旬800万 管道连接完成')
    await desk.to('2023-09-12 09:00')
    expect((await desk.as('liaison').privately('1 本旬60万 主体封顶')).args).toMatchObject({ project: '示例乙' })
  })

  it('a reply to the first reminder still means its numbers', async () => {
    const desk = await openCycleDesk()
    await desk.to('2023-09-08 09:00')
    const first = await desk.db.outboxMessage.findFirstOrThrow({ where: { chat: { externalId: 'liaison' } } })
    await desk.as('liaison').privately('1 本旬800万 管道连接完成')
    await desk.to('2023-09-12 09:00')
    const reply = { replyTo: first.externalId ?? '' }
    expect((await desk.as('liaison').privately('1 本旬810万 管道连接完成', reply)).args).toMatchObject({
      project: '示例甲',
    })
  })

  it('typed in the group is answered in private', async () => {
    const desk = await openCycleDesk()
    await desk.to('2023-09-08 09:00')
    const { told } = await desk.as('office').inGroup('催报')
    expect(told.map(({ to }) => to)).toEqual(['office'])
  })
})

describe('未报', () => {
  it('shows units and projects, liaisons to 项目办; in the group units with counts only', async () => {
    const desk = await openCycleDesk()
    await desk.to('2023-09-08 09:00')
    await desk.as('liaison').privately('1 本旬800万 管道连接完成')
    expect(await office(desk, '未报')).toBe(
      '9月上旬未报：2 个单位 2 个项目（示例镇 1、能源局 1）\n· 示例镇 1 个\n　示例乙（庚联络）\n· 能源局 1 个\n　示例丙（壬联络）\n〔催报〕',
    )
    expect((await desk.as('unit').privately('谁没报')).text).not.toContain('联络）')
    expect((await desk.as('unit').inGroup('/未报')).text).toBe(
      '9月上旬未报：2 个单位 2 个项目（示例镇 1、能源局 1）\n哪些项目没报，私聊我发“未报”查看',
    )
    expect((await desk.as('observer').inGroup('/未报')).text).toContain('您现在的身份：观察员')
    expect(await office(desk, '未报 8月下旬')).toBe('8月下旬未报：无')
  })
})

describe('报问题', () => {
  it('is stored with a number and told to 项目办, the same one only once', async () => {
    const desk = await openCycleDesk()
    const raised = await desk.as('liaison').privately('报问题 示例甲 用电 变压器容量不足')
    expect(raised.args).toEqual({ project: '示例甲', category: '用电', statement: '变压器容量不足' })
    expect(raised.text).toBe(
      '已登记问题 1 号，已告诉项目办\n示例甲 用电，变压器容量不足\n报问题不扣分；有进展会告诉您\n〔看这个问题〕',
    )
    expect((await desk.as('unit').privately('堵点 示例甲 变压器容量不足')).text).toContain(
      '这个问题已经登记过，是 1 号',
    )
    expect((await desk.as('liaison').privately('报问题 示例甲')).text).toContain('请写明什么问题')
    await desk.to('2023-09-08 09:00')
    expect(desk.received('office')).toEqual([
      '有 1 件事告诉您\n· 新问题 1 号：示例甲 用电，变压器容量不足\n　庚联络 上报，待受理。交办请发：交办 1 牵头单位；不写单位就交给能源局（“用电”类默认）\n〔交办 1〕',
    ])
  })

  it('reaches 项目办 in at most one message a working day, and none is lost', async () => {
    const desk = await openCycleDesk('2023-09-08T10:00:00+08:00')
    const raise = (text: string) => desk.as('liaison').privately(`报问题 示例甲 ${text}`)
    await raise('变压器容量不足')
    await desk.catchUp()
    await raise('道路未通')
    await raise('设备未到货')
    await desk.to('2023-09-09 12:00')
    expect(desk.received('office')).toHaveLength(1)
    await desk.to('2023-09-11 09:00')
    expect(desk.received('office').slice(1)).toEqual([
      '有 2 件事告诉您\n· 新问题 2 号：示例甲 道路未通\n　庚联络 上报，待受理。交办请发：交办 2 牵头单位；不写单位就交给示例镇（本项目责任单位）\n· 新问题 3 号：示例甲 设备未到货\n　庚联络 上报，待受理。交办请发：交办 3 牵头单位；不写单位就交给示例镇（本项目责任单位）\n〔交办 2〕〔交办 3〕',
    ])
    await raise('资金未到位')
    await desk.to('2023-09-11 17:00')
    expect(desk.received('office')).toHaveLength(2)
    await desk.to('2023-09-12 09:00')
    expect(desk.received('office')).toHaveLength(3)
  })
})

describe('重发', () => {
  it('lists what no platform confirmed, and owes it again on 项目办’s word', async () => {
    const desk = await openCycleDesk()
    await desk.to('2023-09-08 09:00')
    expect(await office(desk, '重发')).toBe('没有未确认的消息，都送到平台了')
    const { id } = await desk.db.outboxMessage.findFirstOrThrow({ where: { chat: { externalId: 'liaison2' } } })
    await desk.db.outboxMessage.update({ where: { id }, data: { state: 'UNCONFIRMED' } })
    expect(await office(desk, '重发')).toContain(`${id} 给壬联络：9月上旬报，请在 9月12日 17:00 前回一句话`)
    expect((await desk.as('office').click(`重发 ${id}`)).text).toContain('正在重发给壬联络')
    await desk.catchUp()
    expect(desk.received('liaison2')).toHaveLength(2)
    expect(await office(desk, `重发 ${id}`)).toContain(`${id} 号消息不在未确认之列`)
  })
})
