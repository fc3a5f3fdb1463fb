import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { aNumber, restText, words } from '../../src/chat/arguments.ts'
import { say } from '../../src/chat/card.ts'
import { defineCommand } from '../../src/chat/command.ts'
import { openDesk } from './kit.ts'
import { sampleCommands } from './sample-commands.ts'

const options = { commands: sampleCommands }
const MINUTE = 60_000

async function waitingDesk() {
  const desk = await openDesk(options)
  const asked = await desk.as('office').privately('备注 示例甲 可疑')
  const note = async () => (await desk.db.project.findFirst({ where: { shortName: '示例甲' } }))?.note ?? null
  const [pending] = await desk.db.pendingConfirm.findMany()
  if (pending === undefined) throw new Error('nothing waits')
  return { desk, asked, note, id: pending.id }
}

describe('a doubtful command', () => {
  it('waits, with the doubt, the other reading and the way to confirm', async () => {
    const { asked, note, id } = await waitingDesk()
    expect(asked).toMatchObject({ command: 'note', args: { project: '示例甲', text: '可疑' } })
    expect(asked.text).toBe(
      '这句可疑，照写吗？\n回“确认”照办，回“取消”作罢；半小时内有效。\n〔写正常〕〔确认〕〔取消〕',
    )
    expect(asked.cards[0]?.actions.map((action) => action.kind === 'button' && action.action)).toEqual([
      '备注 示例甲 正常',
      `确认 ${id}`,
      `取消 ${id}`,
    ])
    expect(await note()).toBeNull()
  })

  it.each(['确认', '确定。', '／确认'])(
    'runs after %j, also when the program was restarted in between',
    async (word) => {
      const { desk, note } = await waitingDesk()
      desk.restart()
      const done = await desk.as('office').privately(word)
      expect(done).toMatchObject({ command: 'note', args: { project: '示例甲', text: '可疑' }, texts: ['已记：可疑'] })
      expect(await note()).toMatch(/^可疑@/)
    },
  )

  it('runs by the button too, and counts as said when it was first said', async () => {
    const { desk, note, id } = await waitingDesk()
    const said = desk.clock.now().toISOString()
    desk.clock.pass(20 * MINUTE)
    expect((await desk.as('office').click(`确认 ${id}`)).answer?.card?.title).toBe('已记：可疑')
    expect(await note()).toBe(`可疑@${said}`)
  })

  it('runs once: a second tap changes nothing', async () => {
    const { desk, id } = await waitingDesk()
    await desk.as('office').click(`确认 ${id}`)
    expect((await desk.as('office').click(`确认 ${id}`)).text).toBe('这件事已经确认或取消过了，没有再办。')
    expect((await desk.as('office').privately('确认')).text).toBe('没有等您确认的事。')
    expect(await desk.db.auditEntry.count()).toBe(1)
  })

  it('is dropped by 取消', async () => {
    const { desk, note } = await waitingDesk()
    expect((await desk.as('office').privately('取消')).text).toBe('已取消，什么都没有改。')
    expect((await desk.as('office').privately('确认')).text).toBe('没有等您确认的事。')
    expect(await note()).toBeNull()
  })

  it('lapses after half an hour', async () => {
    const { desk, note } = await waitingDesk()
    desk.clock.pass(30 * MINUTE)
    expect((await desk.as('office').privately('确认')).text).toBe('等得太久，已作罢。请把原来那句话再发一次。')
    expect(await note()).toBeNull()
  })

  it('belongs to the one who typed it, in the chat where it was typed', async () => {
    const { desk, note, id } = await waitingDesk()
    expect((await desk.as('admin').privately(`确认 ${id}`)).text).toBe('没有等您确认的事。')
    expect((await desk.as('office').inGroup(`确认 ${id}`)).text).toBe('没有等您确认的事。')
    expect(await note()).toBeNull()
  })

  it('is void once the same was typed anew about the same project, not about another one', async () => {
    const { desk, note, id } = await waitingDesk()
    await desk.as('office').privately('备注 示例乙 正常')
    await desk.as('office').privately('备注 示例甲 正常')
    expect((await desk.as('office').click(`确认 ${id}`)).text).toBe('这件事已被后面一件代替，请再发一次原来那句话。')
    expect(await note()).toMatch(/^正常@/)
    await desk.as('office').privately('备注 示例乙 可疑')
    await desk.as('office').privately('备注 示例甲 可疑')
    await desk.as('office').privately('确认')
    expect((await desk.as('office').privately('确认')).args).toMatchObject({ project: '示例乙' })
  })

  it('about another number, or about nothing in particular, leaves what waits', async () => {
    const asking = (id: string, name: string, args: z.ZodObject, read: Parameters<typeof defineCommand>[0]['read']) =>
      defineCommand({
        ...{ id, name, args, read, aliases: [], summary: '试', usage: ['试'], who: ['office'], where: 'anywhere' },
        examples: [{ text: '试', in: 'private', as: 'office' }],
        confirm: async () => [{ sentence: '对吗？' }],
        run: async () => ({ card: say('办了') }),
      })
    const numbered = asking('numbered', '编号', z.object({ number: z.number() }), words({ number: aNumber('编号') }))
    const free = asking('free', '随便', z.object({ text: z.string() }), words({ text: restText('什么', '话') }))
    const desk = await openDesk({ commands: [numbered, free] })
    const waiting = async () =>
      (await desk.db.pendingConfirm.findMany({ where: { usedAt: null }, orderBy: { id: 'asc' } })).map(
        ({ args }) => args,
      )
    for (const line of ['编号 1', '编号 2', '随便 一句', '随便 两句', '编号 1']) await desk.as('office').privately(line)
    expect(await waiting()).toEqual([{ number: 2 }, { text: '一句' }, { text: '两句' }, { number: 1 }])
  })

  it.each(['对', '是', '是的。', '好的'])('a plain %j right after the question confirms it', async (word) => {
    const { desk, note } = await waitingDesk()
    expect((await desk.as('office').privately(word)).text).toBe('已记：可疑')
    expect(await note()).toMatch(/^可疑@/)
  })

  it.each(['不', '不对', '算了'])('a plain %j right after the question drops it', async (word) => {
    const { desk, note } = await waitingDesk()
    expect((await desk.as('office').privately(word)).text).toBe('已取消，什么都没有改。')
    expect(await note()).toBeNull()
  })

  it('a plain word decides nothing when two things wait, or when something was said in between', async () => {
    const { desk, note } = await waitingDesk()
    await desk.as('office').privately('备注 示例乙 可疑')
    await desk.as('office').privately('对')
    expect(await note()).toBeNull()
    await desk.as('office').privately('算了')
    expect(await desk.db.pendingConfirm.count({ where: { usedAt: null } })).toBe(2)
    await desk.as('office').privately('取消')
    await desk.as('office').privately('是')
    expect(await note()).toBeNull()
    expect((await desk.as('office').privately('确认')).text).toBe('已记：可疑')
  })

  it('needs the right at the moment of the confirmation', async () => {
    const { desk, note } = await waitingDesk()
    await desk.db.membership.deleteMany({ where: { personId: desk.district.people.get('office') ?? 0 } })
    expect((await desk.as('office').privately('确认')).text).toContain('您现在的身份：没有任职')
    expect(await note()).toBeNull()
  })

  it('asked by a click in a group is confirmed in the private chat where the question went', async () => {
    const desk = await openDesk(options)
    const asked = await desk.as('office').click('备注 示例甲 可疑', { in: 'dispatch' })
    expect(asked.told).toMatchObject([{ to: 'office' }])
    expect((await desk.as('office').privately('确认')).text).toBe('已记：可疑')
  })
})
