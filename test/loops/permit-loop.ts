/** 手续: accepted on a holiday, warned of, paused, done with its number; what was entered by mistake is taken back. */
import { expect, it } from 'vitest'
import type { Loop } from './stage.ts'

const BUREAU = 'u-approval'
/** The authority of 施工图审查. */
const HOUSING = 'u-unit-housing'
const WANG = 'u-liaison-wang'
/** Of another unit: nothing of this is his to change. */
const GAO = 'u-liaison-gao'
const LINE = '手续 示例甲 施工图审查'

export const permitLoop: Loop = {
  name: 'a permit, from its acceptance on a holiday to its number',
  play({ way, db, ask, at, lately }) {
    const found = () =>
      db().permit.findFirstOrThrow({ where: { project: { shortName: '示例甲' }, item: { name: '施工图审查' } } })
    const heard = async (who: typeof HOUSING | typeof WANG) => (await way().heard(who)).join('\n')

    it('a wrong turn: it cannot be done before it is accepted, nor accepted in the future', async () => {
      await at('2023-10-05 10:00')
      expect(await ask(BUREAU, `${LINE} 办结 文号 示例审1号`)).toContain('还没有受理，不能办结')
      expect(await ask(BUREAU, `${LINE} 受理 10月9日`)).toContain('10月9日还没有到')
      expect(await db().permit.count({ where: { item: { name: '施工图审查' } } })).toBe(0)
    })

    it('is accepted on a holiday: the clock begins on the next working day, and the answer says so', async () => {
      expect(await ask(BUREAU, `${LINE} 受理`)).toContain(
        '10月5日受理，10月5日不是工作日，从下一个工作日起算，剩 5 个工作日（10月11日前）',
      )
      expect(await heard(HOUSING)).not.toContain('示例甲 施工图审查')
    })

    it('a stranger’s click changes nothing', async () => {
      expect(await ask(GAO, LINE)).toContain('示例甲 施工图审查')
      await way().click(GAO, '办结')
      expect(await lately(GAO)).toContain('只有审批局、主管单位（区住建局）、经办人和项目办可以改')
      expect(await found()).toMatchObject({ state: 'ACCEPTED' })
    })

    it('two working days before its day the authority is told, and stops the clock by a button', async () => {
      await at('2023-10-09 09:05')
      expect(await heard(HOUSING)).toContain('示例甲 施工图审查 快到期，10月11日前办结')
      await way().click(HOUSING, '看施工图审查')
      await way().click(HOUSING, '补正停表')
      expect(await lately(HOUSING)).toContain('10月9日起停表（补正），不计入政府用时')
      expect(await found()).toMatchObject({ state: 'PAUSED', dueOn: null })
    })

    it('goes on with what was left, and is not done without a number', async () => {
      await at('2023-10-12 10:00')
      expect(await ask(HOUSING, `${LINE} 恢复`)).toContain('剩 2 个工作日（10月16日前）')
      expect(await ask(HOUSING, `${LINE} 办结`)).toContain('还差证号或文号')
      expect(await ask(HOUSING, `${LINE} 办结 文号 示例审〔2023〕5号`)).toContain('示例审〔2023〕5号，按期')
    })

    it('a slip is taken back by who made it, on record, and entered anew', async () => {
      await ask(HOUSING, LINE)
      await way().click(HOUSING, '撤回上一步')
      expect(await lately(HOUSING)).toContain('已撤回：示例甲 施工图审查 10月12日办结')
      await ask(HOUSING, `${LINE} 办结 文号 示例审〔2023〕6号`)
      expect(await found()).toMatchObject({ state: 'DONE', number: '示例审〔2023〕6号' })
      const { id } = await found()
      expect(await db().permitStep.count({ where: { permitId: id } })).toBe(5)
      expect(await db().auditEntry.count({ where: { subject: 'permit', subjectId: String(id) } })).toBeGreaterThan(5)
    })

    it('everybody of the district reads where the project stands', async () => {
      expect(await ask(WANG, '手续 示例甲')).toMatch(/施工许可 \d\/\d[\s\S]*施工图审查/)
    })
  },
}
