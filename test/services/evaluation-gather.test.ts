import { expect, it } from 'vitest'
import type { Db } from '../../src/database/client.ts'
import { transact } from '../../src/database/transaction.ts'
import { day, dayToDb } from '../../src/domain/calendar-day.ts'
import { projectMonthInput } from '../../src/domain/evaluation/input.ts'
import { month } from '../../src/domain/period.ts'
import { defaultRules } from '../../src/domain/rules.ts'
import { gatherMonth } from '../../src/services/evaluation/gather.ts'
import { gatherUnits } from '../../src/services/evaluation/gather-units.ts'
import { makeDistrict, type TestDistrict } from '../chat/district.ts'
import { forEachDatabase } from '../database/harness.ts'

const on = (date: string) => dayToDb(day(date))
const at = (moment: string) => new Date(`${moment}:00+08:00`)

/** Locked on 10月9日 at 09:00. */
const cutOff = {
  month: month('2023-09'),
  end: day('2023-09-30'),
  day: day('2023-10-09'),
  knownBy: at('2023-10-09T09:00'),
}
const september = { since: on('2023-09-01'), reason: '演示', decidedBy: 1 }

async function gather(db: Db, district: TestDistrict, knownBy = cutOff.knownBy) {
  const inputs = await transact(db, (tx) => gatherMonth(tx, district.id, { ...cutOff, knownBy }, defaultRules))
  return inputs.map((input) => projectMonthInput.parse(input))
}

function idOf({ projects }: TestDistrict, name: string): number {
  const id = projects.get(name)
  if (id === undefined) throw new Error(`no project ${name}`)
  return id
}

forEachDatabase('what a month is judged by', (open) => {
  it('takes milestones of the month, early ones and open ones; verified by the lock, or by now when made anew', async () => {
    const { db } = await open()
    const district = await makeDistrict(db, '示例区', false)
    const projectId = idOf(district, '示例甲')
    const rows = [
      ['counted in August', '2023-08-10', '2023-08-09', '2023-08-10T10:00'],
      ['open since August', '2023-08-20', null, null],
      ['of September', '2023-09-20', '2023-09-18', '2023-10-08T10:00'],
      ['verified too late', '2023-09-25', '2023-09-25', '2023-10-10T10:00'],
      ['done after the cut-off', '2023-09-28', '2023-10-10', '2023-10-10T10:00'],
      ['early', '2023-10-15', '2023-09-29', '2023-09-30T10:00'],
      ['of October', '2023-10-20', null, null],
    ] as const
    for (const [name, due, done, verified] of rows) {
      await db.milestone.create({
        data: {
          ...{ projectId, name, dueOn: on(due) },
          doneOn: done === null ? null : on(done),
          verifiedAt: verified === null ? null : at(verified),
        },
      })
    }
    await db.milestone.create({
      data: { projectId, name: 'withdrawn', dueOn: on('2023-09-10'), withdrawnOn: on('2023-09-05') },
    })
    const shown = async (knownBy?: Date) =>
      (await gather(db, district, knownBy))[0]?.milestones.map(({ name, doneOn }) => `${name} ${doneOn}`)
    expect(await shown()).toEqual([
      'open since August null',
      'of September 2023-09-18',
      'verified too late null',
      'done after the cut-off null',
      'early 2023-09-29',
    ])
    expect(await shown(at('2023-10-11T10:00'))).toContain('verified too late 2023-09-25')
    expect(await shown(at('2023-10-11T10:00'))).toContain('done after the cut-off null')
  })

  it('takes problems that the unit leads and did not raise, reports of the 旬 asked for, the worst 核查, published plates', async () => {
    const { db } = await open()
    const district = await makeDistrict(db, '示例区', false)
    const [districtId, projectId] = [district.id, idOf(district, '示例甲')]
    const [own, other] = [district.units.get('示例镇') ?? 0, district.units.get('审批局') ?? 0]
    const problem = {
      ...{ districtId, projectId, statement: '演示', leadUnitId: own, raisedUnitId: other },
      raisedAt: at('2023-09-02T10:00'),
    }
    const closed = { state: 'CLOSED' as const, closedAt: at('2023-09-25T10:00') }
    await db.problem.createMany({
      data: [
        { ...problem, ...closed, dueOn: on('2023-09-20'), submittedOn: on('2023-09-19'), level: 2 },
        { ...problem, state: 'CONFIRMING', dueOn: on('2023-09-22'), submittedOn: on('2023-09-21') },
        { ...problem, state: 'SUSPENDED', dueOn: on('2023-09-23') },
        { ...problem, raisedUnitId: own, dueOn: on('2023-09-24') },
        { ...problem, leadUnitId: other, raisedUnitId: own, dueOn: on('2023-09-26') },
        { ...problem, dueOn: on('2023-10-02') },
      ],
    })
    for (const part of [1, 2, 3]) {
      await db.period.create({ data: { districtId, code: `2023-09-${part}`, askedAt: at('2023-09-10T09:00') } })
    }
    const report = { districtId, projectId, amount: '100', submittedAt: at('2023-09-10T10:00') }
    await db.report.createMany({
      data: [
        { ...report, period: '2023-09-1', onTime: true, state: 'LOCKED' },
        { ...report, period: '2023-09-2', onTime: false, state: 'LOCKED', everReturned: true },
      ],
    })
    await db.ledgerEntry.create({ data: { projectId, year: 2023, period: '2023-09-1', kind: 'REPORT', amount: '100' } })
    await db.ledgerEntry.create({ data: { projectId, year: 2023, period: '2023-10-1', kind: 'REPORT', amount: '999' } })
    const inspection = { projectId, reported: '100', inspectedOn: on('2023-09-20') }
    await db.inspection.createMany({
      data: [
        { ...inspection, period: '2023-09-1', verified: '96' },
        { ...inspection, period: '2023-08-2', verified: '80' },
        { ...inspection, period: '2023-09-1', verified: '50', inspectedOn: on('2023-10-20') },
      ],
    })
    const plate = { districtId, projectId, reasons: [] }
    await db.plate.createMany({
      data: [
        { ...plate, month: '2022-12', colour: 'RED', state: 'PUBLISHED' },
        { ...plate, month: '2023-07', colour: 'YELLOW', state: 'PUBLISHED' },
        { ...plate, month: '2023-08', colour: 'RED', state: 'TRIAL' },
      ],
    })
    const [input] = await gather(db, district)
    expect(input?.problems.map(({ dueOn, submittedOn }) => `${dueOn} ${submittedOn}`)).toEqual([
      '2023-09-20 2023-09-19',
      '2023-09-22 null',
    ])
    expect(input?.escalatedClosed).toBe(1)
    expect(input?.reports).toEqual([
      { period: '2023-09-1', onTime: true, returned: false },
      { period: '2023-09-2', onTime: false, returned: true },
      { period: '2023-09-3', onTime: null, returned: false },
    ])
    expect(input?.yearToDate).toBe('5300.00')
    expect(input?.inspection).toEqual({ reported: '100.00', verified: '80.00' })
    expect(input?.plates).toEqual([{ month: '2023-07', colour: 'yellow' }])
    const units = await transact(db, (tx) => gatherUnits(tx, districtId, cutOff))
    const approval = units.find(({ id }) => id === other)
    expect(approval?.approval?.problems.map(({ dueOn }) => dueOn)).toEqual(['2023-09-26'])
    expect(approval?.overdueProblems).toBe(1)
    expect(units.find(({ id }) => id === own)).toMatchObject({ approval: null, overdueProblems: 1 })
  })

  it('knows who is in the assessment: planned, added by then, under way or due to start; exempt and 不参评 are marked', async () => {
    const { db } = await open()
    const district = await makeDistrict(db, '示例区', false)
    await db.exemption.create({
      data: { ...september, projectId: idOf(district, '示例乙'), until: on('2023-10-31') },
    })
    await db.stoppage.create({ data: { projectId: idOf(district, '示例乙'), since: on('2023-09-10'), reason: '演示' } })
    await db.stoppage.create({ data: { projectId: idOf(district, '示例甲'), since: on('2023-09-10'), reason: '演示' } })
    await db.disqualification.create({
      data: { ...september, projectId: idOf(district, '示例丙'), until: on('2023-10-31') },
    })
    const more = [
      ['due to start', 'PREPARATION', '2023-09-15', '2023-01'],
      ['not due', 'PREPARATION', '2023-10-15', '2023-01'],
      ['withdrawn', 'WITHDRAWN', '2023-03-01', '2023-01'],
      ['of October', 'CONSTRUCTION', '2023-03-01', '2023-10'],
      ['of July', 'CONSTRUCTION', '2023-03-01', '2023-07'],
    ] as const
    for (const [i, [name, stage, start, addedMonth]] of more.entries()) {
      await db.project.create({
        data: {
          ...{ districtId: district.id, number: 10 + i, name, shortName: name, nature: 'NEW', stage },
          plannedStartOn: on(start),
          verifiedStartOn: name === 'of July' ? on('2023-10-12') : null,
          plans: { create: { year: 2023, amount: '1000', addedMonth, validFrom: on(`${addedMonth}-01`) } },
        },
      })
    }
    await db.targetPoint.createMany({
      data: ['7000', '8000'].map((cumulative) => ({
        ...{ projectId: idOf(district, '示例甲'), period: '2023-09', cumulative },
        validFrom: on(cumulative === '7000' ? '2023-01-01' : '2023-06-01'),
      })),
    })
    const inputs = await gather(db, district)
    expect(
      inputs.map(({ name, exempt, disqualified, stopped }) => `${name} ${exempt} ${disqualified} ${stopped}`),
    ).toEqual([
      '示例甲 false false true',
      '示例乙 true false false',
      '示例丙 false true false',
      'due to start false false false',
      'of July false false false',
    ])
    expect(inputs[0]?.curve).toBe('4/5')
    expect(inputs[1]?.curve).toBe('3/4')
    // (75 − 40) ÷ (100 − 40): rules.md §3, added in month 7. A start verified as of a later day is not there yet.
    expect(inputs[4]?.curve).toBe('7/12')
    expect(inputs[4]?.start).toEqual({ kind: 'start', plannedOn: '2023-03-01', verifiedOn: null })
    expect(inputs.every(({ unitId }, i) => (i < 3 ? unitId !== null : unitId === null))).toBe(true)
  })
})
