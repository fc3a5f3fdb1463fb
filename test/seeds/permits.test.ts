import { describe, expect, it } from 'vitest'
import { permits, promises, serviceFigures } from '../../seeds/permits.ts'
import { projects } from '../../seeds/projects/index.ts'
import { day } from '../../src/domain/calendar-day.ts'
import { permitKind } from '../../src/domain/permits/catalogue.ts'
import { countdown, doneInTime, promisedDay, totalGovernmentDays, urgency } from '../../src/domain/permits/clock.ts'
import { eventsOf, mayMove, standingAfter } from '../../src/domain/permits/steps.ts'
import { defaultRules } from '../../src/domain/rules.ts'
import { stateCalendar } from '../../src/domain/workday.ts'

const calendar = stateCalendar()
const start = day('2023-09-08')
const REAL = ['绿邦', '捣固焦', '华恒', '格鑫']
const limitOf = (code: string) => ({ days: promises[code] ?? 0, unit: 'workday' as const })

describe('the permits of the demonstration', () => {
  it('are of its projects and of the catalogue, one of a kind, each step where it may be', () => {
    expect(new Set(permits.map(({ project, code }) => `${project} ${code}`)).size).toBe(permits.length)
    for (const { project, code, steps } of permits) {
      expect(projects.some(({ shortName }) => shortName === project)).toBe(true)
      expect(permitKind(code)).not.toBeNull()
      steps.forEach((step, i) => {
        expect(mayMove(standingAfter(steps.slice(0, i)), step.move), `${project} ${code}`).toBe(true)
        expect(step.on >= (steps[i - 1]?.on ?? step.on) && step.on <= start).toBe(true)
      })
    }
  })

  it('took none of the article’s four more than the 26 working days that it gives', () => {
    for (const shortName of REAL) {
      const own = permits.filter(({ project }) => project === shortName).map(({ steps }) => eventsOf(steps))
      expect(totalGovernmentDays(own, start, calendar), shortName).toBeLessThanOrEqual(defaultRules.permits.totalDays)
    }
    expect(serviceFigures.map(({ value, before }) => [before, value])).toEqual([
      [null, '90.17'],
      [null, '98.02'],
      ['54', String(defaultRules.permits.totalDays)],
    ])
  })

  it('puts nothing in hand, late or refused on the article’s four; works went on with every ★ permit in hand', () => {
    for (const { project, code, steps } of permits) {
      const state = standingAfter(steps)
      if (REAL.includes(project)) {
        expect(['DONE', 'PREPARING', 'NOT_NEEDED']).toContain(state)
        if (state === 'DONE') expect(doneInTime(eventsOf(steps), limitOf(code), calendar)).toBe(true)
      }
      const kind = permitKind(code)
      if (kind?.starred === true && kind.stage !== '竣工验收') expect(state, `${project} ${code}`).toBe('DONE')
    }
  })

  it('has one overdue when it starts, of an invented project, and none due in the months already published', () => {
    const running = permits.filter(({ steps }) => standingAfter(steps) === 'ACCEPTED')
    const at = running.map(({ project, code, steps }) => ({
      project,
      clock: countdown(eventsOf(steps), limitOf(code), start, calendar),
    }))
    expect(at.filter(({ clock }) => urgency(clock) === 'overdue').map(({ project }) => project)).toEqual(['货运枢纽'])
    expect(running).toHaveLength(7)
    const due = permits.flatMap(({ code, steps }) => promisedDay(eventsOf(steps), limitOf(code), calendar) ?? [])
    expect(due.filter((on) => on >= '2023-04-01' && on < '2023-09-01')).toEqual([])
  })
})
