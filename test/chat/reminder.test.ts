import { describe, expect, it } from 'vitest'
import { say } from '../../src/chat/card.ts'
import { openDesk } from './kit.ts'
import { sampleCommands } from './sample-commands.ts'

const options = { commands: sampleCommands }

describe('an answer to a reminder', () => {
  it('knows the period and the projects of the open reminder', async () => {
    const desk = await openDesk(options)
    await desk.remind('liaison', '2023-09-1', ['示例乙', '示例甲'])
    const of = ['示例乙', '示例甲'].map((name) => desk.district.projects.get(name))
    for (const text of ['1 本旬800万 管道连接完成', '本旬800万 设备安装90%', '１　没变', '没有变化']) {
      expect(await desk.as('liaison').privately(text)).toMatchObject({
        command: 'report',
        args: { period: '2023-09-1', of },
      })
    }
    expect((await desk.as('liaison').privately('今天天气不错')).command).toBe('help')
    expect((await desk.as('liaison').privately('绿邦')).command).toBe('project')
  })

  it('goes to the oldest 旬 that is still open, and a locked one is closed', async () => {
    const desk = await openDesk(options)
    await desk.remind('liaison', '2023-09-1', ['示例甲'])
    await desk.remind('liaison', '2023-09-2', ['示例乙'])
    expect((await desk.as('liaison').privately('1 没变')).args).toMatchObject({ period: '2023-09-1' })
    await desk.db.period.updateMany({ where: { code: '2023-09-1' }, data: { lockedAt: desk.clock.now() } })
    expect((await desk.as('liaison').privately('1 没变')).args).toMatchObject({ period: '2023-09-2' })
  })

  it('knows the message that it quotes before anything else', async () => {
    const desk = await openDesk(options)
    await desk.remind('liaison', '2023-09-1', ['示例甲'])
    const project = desk.district.projects.get('示例丙') ?? 0
    const chat = await desk.db.chat.findFirstOrThrow({ where: { externalId: 'liaison' } })
    await desk.db.outboxMessage.create({
      data: {
        key: 'reminder:test',
        chatId: chat.id,
        kind: 'PUSH',
        card: say('请报'),
        context: { kind: 'reminder', period: '2023-09-2', projectIds: [project] },
        notBefore: desk.clock.now(),
        state: 'SENT',
        externalId: 'om-1',
      },
    })
    const heard = await desk.as('liaison').privately('管道连接完成', { replyTo: 'om-1' })
    expect(heard).toMatchObject({ command: 'report', args: { period: '2023-09-2', of: [project] } })
    const clicked = await desk.as('liaison').click('旬报', { messageId: 'om-1', form: { amount: '8' } })
    expect(clicked.args).toMatchObject({ period: '2023-09-2', of: [project] })
    expect((await desk.as('liaison').privately('管道连接完成')).command).toBe('help')
  })

  it('is not another person’s', async () => {
    const desk = await openDesk(options)
    await desk.remind('liaison', '2023-09-1', ['示例甲'])
    expect((await desk.as('liaison2').privately('1 没变')).command).toBe('help')
    expect((await desk.as('office').privately('没变')).args).toMatchObject({ period: null, of: [] })
  })
})
