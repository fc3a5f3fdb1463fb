/** What an import would do, before anything is written: what a person is shown, and the operations behind it. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { DistrictRef } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import { cellName } from '../../documents/ooxml/cell-name.ts'
import type { TableKind } from '../../documents/tables/kinds.ts'
import type { ReadTable, TableRow } from '../../documents/tables/table.ts'
import type { Day } from '../../domain/calendar-day.ts'
import type { TenDay } from '../../domain/period.ts'
import type { Role } from '../../domain/roles.ts'
import type { Operation } from './operations.ts'

export const itemKinds = ['created', 'changed', 'refused'] as const
export type ItemKind = (typeof itemKinds)[number]

/** One line of the preview. */
export const itemSchema = z.object({
  is: z.enum(itemKinds),
  /** "项目台账", "人员名单" */
  of: z.string(),
  subject: z.string(),
  /** What is made or changed ("总投资 3.00 亿元 → 3.20 亿元"), or why it is refused. */
  text: z.string(),
  /** "台账 B7" of what is refused or changed; "台账 第7行" of what is made. */
  where: z.string(),
})
export type Item = z.infer<typeof itemSchema>

export const countsSchema = z.object({
  created: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
})
export type Counts = z.infer<typeof countsSchema>

/** What the person chose where the file does not say it. */
export interface Choice {
  readonly kind: TableKind | null
  readonly period: TenDay | null
}

export interface Draft {
  readonly items: readonly Item[]
  readonly counts: Counts
  readonly notes: readonly string[]
  readonly operations: readonly Operation[]
  /** The same operations over the same data have the same digest. */
  readonly digest: string
}

/** What every part of the planning works with. */
export interface DraftDesk {
  readonly tx: Tx
  readonly district: DistrictRef
  readonly today: Day
  readonly choice: Choice
  /** Roles of whoever imports. */
  readonly by: ReadonlySet<Role>
  readonly operations: Operation[]
  readonly notes: string[]
  readonly items: Item[]
  unchanged: number
}

/** A row with the table it stands in. */
export interface Placed {
  readonly table: ReadTable
  /** '项目台账' */
  readonly kindName: string
  readonly row: TableRow
  readonly subject: string
}

/** One thing that becomes different: "总投资 3.00 亿元 → 3.20 亿元", and the field whose cell says so. */
export interface Change {
  readonly field: string | null
  readonly text: string
}

/** What one row comes to; without changes it says what is stored already. */
export interface RowPlan {
  readonly isNew: boolean
  readonly changes: readonly Change[]
  readonly operations: readonly Operation[]
}

/** Why a row cannot be taken, and the field that stands in the way. */
export class RowRefused extends Error {
  readonly field: string

  constructor(field: string, reason: string) {
    super(reason)
    this.field = field
  }
}

/** Plans one row: its operations are kept, or it is refused by its cell. */
export function planRow(desk: DraftDesk, { table, kindName, row, subject }: Placed, plan: () => RowPlan): void {
  const at = { of: kindName, subject }
  try {
    const { isNew, changes, operations } = plan()
    desk.operations.push(...operations)
    if (!isNew && changes.length === 0) desk.unchanged += 1
    else if (isNew) {
      const text = changes.map((change) => change.text).join('；')
      desk.items.push({ ...at, is: 'created', text, where: `${table.sheet} 第${row.line}行` })
    } else {
      const [where = '', ...others] = changes.map(({ field }) => cellOf(table, row, field))
      const text = changes.map((change, i) => (i === 0 ? change.text : `${others[i - 1] ?? ''} ${change.text}`))
      desk.items.push({ ...at, is: 'changed', text: text.join('；'), where: `${table.sheet} ${where}` })
    }
  } catch (error) {
    if (!(error instanceof RowRefused)) throw error
    const where = `${table.sheet} ${cellOf(table, row, error.field)}`
    desk.items.push({ ...at, is: 'refused', text: error.message, where })
  }
}

/** 'B7', or '第7行' for what no one cell says. */
function cellOf({ places }: ReadTable, { line }: TableRow, field: string | null): string {
  const place = field === null ? undefined : places[field]
  return place === undefined ? `第${line}行` : cellName(place, line)
}

export function draftOf(desk: DraftDesk): Draft {
  const count = (kind: ItemKind): number => desk.items.filter(({ is }) => is === kind).length
  const { items, notes, operations } = desk
  return {
    items,
    notes,
    operations,
    counts: {
      created: count('created'),
      changed: count('changed'),
      unchanged: desk.unchanged,
      refused: count('refused'),
    },
    digest: digestOf(items, operations),
  }
}

/** Fed piece by piece: all of a large ledger in one text would be as much again as the ledger itself. */
function digestOf(...lists: readonly (readonly object[])[]): string {
  const hash = createHash('sha256')
  for (const list of lists) {
    for (const one of list) hash.update(JSON.stringify(one))
    hash.update('\n')
  }
  return hash.digest('hex')
}
