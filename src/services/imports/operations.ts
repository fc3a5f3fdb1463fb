/**
 * What an import will write, as data: rows to make and rows to change, by the database's own names. One list serves the
 * preview (is it still the same?), the writing (thousands of rows at once) and the way back.
 */

/** A row that this import makes, before it has an id. */
export interface Ref {
  readonly ref: string
}

export type Value = string | number | boolean | null | Ref

export type Columns = Readonly<Record<string, Value>>

/** One row for the audit: ids and figures. */
export interface Audited {
  readonly subject: string
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>>
}

interface Common {
  readonly table: ImportedTable
  /** What people call the row: "示例甲", "示例甲的年度计划". */
  readonly label: string
  readonly columns: Columns
  readonly audit?: Audited
}

export type Operation =
  | (Common & { readonly does: 'create'; readonly ref: string })
  | (Common & { readonly does: 'update'; readonly id: number })

/**
 * Tables in the order in which rows are made (a row's parents first), with the columns that an import may set. Names
 * reach the database as they stand here, never as a file has them.
 */
export const importedTables = {
  unit: ['district_id', 'name', 'short_name', 'group', 'is_demo'],
  person: ['name', 'title', 'phone', 'is_demo'],
  membership: ['district_id', 'person_id', 'unit_id', 'role', 'since'],
  project: [
    'district_id',
    'number',
    'code',
    'name',
    'short_name',
    'nature',
    'stage',
    'level',
    'chain',
    'industry',
    'owner',
    'location',
    'content',
    'contact_name',
    'total_investment',
    'phase_one_investment',
    'invested_before',
    'planned_start_on',
    'started_on',
    'verified_start_on',
    'planned_resume_on',
    'resumed_on',
    'verified_resume_on',
    'planned_completion_on',
    'completed_on',
    'verified_completion_on',
    'note',
    'demo_fields',
  ],
  project_alias: ['district_id', 'project_id', 'alias'],
  assignment: ['project_id', 'kind', 'person_id', 'unit_id', 'text', 'since', 'until'],
  annual_plan: ['project_id', 'year', 'amount', 'added_month', 'valid_from', 'reason'],
  target_point: ['project_id', 'period', 'cumulative', 'valid_from'],
  ledger_entry: ['project_id', 'year', 'period', 'kind', 'amount'],
  permit: [
    'district_id',
    'project_id',
    'item_id',
    'state',
    'authority_unit_id',
    'planned_on',
    'accepted_on',
    'closed_on',
    'due_on',
    'limit_days',
    'limit_unit',
    'limit_promised',
    'number',
  ],
  permit_step: ['permit_id', 'move', 'on_day', 'reason', 'due_on', 'at'],
  promotion_project: [
    'district_id',
    'number',
    'name',
    'short_name',
    'investor',
    'industry',
    'source',
    'unit_id',
    'person_id',
    'stage',
    'stage_on',
    'intended',
    'signed_amount',
    'signed_on',
  ],
  promotion_step: ['promotion_id', 'stage', 'on', 'amount', 'at'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type ImportedTable = keyof typeof importedTables

export function isImportedTable(name: string): name is ImportedTable {
  return Object.hasOwn(importedTables, name)
}

/** Parents first. */
export const tableOrder: readonly ImportedTable[] = Object.keys(importedTables).filter(isImportedTable)

/** Columns of a table that may be set; throws for any other, so that no name from outside gets into a statement. */
export function checkedColumns(table: ImportedTable, names: readonly string[]): readonly string[] {
  const allowed: readonly string[] = importedTables[table]
  for (const name of names) if (!allowed.includes(name)) throw new Error(`an import sets no ${table}.${name}`)
  return names
}
