/** 帮代办: asked for in a line, accepted by a button, recorded; a 会商 sets a task; an unhappy visit becomes a problem. */
import { expect, it } from 'vitest'
import type { Loop } from './stage.ts'

const ENTERPRISE = 'u-enterprise'
const APPROVAL = 'u-approval'
const AGENT = 'u-agent'
const MATTER = '设备联动调试要办哪些手续'

export const agencyLoop: Loop = {
  name: 'an enterprise that asks for help',
  play({ way, db, at, ask, lately }) {
    const request = async () => await db().serviceRequest.findFirstOrThrow({ where: { matter: MATTER } })

    it('asks in one line, and sees its own only', async () => {
      await at('2023-09-27 09:10')
      expect(await ask(ENTERPRISE, `帮办 ${MATTER}`)).toContain('已登记')
      expect(await ask(ENTERPRISE, '企业 绿邦')).toContain('只能查看本企业的档案')
      expect(await ask(ENTERPRISE, '季排名')).toContain('您现在的身份：企业联系人')
    })

    it('is helped: accepted with a tap, by nobody else, and recorded', async () => {
      const { id } = await request()
      expect(await ask('u-liaison-zhang', `帮办 ${id} 受理`)).toContain('只有审批局、项目办和本项目的帮代办专员')
      expect(await ask(APPROVAL, `帮办 ${id}`)).toContain(MATTER)
      await way().click(APPROVAL, '受理')
      expect(await lately(APPROVAL)).toContain('已受理')
      expect(await ask(APPROVAL, `帮办 ${id} 记录 上门 送联动调试的手续清单`)).toContain('已登记')
      expect((await request()).state).toBe('WORKING')
      expect(await ask(ENTERPRISE, '跟踪卡')).toContain('上门 送联动调试的手续清单')
    })

    it('gets a 会商 whose task is on the problem list, and is told to the unit', async () => {
      expect(await ask(APPROVAL, '会商 示例甲 联动调试手续 9月27日 参会 区应急局')).toContain('已召集')
      const { id } = await db().jointReview.findFirstOrThrow({ where: { matter: '联动调试手续' } })
      await ask(APPROVAL, `会商 ${id} 结论 同意并联办理`)
      expect(await ask(APPROVAL, `会商 ${id} 任务 区应急局 10月10日 出具联动调试的审查意见`)).toContain('已进问题清单')
      expect(await ask('u-unit-safety', '问题清单 区应急局')).toContain('出具联动调试的审查意见')
      await at('2023-09-28 09:10')
      expect((await way().heard('u-unit-safety')).join('\n')).toContain('会商')
    })

    it('is visited: 不满意 becomes a problem that the enterprise itself can follow', async () => {
      const { id } = await request()
      expect(await ask(AGENT, `帮办 ${id} 办结 清单已逐项说明`)).toContain('已办结')
      expect(await ask(AGENT, '回访 示例甲 不满意 联动调试的材料跑了三趟')).toContain('已登记问题')
      expect(await ask(ENTERPRISE, '问题清单')).toContain('联动调试的材料跑了三趟')
      const visit = await db().serviceVisit.findFirstOrThrow({ orderBy: { id: 'desc' }, include: { problem: true } })
      expect(visit).toMatchObject({ grade: 'DISSATISFIED', problem: { source: 'VISIT', state: 'OPEN' } })
    })
  },
}
