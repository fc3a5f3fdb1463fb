import { describe, expect, it } from 'vitest'
import { dueSlots, isPast, type RunRecord, slotsBetween } from '../../src/clockwork/due.ts'
import type { Job, Slot } from '../../src/clockwork/job.ts'
import type { DistrictPlan } from '../../src/clockwork/plans.ts'
import { cycleMoments } from '../../src/domain/cycle.ts'
import { monthOf, tenDaysOfYear } from '../../src/domain/period.ts'
import { defaultRules, rulesAt } from '../../src/domain/rules.ts'
import { stateCalendar } from '../../src/domain/workday.ts'

const at = (time: string) => new Date(`${time}+08:00`)

/** The lock and the bulletin of every 旬, by the real calendar. */
function cycleJob(id: string, pick: (moments: ReturnType<typeof cycleMoments>) => Slot | null): Job {
  return {
    id,
    title: id,
    slots: ({ calendar, rulesFor, from, to }) =>
      [from.getUTCFullYear() - 1, from.getUTCFullYear(), to.getUTCFullYear()]
        .filter((year, index, all) => all.indexOf(year) === index)
        .flatMap((year) => tenDaysOfYear(year))
        .flatMap((period) => {
          const slot = pick(cycleMoments(calendar, rulesFor(monthOf(period)), period))
          return slot === null ? [] : [{ ...slot, period }]
        }),
    run: () => Promise.resolve(),
  }
}

const lock = cycleJob('lock', ({ lockAt }) => ({ period: '', dueAt: lockAt, usefulUntil: null }))
const remind = cycleJob('remind', ({ reminderAt, deadlineAt }) => ({
  period: '',
  dueAt: reminderAt,
  usefulUntil: deadlineAt,
}))

function plan(id: number, activatedAt: string): DistrictPlan {
  return {
    district: { id, name: `示例${id}区`, isDemo: false },
    activatedAt: at(activatedAt),
    calendar: stateCalendar(),
    rulesFor: (month) => rulesAt([], month),
  }
}

const neverFails = (): never => expect.unreachable('no job should fail')

function due(now: string, runs: RunRecord[] = [], plans = [plan(1, '2023-01-01T00:00:00')], jobs = [lock]): string[] {
  return dueSlots({ plans, jobs, runs, now: at(now), wall: at(now), onFault: neverFails }).map(({ name }) => name)
}

describe('what is due', () => {
  it('is every slot of the last 45 days that has no run, oldest first', () => {
    expect(due('2023-09-13T09:00:00')).toEqual([
      '1:lock:2023-07-3',
      '1:lock:2023-08-1',
      '1:lock:2023-08-2',
      '1:lock:2023-08-3',
      '1:lock:2023-09-1',
    ])
  })

  it('falls due in its own minute and not before', () => {
    const done: RunRecord[] = ['2023-07-3', '2023-08-1', '2023-08-2', '2023-08-3'].map((period) => ({
      slot: `1:lock:${period}`,
      state: 'DONE',
      nextAt: null,
    }))
    expect(due('2023-09-13T08:59:59', done)).toEqual([])
    expect(due('2023-09-13T09:00:00', done)).toEqual(['1:lock:2023-09-1'])
  })

  it('begins with the activation of the district', () => {
    expect(due('2023-09-13T09:00:00', [], [plan(1, '2023-09-13T09:00:00')])).toEqual(['1:lock:2023-09-1'])
    expect(due('2023-09-13T09:00:01', [], [plan(1, '2023-09-13T09:00:01')])).toEqual([])
  })

  it('includes a failed slot only when its wait is over, and an expired one never again', () => {
    const failed = (nextAt: string): RunRecord[] => [
      { slot: '1:lock:2023-09-1', state: 'FAILED', nextAt: at(nextAt) },
      { slot: '1:lock:2023-08-3', state: 'EXPIRED', nextAt: null },
    ]
    const from = plan(1, '2023-09-01T00:00:00')
    expect(due('2023-09-13T09:05:00', failed('2023-09-13T09:06:00'), [from])).toEqual([])
    expect(due('2023-09-13T09:06:00', failed('2023-09-13T09:06:00'), [from])).toEqual(['1:lock:2023-09-1'])
  })

  it('keeps the moments in order over several districts and jobs', () => {
    const plans = [plan(1, '2023-09-01T00:00:00'), plan(2, '2023-09-01T00:00:00')]
    expect(due('2023-09-13T10:00:00', [], plans, [lock, remind])).toEqual([
      '1:lock:2023-08-3',
      '2:lock:2023-08-3',
      '1:remind:2023-09-1',
      '2:remind:2023-09-1',
      '1:lock:2023-09-1',
      '2:lock:2023-09-1',
    ])
  })

  it('of one district is not touched by another whose rules cannot be read', () => {
    const broken: DistrictPlan = {
      ...plan(2, '2023-09-01T00:00:00'),
      rulesFor: () => {
        throw new Error('unreadable')
      },
    }
    const faults: string[] = []
    const found = dueSlots({
      plans: [broken, plan(1, '2023-09-12T00:00:00')],
      jobs: [lock],
      runs: [],
      now: at('2023-09-13T09:00:00'),
      wall: at('2023-09-13T09:00:00'),
      onFault: ({ district }, job) => faults.push(`${district.id}:${job.id}`),
    })
    expect(found.map(({ name }) => name)).toEqual(['1:lock:2023-09-1'])
    expect(faults).toEqual(['2:lock'])
  })

  it('uses the rules of the month to which a period belongs', () => {
    const later: DistrictPlan = {
      ...plan(1, '2023-08-01T00:00:00'),
      rulesFor: (month) =>
        rulesAt(
          [
            {
              key: 'calendar.lockTime',
              value: '10:00',
              fromMonth: '2023-09',
              createdAt: at('2023-08-15T00:00:00'),
            },
          ],
          month,
        ),
    }
    const range = { from: at('2023-09-01T00:00:00'), to: at('2023-09-30T00:00:00') }
    const moments = slotsBetween([later], [lock], range, neverFails).map(({ name, slot }) => [name, slot.dueAt])
    expect(moments).toEqual([
      ['1:lock:2023-08-3', at('2023-09-05T09:00:00')],
      ['1:lock:2023-09-1', at('2023-09-13T10:00:00')],
      ['1:lock:2023-09-2', at('2023-09-25T10:00:00')],
    ])
  })

  it('has lost its use from the moment that its slot names', () => {
    const slot = { period: '2023-09-1', dueAt: at('2023-09-08T09:00:00'), usefulUntil: at('2023-09-12T17:00:00') }
    expect(isPast(slot, at('2023-09-12T16:59:59'))).toBe(false)
    expect(isPast(slot, at('2023-09-12T17:00:00'))).toBe(true)
    expect(isPast({ ...slot, usefulUntil: null }, at('2033-01-01T00:00:00'))).toBe(false)
  })

  it('is asked for with the rules of the month of the question', () => {
    const asked: unknown[] = []
    const curious: Job = {
      id: 'curious',
      title: 'curious',
      slots: ({ rules }) => {
        asked.push(rules)
        return []
      },
      run: () => Promise.resolve(),
    }
    due('2023-09-13T09:00:00', [], [plan(1, '2023-01-01T00:00:00')], [curious])
    expect(asked).toEqual([defaultRules])
  })
})
