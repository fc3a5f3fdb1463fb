/** The printed 跟踪卡, and that nothing of a visit reaches the evaluation. */
import { expect, it } from 'vitest'
import { transact } from '../../src/database/transaction.ts'
import { day } from '../../src/domain/calendar-day.ts'
import { month } from '../../src/domain/period.ts'
import { defaultRules } from '../../src/domain/rules.ts'
import { trackingCardPrint } from '../../src/services/enterprise/tracking-print.ts'
import { gatherMonth } from '../../src/services/evaluation/gather.ts'
import { type Desk, openDesk } from '../chat/kit.ts'

const today = day('2023-09-11')

async function openAgencyDesk(): Promise<Desk> {
  const desk = await openDesk({ now: '2023-09-11T10:00:00+08:00' })
  await desk.as('approval').privately('帮办 示例丙 派 丁审批')
  return desk
}

it('the card on paper has every table in words, with the columns of its rows, and no phone number', async () => {
  const desk = await openAgencyDesk()
  const person = desk.district.people.get('enterprise') ?? 0
  await desk.db.person.update({ where: { id: person }, data: { phone: '13800000001' } })
  await desk.as('enterprise').privately('帮办 水保方案怎么报')
  await desk.as('approval').privately('帮办 1 受理')
  await desk.as('approval').privately('帮办 1 记录 上门 送材料清单')
  await desk.as('approval').privately('会商 示例丙 能评 9月12日')
  await desk.as('approval').privately('会商 1 手续 施工许可 9月28日')
  await desk.as('approval').privately('回访 示例丙 满意 办得快')
  const id = desk.district.projects.get('示例丙') ?? 0
  const card = await transact(desk.db, (tx) => trackingCardPrint(tx, id, today, null))
  expect(card).toMatchObject({ number: '003', title: '“一企一档”服务企业跟踪卡' })
  expect(card.fields).toContainEqual({ label: '企业', value: '示例丙储能科技有限公司' })
  expect(card.fields).toContainEqual({ label: '帮代办专员', value: 'A角 丁审批' })
  for (const { columns, rows } of card.tables) {
    for (const row of rows) expect(row).toHaveLength(columns.length)
  }
  const rows = Object.fromEntries(card.tables.map(({ title, rows: of }) => [title, of.map((row) => row.join('｜'))]))
  expect(rows.手续).toEqual(['建筑工程施工许可证｜准备材料｜｜｜｜'])
  expect(rows.帮办申请).toEqual(['1｜水保方案怎么报｜2023-09-11｜办理中｜丁审批｜'])
  expect(rows.服务记录).toEqual(['2023-09-11｜上门｜送材料清单｜丁审批'])
  expect(rows.会商联审).toEqual(['2023-09-12｜能评｜待会商｜建筑工程施工许可证 2023-09-28'])
  expect(rows.回访).toEqual(['2023-09-11｜满意｜办得快'])
  expect(JSON.stringify(card)).not.toContain('13800000001')
})

it('a visit has no part in the month’s evaluation, however satisfied', async () => {
  const desk = await openAgencyDesk()
  const cutOff = {
    ...{ month: month('2023-09'), end: day('2023-09-30'), day: day('2023-10-09') },
    knownBy: new Date('2023-10-09T09:00:00+08:00'),
  }
  const gather = () => transact(desk.db, (tx) => gatherMonth(tx, desk.district.id, cutOff, defaultRules))
  const before = await gather()
  await desk.as('approval').privately('回访 示例丙 非常满意 样样都好')
  await desk.as('enterprise').privately('回访 非常满意 样样都好')
  expect(await gather()).toEqual(before)
  expect(await desk.db.serviceVisit.count()).toBe(2)
})
