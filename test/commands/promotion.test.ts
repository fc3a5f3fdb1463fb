import { beforeEach, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from '../chat/kit.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk({ now: '2023-09-26T14:00:00+08:00' })
})

const says = async (who: Parameters<Desk['as']>[0], text: string) => (await desk.as(who).privately(text)).text
const clicks = async (who: Parameters<Desk['as']>[0], action: string) =>
  (await desk.as(who).click(action)).texts.join('\n')

/** A signed project of 示例镇. */
async function signed(): Promise<void> {
  await says('unit', '招商 新增 示例风电项目 投资方：示例公司 产业：新能源 来源：推介会 意向：3亿')
  await says('unit', '招商 示例风电 在谈 9月20日')
  await says('unit', '招商 示例风电 签约 3.2亿')
}

describe('招商', () => {
  it('goes from a lead to production, and its card keeps every step with date and person', async () => {
    expect(await says('unit', '招商 新增 示例风电项目 投资方：示例公司 产业：新能源 来源：推介会 意向：3亿')).toContain(
      '已登记招商项目：示例风电（线索）',
    )
    expect(await says('unit', '招商 示例风电 在谈')).toContain('已记下：示例风电 在谈，9月26日')
    expect(await says('unit', '招商 示例风电 签约 3.2亿 9月26日')).toContain('签约 3.20 亿元，9月26日')
    desk.clock.pass(24 * 3600_000)
    expect(await says('unit', '招商 示例风电 注册')).toContain('注册，9月27日')
    expect(await says('unit', '招商 示例风电 供地 今天')).toContain('供地')
    expect(await says('office', '招商 示例风电 开工')).toContain('开工')
    const card = await says('unit', '招商 示例风电')
    expect(card).toContain('示例风电项目（开工，2023年9月27日起）')
    expect(card).toContain('签约额：3.20 亿元（2023年9月26日）')
    expect(card).toContain('责任单位：示例镇')
    expect(card).toMatch(/9月26日 线索[\s\S]*在谈[\s\S]*签约 3\.20 亿元[\s\S]*注册[\s\S]*供地[\s\S]*开工/)
    const steps = await desk.db.promotionStep.findMany({ orderBy: { id: 'asc' } })
    expect(steps.map(({ stage }) => stage)).toEqual(['LEAD', 'TALKING', 'SIGNED', 'REGISTERED', 'LAND', 'STARTED'])
    expect(await desk.db.auditEntry.count({ where: { subject: 'promotion' } })).toBe(6)
  })

  it('counts what is signed, not what is heard of, and sums over the rows', async () => {
    await says('unit', '招商 新增 示例风电项目 意向：3亿')
    expect(await says('leader', '招商')).toContain('实施招商引资项目 0 个，到位资金 0.00 亿元')
    await says('unit', '招商 示例风电 在谈')
    await says('unit', '招商 示例风电 签约 3.2亿')
    const summary = await says('leader', '招商')
    expect(summary).toContain('实施招商引资项目 1 个')
    expect(summary).toContain('今年新签约：1 个')
    expect(summary).toContain('新签约总投资：3.20 亿元')
    expect((await desk.as('observer').inGroup('/总览')).text).toContain(
      '招商引资项目 1 个，到位资金 0.00 亿元；新签约 1 个，总投资 3.20 亿元（截至9月26日）',
    )
  })

  it('asks before stages are left out, and for a unit that looks wrong', async () => {
    await says('unit', '招商 新增 示例风电项目 意向：3亿')
    await says('unit', '招商 示例风电 签约 30000亿')
    expect(await desk.db.promotionStep.count({ where: { stage: 'SIGNED' } })).toBe(0)
    expect(await says('unit', '取消')).toContain('取消')
    await says('unit', '招商 示例风电 签约 3.2亿')
    expect(await says('unit', '招商 示例风电 供地')).toContain('会跳过注册，对吗')
    expect(await says('unit', '确认')).toContain('已记下：示例风电 供地')
  })

  it('refuses wrong turns in one sentence with the way out', async () => {
    await signed()
    expect(await says('unit', '招商 示例风电 在谈')).toContain('退回“在谈”要写原因，例如：招商 示例风电 在谈')
    expect(await says('unit', '招商 示例风电 终止')).toContain('终止要写原因')
    expect(await says('unit', '招商 示例风电 签约 3.5亿')).toContain('已登记签约额 3.20 亿元，更正要写原因')
    expect(await says('unit', '招商 示例风电 注册 12月1日')).toContain('还没有到')
    expect(await says('unit', '招商 示例风电 注册 9月1日')).toContain('早于上一步（9月26日签约）')
    expect(await says('unit', '招商 示例风电 到位 2000')).toContain('“2000”没有写单位，请写成 2000亿 或 2000万')
    expect(await says('unit', '招商 示例风电 到位 2000万')).toContain('还差凭证')
    expect(await says('unit', '招商 示例风电 到位')).toContain('要写金额和凭证')
    expect(await says('unit', '招商 示例风点')).toContain('您是不是要找：示例风电')
    expect(await says('unit', '招商 示例风电 飞起来')).toContain('没有看懂“飞起来”')
    await says('unit', '招商 新增 示例光热项目')
    expect(await says('unit', '招商 示例光热 签约 3.2')).toContain('“3.2”没有写单位')
    expect(await says('unit', '招商 示例光热 供地')).toContain('还没有签约，请先发')
    expect(await says('unit', '招商 示例光热 到位 100万 凭证 进账单7')).toContain('还没有签约')
    expect(await desk.db.promotionFunds.count()).toBe(0)
    expect((await desk.db.promotionProject.findFirstOrThrow({ where: { shortName: '示例风电' } })).stage).toBe('SIGNED')
  })

  it('goes back and ends with a reason that stays in the history, and a correction of the amount moves nothing', async () => {
    await signed()
    await says('unit', '招商 示例风电 注册')
    expect(await says('office', '招商 示例风电 签约 3.5亿 补充协议')).toContain('签约额更正为 3.50 亿元')
    expect(await says('unit', '招商 示例风电')).toContain('示例风电项目（注册，')
    expect(await says('unit', '招商 示例风电 在谈 用地方案未落实')).toContain('已记下：示例风电 在谈')
    expect(await says('leader', '招商')).toContain('实施招商引资项目 0 个')
    expect(await says('unit', '招商 示例风电 终止 投资方调整布局')).toContain('终止')
    const card = await says('unit', '招商 示例风电')
    expect(card).toContain('用地方案未落实')
    expect(card).toContain('投资方调整布局')
    expect(card).toContain('补充协议')
  })

  it('takes no project twice and asks about a name that is nearly the same', async () => {
    await signed()
    expect(await says('office', '招商 新增 示例风电项目')).toContain('招商项目“示例风电”已经有了（签约）')
    expect(await says('office', '招商 新增 示例风店')).toContain('名单里有相近的“示例风电”')
    expect(await desk.db.promotionProject.count()).toBe(1)
  })

  it('belongs to the responsible unit and 项目办: nobody else writes, strangers see nothing, groups only look', async () => {
    await signed()
    for (const who of ['liaison2', 'leader', 'supervision'] as const) {
      expect(await says(who, '招商 示例风电 注册')).toContain('只有责任单位（示例镇）和项目办可以')
      expect(await says(who, '招商 示例风电 到位 100万 凭证 进账单7')).toContain('只有责任单位（示例镇）和项目办可以')
    }
    expect(await says('unit', '招商 示例风电 转项目')).toContain('只有项目办可以把招商项目转为重点项目')
    expect(await says('liaison2', '招商 新增 示例光热 单位：示例镇')).toContain('您只能登记本单位的项目')
    for (const who of ['leader', 'supervision', 'approval'] as const) {
      for (const line of ['招商 新增 示例光热', '招商 新增', '储备 新增 示例光热']) {
        expect(await says(who, line)).toContain('只有责任单位和项目办可以登记新项目')
      }
    }
    expect(await desk.db.promotionProject.count({ where: { shortName: '示例光热' } })).toBe(0)
    expect(await desk.db.reserveProject.count()).toBe(0)
    expect((await desk.as('observer').inGroup('/招商')).text).toContain('只有本区花名册上的工作人员')
    expect(await says('enterprise', '招商')).toContain('只有本区花名册上的工作人员')
    expect(await clicks('stranger', '招商 审核 1 通过')).toContain('只有')
    for (const line of ['注册', '签约', '到位 2000万', '供地', '改 投资方：示例公司'])
      expect((await desk.as('unit').inGroup(`/招商 示例风电 ${line}`)).texts.join(), line).toContain('请私聊我发')
    expect((await desk.as('unit').inGroup('/储备 新增')).texts.join()).toContain('请私聊我发')
    expect(await desk.db.promotionStep.count({ where: { stage: 'REGISTERED' } })).toBe(0)
  })
})

describe('到位资金', () => {
  beforeEach(signed)

  it('counts only when somebody else has looked at the voucher; until then it is shown as not counted', async () => {
    expect(await says('unit', '招商 示例风电 到位 2000万 9月25日 凭证 进账单0925')).toContain('待审核，暂不计入')
    expect(await says('unit', '招商 示例风电')).toContain('到位资金：0 万元；待审核 2,000 万元，不计入')
    expect(await says('leader', '招商')).toContain('到位资金待审核 1 笔 2,000 万元，不计入')
    const [row] = await desk.db.promotionFunds.findMany()
    const told = (await desk.pushes()).filter(({ text }) => text.includes('到位资金待审核：示例风电'))
    expect(told.map(({ to }) => to).toSorted()).toEqual(['office', 'supervision'])
    expect(told[0]?.text).toContain('〔审核到位资金〕')
    const waiting = await desk.as('office').privately('招商 待审')
    expect(waiting.text).toContain(`${row?.id} 号 示例风电 2,000 万元`)
    expect(await clicks('office', `招商 审核 ${row?.id} 通过`)).toContain('已通过：示例风电 到位 2,000 万元')
    expect(await says('unit', '招商 示例风电')).toContain('到位资金：2,000 万元')
    expect(await says('leader', '招商')).toContain('到位资金 0.20 亿元')
    expect(await clicks('supervision', `招商 审核 ${row?.id} 通过`)).toContain('已由乙办公通过')
  })

  it('is never reviewed by the one who entered it, nor by anybody but 项目办 and 督查室; the database refuses it too', async () => {
    await says('office', '招商 示例风电 到位 2000万 凭证 进账单0925')
    const { id } = await desk.db.promotionFunds.findFirstOrThrow()
    expect((await desk.as('office').privately('招商 待审')).cards[0]?.actions).toEqual([])
    expect(await clicks('office', `招商 审核 ${id} 通过`)).toContain('是您登记的')
    expect(await clicks('unit', `招商 审核 ${id} 通过`)).toContain('只有项目办和督查室可以审核')
    const office = desk.district.people.get('office') ?? 0
    await expect(
      desk.db.promotionFunds.update({ where: { id }, data: { state: 'APPROVED', reviewedBy: office } }),
    ).rejects.toThrow('promotion_funds_reviewed_by_another')
    expect((await desk.db.promotionFunds.findUniqueOrThrow({ where: { id } })).state).toBe('PENDING')
  })

  it('is returned with a reason, told to the one who entered it, and the voucher may be entered again', async () => {
    await says('unit', '招商 示例风电 到位 2000万 凭证 进账单0925')
    const { id } = await desk.db.promotionFunds.findFirstOrThrow()
    expect(await clicks('supervision', `招商 审核 ${id} 退回`)).toContain('请写原因')
    expect(await says('supervision', `招商 审核 ${id} 退回 金额与进账单不符`)).toContain('不计入，已告诉登记的人')
    expect((await desk.pushes()).find(({ to }) => to === 'unit')?.text).toContain('金额与进账单不符')
    expect(await says('unit', '招商 示例风电')).toContain('未通过，不计入：金额与进账单不符')
    expect(await says('unit', '招商 示例风电 到位 1800万 凭证 进账单0925')).toContain('待审核')
    for (const voucher of ['进账单0925', '进账单 ０９２５号', '银行回单：0925', '0925']) {
      const refused = await says('unit', `招商 示例风电 到位 1800万 凭证 ${voucher}`)
      expect(refused, voucher).toMatch(/已登记在示例风电（\d+ 号，1,800 万元，9月26日到账，待审核），一张凭证只计一次/)
    }
    const [first, second] = await desk.db.promotionFunds.findMany({ orderBy: { id: 'asc' } })
    await expect(
      desk.db.promotionFunds.update({ where: { id: first?.id ?? 0 }, data: { state: 'PENDING' } }),
    ).rejects.toThrow(/voucher_key|promotion_funds_voucher_once/)
    expect(first?.voucherKey).toBe(second?.voucherKey)
  })

  it('asks when more comes in than was signed for, and moves what has begun on to 到位', async () => {
    for (const stage of ['注册', '供地', '开工']) await says('unit', `招商 示例风电 ${stage}`)
    expect(await says('unit', '招商 示例风电 到位 4亿 凭证 进账单0925')).toContain('超过签约额 3.20 亿元')
    await says('unit', '取消')
    await says('unit', '到位 示例风电 3000万 凭证 进账单0926')
    const { id } = await desk.db.promotionFunds.findFirstOrThrow()
    await says('supervision', `招商 审核 ${id} 通过`)
    expect(await says('unit', '招商 示例风电')).toContain('示例风电项目（到位，')
  })

  it('is in the list of what is to be verified', async () => {
    await says('unit', '招商 示例风电 到位 2000万 凭证 进账单0925')
    expect(await says('office', '核实')).toContain('到位资金待审 1 笔')
    expect(await says('supervision', '核实 到位资金')).toContain('到位资金待审核 1 笔')
  })
})

describe('a 招商 project that becomes a key project', () => {
  beforeEach(signed)

  it('keeps its history and the link, and enters no figure before it has a plan', async () => {
    const before = await says('office', '总览')
    expect(await says('office', '招商 示例风电 转项目')).toContain('转为重点项目（新建一个重点项目）')
    expect(await says('office', '确认')).toContain('已转为重点项目：示例风电')
    const card = await says('office', '项目 示例风电')
    expect(card).toContain('来源：招商“示例风电”，2023年9月26日签约 3.20 亿元')
    expect(card).toContain('总投资：3.20 亿元')
    expect(card).toContain('责任单位 示例镇')
    expect(await says('unit', '招商 示例风电')).toContain('已转为重点项目“示例风电”')
    expect(await says('office', '总览')).toBe(before)
    expect(await says('office', '招商 示例风电 转项目')).toContain('已经转为重点项目')
    expect(await desk.db.promotionStep.count()).toBe(3)
  })

  it('can be one that is on the list already, but not one that is another’s', async () => {
    await says('office', '招商 示例风电 转项目 示例乙')
    expect(await says('office', '确认')).toContain('已转为重点项目：示例乙')
    expect(await says('office', '项目 示例乙')).toContain('来源：招商“示例风电”')
    await says('office', '招商 新增 示例光热项目')
    await says('office', '招商 示例光热 签约 1亿')
    await says('office', '招商 示例光热 转项目 示例乙')
    expect(await says('office', '确认')).toContain('已经连着“示例风电”')
    await says('office', '招商 新增 示例丙')
    await says('office', '招商 示例丙 签约 1亿')
    await says('office', '招商 示例丙 转项目')
    expect(await says('office', '确认')).toContain('重点项目里已经有“示例丙”')
  })
})
