/** 督办: drafted by 项目办, signed by 督查室, answered late by the lead unit, sent back once and closed. */
import { expect, it } from 'vitest'
import type { Loop } from './stage.ts'

const OFFICE = 'u-office-1'
const SUPERVISION = 'u-supervision'
/** 区住建局 leads it. */
const HEAD = 'u-unit-housing'
const LIAISON = 'u-liaison-hu'
/** Of another unit. */
const OTHER = 'u-liaison-ma'
const MATTER = '外墙保温材料进场时间没有落实'

export const supervisionLoop: Loop = {
  name: 'a 提示单, from its draft to its closing, a day late',
  play({ db, ask, at, way, lately }) {
    const order = () => db().supervisionOrder.findFirstOrThrow({ where: { matter: MATTER } })

    it('is drafted in a line and reaches nobody but 督查室', async () => {
      await at('2023-09-18 09:30')
      const said = await ask(OFFICE, `督办 提示 老旧小区 ${MATTER} 要求：9月22日前报进场计划`)
      expect(said).toContain('等督查室签发')
      expect(said).toContain('区住建局')
      expect(await lately(HEAD)).not.toContain(MATTER)
    })

    it('gets its number when 督查室 signs it, and only then the lead unit hears of it', async () => {
      const { id } = await order()
      expect(await ask(SUPERVISION, '督办 待签发')).toContain(`拟稿${id} 老旧小区`)
      await ask(SUPERVISION, `督办 拟稿${id}`)
      await way().click(SUPERVISION, '签发')
      expect(await lately(SUPERVISION)).toContain('时限 5 个工作日，9月25日到期')
      await way().click(SUPERVISION, '确认')
      expect(await lately(SUPERVISION)).toContain('已签发 提示〔2023〕002号')
      expect(await lately(HEAD)).toContain(`提示〔2023〕002号 老旧小区 ${MATTER}`)
    })

    it('a click that comes too late, and somebody whom it does not concern, change nothing', async () => {
      await way().click(OFFICE, '改稿')
      expect(await lately(OFFICE)).toContain('现在是“已签发”，不能改稿')
      expect(await ask(OTHER, '反馈 提示002 我们来办')).toContain('没有提示002号')
      expect(await ask(OTHER, '督办 提示002')).toContain('没有提示002号')
      expect(await order()).toMatchObject({ state: 'SIGNED', feedback: null })
    })

    it('the lead unit finds it in its list and answers', async () => {
      await at('2023-09-19 10:00')
      expect(await ask(LIAISON, '督办')).toContain('在办督办单 1 份')
      await way().click(LIAISON, '看这一份')
      expect(await lately(LIAISON)).toContain('要求：9月22日前报进场计划')
      expect(await ask(LIAISON, '反馈 提示002 材料在途，厂家没有给准时间')).toContain('已记下 提示〔2023〕002号 的进展')
    })

    it('is reminded of two working days before the day', async () => {
      await at('2023-09-21 10:00')
      expect((await way().heard(LIAISON)).join('\n')).toContain(`9月25日到期：提示〔2023〕002号 老旧小区`)
    })

    it('asked for after the day, an extension comes too late, and it says so', async () => {
      await at('2023-09-26 10:00')
      expect(await ask(LIAISON, '延期 提示002 9月28日 材料晚到')).toContain('9月25日已经到期，延期要在到期日之前申请')
      expect(await ask(SUPERVISION, '督办 逾期 区住建局')).toContain('已超期 1 天')
      expect(await order()).toMatchObject({ extensionState: null })
    })

    it('is put to review with evidence, sent back once and closed', async () => {
      expect(await ask(LIAISON, '报结 提示002 材料已进场')).toContain('还差依据')
      await ask(LIAISON, '报结 提示002 材料已进场 依据：照片')
      expect(await ask(SUPERVISION, '退回督办 提示002 9月28日 照片看不清，请附进场验收单')).toContain('9月28日到期')
      await ask(LIAISON, '报结 提示002 材料已进场 依据：进场验收单')
      await ask(SUPERVISION, '督办 提示002')
      await way().click(SUPERVISION, '同意办结')
      expect(await lately(SUPERVISION)).toContain('提示〔2023〕002号已办结')
      const { state, number, id } = await order()
      expect([state, number]).toEqual(['CLOSED', 2])
      const steps = await db().orderStep.findMany({ where: { orderId: id }, orderBy: { id: 'asc' } })
      const moves = steps.map(({ move }) => move)
      expect(moves).toEqual(['DRAFT', 'SIGN', 'FEEDBACK', 'SUBMIT', 'SEND_BACK', 'SUBMIT', 'CLOSE'])
    })
  },
}
