import { beforeEach, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from '../chat/kit.ts'
import { signOrder } from './signed-order.ts'

let desk: Desk
beforeEach(async () => {
  // Friday.
  desk = await openDesk({ now: '2023-09-08T10:00:00+08:00' })
})

const DAY = 24 * 3_600_000
const toldTo = async (name: string): Promise<string> =>
  (await desk.pushes())
    .filter(({ to }) => to === name)
    .map(({ text }) => text)
    .join('\n')

const signed = (): Promise<void> => signOrder(desk)

describe('an order from its draft to its closing (rules.md §7)', () => {
  it('is drafted in a line, signed by 督查室, answered by the lead unit, reviewed and closed', async () => {
    const drafted = await desk.as('office').privately('督办 示例甲 关键设备未到货 协办 能源局 要求：9月底前到场')
    expect(drafted.command).toBe('supervise')
    expect(drafted.args).toMatchObject({
      project: '示例甲',
      draft: {
        kind: 'SUPERVISION',
        matter: '关键设备未到货',
        demand: '9月底前到场',
        lead: null,
        co: ['能源局'],
        days: null,
      },
    })
    expect(drafted.text).toContain('已存为拟稿1（督办单），等督查室签发')
    expect(drafted.text).toContain('主办：示例镇')
    expect(await toldTo('supervision')).toContain('督办单待签发：拟稿1 示例甲 关键设备未到货')
    expect(await toldTo('unit')).toBe('')

    const asked = await desk.as('supervision').privately('签发 1')
    expect(asked.text).toContain('时限 10 个工作日，9月22日到期')
    expect((await desk.as('supervision').privately('确认')).text).toContain('已签发 督办〔2023〕001号，9月22日到期')
    expect(await toldTo('unit')).toContain('督办单：督办〔2023〕001号 示例甲 关键设备未到货')
    expect(await toldTo('liaison2')).toContain('示例镇主办，9月22日前办结')

    const fed = await desk.as('liaison').privately('反馈 督办001 设备已发运')
    expect(fed.args).toEqual({ order: '督办〔2023〕001号', text: '设备已发运' })
    expect((await desk.as('supervision').privately('督办 001')).text).toContain('督办〔2023〕001号（督办单）：办理中')

    const submitted = await desk.as('unit').privately('报结 督办001 设备已到场安装 依据：到货验收单')
    expect(submitted.text).toContain('已报结 督办〔2023〕001号，等督查室审核')
    expect((await desk.as('supervision').privately('督办 待审核')).text).toContain('待审核的督办单 1 份')
    const closed = await desk.as('supervision').click('同意办结 督办〔2023〕001号')
    expect(closed.answer?.toast?.text).toContain('督办〔2023〕001号已办结（按期办结）')
    const shown = await desk.as('unit').privately('督办〔2023〕001号')
    expect(shown.text).toMatch(/签发[\s\S]*反馈[\s\S]*报结[\s\S]*同意办结/)
    expect((await desk.as('supervision').privately('督办')).text).toContain('在办督办单：没有')
    expect((await desk.as('office').privately('日志 示例甲')).text).toContain('待审核→已办结')
  })

  it('is not closed by word of mouth, and goes back when what was done does not do', async () => {
    await signed()
    const asked = await desk.as('unit').privately('报结 督办001 已经弄好了')
    expect(asked.args).toBeNull()
    expect(asked.text).toContain('还差依据')
    await desk.as('unit').click('报结 督办〔2023〕001号', { form: { result: '已到场', evidence: '照片两张' } })
    const back = await desk.as('supervision').privately('退回督办 督办001 9月26日 照片看不清，请补验收单')
    expect(back.text).toContain('主办单位重办，9月26日到期')
    expect(await desk.db.supervisionOrder.findFirst()).toMatchObject({ state: 'RETURNED', submittedOn: null })
    expect((await desk.as('unit').privately('报结 督办001 已到场 依据：验收单')).command).toBe('submit-order')
  })

  it('counts working days for 督办单 and 提示单, calendar days for 挂牌', async () => {
    const office = desk.as('office')
    await office.privately('督办 提示 示例甲 请核实进度')
    await office.privately('督办 挂牌 示例乙 征拆滞后')
    await office.privately('提示单 示例丙 请核实进度 7个工作日')
    for (const id of [1, 2, 3]) {
      await desk.as('supervision').privately(`签发 ${id}`)
      await desk.as('supervision').privately('确认')
    }
    const orders = await desk.db.supervisionOrder.findMany({ orderBy: { id: 'asc' } })
    expect(orders.map(({ kind, number, dueOn }) => [kind, number, dueOn?.toISOString().slice(0, 10)])).toEqual([
      ['REMINDER', 1, '2023-09-15'],
      ['LISTED', 1, '2023-10-08'],
      ['REMINDER', 2, '2023-09-19'],
    ])
    expect((await office.privately('提示单 002')).text).toContain('提示〔2023〕002号（提示单）：已签发')
    expect((await office.privately('督办 挂牌 示例乙 征拆滞后 30个工作日')).text).toContain('挂牌督办单按日历天计')
    expect((await office.privately('督办 示例乙 征拆滞后 30天')).text).toContain('督办单按工作日计')
  })

  it('a year without an official calendar is said at the signing and on the card', async () => {
    desk = await openDesk({ now: '2031-09-08T10:00:00+08:00' })
    await desk.as('office').privately('督办 示例甲 关键设备未到货')
    const asked = await desk.as('supervision').privately('签发 1')
    expect(asked.text).toContain('2031 年的放假安排尚未收录，工作日按周一至周五计算')
    expect((await desk.as('supervision').privately('确认')).text).toContain('尚未收录')
    expect((await desk.as('unit').privately('督办 001')).text).toContain('尚未收录')
  })

  it('a draft is changed by a line or a form, and thrown away without a number; a void order keeps its own', async () => {
    const office = desk.as('office')
    await office.privately('督办 示例甲 关键设备未到货')
    const changed = await office.privately('改稿 1 要求：本周内书面说明 7个工作日 主办 能源局 依据：9月5日调度会')
    expect(changed.text).toContain('已改拟稿1')
    expect(await desk.db.supervisionOrder.findFirst({ include: { leadUnit: true } })).toMatchObject({
      ...{ demand: '本周内书面说明', limitDays: 7, basis: '9月5日调度会', matter: '关键设备未到货' },
      leadUnit: { shortName: '能源局' },
    })
    const form = { matter: '设备和安装队伍都没到', demand: '', lead: '示例镇', co: '能源局', days: '10', basis: '' }
    await office.click('改稿 1', { form })
    expect(await desk.db.supervisionOrder.findFirst({ include: { coUnits: true } })).toMatchObject({
      matter: '设备和安装队伍都没到',
      coUnits: [{ unitId: desk.district.units.get('能源局') }],
    })
    expect((await office.privately('作废督办 拟稿1 重复')).text).toContain('拟稿没有编号')
    expect((await desk.as('supervision').privately('签发 1')).text).toContain('现在是“已作废”，不能签发')

    await office.privately('督办 示例乙 征地还剩 3 户')
    await desk.as('supervision').privately('签发 2')
    await desk.as('supervision').privately('确认')
    const voiding = await desk.as('supervision').privately('作废督办 督办001 并入另一份')
    expect(voiding.text).toContain('作废 督办〔2023〕001号 示例乙 征地还剩 3 户。')
    expect((await desk.as('supervision').privately('确认')).text).toContain('已作废 督办〔2023〕001号')
    await office.privately('督办 示例乙 征地还剩 2 户')
    await desk.as('supervision').privately('签发 3')
    expect((await desk.as('supervision').privately('确认')).text).toContain('督办〔2023〕002号')
  })

  it('the text that was shown is signed, and no other: a draft revised meanwhile is shown again', async () => {
    await desk.as('office').privately('督办 示例甲 关键设备未到货 要求：9月底前到场')
    const shown = await desk.as('supervision').privately('督办 拟稿1')
    const way = shown.cards[0]?.actions.find((one) => one.label === '签发')
    if (way?.kind !== 'button') throw new Error('no way to sign')
    expect((await desk.as('supervision').privately('签发 1')).text).toContain('要求：9月底前到场')
    await desk.as('office').privately('改稿 1 要求：10月底前到场')
    const confirmed = await desk.as('supervision').privately('确认')
    expect(confirmed.text).toContain('拟稿1在您看过以后改过，没有签发')
    expect(confirmed.text).toContain('要求：10月底前到场')
    expect((await desk.as('supervision').click(way.action)).texts.join()).toContain('没有签发')
    expect(await desk.db.supervisionOrder.findFirst()).toMatchObject({ state: 'DRAFT', number: null })
    await desk.as('supervision').privately('签发 1')
    expect((await desk.as('supervision').privately('确认')).text).toContain('已签发 督办〔2023〕001号')
  })

  it('the usual demand goes with the days, and what a form leaves empty is taken away', async () => {
    const office = desk.as('office')
    await office.privately('督办 示例甲 关键设备未到货 依据：9月5日调度会')
    const now = async () => await desk.db.supervisionOrder.findFirstOrThrow()
    const { demand } = await now()
    expect(demand).toContain('10 个工作日')
    const form = { matter: '关键设备未到货', demand, lead: '示例镇', co: '', days: '7', basis: '' }
    await office.click('改稿 1', { form })
    expect(await now()).toMatchObject({ limitDays: 7, basis: null, demand: demand.replace('10 个', '7 个') })
    await office.click('改稿 1', { form: { ...form, demand: '书面说明', days: '9' } })
    expect(await now()).toMatchObject({ limitDays: 9, demand: '书面说明' })
    await office.privately('改稿 1 6个工作日')
    expect(await now()).toMatchObject({ limitDays: 6, demand: '书面说明' })
    expect((await office.privately('改稿 1')).text).not.toContain('提示 5')
  })

  it('words without end are answered with how many there may be', async () => {
    await signed()
    const long = await desk.as('unit').privately(`反馈 督办001 ${'设备'.repeat(300)}`)
    expect(long.text).toContain('这一段最多写 500 字，现在 600 字，请写要点')
    expect((await desk.as('unit').privately(`延期 督办001 9月28日 ${'晚'.repeat(501)}`)).text).toContain('现在 501 字')
    expect(await desk.db.orderStep.count()).toBe(2)
  })

  it("a draft names its units wherever they stand, and a matter that holds a unit's name stays whole", async () => {
    const office = desk.as('office')
    const drafted = async (line: string) => (await office.privately(line)).args?.draft
    expect(await drafted('督办 示例甲 关键设备未到货 协办 能源局')).toMatchObject({
      matter: '关键设备未到货',
      co: ['能源局'],
    })
    expect(await drafted('督办 示例甲 能源局 尽快接电')).toMatchObject({ matter: '尽快接电', lead: '能源局' })
    expect(await drafted('督办 示例甲 能源局接电安排 没有落实')).toMatchObject({
      ...{ matter: '能源局接电安排 没有落实', lead: null },
    })
    expect((await office.privately('督办 能源局')).args).toMatchObject({ unit: '能源局', draft: null })
  })

  it('reads who leads, the limit and the demand out of a plain sentence, and says which kind it is', async () => {
    const office = desk.as('office')
    const drafted = await office.privately('督办 示例甲，设备没到，能源局牵头，十个工作日，要求9月底前到场')
    expect(drafted.args?.draft).toMatchObject({ matter: '设备没到', lead: '能源局', days: 10, demand: '9月底前到场' })
    const reminder = await office.privately('督办 提示 示例乙 征地没有人牵头')
    expect(reminder.args?.draft).toMatchObject({ matter: '征地没有人牵头', lead: null })
    expect(reminder.text).toContain('已存为拟稿2（提示单），等督查室签发')
    expect((await office.privately('督办 示例乙 要求尽快开工')).args?.draft).toMatchObject({ matter: '要求尽快开工' })
  })

  it('a problem is made an order of by its number, once', async () => {
    await desk.as('liaison').privately('报问题 示例甲 用电 变压器容量不足')
    await desk.as('office').privately('交办 1 能源局')
    const made = await desk.as('office').privately('督办 问题 1')
    expect(made.text).toContain('已按 1 号问题存为拟稿1（督办单），等督查室签发')
    expect(made.text).toContain('主办：能源局')
    expect((await desk.as('supervision').privately('督办 问题1')).text).toContain('拟稿1（督办单）：拟稿')
    expect(await desk.db.supervisionOrder.count()).toBe(1)
    await desk.as('office').privately('作废督办 拟稿1 先会商')
    expect((await desk.as('office').privately('督办 问题 1')).text).toContain('已按 1 号问题存为拟稿2')
    expect((await desk.as('office').privately('督办 问题 9')).text).toContain('没有 9 号问题')
    expect((await desk.as('unit').privately('督办 问题 1')).text).toContain('只有督查室和项目办可以拟')
  })

  it('a form drafts it too', async () => {
    const asked = await desk.as('supervision').privately('督办 新拟')
    expect(asked.text).toContain('例如：督办 示例甲 关键设备未到货')
    const form = {
      project: '示例丙',
      kind: 'REMINDER',
      matter: '请核实并网时间',
      demand: '',
      lead: '',
      co: '',
      days: '',
      basis: '',
    }
    const filled = await desk.as('supervision').click('督办 新拟', { form })
    expect(filled.answer?.toast?.text).toContain('已存为拟稿1')
    expect(await desk.db.supervisionOrder.findFirst({ include: { leadUnit: true } })).toMatchObject({
      ...{ kind: 'REMINDER', limitDays: 5 },
      leadUnit: { shortName: '能源局' },
    })
  })
})

describe('延期', () => {
  it('is asked once before the due day and granted or refused; granted, the new day counts', async () => {
    await signed()
    const asked = await desk.as('liaison').privately('延期 督办001 至9月28日 设备海运晚到')
    expect(asked.args).toEqual({ order: '督办〔2023〕001号', to: '2023-09-28', reason: '设备海运晚到' })
    expect((await desk.as('unit').privately('督办 001')).text).toContain('申请延到9月28日，待定：设备海运晚到')
    expect((await desk.as('supervision').privately('同意延期 督办001')).text).toContain('延到9月28日')
    expect((await desk.as('unit').privately('督办 001')).text).toContain('9月28日（原 9月22日，已延期）')
    expect((await desk.as('unit').privately('延期 督办001 10月15日 还要再等')).text).toContain('只能申请一次')
  })

  it('never shortens: a later day that came with 退回 stands', async () => {
    await signed()
    await desk.as('unit').privately('延期 督办001 9月28日 设备海运晚到')
    await desk.as('unit').privately('报结 督办001 已到场 依据：照片')
    await desk.as('supervision').privately('退回督办 督办001 10月12日 没有验收单')
    const granted = await desk.as('supervision').privately('同意延期 督办001')
    expect(granted.text).toContain('现在的到期日是10月12日，申请延到的9月28日并不更晚')
    expect(await desk.db.supervisionOrder.findFirst()).toMatchObject({ dueOn: new Date('2023-10-12T00:00:00Z') })
  })

  it('refused, the day stands', async () => {
    await signed()
    await desk.as('unit').privately('延期 督办001 9月28日 设备海运晚到')
    const said = await desk.as('supervision').privately('不同意延期 督办001 影响总工期')
    expect(said.text).toContain('不延期，仍在9月22日到期')
    expect((await desk.as('supervision').privately('同意延期 督办001')).text).toContain('没有待定的延期申请')
    expect((await desk.as('unit').privately('延期 督办001 9月28日 再申请')).text).toContain('只能申请一次')
  })

  it('on the due day or after it comes too late', async () => {
    await signed()
    desk.clock.pass(14 * DAY)
    expect((await desk.as('unit').privately('延期 督办001 9月28日 设备海运晚到')).text).toContain(
      '督办〔2023〕001号今天到期，延期要在到期日之前申请',
    )
    desk.clock.pass(3 * DAY)
    expect((await desk.as('unit').privately('延期 督办001 9月28日 设备海运晚到')).text).toContain('9月22日已经到期')
    expect((await desk.as('supervision').privately('督办 逾期')).text).toContain('已超期 3 天')
  })

  it('to a day that is not later, or no day at all, is answered with the way to write it', async () => {
    await signed()
    expect((await desk.as('unit').privately('延期 督办001 9月20日 快了')).text).toContain('要在到期日 9月22日 之后')
    expect((await desk.as('unit').privately('延期 督办001 尽快 设备晚到')).text).toContain('没有看懂日期“尽快”')
    expect((await desk.as('unit').privately('延期 督办001')).text).toContain('请写日期和原因')
  })
})
