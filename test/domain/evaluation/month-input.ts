/** A project's month to start a test from: on target, nothing due, three reports in order. */
import type { z } from 'zod'
import { type ProjectMonthInput, projectMonthInput } from '../../../src/domain/evaluation/input.ts'
import { defaultRules, type Rules } from '../../../src/domain/rules.ts'

export function monthInput(change: Partial<Written> = {}): ProjectMonthInput {
  return projectMonthInput.parse({
    month: '2023-09',
    projectId: 1,
    name: '示例甲',
    unitId: 1,
    plan: '60000.00',
    yearToDate: '45000.00',
    curve: '3/4',
    start: null,
    stopped: false,
    exempt: false,
    disqualified: false,
    milestones: [],
    permits: [],
    problems: [],
    reports: reports(true, true, true),
    inspection: null,
    completion: null,
    escalatedClosed: 0,
    plates: [],
    ...change,
  })
}

type Written = z.input<typeof projectMonthInput>

/** The month's reports; true on time, false late, null none. */
export function reports(...onTime: readonly (boolean | null)[]): Written['reports'] {
  return onTime.map((at, i) => ({ period: `2023-09-${i + 1}`, onTime: at, returned: false }))
}

export function milestone(dueOn: string, doneOn: string | null, change = {}): Written['milestones'][number] {
  return { id: 1, name: '主体封顶', weight: '1', dueOn, doneOn, ...change }
}

/** The default rules with some sections changed. */
export function rulesWith(change: { readonly [S in keyof Rules]?: Partial<Rules[S]> }): Rules {
  const merged = { ...defaultRules }
  return Object.assign(
    merged,
    Object.fromEntries(
      Object.entries(change).map(([section, part]) => [section, { ...Object(Reflect.get(merged, section)), ...part }]),
    ),
  )
}
