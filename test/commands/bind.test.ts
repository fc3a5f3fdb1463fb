import { describe, expect, it } from 'vitest'
import { type Desk, openDesk } from '../chat/kit.ts'

const stranger = { id: 'console-77', name: '小庚' }

/** A person on the roster without an account. */
async function newcomer(desk: Desk, name = '子新人', unit = '能源局', phone: string | null = null): Promise<number> {
  const { id } = await desk.db.person.create({
    data: {
      name,
      phone,
      memberships: {
        create: {
          districtId: desk.district.id,
          role: 'LIAISON',
          unitId: desk.district.units.get(unit) ?? null,
          since: new Date('2023-01-01T00:00:00Z'),
        },
      },
    },
  })
  return id
}

async function boundTo(desk: Desk, externalId: string): Promise<number | null> {
  return (await desk.db.platformIdentity.findFirst({ where: { externalId } }))?.personId ?? null
}

describe('绑定 姓名 单位 in private', () => {
  it('is a request that 项目办 confirms by a button; the requester hears of it and may work', async () => {
    const desk = await openDesk()
    const id = await newcomer(desk)
    const asked = await desk.as(stranger).privately('绑定 子新人 能源局')
    expect(asked.text).toBe('已提交，等项目办确认\n确认后会私聊告诉您，不用重发。')
    const [push] = await desk.pushes()
    expect(push).toMatchObject({ to: 'office' })
    expect(push?.text).toContain('账号“小庚”申请绑定为：子新人（能源局 联络员）')
    expect((await desk.as(stranger).privately('绑定')).text).toContain('在等项目办确认')

    const clicked = await desk.as('office').click('同意绑定 1')
    expect(clicked.answer?.card?.title).toBe('已同意：子新人 绑定成功，已告诉本人。')
    expect(await boundTo(desk, stranger.id)).toBe(id)
    expect((await desk.pushes()).at(-1)?.text).toMatch(/^已绑定：您是示例区的子新人/)
    expect((await desk.as(stranger).privately('绑定')).text).toContain('身份：联络员')
    expect(await desk.db.auditEntry.findMany({ where: { command: 'bind' } })).toMatchObject([
      { districtId: desk.district.id, subject: 'identity', before: { personId: null }, after: { personId: id } },
    ])
  })

  it('may be refused with a reason, by text', async () => {
    const desk = await openDesk()
    await newcomer(desk)
    await desk.as(stranger).privately('绑定 子新人 能源局')
    expect((await desk.as('office').privately('不同意绑定 1 不是本人，请核对')).text).toBe(
      '已拒绝子新人的绑定申请，已告诉对方。',
    )
    expect((await desk.pushes()).at(-1)?.text).toMatch(/^绑定申请没有通过：不是本人，请核对/)
    expect(await boundTo(desk, stranger.id)).toBeNull()
    expect((await desk.as('office').privately('同意绑定 1')).text).toBe('第 1 号绑定申请已经办过了。')
  })

  it('is decided by 项目办 and administrators only', async () => {
    const desk = await openDesk()
    await newcomer(desk)
    await desk.as(stranger).privately('绑定 子新人 能源局')
    for (const actor of ['liaison', 'leader', 'stranger'] as const) {
      expect((await desk.as(actor).privately('同意绑定 1')).text).toBe('只有本区项目办和管理员可以确认绑定。')
    }
    expect((await desk.as(stranger).privately('同意绑定 1')).text).toContain('只有本区项目办')
    expect((await desk.as('admin').privately('同意绑定 1')).text).toContain('绑定成功')
  })

  it('finds the person by the phone number on the roster, and does not keep the number', async () => {
    const desk = await openDesk()
    const id = await newcomer(desk, '子新人', '能源局', '13800001234')
    const asked = await desk.as(stranger).privately('绑定 138-0000-1234')
    expect(asked.args).toMatchObject({ mode: 'request', person: id })
    expect(JSON.stringify(asked.args)).not.toContain('1380000')
  })

  it('a second claim on the same person is refused and reported', async () => {
    const desk = await openDesk()
    await newcomer(desk)
    await desk.as(stranger).privately('绑定 子新人 能源局')
    const second = { id: 'console-78', name: '小丑' }
    const refused = '这个人已有别的账号绑定或正在申请，没有受理，已告知项目办。换了账号请联系项目办。'
    expect((await desk.as(second).privately('绑定 子新人 能源局')).text).toBe(refused)
    expect((await desk.pushes()).at(-1)).toMatchObject({ to: 'office' })
    expect((await desk.pushes()).at(-1)?.text).toContain('又有一个账号申请绑定为子新人，已拒绝')
    expect((await desk.as(second).privately('绑定 庚联络 示例镇')).text).toBe(refused)
    expect(await desk.db.bindRequest.count()).toBe(1)
  })

  it('said again changes nothing; said of another person it takes the first request back', async () => {
    const desk = await openDesk()
    await newcomer(desk)
    await newcomer(desk, '丑新人', '示例园区')
    await desk.as(stranger).privately('绑定 子新人 能源局')
    expect((await desk.as(stranger).privately('绑定 子新人 能源局')).text).toContain('不用重发')
    expect((await desk.pushes()).length).toBe(1)
    await desk.as(stranger).privately('绑定 丑新人 示例园区')
    expect(await desk.db.bindRequest.findMany({ orderBy: { id: 'asc' }, select: { state: true } })).toEqual([
      { state: 'WITHDRAWN' },
      { state: 'PENDING' },
    ])
  })

  it.each([
    ['绑定 无此人 能源局', '花名册上没有“无此人 能源局”。请核对姓名和单位，或请项目办先把人加进花名册。'],
    ['绑定 子新人 示例镇', '花名册上没有“子新人 示例镇”。请核对姓名和单位，或请项目办先把人加进花名册。'],
    ['绑定 子新人', '请写上单位，例如：绑定 子新人 区发改委'],
    ['同意绑定', '请写明申请的编号，例如：同意绑定 3'],
    ['绑定 调度群', '绑定群请在那个群里发：绑定 调度群'],
  ])('%j: %s', async (text, sentence) => {
    const desk = await openDesk()
    await newcomer(desk)
    expect((await desk.as(stranger).privately(text)).text).toBe(sentence)
    expect(await desk.db.bindRequest.count()).toBe(0)
  })

  it('a leader without a unit needs the name only', async () => {
    const desk = await openDesk()
    await desk.db.platformIdentity.updateMany({ where: { externalId: 'leader' }, data: { personId: null } })
    expect((await desk.as(stranger).privately('绑定 戊领导')).text).toMatch(/^已提交/)
  })

  it('in a group it is sent to the private chat', async () => {
    const desk = await openDesk()
    expect((await desk.as('observer').inGroup('绑定 子新人 能源局')).text).toBe('绑定身份请私聊我发：绑定 姓名 单位')
  })

  it('goes to the administrators when nobody of 项目办 can be reached', async () => {
    const desk = await openDesk()
    await newcomer(desk)
    await desk.db.platformIdentity.updateMany({ where: { externalId: 'office' }, data: { personId: null } })
    await desk.as(stranger).privately('绑定 子新人 能源局')
    expect((await desk.pushes()).map((push) => push.to)).toEqual(['admin'])
  })
})

describe('an administrator', () => {
  it('binds somebody by a mention or by an id; what waited for the person goes on its way', async () => {
    const desk = await openDesk()
    const id = await newcomer(desk)
    await desk.db.outboxMessage.create({
      data: {
        key: 'waiting',
        personId: id,
        kind: 'PUSH',
        card: { title: '请报', tone: 'neutral', blocks: [], actions: [] },
        notBefore: desk.clock.now(),
        state: 'UNREACHABLE',
      },
    })
    const mentions = [{ id: 'ou_77', name: '小庚' }]
    const bound = await desk.as('admin').inGroup('绑定 @小庚 子新人', { mentions })
    expect(bound.text).toBe('已绑定：console:ou_77 就是子新人\n绑错了发：解除绑定 子新人')
    expect(await boundTo(desk, 'ou_77')).toBe(id)
    expect(await desk.db.outboxMessage.findFirst({ where: { key: 'waiting' } })).toMatchObject({ state: 'OWED' })

    await newcomer(desk, '丑新人')
    expect((await desk.as('admin').privately('绑定 feishu:ou_88 丑新人')).text).toContain('feishu:ou_88 就是丑新人')
    expect(await desk.db.platformIdentity.findFirst({ where: { externalId: 'ou_88' } })).toMatchObject({
      platform: 'FEISHU',
    })
  })

  it('is the only one who may', async () => {
    const desk = await openDesk()
    await newcomer(desk)
    for (const actor of ['office', 'liaison', 'stranger'] as const) {
      expect((await desk.as(actor).privately('绑定 feishu:ou_88 子新人')).text).toBe(
        '只有本区管理员可以这样做。要绑定自己的身份请私聊我发：绑定 姓名 单位',
      )
    }
    expect(await boundTo(desk, 'ou_88')).toBeNull()
  })

  it('does not take a person from one account to another by mistake', async () => {
    const desk = await openDesk()
    expect((await desk.as('admin').privately('绑定 console:other 庚联络')).text).toContain(
      '庚联络 已经绑定了另一个账号。确实换了账号，请先发：解除绑定 庚联络',
    )
    await newcomer(desk)
    expect((await desk.as('admin').privately('绑定 console:liaison 子新人')).text).toContain('这个账号已经绑定了别人')
    expect((await desk.as('admin').privately('绑定 feishu:ou_9 庚联络')).text).toContain('就是庚联络')
  })

  it('releases an account, 项目办 too, but not that of an administrator', async () => {
    const desk = await openDesk()
    expect((await desk.as('office').privately('解除绑定 庚联络')).text).toContain('已解除庚联络的绑定')
    expect(await boundTo(desk, 'liaison')).toBeNull()
    expect((await desk.as('liaison').privately('我的项目')).text).toContain('绑定 姓名 单位')
    expect((await desk.as('office').privately('解除绑定 甲管理')).text).toBe('管理员的账号只有管理员可以解除。')
    expect((await desk.as('leader').privately('解除绑定 乙办公')).text).toContain('只有本区')
  })

  it('in a demo district lets one account play one demo person after the other', async () => {
    const desk = await openDesk({ isDemo: true })
    await desk.as('admin').privately('绑定 feishu:ou_me 庚联络')
    await desk.as('admin').privately('绑定 feishu:ou_me 戊领导')
    await desk.as('admin').privately('绑定 feishu:ou_you 戊领导')
    expect(await boundTo(desk, 'ou_me')).toBeNull()
    expect(await boundTo(desk, 'ou_you')).toBe(desk.district.people.get('leader'))
  })

  it('takes the own place on the roster that was imported after the claim', async () => {
    const desk = await openDesk()
    const id = await newcomer(desk, '寅主任', '示例镇')
    expect((await desk.as('admin').privately('绑定 寅主任 示例镇')).text).toMatch(/^已绑定：您是寅主任/)
    expect(await boundTo(desk, 'admin')).toBe(id)
    expect((await desk.as('admin').privately('绑定')).text).toContain('身份：管理员、联络员')
    expect(await desk.db.membership.count({ where: { role: 'ADMIN', until: null } })).toBe(1)
  })
})
