/** What goes out by itself about orders, what leaders read of them, and what a printed one holds (rules.md §7, §8). */
import { beforeEach, describe, expect, it } from 'vitest'
import { transact } from '../../src/database/transaction.ts'
import { defaultRules } from '../../src/domain/rules.ts'
import { stateCalendar } from '../../src/domain/workday.ts'
import type { Acting } from '../../src/services/acting.ts'
import { draftFromProblem } from '../../src/services/supervision/draft.ts'
import { orderWithId } from '../../src/services/supervision/find.ts'
import { makeOrderStep } from '../../src/services/supervision/move.ts'
import { orderPrint } from '../../src/services/supervision/print.ts'
import { type CycleDesk, openCycleDesk } from './cycle-desk.ts'

let desk: CycleDesk
beforeEach(async () => {
  desk = await openCycleDesk('2023-09-08T10:00:00+08:00')
})

/** 督办〔2023〕001号 on 示例甲, led by 示例镇, due on 22 September. */
async function signed(): Promise<void> {
  await desk.as('office').privately('督办 示例甲 关键设备未到货 协办 能源局')
  await desk.as('supervision').privately('签发 1')
  await desk.as('supervision').privately('确认')
}

const heard = (who: string): string => desk.received(who).join('\n')

describe('the reminders of an order', () => {
  it('go to its units two working days before and on the day; past it, once more and to 督查室', async () => {
    await signed()
    await desk.to('2023-09-19 18:00')
    expect(heard('unit')).not.toContain('9月22日到期：')
    await desk.to('2023-09-20 10:00')
    expect(heard('unit')).toContain('9月22日到期：督办〔2023〕001号 示例甲 关键设备未到货')
    expect(heard('unit')).toContain('延期 督办〔2023〕001号 日期 原因')
    await desk.to('2023-09-21 18:00')
    expect(heard('liaison2').split('9月22日到期：')).toHaveLength(2)
    await desk.to('2023-09-22 10:00')
    expect(heard('unit')).toContain('今天到期：督办〔2023〕001号')
    expect(heard('supervision')).not.toContain('已超过')
    await desk.to('2023-09-26 10:00')
    expect(heard('unit').split('已超过9月22日的时限')).toHaveLength(2)
    expect(heard('supervision').split('已超过9月22日的时限')).toHaveLength(2)
    expect(heard('group-dispatch')).not.toContain('督办')
  })

  it('start over with an extension, and are silent while it waits for review', async () => {
    await signed()
    await desk.to('2023-09-20 10:00')
    await desk.as('unit').privately('延期 督办001 9月28日 设备海运晚到')
    await desk.as('supervision').privately('同意延期 督办001')
    await desk.to('2023-09-26 10:00')
    expect(heard('unit')).toContain('9月28日到期：督办〔2023〕001号')
    await desk.as('unit').privately('报结 督办001 已到场 依据：验收单')
    await desk.to('2023-10-10 10:00')
    expect(heard('unit')).not.toContain('已超过')
  })

  it('after a downtime are made good once, with what is true then', async () => {
    await signed()
    desk.downUntil('2023-09-26 10:00')
    await desk.catchUp()
    await desk.to('2023-09-27 10:00')
    expect(heard('unit')).not.toContain('今天到期')
    expect(heard('unit').split('已超过9月22日的时限')).toHaveLength(2)
  })
})

describe('what leaders and everybody read of orders', () => {
  it('an overdue one is in the digest of the project leader, a closed one among the changes; 总览 counts them', async () => {
    await signed()
    await desk.as('office').privately('督办 示例乙 征地还剩 3 户')
    await desk.as('supervision').privately('签发 2')
    await desk.as('supervision').privately('确认')
    expect((await desk.as('unit').privately('总览')).text).toContain('督办在办 2 份')
    expect((await desk.as('observer').inGroup('总览')).text).not.toContain('督办')
    await desk.as('unit').privately('报结 督办002 已签约 依据：协议')
    await desk.as('supervision').privately('同意办结 督办002')
    await desk.to('2023-09-25 15:00')
    const digests = heard('leader')
    expect(digests).toContain('示例甲 督办〔2023〕001号已超期 3 天：关键设备未到货（主办：示例镇）')
    expect(digests).toContain('示例乙 已办结：督办〔2023〕002号 征地还剩 3 户')
    expect((await desk.as('leader').privately('总览')).text).toContain('督办在办 1 份，逾期 1 份')
  })
})

const acting = (tx: Acting['tx'], now: Date): Acting => ({
  ...{ tx, now, rules: defaultRules, calendar: stateCalendar() },
  district: { id: desk.district.id, name: '示例区', isDemo: false },
  owe: () => Promise.resolve(),
  audit: () => Promise.resolve(),
})

describe('of two who read an order at the same time', () => {
  it('only the first decides, also where the state stays as it is', async () => {
    await signed()
    await desk.as('unit').privately('延期 督办001 9月28日 设备海运晚到')
    const { db, clock } = desk
    const read = await transact(db, (tx) => orderWithId(acting(tx, clock.now()), 1))
    await desk.as('supervision').privately('不同意延期 督办001 影响总工期')
    const late = transact(db, (tx) =>
      makeOrderStep(acting(tx, clock.now()), read, { move: 'GRANT_EXTENSION', by: null }),
    )
    await expect(late).rejects.toThrow('刚刚被别人处理过')
  })
})

describe('an order drafted from a problem', () => {
  it('takes over its lead unit and what it is about, once, and waits for a signature', async () => {
    const { db, clock } = desk
    await desk.as('liaison').privately('报问题 示例甲 用电 变压器容量不足')
    await desk.as('office').privately('交办 1 能源局 9月11日')
    await desk.to('2023-09-14 10:00')
    const made = await transact(db, (tx) => draftFromProblem(acting(tx, clock.now()), 1, null))
    expect(made).toMatchObject({
      fresh: true,
      order: { state: 'DRAFT', number: null, problemId: 1, source: '1 号问题逾期', leadUnit: { shortName: '能源局' } },
    })
    expect(made.order.matter).toBe('变压器容量不足（1 号问题已超期 3 天）')
    const again = await transact(db, (tx) => draftFromProblem(acting(tx, clock.now()), 1, null))
    expect(again).toMatchObject({ fresh: false, order: { id: made.order.id } })
    await desk.to('2023-09-20 10:00')
    expect(await db.supervisionOrder.findMany()).toMatchObject([{ state: 'DRAFT', number: null }])
    expect(heard('liaison2')).not.toContain('督办单')
  })
})

describe('the printed order', () => {
  it('holds everything that the paper needs, and no more than was said', async () => {
    const { db } = desk
    await desk.as('office').privately('督办 示例甲 关键设备未到货 协办 能源局 要求：9月底前到场 依据：9月5日调度会')
    const draft = await transact(db, (tx) => orderPrint(tx, 1))
    expect(draft).toMatchObject({ number: null, stateText: '拟稿', signer: null, dueOn: null, closing: null })
    await desk.as('supervision').privately('签发 1')
    await desk.as('supervision').privately('确认')
    await desk.as('unit').privately('延期 督办001 9月28日 设备海运晚到')
    await desk.as('supervision').privately('同意延期 督办001')
    await desk.as('unit').privately('报结 督办001 已到场 依据：到货验收单')
    await desk.as('supervision').privately('同意办结 督办001 已现场核实')
    expect(await transact(db, (tx) => orderPrint(tx, 1))).toMatchObject({
      ...{ title: '督办单', number: '督办〔2023〕001号', stateText: '已办结', issuer: '示例区督查室' },
      ...{ source: '9月5日调度会', matter: '关键设备未到货', demand: '9月底前到场', limit: '10 个工作日' },
      ...{ leadUnit: '示例镇人民政府', coUnits: ['示例区能源局'], drafter: '乙办公', signer: { name: '丙督查' } },
      ...{ issuedOn: '2023-09-08', dueOn: '2023-09-28', dueBefore: '2023-09-22', feedback: '已到场' },
      ...{ evidence: '到货验收单', review: '已现场核实', closing: '按期办结', caveat: null, isDemo: false },
      extension: { to: '2023-09-28', reason: '设备海运晚到', decision: '同意' },
      steps: ['拟稿', '签发', '申请延期', '同意延期', '报结', '同意办结'].map((what) => ({ what })),
    })
  })
})
