import { beforeEach, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from '../chat/kit.ts'
import { signOrder } from './signed-order.ts'

let desk: Desk
beforeEach(async () => {
  // Friday.
  desk = await openDesk({ now: '2023-09-08T10:00:00+08:00' })
})

const signed = (): Promise<void> => signOrder(desk)

describe('who may not, hears why and what to do', () => {
  it('drafting, signing, reviewing, voiding and deciding', async () => {
    expect((await desk.as('unit').privately('督办 示例甲 关键设备未到货')).text).toContain(
      '只有督查室和项目办可以拟督办单',
    )
    expect((await desk.as('enterprise').privately('督办')).text).toContain('只有')
    expect((await desk.as('office').inGroup('督办 示例甲 关键设备未到货')).text).toContain('不在群里办')
    await desk.as('office').privately('督办 示例甲 关键设备未到货')
    expect((await desk.as('office').privately('签发 1')).text).toContain('由督查室签发，您不能签发')
    expect((await desk.as('unit').privately('签发 1')).text).toContain('只有督查室和项目办')
    expect((await desk.as('unit').privately('督办 拟稿1')).text).toContain('没有拟稿 1')
    await desk.as('supervision').privately('签发 1')
    await desk.as('supervision').privately('确认')
    expect((await desk.as('supervision').privately('反馈 督办001 看过了')).text).toContain('由示例镇主办')
    // To whom it is no concern it reads like one that does not exist.
    for (const line of ['督办 001', '反馈 督办001 看过了', '报结 001 好了 依据：照片', '延期 督办001 9月28日 晚到']) {
      expect((await desk.as('liaison2').privately(line)).text).toContain('没有督办001号。发“督办”看全部')
    }
    expect((await desk.as('leader').privately('督办 001')).text).toContain('督办〔2023〕001号（督办单）：已签发')
    await desk.as('unit').privately('延期 督办001 9月28日 晚到')
    expect((await desk.as('office').privately('同意延期 督办001')).text).toContain('由督查室或签发人决定')
    await desk.as('unit').privately('报结 督办001 已到场 依据：验收单')
    expect((await desk.as('office').privately('同意办结 督办001')).text).toContain('由督查室审核，您不能审核')
    expect((await desk.as('office').privately('退回督办 督办001 没有照片')).text).toContain('由督查室审核')
    expect((await desk.as('office').privately('作废督办 督办001 重复')).text).toContain('由督查室作废')
    expect((await desk.as('unit').privately('同意办结 督办001')).text).toContain('只有')
    expect(await desk.db.supervisionOrder.findFirst()).toMatchObject({ state: 'REVIEWING', extensionState: 'ASKED' })
  })

  it('a click by somebody who is not meant does nothing', async () => {
    await desk.as('office').privately('督办 示例甲 关键设备未到货')
    expect((await desk.as('liaison').click('签发 1')).texts.join()).toContain('只有督查室和项目办')
    expect((await desk.as('stranger').click('签发 1')).texts.join()).toContain('您现在的身份：未绑定')
    expect((await desk.as('observer').click('签发 1', { in: 'dispatch' })).texts.join()).toContain('观察员')
    expect(await desk.db.supervisionOrder.findFirst()).toMatchObject({ state: 'DRAFT', number: null })
  })

  it('where nobody is 督查室, how to name one or to let 项目办 sign', async () => {
    await desk.db.membership.deleteMany({ where: { role: 'SUPERVISION' } })
    await desk.as('office').privately('督办 示例甲 关键设备未到货')
    expect((await desk.as('office').privately('签发 1')).text).toMatch(
      /没有督查室的人[\s\S]*人员 增加 姓名 单位 督查室[\s\S]*规则 督办签发 督查室和项目办/,
    )
  })

  it('a district may let 项目办 sign beside 督查室', async () => {
    await desk.as('admin').privately('规则 督办签发 督查室和项目办 9月起')
    await desk.db.ruleSetting.create({
      data: { districtId: desk.district.id, key: 'supervision.signers', value: 'office-too', fromMonth: '2023-09' },
    })
    await desk.as('office').privately('督办 示例甲 关键设备未到货')
    await desk.as('office').privately('签发 1')
    expect((await desk.as('office').privately('确认')).text).toContain('已签发 督办〔2023〕001号')
  })

  it('a bare number is the order on which the speaker can act; of several he is asked', async () => {
    await signed()
    await desk.as('office').privately('督办 提示 示例乙 请核实进度 主办 能源局')
    await desk.as('supervision').privately('签发 2')
    await desk.as('supervision').privately('确认')
    const asked = await desk.as('supervision').privately('作废督办 1 重复了')
    expect(asked.text).toContain('1 号有 2 份')
    expect(asked.text).toContain('〔督办〔2023〕001号〕〔提示〔2023〕001号〕')
    expect(asked.args).toBeNull()
    expect((await desk.as('liaison2').privately('报结 001 已核实 依据：照片')).args).toMatchObject({
      order: '提示〔2023〕001号',
    })
    expect((await desk.as('unit').privately('反馈 001 设备已发运')).args).toMatchObject({ order: '督办〔2023〕001号' })
    await desk.as('supervision').click('作废督办 督办〔2023〕001号 重复了')
    await desk.as('supervision').privately('确认')
    expect((await desk.as('supervision').privately('同意办结 1')).text).toContain('提示〔2023〕001号已办结')
  })

  it('feedback on a number of both a problem and an order asks which, unless it is written like one of them', async () => {
    await signed()
    await desk.as('liaison').privately('报问题 示例甲 用电 变压器容量不足')
    await desk.as('office').privately('交办 1 示例镇')
    await desk.as('unit').privately('受理 1')
    const asked = await desk.as('unit').privately('反馈 1 已去现场')
    expect(asked.text).toContain('您反馈的是哪一个？')
    expect(asked.text).toContain('〔督办〔2023〕001号〕〔1 号问题〕')
    expect((await desk.as('unit').click('反馈 问题1 已去现场')).args).toMatchObject({ number: 1 })
    expect((await desk.as('unit').privately('反馈 001 已去现场')).args).toMatchObject({ order: '督办〔2023〕001号' })
  })

  it('what follows nowhere, and what is no order', async () => {
    await signed()
    expect((await desk.as('supervision').privately('同意办结 督办001')).text).toContain('现在是“已签发”，不能同意办结')
    expect((await desk.as('supervision').privately('签发 1')).text).toContain('现在是“已签发”，不能签发')
    expect((await desk.as('supervision').privately('督办 009')).text).toContain('没有督办009号')
    expect((await desk.as('supervision').privately('签发 99')).text).toContain('没有拟稿 99')
    expect((await desk.as('unit').privately('销号 督办001 好了 依据：照片')).text).toContain('督办单办完请发“报结”')
    expect((await desk.as('office').privately('督办 示列甲 没到货')).text).toContain('示例甲')
  })
})

describe('the list', () => {
  it('shows a unit its own, a stranger nothing, and the group numbers and days without matters or units', async () => {
    await signed()
    expect((await desk.as('unit').privately('督办')).text).toContain('在办督办单 1 份')
    expect((await desk.as('liaison2').privately('督办 我的')).text).toContain('我的在办督办单 1 份')
    expect((await desk.as('approval').privately('督办')).text).toContain('在办督办单：没有')
    const group = await desk.as('approval').inGroup('督办')
    expect(group.text).toContain('督办〔2023〕001号 示例甲')
    expect(group.text).not.toMatch(/设备|示例镇|丙督查/)
    for (const line of ['督办 001', '督办 我的', '督办 示例镇', '督办 待签发']) {
      const one = await desk.as('unit').inGroup(line)
      expect(one.told.map(({ to }) => to)).toContain('unit')
      expect(one.told.filter(({ to }) => to !== 'unit').every(({ text }) => !/设备|示例镇/.test(text))).toBe(true)
    }
    expect((await desk.as('office').inGroup('督办 新拟')).text).toContain('不在群里办')
    expect((await desk.as('observer').inGroup('督办')).text).toContain('只有')
  })

  it('pages through a hundred, by project and unit too', async () => {
    const projectId = desk.district.projects.get('示例乙') ?? 0
    await desk.db.supervisionOrder.createMany({
      data: Array.from({ length: 95 }, (_, i) => ({
        ...{ districtId: desk.district.id, projectId, kind: 'SUPERVISION' as const, state: 'SIGNED' as const },
        ...{ matter: `示例事项 ${i}`, demand: '请反馈', limitDays: 10, year: 2023, number: i + 1 },
        dueOn: new Date('2023-09-20T00:00:00Z'),
      })),
    })
    const seen = new Set<string>()
    for (let from = 1; from <= 95; from += 10) {
      const page = await desk.as('supervision').privately(`督办 从 ${from}`)
      expect(page.text).toContain('在办督办单 95 份')
      for (const [, number] of page.text.matchAll(/· 督办〔2023〕(\d+)号/g)) seen.add(number ?? '')
    }
    expect(seen.size).toBe(95)
    expect((await desk.as('supervision').privately('督办 示例甲')).text).toContain('在办督办单（示例甲）：没有')
  })
})
