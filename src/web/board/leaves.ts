/** Lists cut into leaves that fit the wall: there they are shown in turn, on a phone one below the other. */

export interface Group<T> {
  readonly name: string
  readonly rows: readonly T[]
}

/**
 * Groups packed into leaves of at most `lines` lines, in their order. A group's name takes `head` lines; a group that
 * does not fit the rest of a leaf begins the next one, and one that fits none goes on under “（续）”.
 */
export function leavesOf<T>(groups: readonly Group<T>[], lines: number, head: number): Group<T>[][] {
  const leaves: Group<T>[][] = []
  let free = 0
  for (const { name, rows } of groups) {
    const most = lines - head
    for (let from = 0; from < rows.length; from += most) {
      const part = { name: from === 0 ? name : `${name}（续）`, rows: rows.slice(from, from + most) }
      const needed = head + part.rows.length
      const leaf = leaves.at(-1)
      if (leaf === undefined || needed > free) {
        leaves.push([part])
        free = lines - needed
      } else {
        leaf.push(part)
        free -= needed
      }
    }
  }
  return leaves
}

/** Rows of so many. */
export function rowsOf<T>(items: readonly T[], width: number): T[][] {
  const rows: T[][] = []
  for (let from = 0; from < items.length; from += width) rows.push(items.slice(from, from + width))
  return rows
}
