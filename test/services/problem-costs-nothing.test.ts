import { expect, it } from 'vitest'
import { transact } from '../../src/database/transaction.ts'
import { day } from '../../src/domain/calendar-day.ts'
import { approvalScore } from '../../src/domain/evaluation/approval-score.ts'
import { evaluateProject } from '../../src/domain/evaluation/project-month.ts'
import { month } from '../../src/domain/period.ts'
import { defaultRules } from '../../src/domain/rules.ts'
import { stateCalendar } from '../../src/domain/workday.ts'
import { gatherMonth } from '../../src/services/evaluation/gather.ts'
import { gatherUnits } from '../../src/services/evaluation/gather-units.ts'
import { raiseFromVisit } from '../../src/services/problems/raise.ts'
import { type Desk, openDesk } from '../chat/kit.ts'

/** What September comes to for the projects, and for the unit of the group 审批要素部门. */
async function septemberScores({ db, district }: Desk) {
  const cutOff = {
    month: month('2023-09'),
    end: day('2023-09-30'),
    day: day('2023-10-09'),
    knownBy: new Date('2023-10-09T09:00:00+08:00'),
  }
  return await transact(db, async (tx) => ({
    projects: (await gatherMonth(tx, district.id, cutOff, defaultRules)).map((input) =>
      evaluateProject(input, defaultRules),
    ),
    units: (await gatherUnits(tx, district.id, cutOff)).map(({ name, approval }) =>
      approval === null ? name : { name, score: approvalScore(approval) },
    ),
  }))
}

it('a problem costs its raiser nothing, overdue, escalated or sent back; it costs who leads what others raised', async () => {
  const desk = await openDesk({ now: '2023-09-08T10:00:00+08:00' })
  const before = await septemberScores(desk)
  const office = desk.as('office')

  // The responsible unit's own: left overdue, escalated, sent back after its closing.
  for (const what of ['变压器容量不足', '管网没有接通', '临时道路没有修好']) {
    await desk.as('liaison').privately(`报问题 示例甲 ${what}`)
  }
  await desk.as('approval').privately('报问题 示例甲 审批 施工许可变更材料不全')
  for (const id of [1, 2, 3]) await office.privately(`交办 ${id} 示例镇 9月11日`)
  await office.privately('交办 4 审批局 9月11日')
  await office.privately('提级 2 9月12日 需区级协调')
  await office.privately('确认')
  await desk.as('unit').privately('销号 3 已修好 依据：验收单')
  await office.privately('退回问题 3 雨天不能通行')
  expect(await desk.db.problem.findMany({ select: { state: true }, orderBy: { id: 'asc' } })).toEqual([
    { state: 'ASSIGNED' },
    { state: 'WORKING' },
    { state: 'RETURNED' },
    { state: 'ASSIGNED' },
  ])
  // An enterprise's, by the agent who visited it and by the contact, led by another unit than the project's.
  const agent = { personId: desk.district.people.get('approval') ?? 0, name: '丁审批', unitId: null }
  const contact = { personId: desk.district.people.get('enterprise') ?? 0, name: '辛企业' }
  const project = { id: desk.district.projects.get('示例甲') ?? 0, shortName: '示例甲' }
  for (const [statement, who] of [
    ['供水管径偏小', contact],
    ['进场道路限高', null],
  ] as const) {
    await raiseIn(desk, { project, category: null, statement, contact: who, agent, at: desk.clock.now() })
  }
  await office.privately('交办 5 能源局 9月11日')
  await office.privately('交办 6 能源局 9月11日')
  expect(await septemberScores(desk)).toEqual(before)

  await desk.as('approval').privately('报问题 示例甲 用水 管径偏小')
  await office.privately('交办 7 示例镇 9月11日')
  expect(await septemberScores(desk)).not.toEqual(before)
})

async function raiseIn(desk: Desk, raising: Parameters<typeof raiseFromVisit>[1]): Promise<void> {
  const { problem } = await transact(desk.db, (tx) =>
    raiseFromVisit(
      {
        ...{ tx, now: desk.clock.now(), rules: defaultRules, calendar: stateCalendar() },
        district: { ...desk.district, isDemo: false },
        owe: async () => undefined,
        audit: async () => undefined,
      },
      raising,
    ),
  )
  expect(problem).toMatchObject({ source: 'VISIT', raisedUnitId: null })
}
