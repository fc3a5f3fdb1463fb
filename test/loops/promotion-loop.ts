/** 招商引资 and 项目储备: from the first word of a project to a key project, with the money that another has looked at. */
import { expect, it } from 'vitest'
import type { Loop } from './stage.ts'

const PARK = 'u-unit-park'
const OTHER_UNIT = 'u-unit-logistics'
const OFFICE = 'u-office-1'
const SUPERVISION = 'u-supervision'

export const promotionLoop: Loop = {
  name: 'a lead of 招商 and an idea of 储备, to the key projects they become',
  play({ way, db, ask, at, lately }) {
    const fundsId = async () =>
      (await db().promotionFunds.findFirstOrThrow({ where: { promotion: { shortName: '示例隔膜' } } })).id

    it('is a line at first, and signed in another; an amount without its unit is asked back', async () => {
      await at('2023-09-26 16:05')
      const lead = '招商 新增 示例隔膜项目 投资方：示例公司（演示） 产业：新材料 来源：推介会 意向：3亿'
      expect(await ask(PARK, lead)).toContain('已登记招商项目：示例隔膜（线索）')
      expect(await ask(PARK, '招商 示例隔膜 签约 3.2 9月20日')).toContain('“3.2”没有写单位')
      expect(await ask(PARK, '招商 示例隔膜 签约 3.2亿 9月20日')).toContain('签约 3.20 亿元')
      expect(await ask(OFFICE, '招商')).toContain('实施招商引资项目 44 个，到位资金 6.50 亿元')
    })

    it('shows money as not counted until somebody else has looked at its voucher', async () => {
      expect(await ask(PARK, '招商 示例隔膜 到位 2000万')).toContain('还差凭证')
      expect(await ask(PARK, '招商 示例隔膜 到位 2000万 9月25日 凭证 进账单0925')).toContain('待审核，暂不计入')
      const told = await db().outboxMessage.findMany({
        where: { key: { contains: ':bundle:' } },
        select: { card: true },
      })
      expect(told.filter(({ card }) => JSON.stringify(card).includes('到位资金待审核：示例隔膜'))).toHaveLength(3)
      expect(await ask(OFFICE, '招商')).toContain('到位资金 6.50 亿元')
      const id = await fundsId()
      expect(await ask(OTHER_UNIT, `招商 审核 ${id} 通过`)).toContain('只有项目办和督查室可以审核')
      expect(await ask(PARK, `招商 审核 ${id} 通过`)).toContain('只有项目办和督查室可以审核')
    })

    it('counts it after a click of 督查室', async () => {
      const id = await fundsId()
      expect(await ask(SUPERVISION, '招商 待审')).toContain(`${id} 号 示例隔膜`)
      await way().click(SUPERVISION, `通过 ${id} 号`)
      expect(await db().promotionFunds.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'APPROVED' })
      expect(await ask(OFFICE, '招商')).toContain('到位资金 6.70 亿元')
    })

    it('becomes a key project whose card tells where it came from', async () => {
      expect(await ask(PARK, '招商 示例隔膜 转项目')).toContain('只有项目办可以')
      await ask(OFFICE, '招商 示例隔膜 转项目')
      await way().click(OFFICE, '确认')
      expect(await lately(OFFICE)).toContain('已转为重点项目：示例隔膜')
      expect(await ask(OFFICE, '项目 示例隔膜')).toContain('来源：招商“示例隔膜”，2023年9月20日签约 3.20 亿元')
      const [row] = await db().promotionProject.findMany({ where: { shortName: '示例隔膜' }, include: { steps: true } })
      expect(row?.steps.map(({ stage }) => stage)).toEqual(['LEAD', 'SIGNED'])
    })

    it('and so does what is ripe in the reserve; a step back wants its reason', async () => {
      expect(await ask(PARK, '储备 标准厂房 谋划')).toContain('要写原因')
      expect(await ask(OTHER_UNIT, '储备 标准厂房 退出 不办了')).toContain('只有责任单位（产业园）和项目办可以')
      expect(await ask(OFFICE, '储备 标准厂房 转项目')).toContain('转为重点项目')
      await way().click(OFFICE, '确认')
      expect(await ask(OFFICE, '项目 标准厂房')).toContain('来源：储备库“标准厂房”')
      expect(await ask(OFFICE, '储备')).toContain('今年转实施 4 ÷ 年初储备 13')
    })
  },
}
