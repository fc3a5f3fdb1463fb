import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from './kit.ts'
import { sampleCommands } from './sample-commands.ts'

const commands = sampleCommands
let desk: Desk
beforeAll(async () => {
  desk = await openDesk({ commands })
})
afterAll(() => desk.close())

describe('what people type', () => {
  it.each([
    '/项目 绿邦',
    '／项目　绿邦',
    '项目绿邦',
    'lvbang',
    'lb',
    '绿邦到哪一步了？',
    'project 绿邦',
    '查 脱硫酸液',
    '项目 4号',
  ])('%j shows 绿邦, in private and after a mention', async (text) => {
    for (const heard of [await desk.as('liaison').privately(text), await desk.as('observer').inGroup(text)]) {
      expect(heard).toMatchObject({ command: 'project', args: { project: '绿邦' } })
      expect(heard.text).toContain('看到绿邦')
    }
  })

  it('answers in reply to the message, in the chat of the message', async () => {
    const heard = await desk.as('observer').inGroup('绿邦')
    expect(heard.told).toMatchObject([{ to: '示例区调度群', replyTo: heard.messageId }])
  })

  it('in a group only a slash or a mention is for the bot; chatter is neither answered nor kept', async () => {
    expect(await desk.as('liaison').inGroup('绿邦今天进场了', { mention: false })).toMatchObject({
      command: null,
      args: null,
      texts: [],
    })
    expect((await desk.as({ id: 'passer-by' }).inGroup('大家好', { mention: false })).texts).toEqual([])
    expect((await desk.as('liaison').inGroup('／项目 绿邦', { mention: false })).command).toBe('project')
    expect(await desk.db.inboxEvent.count({ where: { content: { path: ['text'], equals: '绿邦今天进场了' } } })).toBe(0)
  })

  it('offers a choice, a suggestion, or a short help', async () => {
    expect((await desk.as('leader').privately('嘉园')).cards[0]?.actions).toEqual(
      ['示例甲', '示例乙', '示例丙'].map((name) => ({ kind: 'button', label: name, action: `项目 ${name}` })),
    )
    expect((await desk.as('leader').privately('绿帮')).text).toBe('没有找到“绿帮”。您是不是要找：绿邦？\n〔绿邦〕')
    expect((await desk.as('office').privately('备柱')).text).toContain('您是不是要找：备注')
    const help = await desk.as('leader').privately('今天天气不错')
    expect(help).toMatchObject({ command: 'help', args: null })
    expect(help.text).toMatch(/^没有看懂。可以这样问我：/)
  })

  it('takes thanks and greetings for what they are', async () => {
    const own = await openDesk({ commands })
    for (const text of ['谢谢', '谢谢您。', '收到！', '辛苦了']) {
      expect((await own.as('leader').privately(text)).text).toBe('不客气，有事随时发。')
    }
    expect((await own.as('leader').privately('您好')).text).toMatch(/^在，请说。/)
    await own.remind('liaison', '2023-09-1', ['示例甲'])
    expect((await own.as('liaison').privately('收到')).text).toBe(
      '好的。旬报请回一句话，例如：本旬800万 管道连接完成；没有进展就回：没变',
    )
  })

  it('does not offer what the person may not use', async () => {
    expect((await desk.as('leader').privately('备柱')).text).not.toContain('备注')
    expect((await desk.as('stranger').privately('绿帮')).text).not.toContain('绿邦')
  })

  it('takes a click like a typed line, and flashes the answer', async () => {
    const clicked = await desk.as('office').click('备注 示例甲 正常')
    expect(clicked).toMatchObject({ command: 'note', args: { project: '示例甲', text: '正常' }, texts: [] })
    expect(clicked.answer).toMatchObject({ toast: { tone: 'good', text: '好了' }, card: { title: '已记：正常' } })
    const plain = await desk.as('office').click('项目 绿邦')
    expect(plain.answer).toEqual({ toast: { tone: 'neutral', text: '看到绿邦' } })
    expect(plain.text).toContain('看到绿邦')
  })

  it('answers a click in a group to the one who clicked', async () => {
    const clicked = await desk.as('leader').click('项目 绿邦', { in: 'dispatch' })
    expect(clicked.told).toMatchObject([{ to: 'leader', replyTo: null }])
  })

  it('hands the values of a form to the command', async () => {
    expect((await desk.as('liaison').click('旬报 示例甲', { form: { amount: '800' } })).text).toBe(
      '收到：示例甲{"amount":"800"}',
    )
  })

  it('hears the menu as a private line', async () => {
    const sender = { id: 'leader', name: '戊领导' }
    const at = desk.clock.wall().toISOString()
    const heard = await desk.hear({ kind: 'menu', platform: 'console', key: 'menu:1', at, sender, item: '项目 绿邦' })
    expect(heard).toMatchObject({ command: 'project', told: [{ to: 'leader', replyTo: null }] })
  })
})

describe('who may, and where', () => {
  it.each([
    [
      'observer',
      '报绿邦 本旬800万',
      '只有本项目联络员和项目办可以报数。您现在的身份：观察员。要绑定身份请私聊我发：绑定 姓名 单位',
    ],
    ['leader', '备注 示例甲 好', '只有项目办可以用“备注”。您现在的身份：包联领导。发“帮助”看您能用的命令'],
    [
      'observer',
      '私下',
      '只有本区花名册上的人员可以用“私下”。您现在的身份：观察员。要绑定身份请私聊我发：绑定 姓名 单位',
    ],
    ['liaison', '旬报 示例甲 本旬800万', '“旬报”不在群里办，请私聊我发。'],
  ] as const)('%s hears in the group for %j: %s', async (actor, text, sentence) => {
    const heard = await desk.as(actor).inGroup(text)
    expect(heard.text).toBe(sentence)
    expect(heard.args).toBeNull()
  })

  it.each([
    [
      'stranger',
      '项目 绿邦',
      '只有本区花名册上的人员可以用“项目”。您现在的身份：未绑定。要绑定身份请发：绑定 姓名 单位',
    ],
    ['liaison', '群发', '“群发”请在群里发。'],
    ['admin', '封存', '“封存”没有开放。您现在的身份：管理员。发“帮助”看您能用的命令'],
  ] as const)('%s hears in private for %j: %s', async (actor, text, sentence) => {
    expect((await desk.as(actor).privately(text)).text).toBe(sentence)
  })

  it('an unknown person in private is told how to bind, whatever he says', async () => {
    for (const text of ['绿邦', '你好', '本旬多少']) {
      expect((await desk.as('stranger').privately(text)).text).toMatch(/^您还没有绑定身份，请发：绑定 姓名 单位/)
    }
  })

  it('rights end with the post, and observers may be shut out by the district', async () => {
    const own = await openDesk({ commands })
    const { db, district } = own
    await db.membership.updateMany({
      where: { personId: district.people.get('office') ?? 0 },
      data: { until: new Date('2023-09-08T00:00:00Z') },
    })
    expect((await own.as('office').privately('备注 示例甲 好')).text).toContain('您现在的身份：没有任职')
    expect((await own.as('observer').inGroup('绿邦')).text).toContain('看到绿邦')
    await db.ruleSetting.create({
      data: { districtId: district.id, key: 'observers.allowed', value: false, fromMonth: '2023-09' },
    })
    expect((await own.as('observer').inGroup('项目 绿邦')).text).toBe(
      '本区没有对观察员开放查询。您现在的身份：观察员。要绑定身份请私聊我发：绑定 姓名 单位',
    )
    expect((await own.as('leader').inGroup('绿邦')).text).toContain('看到绿邦')
  })

  it('a person of two districts speaks for the one of the newest post, in a group for the group’s', async () => {
    const own = await openDesk({ commands })
    const { db, district } = own
    const other = await db.district.create({ data: { name: '示例二区', activatedAt: new Date() } })
    await db.project.create({
      data: {
        districtId: other.id,
        number: 1,
        name: '示例戊项目',
        shortName: '示例戊',
        nature: 'NEW',
        stage: 'STARTED',
      },
    })
    const personId = district.people.get('leader') ?? 0
    const since = new Date('2023-09-01T00:00:00Z')
    await db.membership.create({ data: { districtId: other.id, personId, role: 'OFFICE', since } })
    expect((await own.as('leader').privately('示例戊')).args).toEqual({ project: '示例戊' })
    expect((await own.as('leader').inGroup('示例甲')).args).toEqual({ project: '示例甲' })
    expect((await own.as('leader').inGroup('备注 示例甲 好')).text).toContain('您现在的身份：包联领导')
  })

  it('an account of ADMIN_USERS is admin without being on the roster', async () => {
    const own = await openDesk({ commands: [...commands] })
    await own.db.platformIdentity.create({ data: { platform: 'CONSOLE', externalId: 'root', isEnvAdmin: true } })
    expect((await own.as({ id: 'root' }).privately('备注 示例甲 好')).text).toContain('您现在的身份：管理员')
    expect((await own.as({ id: 'root' }).privately('绿邦')).args).toEqual({ project: '绿邦' })
  })
})

describe('what is said discreetly', () => {
  it('goes to the person, not into the group; others are pushed to in working hours', async () => {
    const heard = await desk.as('leader').inGroup('私下')
    expect(heard.told).toMatchObject([{ to: 'leader', text: '只给您看', replyTo: null }])
    expect(await desk.pushes()).toMatchObject([{ to: 'office', text: '有人问了', notBefore: desk.clock.now() }])
  })

  it('says so in the group when the person’s private door is shut', async () => {
    const own = await openDesk({ commands })
    await own.db.platformIdentity.updateMany({ where: { externalId: 'leader' }, data: { unreachable: 'blocked' } })
    const heard = await own.as('leader').inGroup('私下')
    expect(heard.told).toMatchObject([{ to: '示例区调度群' }])
    expect(heard.text).toBe('这些内容不在群里显示。请先私聊我发一句话，再问一次。')
    await own.as('leader').privately('私下')
    expect((await own.as('leader').inGroup('私下')).told).toMatchObject([{ to: 'leader' }])
  })

  it('a push at night waits for the next working morning, an answer does not', async () => {
    const night = await openDesk({ commands, now: '2023-09-08T20:00:00+08:00' })
    const heard = await night.as('leader').privately('私下')
    expect(heard.told[0]?.notBefore).toEqual(night.clock.now())
    expect((await night.pushes())[0]?.notBefore).toEqual(new Date('2023-09-11T09:00:00+08:00'))
  })
})

describe('mistakes', () => {
  it('take back what the command had written, and still answer', async () => {
    const own = await openDesk({ commands })
    const heard = await own.as('office').privately('备注 示例甲 不行')
    expect(heard.text).toBe('这样不行，请改成别的。\n〔备注 示例甲 别的〕')
    expect(await own.db.project.findFirst({ where: { shortName: '示例甲' } })).toMatchObject({ note: null })
    expect(await own.db.auditEntry.count()).toBe(0)
  })

  it('of the program go on to the inbox, and nothing of the message is kept', async () => {
    const own = await openDesk({ commands })
    await expect(own.as('office').privately('备注 示例甲 坏了')).rejects.toThrow('unexpected')
    expect(await own.db.project.findFirst({ where: { shortName: '示例甲' } })).toMatchObject({ note: null })
    expect(await own.db.outboxMessage.count()).toBe(0)
  })

  it('leave the audit with who, where and what when there was none', async () => {
    const own = await openDesk({ commands })
    await own.as('office').privately('备注 示例甲 好')
    const personId = own.district.people.get('office')
    expect(await own.db.auditEntry.findMany()).toMatchObject([
      { personId, districtId: own.district.id, command: 'note', subject: 'project', after: { noted: true } },
    ])
  })
})
