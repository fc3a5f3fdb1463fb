import { describe, expect, it } from 'vitest'
import { type Desk, openDesk } from '../chat/kit.ts'

async function rolesOf(desk: Desk, name: string): Promise<string[]> {
  const rows = await desk.db.membership.findMany({
    where: { person: { name }, until: null },
    include: { unit: { select: { shortName: true } } },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ role, unit }) => `${unit?.shortName ?? ''} ${role}`.trim())
}

describe('人员', () => {
  it('lists and searches, and goes to the person who asked, with no phone number in full', async () => {
    const desk = await openDesk()
    await desk.db.person.update({
      where: { id: desk.district.people.get('liaison') ?? 0 },
      data: { phone: '13812345678' },
    })
    const all = await desk.as('office').inGroup('人员')
    expect(all.told).toMatchObject([{ to: 'office' }])
    expect(all.text).toContain('花名册：9 人，0 人未接通')
    const liaisons = (await desk.as('office').privately('人员 联络员')).text
    expect(liaisons).toContain('花名册（联络员）：2 人')
    expect(liaisons).toContain('庚联络')
    expect((await desk.as('office').privately('人员 示例镇')).text).toContain('己单位')
    const one = (await desk.as('office').privately('人员 庚联络')).text
    expect(one).toContain('手机：138****5678')
    expect(all.text + liaisons + one).not.toContain('13812345678')
  })

  it('adds somebody with unit, role and phone from today', async () => {
    const desk = await openDesk()
    const added = await desk.as('office').privately('人员 增加 卯新人 能源局 联络员 13900001111')
    expect(added.text).toBe('已加入花名册：卯新人\n能源局 联络员\n请卯新人私聊机器人发：绑定 卯新人 能源局')
    expect(await desk.db.person.findFirst({ where: { name: '卯新人' } })).toMatchObject({ phone: '13900001111' })
    expect((await desk.as('office').privately('人员 增加 卯新人 能源局 联络员')).text).toContain('已在花名册上')
    expect((await desk.as('office').privately('人员 增加 辰新人 审批局 审批局')).text).toContain('审批局 审批局')
    expect(JSON.stringify(await desk.db.auditEntry.findMany())).not.toContain('13900001111')
  })

  it('gives a role, moves, and ends posts after a confirmation; nothing is overwritten', async () => {
    const desk = await openDesk()
    const office = desk.as('office')
    await office.privately('人员 身份 庚联络 责任单位')
    expect(await rolesOf(desk, '庚联络')).toEqual(['示例镇 LIAISON', '示例镇 UNIT'])
    await office.privately('人员 单位 庚联络 示例园区')
    expect(await rolesOf(desk, '庚联络')).toEqual(['示例园区 LIAISON', '示例园区 UNIT'])
    expect((await office.privately('人员 停用 庚联络 责任单位')).text).toContain(
      '庚联络 从今天起不再任职：示例园区 责任单位，对吗？',
    )
    expect(await rolesOf(desk, '庚联络')).toHaveLength(2)
    await office.privately('确认')
    expect(await rolesOf(desk, '庚联络')).toEqual(['示例园区 LIAISON'])
    expect(await desk.db.membership.count({ where: { person: { name: '庚联络' } } })).toBe(4)
    expect(await desk.db.auditEntry.count({ where: { command: 'roster', subject: 'person' } })).toBe(3)
  })

  it('lets only an administrator appoint administrators and 项目办, and keeps the last one', async () => {
    const desk = await openDesk()
    expect((await desk.as('office').privately('人员 身份 庚联络 项目办')).text).toBe('项目办只有管理员可以任免。')
    expect((await desk.as('office').privately('人员 停用 甲管理')).text).toContain('不再任职')
    expect((await desk.as('office').privately('确认')).text).toBe('管理员只有管理员可以任免。')
    expect((await desk.as('admin').privately('人员 身份 庚联络 项目办')).text).toContain('已改：庚联络')
    await desk.as('admin').privately('人员 停用 甲管理')
    expect((await desk.as('admin').privately('确认')).text).toBe('这是最后一位管理员，请先给别人加上管理员身份。')
    expect(await rolesOf(desk, '甲管理')).toEqual(['ADMIN'])
  })

  it.each([
    ['人员 增加 卯新人', '请写明姓名、单位和身份，例如：人员 增加 张三 区发改委 联络员 13800000000'],
    ['人员 无此人', '花名册上没有“无此人”。'],
    ['人员 停用 无此人', '花名册上没有“无此人”，发“人员”看全部。\n〔人员〕'],
    ['人员 增加 卯新人 无此局 联络员', '没有“无此局”这个单位。'],
    ['人员 单位 庚联络', '请写明新单位，例如：人员 单位 庚联络 区发改委'],
    ['人员 身份 庚联络 联络员', '庚联络 已经是联络员。'],
    ['人员 停用', '请写明姓名，例如：人员 停用 张三'],
  ])('%j: %s', async (text, sentence) => {
    const desk = await openDesk()
    expect((await desk.as('office').privately(text)).text).toBe(sentence)
  })

  it('is for 项目办 and administrators', async () => {
    const desk = await openDesk()
    expect((await desk.as('leader').privately('人员')).text).toBe(
      '只有项目办和管理员可以用“人员”。您现在的身份：包联领导。发“帮助”看您能用的命令',
    )
  })
})

describe('未接通', () => {
  it('lists who cannot be reached, why, and how to open the door', async () => {
    const desk = await openDesk()
    await desk.db.platformIdentity.updateMany({ where: { externalId: 'leader' }, data: { personId: null } })
    await desk.db.platformIdentity.updateMany({ where: { externalId: 'liaison' }, data: { unreachable: 'blocked' } })
    await desk.db.outboxMessage.create({
      data: {
        key: 'waiting',
        personId: desk.district.people.get('leader') ?? null,
        kind: 'PUSH',
        card: { title: '请看', tone: 'neutral', blocks: [], actions: [] },
        notBefore: desk.clock.now(),
        state: 'UNREACHABLE',
      },
    })
    const { text } = await desk.as('office').privately('未接通')
    expect(text).toContain('还有 2 人没有接通，收不到私聊')
    expect(text).toContain('戊领导（包联领导）\n　没有绑定，有 1 条消息等着')
    expect(text).toContain('庚联络（示例镇 联络员）\n　平台发不到')
    expect(text).toContain('接通办法：\n')
    expect(text).toContain('没有绑定的，请本人私聊机器人发“绑定 姓名 单位”')
    expect(text).toContain('平台发不到的，请先把他加进应用（机器人）的可见范围')
    const all = (await desk.as('office').privately('未接通 全部')).text
    expect(all).toContain('平台发不到：1 人\n· 示例镇\n　庚联络')
    expect(all).toContain('没有绑定：1 人\n· 不在单位任职\n　戊领导')
  })

  it('says so when everybody can be reached', async () => {
    const desk = await openDesk()
    expect((await desk.as('office').privately('未接通')).text).toBe('花名册上的人都能私聊到')
  })
})
