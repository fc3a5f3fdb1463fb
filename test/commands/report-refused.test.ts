import { describe, expect, it } from 'vitest'
import { openDesk } from '../chat/kit.ts'
import { asked, ledgerOf, say } from './report-desk.ts'

describe('wrong turns of a ten-day report', () => {
  it('an unknown person, another role, another liaison: one sentence with the way out', async () => {
    const desk = await asked()
    expect(await say(desk, '旬报 示例甲 本旬800万', 'stranger')).toBe(
      '只有本项目联络员和项目办可以报数。您现在的身份：未绑定。要绑定身份请发：绑定 姓名 单位',
    )
    expect(await say(desk, '旬报 示例甲 本旬800万', 'leader')).toBe(
      '只有本项目联络员和项目办可以报数。您现在的身份：包联领导。发“帮助”看您能用的命令',
    )
    expect(await say(desk, '旬报 示例甲 本旬800万 管道连接完成', 'liaison2')).toContain(
      '您现在的身份：联络员，不是示例甲的联络员。发“我的项目”看您的项目',
    )
    expect(await say(desk, '旬报 示例丙 本旬80万 电池到货', 'office')).toContain('已记下：示例丙')
  })

  it('in a group: asks to write in private, and records nothing', async () => {
    const desk = await asked()
    const { text } = await desk.as('liaison').inGroup('旬报 示例甲 本旬800万 管道连接完成')
    expect(text).toContain('“旬报”不在群里办，请私聊我发')
    expect(await ledgerOf(desk, '示例甲')).toEqual(['2023-08-3 REPORT 5200.00'])
  })

  it('a nickname of three projects lets one choose; a slip gets a suggestion; the buttons file the report', async () => {
    const desk = await asked()
    const many = await desk.as('liaison').privately('旬报 嘉园 本旬80万 管道连接完成')
    expect(many.text).toContain('“嘉园”对得上 3 个项目，您说的是哪一个？')
    expect(many.cards[0]?.actions[0]).toMatchObject({ action: '旬报 2023年9月上旬 示例甲 本旬80万 管道连接完成' })
    expect(await say(desk, '旬报 示例假 本旬80万 管道连接完成')).toContain('没有找到“示例假”这个项目。您是不是要找：')
  })

  it('a number that no reminder has, a project twice', async () => {
    const desk = await asked()
    expect(await say(desk, '5 本旬80万 管道连接完成')).toContain('提醒里只有 2 个项目，没有第 5 个')
    expect(await say(desk, '1 本旬80万 管道\n示例甲 本旬90万 管道')).toContain('示例甲 在一条消息里报了两次')
  })

  it('an empty form, a form without an amount, an amount in words', async () => {
    const desk = await asked()
    const submit = (form: Record<string, string>) => desk.as('liaison').click('旬报 2023年9月上旬 填表', { form })
    const empty = await submit({ amount_1: ' ', progress_1: '', problem_1: '无' })
    expect(empty.text).toContain('表里还没有填。请至少填一个项目；都没有进展请发：旬报 2023年9月上旬 都没变')
    expect(empty.cards[0]?.actions).toMatchObject([{ label: '都没变', action: '旬报 2023年9月上旬 都没变' }])
    expect((await submit({ amount_1: '', progress_1: '管道连接完成', problem_1: '' })).text).toBe(
      '示例甲 没有填本旬完成投资。本旬没有新完成请填 0',
    )
    expect((await submit({ amount_1: '八百多', progress_1: '管道', problem_1: '' })).text).toContain('示例甲：')
    const filed = await submit({ amount_1: '800', progress_1: '管道连接完成', problem_1: '用电容量不足' })
    expect(filed.text).toContain('已记下：示例甲 9月上旬 完成 800 万元')
    expect(await desk.db.problem.count()).toBe(1)
  })

  it('a project with an amount that cannot be read is told how to write it; who may not report sees the project', async () => {
    const desk = await openDesk()
    const garbled = await desk.as('liaison').privately('示例甲 本旬abc')
    expect(garbled.command).toBe('report')
    expect(garbled.text).toBe('“abc”不像金额，请写成：示例甲 本旬800万 一句形象进度')
    expect((await desk.as('leader').privately('示例甲 本旬abc')).command).toBe('project')
    expect((await desk.as('liaison').privately('示例甲 本旬进展')).command).toBe('project')
    expect((await desk.as('liaison').inGroup('示例甲 本旬abc')).command).toBe('project')
  })

  it('the form shows neither a target nor a figure', async () => {
    const { cards } = await (await asked()).as('liaison').privately('旬报')
    const form = cards[0]?.blocks.find(({ kind }) => kind === 'form')
    expect(form?.kind === 'form' ? form.fields.every(({ value }) => value === undefined) : false).toBe(true)
    expect(JSON.stringify(cards)).not.toMatch(/目标|还差|完成率/)
  })
})
