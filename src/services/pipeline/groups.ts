/** Rows of 招商 and 储备 by stage, unit or branch, for the tables. */

export interface Group<R> {
  /** '产业园', '未定单位' */
  readonly title: string
  /** What to type for the rows of the group; null: it has no name to type. */
  readonly typed: string | null
  readonly rows: readonly R[]
}

/**
 * The groups of a table. `order`: the titles in their order (stages); without it the largest group comes first.
 * `keyOf` gives null for a row without a unit or a branch, which stands under `without`.
 */
export function groupsOf<R>(
  rows: readonly R[],
  keyOf: (row: R) => string | null,
  { without, order }: { readonly without: string; readonly order: readonly string[] | null },
): Group<R>[] {
  const groups = new Map<string | null, R[]>()
  for (const row of rows) {
    const key = keyOf(row)
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups]
    .map(([typed, own]) => ({ title: typed ?? without, typed, rows: own }))
    .toSorted((a, b) =>
      order === null ? b.rows.length - a.rows.length : order.indexOf(a.title) - order.indexOf(b.title),
    )
}

/** What to type for one group of the table: '产业园'. */
export function firstTyped<R>(groups: readonly Group<R>[]): string {
  return groups.find(({ typed }) => typed !== null)?.typed ?? '清单'
}
