import { beforeEach, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from '../chat/kit.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk({ now: '2023-09-08T10:00:00+08:00' })
  await desk.as('liaison').privately('报问题 示例甲 用电 变压器容量不足')
})

const toldTo = async (name: string): Promise<string> =>
  (await desk.pushes())
    .filter(({ to }) => to === name)
    .map(({ text }) => text)
    .join('\n')

describe('a problem from its first word to its closing (rules.md §7)', () => {
  it('is assigned, worked on, closed with evidence and confirmed by who raised it', async () => {
    const assigned = await desk.as('office').privately('派 1 给 能源局 9月15日 尽快增容')
    expect(assigned).toMatchObject({
      command: 'assign',
      args: { number: 1, unit: '能源局', due: '2023-09-15', demand: '尽快增容', coUnits: [] },
    })
    expect(assigned.text).toContain('已交办：1 号问题由能源局牵头，9月15日前办结')
    expect(await toldTo('liaison2')).toContain('交办：1 号问题 示例甲 用电，变压器容量不足')
    expect(await toldTo('liaison')).toContain('您提的1 号问题已交办给能源局')

    expect((await desk.as('liaison2').privately('反馈 1 已到现场勘察')).text).toContain('已记下 1 号问题的进展')
    const closing = await desk.as('liaison2').privately('销号 1 已增容 依据：供电工程验收单')
    expect(closing.args).toEqual({ number: 1, result: '已增容', evidence: '供电工程验收单' })
    expect(closing.text).toContain('等示例镇确认')

    expect((await desk.as('liaison').click('确认销号 1')).answer?.toast?.text ?? '').toContain('1 号问题已销号')
    const shown = await desk.as('unit').privately('问题清单 1')
    expect(shown.text).toContain('1 号问题：已销号')
    expect(shown.text).toMatch(/交办[\s\S]*反馈[\s\S]*提交销号[\s\S]*确认销号/)
    expect((await desk.as('office').privately('问题清单')).text).toContain('未销号问题：没有')
    expect((await desk.as('office').privately('日志 示例甲')).text).toContain('待确认→已销号')
  })

  it('is not closed by word of mouth: what is missing is asked for, in a form where there is one', async () => {
    await desk.as('office').privately('交办 1 能源局')
    const asked = await desk.as('liaison2').privately('销号 1 已经弄好了')
    expect(asked.args).toBeNull()
    expect(asked.text).toContain('还差依据：文号、证号、纪要或照片说明')
    const filled = await desk.as('liaison2').click('销号 1', { form: { result: '已增容', evidence: '验收单 3 号' } })
    expect(filled.args).toEqual({ number: 1, result: '已增容', evidence: '验收单 3 号' })
    expect(await desk.db.problem.findUnique({ where: { id: 1 } })).toMatchObject({ state: 'CONFIRMING' })
  })

  it('goes back to the lead unit when who raised it does not accept the result', async () => {
    await desk.as('office').privately('交办 1 能源局')
    await desk.as('liaison2').privately('销号 1 已增容 依据：验收单')
    const back = await desk.as('liaison').privately('退回问题 1 还没有送电')
    expect(back.text).toContain('已退回 1 号问题')
    expect(await toldTo('liaison2')).toContain('没有通过销号')
    expect((await desk.as('liaison2').privately('销号 1 已送电 依据：送电单')).command).toBe('close')
    expect(await desk.db.problem.findUnique({ where: { id: 1 } })).toMatchObject({ state: 'CONFIRMING' })
  })

  it('is confirmed by its raiser only; after five working days without an answer 项目办 may', async () => {
    await desk.as('office').privately('交办 1 能源局')
    await desk.as('liaison2').privately('销号 1 已增容 依据：验收单')
    expect((await desk.as('liaison2').privately('确认销号 1')).text).toContain('请提出方（示例镇）确认')
    expect((await desk.as('office').privately('确认销号 1')).text).toContain('5 个工作日没有答复的由项目办确认')
    desk.clock.pass(8 * 24 * 3_600_000)
    expect((await desk.as('office').privately('确认销号 1')).text).toContain('1 号问题已销号')
  })

  it('is escalated by a person, level by level, and the 包联 leader hears of what reaches him', async () => {
    await desk.as('office').privately('交办 1 能源局')
    const asked = await desk.as('office').privately('提级 1 需区级协调')
    expect(asked.text).toContain('由 L1 责任单位办理 提到 L2 牵头部门会同项目办')
    await desk.as('office').privately('确认')
    await desk.as('office').privately('提级 1')
    expect((await desk.as('office').privately('确认')).text).toContain('1 号问题已提到L3 包联领导协调，9月22日前办结')
    expect(await toldTo('leader')).toContain('提级：1 号问题 示例甲')
  })

  it('has no limit of the district any more once it is put to the city, and cannot go higher', async () => {
    await desk.as('office').privately('交办 1 能源局 9月11日')
    await desk.db.problem.update({ where: { id: 1 }, data: { level: 4 } })
    await desk.as('office').privately('提级 1')
    expect((await desk.as('office').privately('确认')).text.split('\n')[0]).toBe('1 号问题已提到L5 提请市级')
    desk.clock.pass(20 * 24 * 3_600_000)
    expect((await desk.as('office').privately('问题 逾期')).text).toContain('没有')
    expect((await desk.as('office').privately('提级 1')).text).toContain('已经是L5 提请市级，不能再提级')
  })

  it('of an enterprise is confirmed by the enterprise', async () => {
    await desk.as('enterprise').privately('报问题 示例丙 用水 管网还没有接到厂区')
    await desk.as('office').privately('交办 2 能源局')
    await desk.as('liaison2').privately('销号 2 已接通 依据：验收单')
    expect(await toldTo('enterprise')).toContain('请确认销号：2 号问题 示例丙 用水')
    expect((await desk.as('liaison').privately('确认销号 2')).text).toContain('请提出方（辛企业）确认')
    expect((await desk.as('enterprise').privately('确认销号 2')).text).toContain('2 号问题已销号')
  })

  it('rests while it is shelved: it is not overdue then, and goes on with a new date', async () => {
    await desk.as('office').privately('交办 1 能源局 9月11日')
    desk.clock.pass(5 * 24 * 3_600_000)
    expect((await desk.as('office').privately('问题 逾期')).text).toContain('已超期 2 天')
    const shelved = await desk.as('office').privately('挂起 1 等待上级批复')
    expect(shelved.text).toContain('条件具备后请发：恢复 1，或写明办结日期：恢复 1 9月30日')
    expect((await desk.as('office').privately('问题 逾期')).text).toContain('没有')
    expect((await desk.as('office').privately('恢复问题 1 9月28日')).text).toContain('已恢复办理，9月28日前办结')
  })

  it.each(['恢复 1', '恢复办理 1', '恢复问题 1', '挂起 1 恢复'])('goes on again at “%s”', async (line) => {
    await desk.as('office').privately('交办 1 能源局')
    await desk.as('office').privately('挂起 1 等待上级批复')
    expect((await desk.as('office').privately(line)).text).toContain('1 号问题已恢复办理，9月15日前办结')
  })

  it('is told once however often the same word of it comes before the message goes out', async () => {
    const office = desk.as('office')
    await office.privately('交办 1 能源局')
    for (let i = 0; i < 2; i++) {
      await office.privately('挂起 1 等待上级批复')
      await office.privately('恢复 1')
    }
    const [bundle] = (await desk.pushes()).filter(({ to }) => to === 'liaison2')
    expect(bundle?.card.title).toBe('有 2 件事告诉您')
    expect(bundle?.text).toMatch(/交办：1 号问题[\s\S]*恢复办理/)
    expect(bundle?.text).not.toContain('已挂起')
    await office.privately('交办 1 能源局')
    await office.privately('确认')
    expect((await toldTo('liaison2')).match(/〔受理 1〕/g)).toHaveLength(1)
  })

  it('tells only where it stands, of all that came before the message went out', async () => {
    await desk.as('office').privately('交办 1 能源局')
    await desk.as('liaison2').privately('销号 1 已增容 依据：验收单')
    await desk.as('liaison').privately('确认销号 1')
    const told = await toldTo('liaison2')
    expect(told).toContain('有 1 件事告诉您')
    expect(told).toContain('已销号：1 号问题')
    expect(told).not.toContain('受理 1')
    // What each has moved on himself is no news to him: 请确认销号 was, and he has.
    expect(await toldTo('liaison')).not.toMatch(/请确认销号|已交办给/)
    expect(await toldTo('office')).not.toContain('待受理')
  })

  it('goes to the unit that usually leads its kind when none is named, and the answer says so', async () => {
    const assigned = await desk.as('office').privately('交办 1')
    expect(assigned.text).toContain('1 号问题由能源局牵头（“用电”类默认），9月15日前办结')
    await desk.as('office').privately('交办 默认 用电 示例园区')
    await desk.as('liaison').privately('报问题 示例乙 用电 线路老化')
    expect((await desk.as('office').privately('交办 2 尽快增容')).text).toContain('由示例园区牵头（“用电”类默认）')
    expect(await desk.db.problem.findUnique({ where: { id: 2 } })).toMatchObject({ demand: '尽快增容' })
    expect((await desk.as('office').privately('交办默认 用电 取消')).text).toContain('默认由能源局牵头')
    await desk.as('liaison').privately('报问题 示例甲 资金 贷款还没有到位')
    expect((await desk.as('office').privately('交办 3')).text).toContain('3 号问题由示例镇牵头（本项目责任单位）')
    expect((await desk.as('office').privately('交办 3 能原局 尽快')).text).toContain('没有找到单位“能原局”')
    expect((await desk.as('office').privately('交办默认')).text).toMatch(/能源局：.*用电/)
  })

  it('that a unit leads already stays with it until a person says 确认 to another unit, and the former one hears', async () => {
    await desk.as('office').privately('交办 1 审批局')
    const stale = await desk.as('office').click('交办 1')
    expect(JSON.stringify(stale.answer) + stale.texts.join()).toContain(
      '1 号问题现由审批局牵头，9月15日前办结，没有改动',
    )
    expect((await desk.as('office').privately('交办 1 9月20日')).text).toContain('要改请写明单位：交办 1 单位')
    const leadNow = async () => (await desk.db.problem.findUniqueOrThrow({ where: { id: 1 } })).leadUnitId
    const asked = await desk.as('office').privately('交办 1 能源局')
    expect(asked.text).toContain('1 号现由审批局牵头，改为能源局吗？')
    expect(await leadNow()).toBe(desk.district.units.get('审批局'))
    await desk.as('office').privately('确认')
    expect(await leadNow()).toBe(desk.district.units.get('能源局'))
    expect(await toldTo('approval')).toContain('由审批局改为能源局牵头，审批局不用再办')
    expect(await toldTo('liaison2')).toContain('交办：1 号问题')
  })

  it('is raised with its words in any order, and its kind is guessed where none is named', async () => {
    const ways = [
      '报问题 示例甲 用电 变压器容量不足',
      '报问题 用电 变压器容量不足 示例甲',
      '报问题 变压器容量不足，示例甲，用电',
      '报问题 用电 示例甲变压器容量不足',
    ]
    for (const way of ways) {
      const { args } = await desk.as('liaison').privately(way)
      expect(args, way).toEqual({ project: '示例甲', category: '用电', statement: '变压器容量不足' })
    }
    const guessed = (await desk.as('liaison').privately('报问题 示例甲 村民堵门，进不了场')).text
    expect(guessed).toContain('示例甲 施工环境，村民堵门，进不了场')
    expect(guessed).toContain('类别 施工环境（按文字判断，可改）')
    const put = (await desk.as('liaison').privately('报问题 示例甲 征拆 村民堵门，进不了场')).text
    expect(put.split('\n')[0]).toMatch(/号问题的类别改为征拆/)
    const { id, category } = await desk.db.problem.findFirstOrThrow({ orderBy: { id: 'desc' } })
    expect(category).toBe('征拆')
    expect((await desk.as('office').privately(`派${id}给能源局9月20日前办结`)).args).toMatchObject({
      ...{ number: id, unit: '能源局', due: '2023-09-20' },
    })
    expect((await desk.as('office').privately(`派${id}给示例镇`)).args).toMatchObject({ number: id, unit: '示例镇' })
  })

  it('is accepted by the unit that was given it, once', async () => {
    expect((await desk.as('office').privately('受理 1')).text).toContain('还没有交办')
    await desk.as('office').privately('交办 1')
    expect((await desk.as('liaison2').click('受理 1')).answer?.toast?.text).toContain('已受理 1 号问题，9月15日前办结')
    expect(await desk.db.problem.findUnique({ where: { id: 1 } })).toMatchObject({ state: 'WORKING' })
    expect((await desk.as('liaison2').privately('认领 1')).text).toContain('现在是“办理中”，不能受理')
  })

  it('that was shelved before anybody led it goes on when it is assigned', async () => {
    await desk.as('office').privately('挂起 1 等待上级批复')
    expect((await desk.as('office').privately('恢复问题 1')).text).toContain('还没有牵头单位，请发：交办 1')
    expect((await desk.as('office').privately('交办 1')).text).toContain('由能源局牵头')
  })

  it('shows everybody the buttons that work when they are tapped, and no other', async () => {
    const ways = async (who: 'office' | 'liaison' | 'liaison2' | 'unit' | 'leader') => {
      const card = (await desk.as(who).privately('问题清单 1')).cards[0]
      return card?.actions.flatMap((way) => (way.kind === 'button' ? way.action : [])) ?? []
    }
    expect(await ways('office')).toEqual(['交办 1', '挂起 1', '问题清单'])
    expect(await ways('liaison')).toEqual(['问题清单'])
    await desk.as('office').click('交办 1')
    expect(await ways('liaison2')).toEqual(['受理 1', '反馈 1', '销号 1', '问题清单'])
    await desk.as('liaison2').click('受理 1')
    expect(await ways('liaison2')).toEqual(['反馈 1', '销号 1', '问题清单'])
    expect(await ways('office')).toEqual(['反馈 1', '销号 1', '提级 1', '挂起 1', '问题清单'])
    expect(await ways('leader')).toEqual(['提级 1', '问题清单'])
    expect(await ways('liaison')).toEqual(['问题清单'])
    expect((await desk.as('office').inGroup('/问题清单 1')).cards[0]?.actions).toHaveLength(1)

    const asks = await desk.as('liaison2').click('反馈 1')
    expect(asks.cards[0]?.blocks[0]).toMatchObject({ kind: 'form', submit: { action: '反馈 1' } })
    const told = await desk.as('liaison2').click('反馈 1', { form: { feedback: '已到现场' } })
    expect(told.args).toEqual({ number: 1, text: '已到现场' })
    expect((await desk.as('office').click('挂起 1')).cards[0]?.blocks[0]).toMatchObject({ kind: 'form' })
    await desk.as('office').click('挂起 1', { form: { reason: '等待批复' } })
    expect(await ways('office')).toEqual(['恢复问题 1', '问题清单'])
    await desk.as('office').click('恢复问题 1')
    expect((await desk.as('liaison2').click('销号 1')).cards[0]?.blocks[0]).toMatchObject({ kind: 'form' })
    await desk.as('liaison2').click('销号 1', { form: { result: '已增容', evidence: '验收单' } })
    expect(await ways('liaison2')).toEqual(['问题清单'])
    expect(await ways('office')).toEqual(['问题清单'])
    expect(await ways('unit')).toEqual(['确认销号 1', '退回问题 1', '问题清单'])
    expect((await desk.as('liaison').click('退回问题 1')).cards[0]?.blocks[0]).toMatchObject({ kind: 'form' })
    await desk.as('liaison').click('确认销号 1')
    expect(await desk.db.problem.findUnique({ where: { id: 1 } })).toMatchObject({ state: 'CLOSED' })
  })

  it('is not confirmed by who submitted the closing: another person does', async () => {
    await desk.as('office').privately('交办 1 示例镇')
    await desk.as('office').privately('销号 1 已增容 依据：验收单')
    const own = await desk.as('office').privately('确认销号 1')
    expect(own.text).toContain('1 号问题的销号是您提交的，不能由您自己确认')
    desk.clock.pass(8 * 24 * 3_600_000)
    expect((await desk.as('office').privately('确认销号 1')).text).toContain('不能由您自己确认')
    expect((await desk.as('supervision').privately('确认销号 1')).text).toContain('1 号问题已销号')
  })

  it('is not confirmed by 项目办 of the lead unit itself before five working days have passed', async () => {
    await desk.as('office').privately('交办 1 示例镇')
    const [personId, unitId] = [desk.district.people.get('office') ?? 0, desk.district.units.get('示例镇') ?? 0]
    await desk.db.membership.updateMany({ where: { personId }, data: { unitId } })
    await desk.as('liaison').privately('销号 1 已增容 依据：验收单')
    expect((await desk.as('office').privately('确认销号 1')).text).toContain('由您的单位牵头')
    desk.clock.pass(8 * 24 * 3_600_000)
    expect((await desk.as('office').privately('确认销号 1')).text).toContain('1 号问题已销号')
  })

  it('a wrong turn gets one sentence with the way out', async () => {
    expect((await desk.as('liaison').privately('交办 1 能源局')).text).toContain('只有')
    expect((await desk.as('office').privately('交办 9 能源局')).text).toContain('没有 9 号问题。发“问题清单”看全部')
    expect((await desk.as('office').privately('交办 1 能源局 9月1日')).text).toContain('已经过了')
    expect((await desk.as('liaison2').privately('反馈 1 看过了')).text).toContain('还没有交办')
    await desk.as('office').privately('交办 1 能源局')
    expect((await desk.as('liaison').privately('反馈 1 看过了')).text).toContain('由能源局牵头')
    expect((await desk.as('liaison').privately('确认销号 1')).text).toContain('现在是“已交办”，不能确认销号')
    expect((await desk.as('observer').inGroup('/问题清单')).text).toContain('只有')
  })
})
