import { describe, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import type { Incoming } from '../../src/chat/message.ts'
import { openDesk } from './kit.ts'

const place = { id: 'group-unbound', kind: 'group', name: '示例工作群' } as const

function event(kind: 'joined' | 'left', n: number, external = false): Incoming {
  return {
    kind,
    platform: 'console',
    key: `group:${kind}:${n}`,
    at: '2023-09-08T02:00:00Z',
    place: { ...place, external },
  }
}

const UNBOUND =
  '这个群还没有绑定到区\n请本区管理员选择这个群的用途，也可以发“绑定”。\n绑定前不回答项目问题。\n调度群：通报发在这里，一区一个。查询群：只问不发。\n〔调度群〕〔查询群〕〔不绑定〕'

describe('a group', () => {
  it('gets the choice when the bot is brought in, and knows only how to be bound', async () => {
    const desk = await openDesk({ commands })
    expect((await desk.hear(event('joined', 1))).texts).toEqual([UNBOUND])
    for (const actor of ['liaison', 'observer', 'admin'] as const) {
      for (const text of ['总览', '绿邦', '帮助', '随便说说']) {
        expect((await desk.as(actor).inGroup(text, { group: 'unbound' })).text).toBe(UNBOUND)
      }
    }
  })

  it('is bound by an administrator’s click: the card changes, and the group may ask', async () => {
    const desk = await openDesk({ commands })
    await desk.hear(event('joined', 1))
    const clicked = await desk.as('admin').click('绑定 查询群', { in: 'unbound' })
    expect(clicked.answer?.card?.title).toBe('这个群已绑定为示例区查询群')
    expect(clicked.texts).toEqual([])
    expect((await desk.as('observer').inGroup('总览', { group: 'unbound' })).command).toBe('overview')
    expect(await desk.db.auditEntry.findMany()).toMatchObject([
      { command: 'bind', subject: 'chat', after: { use: 'QUERY' } },
    ])
  })

  it('is not bound by anybody else', async () => {
    const desk = await openDesk({ commands })
    for (const actor of ['office', 'leader', 'stranger'] as const) {
      const clicked = await desk.as(actor).click('绑定 调度群', { in: 'unbound' })
      expect(clicked.answer?.toast?.text).toBe('这个群还没有绑定。只有本区管理员可以绑定，请管理员在群里发：绑定')
    }
    expect(await desk.db.chat.count({ where: { use: 'NONE', externalId: place.id } })).toBe(1)
  })

  it('becomes 调度群 by 绑定 alone when the district has none, else 查询群; there is one 调度群 a district', async () => {
    const desk = await openDesk({ commands })
    expect((await desk.as('admin').inGroup('绑定', { group: 'unbound' })).text).toContain('示例区查询群')
    expect((await desk.as('admin').inGroup('绑定 调度群', { group: 'unbound' })).text).toContain(
      '示例区已有调度群“示例区调度群”，一区一个。',
    )
    await desk.as('admin').inGroup('绑定 不绑定')
    expect((await desk.as('observer').inGroup('总览')).text).toBe(UNBOUND)
    expect((await desk.as('admin').inGroup('绑定 调度群', { group: 'unbound' })).text).toContain('示例区调度群')
  })

  it('loses its binding when the bot is taken out, and is asked again when it is back', async () => {
    const desk = await openDesk({ commands })
    await desk.as('admin').inGroup('绑定 查询群', { group: 'unbound' })
    await desk.hear(event('left', 1))
    expect(await desk.db.chat.findFirst({ where: { externalId: place.id } })).toMatchObject({
      use: 'NONE',
      districtId: null,
      goneAt: desk.clock.now(),
    })
    expect((await desk.hear(event('joined', 2))).texts).toEqual([UNBOUND])
    expect(await desk.db.chat.findFirst({ where: { externalId: place.id } })).toMatchObject({ goneAt: null })
  })

  it('with external people in it is never bound and hears nothing', async () => {
    const desk = await openDesk({ commands })
    const sentence = '这是外部群，不能绑定，也不提供项目信息。'
    expect((await desk.as('admin').inGroup('绑定 调度群', { group: 'outside' })).text).toBe(sentence)
    expect((await desk.as('leader').inGroup('总览', { group: 'outside' })).text).toBe(sentence)
    expect((await desk.hear(event('joined', 3, true))).texts).toEqual([sentence])
    await desk.db.chat.updateMany({ where: { externalId: 'group-query' }, data: { isExternal: true } })
    expect((await desk.as('leader').inGroup('总览', { group: 'query' })).text).toBe(sentence)
  })

  it('asks which district when an administrator has several', async () => {
    const desk = await openDesk({ commands })
    const other = await desk.db.district.create({ data: { name: '示例二区', activatedAt: desk.clock.now() } })
    const personId = desk.district.people.get('admin') ?? 0
    const since = new Date('2023-01-01T00:00:00Z')
    await desk.db.membership.create({ data: { districtId: other.id, personId, role: 'ADMIN', since } })
    const asked = await desk.as('admin').inGroup('绑定', { group: 'unbound' })
    expect(asked.text).toBe(
      '请写明绑定到哪个区，例如：绑定 调度群 区名\n〔绑定 调度群 示例区〕〔绑定 调度群 示例二区〕',
    )
    expect((await desk.as('admin').inGroup('绑定 调度群 示例二区', { group: 'unbound' })).text).toContain(
      '示例二区调度群',
    )
  })
})

describe('a message taken back', () => {
  it('is not answered any more when the answer is not on its way yet', async () => {
    const desk = await openDesk({ commands })
    const heard = await desk.as('liaison').privately('总览')
    const recalled = { kind: 'recalled', platform: 'console', key: 'recalled:1', at: '2023-09-08T02:00:00Z' } as const
    await desk.hear({ ...recalled, messageId: heard.messageId, place: { id: 'liaison', kind: 'private' } })
    const states = await desk.db.outboxMessage.findMany({ select: { state: true } })
    expect(states).toEqual([{ state: 'EXPIRED' }])
  })
})
