/**
 * U of an 审批要素部门 (rules.md §6): 50 × 手续按期率 of the permits of which it is the authority + 50 × 按期销号率 of the
 * problems it leads, both of those due in the month; what is n/a is left out and the rest rescaled.
 */
import { Exact, fixed, NOUGHT } from '../fraction.ts'
import { closedOnTime } from './rate-items.ts'
import type { UnitScore } from './unit-month.ts'
import type { ApprovalInput } from './unit-month-detail.ts'

const HALF = 50

export function approvalScore({ permits, problems }: ApprovalInput): UnitScore {
  const inTime = permits.filter(({ promisedOn, doneOn }) => doneOn !== null && doneOn <= promisedOn)
  const halves = [
    { name: '手续按期率', onTime: inTime.length, due: permits.length, none: '本月没有到承诺期的手续' },
    {
      name: '按期销号率',
      onTime: problems.filter(closedOnTime).length,
      due: problems.length,
      none: '本月没有到期的问题',
    },
  ]
  const applying = halves.filter(({ due }) => due > 0)
  const points = applying.reduce((total, { onTime, due }) => total.add(new Exact(HALF * onTime, due)), NOUGHT)
  const of = HALF * applying.length
  const lines = halves.map(({ name, onTime, due, none }) => {
    if (due === 0) return `${name} 不适用：${none}`
    return `${name} ${fixed(new Exact(HALF * onTime, due), 3)}/${HALF} = ${HALF} × ${onTime} ÷ ${due}`
  })
  if (of === 0) return { score: null, unscored: '本月没有到承诺期的手续，也没有到期的问题', lines: [] }
  const score = fixed(points.div(of).mul(100n), 2)
  return { score, unscored: null, lines: [...lines, `合计 ${fixed(points, 3)} ÷ ${of} × 100 = ${score}`] }
}
