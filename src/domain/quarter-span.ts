/** A quarter's neighbours, and the month that gives it its rules. */
import { type Month, month, type Quarter, quarter, yearOf } from './period.ts'

/** The month by whose rules a quarter is ranked: its last one. */
export function lastMonthOf(of: Quarter): Month {
  return month(`${of.slice(0, 4)}-${String(numberOf(of) * 3).padStart(2, '0')}`)
}

export function nextQuarter(of: Quarter): Quarter {
  return quarterAt(yearOf(of) * 4 + numberOf(of))
}

export function previousQuarter(of: Quarter): Quarter {
  return quarterAt(yearOf(of) * 4 + numberOf(of) - 2)
}

function numberOf(of: Quarter): number {
  return Number(of.at(-1))
}

function quarterAt(index: number): Quarter {
  return quarter(`${String(Math.floor(index / 4)).padStart(4, '0')}-Q${(index % 4) + 1}`)
}
