/** What an import did to one sheet. */
export interface Tally {
  created: number
  changed: number
  unchanged: number
}

export type Outcome = keyof Tally

export function emptyTally(): Tally {
  return { created: 0, changed: 0, unchanged: 0 }
}

/** Whether a stored row differs from what the file says, in the fields that the file gives. */
export function differs(stored: Readonly<Record<string, unknown>>, wanted: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(wanted).some(([key, value]) => !same(stored[key], value))
}

function same(a: unknown, b: unknown): boolean {
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime()
  if (typeof a === 'object' && a !== null && 'toFixed' in a && typeof a.toFixed === 'function' && typeof b === 'string')
    return a.toFixed(2) === b
  return (a ?? null) === (b ?? null)
}
