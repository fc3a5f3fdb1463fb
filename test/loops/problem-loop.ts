/** 问题清单: raised, assigned, late, escalated on the bot's proposal, closed with evidence, confirmed by who raised it. */
import { expect, it } from 'vitest'
import type { Loop } from './stage.ts'

const WANG = 'u-liaison-wang'
const OFFICE = 'u-office-1'
const ENERGY = 'u-unit-energy'
/** Of another unit: nothing of this is his. */
const GAO = 'u-liaison-gao'

export const problemLoop: Loop = {
  name: 'a problem, from its first word to its confirmation',
  play({ way, db, ask, at, lately }) {
    const found = () => db().problem.findFirstOrThrow({ where: { statement: { contains: '还差一台' } } })

    it('is raised in a line, and 项目办 is told which unit usually leads its kind', async () => {
      await at('2023-09-08 09:30')
      expect(await ask(WANG, '报问题 示例甲 用电 变压器还差一台')).toContain('报问题不扣分')
      const { id } = await found()
      expect(await lately(OFFICE)).toContain(`新问题 ${id} 号：示例甲 用电，变压器还差一台`)
      expect(await lately(OFFICE)).toContain('不写单位就交给区能源局')
    })

    it('is assigned without naming a unit, and accepted by a button', async () => {
      const { id } = await found()
      expect(await ask(OFFICE, `交办 ${id} 9月13日`)).toContain(
        `已交办：${id} 号问题由区能源局牵头（“用电”类默认），9月13日前办结`,
      )
      expect(await lately(ENERGY)).toContain(`交办：${id} 号问题`)
      await way().click(ENERGY, `受理 ${id}`)
      expect(await found()).toMatchObject({ state: 'WORKING' })
    })

    it('a wrong turn: nothing is closed by word of mouth, what is missing is asked for', async () => {
      const { id } = await found()
      expect(await ask(ENERGY, `销号 ${id} 已经弄好了`)).toContain('还差依据：文号、证号、纪要或照片说明')
      expect(await found()).toMatchObject({ state: 'WORKING' })
    })

    it('is overdue: the unit hears of it, 项目办 gets a proposal and escalates it by a button', async () => {
      await at('2023-09-14 09:05')
      const { id } = await found()
      expect(await lately(ENERGY)).toContain(`已超期：${id} 号问题 示例甲 用电，变压器还差一台`)
      const proposal = await lately(OFFICE)
      expect(proposal).toContain(`建议提级：${id} 号问题`)
      expect(proposal).toContain('提到 L2 牵头部门会同项目办，建议 9月21日 前办结')
      expect(await found()).toMatchObject({ level: 1 })
      await way().click(OFFICE, `提级 ${id}`)
      expect(await lately(OFFICE)).toContain('提到 L2 牵头部门会同项目办，9月21日前办结，对吗？')
      await way().click(OFFICE, '确认')
      expect(await found()).toMatchObject({ level: 2, dueOn: new Date('2023-09-21') })
    })

    it('is submitted with evidence; somebody else confirms nothing, the click of who raised it does', async () => {
      await at('2023-09-15 10:00')
      const { id } = await found()
      expect(await ask(ENERGY, `销号 ${id} 已增容 依据：供电工程验收单`)).toContain('等产业园确认')
      expect(await ask(GAO, `问题清单 ${id}`)).not.toContain('〔确认销号〕')
      expect(await ask(GAO, `确认销号 ${id}`)).toContain('请提出方（产业园）确认')
      expect(await found()).toMatchObject({ state: 'CONFIRMING' })
      expect(await lately(WANG)).toContain('办理结果：已增容；依据：供电工程验收单')
      await way().click(WANG, `确认销号 ${id}`)
      expect(await found()).toMatchObject({ state: 'CLOSED' })
      expect(await ask(OFFICE, `问题清单 ${id}`)).toMatch(/交办[\s\S]*受理[\s\S]*提级[\s\S]*提交销号[\s\S]*确认销号/)
    })
  },
}
