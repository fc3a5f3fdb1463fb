/** The months of a quarter and its neighbours. */
import { type Month, month, type Quarter, quarter, yearOf } from './period.ts'

/** '2023-07', '2023-08', '2023-09' of '2023-Q3'. */
export function monthsOfQuarter(of: Quarter): readonly [Month, Month, Month] {
  const last = Number(of.at(-1)) * 3
  const code = (number: number): Month => month(`${of.slice(0, 4)}-${String(number).padStart(2, '0')}`)
  return [code(last - 2), code(last - 1), code(last)]
}

/** The month by whose rules a quarter is ranked: its last one. */
export function lastMonthOf(of: Quarter): Month {
  return monthsOfQuarter(of)[2]
}

export function nextQuarter(of: Quarter): Quarter {
  return quarterAt(yearOf(of) * 4 + Number(of.at(-1)))
}

export function previousQuarter(of: Quarter): Quarter {
  return quarterAt(yearOf(of) * 4 + Number(of.at(-1)) - 2)
}

function quarterAt(index: number): Quarter {
  return quarter(`${String(Math.floor(index / 4)).padStart(4, '0')}-Q${(index % 4) + 1}`)
}
