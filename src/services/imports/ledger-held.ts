/** The 五个一 of a ledger's row as dated rows: a change closes the old one and opens a new one. */
import { AssignmentKind } from '../../generated/prisma/enums.ts'
import { RowRefused } from './draft.ts'
import { findHolder, findUnit, type Handle, type Known, notTaken, unknownUnit } from './known.ts'
import type { LedgerGround } from './ledger.ts'
import type { Figures } from './ledger-figures.ts'
import type { KnownAssignment, KnownProject } from './ledger-known.ts'
import type { Operation } from './operations.ts'

interface Of {
  readonly handle: Handle
  readonly label: string
  readonly known: KnownProject | null
  readonly values: Readonly<Record<string, string>>
  /** The responsible unit, where an earlier row of the file named it. */
  readonly unit?: Handle | null
}

interface Wanted {
  readonly field: string
  readonly kind: AssignmentKind
  readonly title: string
  readonly shown: string
  readonly unit: Handle | null
  readonly person: Handle | null
  readonly text: string | null
}

/** @throws RowRefused for a unit that nobody knows; an unknown person leaves the place empty and is told of. */
export function planHeld(ground: LedgerGround, of: Of): Figures {
  const { values } = of
  const unit = unitOf(ground, values, 'unit')
  const second = unitOf(ground, values, 'secondUnit')
  const own = unit?.unit ?? heldUnit(of)
  // Somebody of the responsible unit, else of the second one, else of the district as a whole.
  const units = [...(own === null ? [] : [own]), ...(second === null ? [] : [second.unit]), null]
  const wanted: Wanted[] = [
    ...(unit === null ? [] : [{ ...EMPTY, field: 'unit', kind: AssignmentKind.UNIT, title: '责任单位', ...unit }]),
    ...(second === null
      ? []
      : [{ ...EMPTY, field: 'secondUnit', kind: AssignmentKind.SECOND_UNIT, title: '第二责任单位', ...second }]),
    ...personOf(ground, of, { field: 'leader', kind: AssignmentKind.LEADER, title: '包联领导', units: [null] }),
    ...personOf(ground, of, { field: 'liaison', kind: AssignmentKind.LIAISON, title: '联络员', units }),
    ...textOf(values, 'team', AssignmentKind.TEAM, '专班'),
    ...textOf(values, 'plan', AssignmentKind.PLAN, '方案'),
  ]
  const different = wanted.filter((one) => !isHeld(of.known?.held ?? [], one))
  return {
    changes: different.map(({ field, kind, title, shown }) => {
      const old = of.known?.held.find((one) => one.kind === kind)
      return { field, text: `${title} ${old === undefined ? '' : `${showHeld(ground.known, old)} → `}${shown}` }
    }),
    operations: different.flatMap((one) => replace(ground, of, one)),
  }
}

const EMPTY = { unit: null, person: null, text: null }

function heldUnit({ known, unit }: Of): Handle | null {
  return unit ?? known?.held.find(({ kind }) => kind === AssignmentKind.UNIT)?.unitId ?? null
}

function unitOf({ known }: LedgerGround, values: Of['values'], field: 'unit' | 'secondUnit') {
  const name = values[field]
  if (name === undefined) return null
  const found = findUnit(known, name)
  if (found === null) throw new RowRefused(field, unknownUnit(known, name))
  return { unit: found.handle, shown: found.shortName }
}

interface Post {
  readonly field: 'leader' | 'liaison'
  readonly kind: AssignmentKind
  readonly title: string
  /** Where the person may belong, the nearest first. */
  readonly units: readonly (Handle | null)[]
}

function personOf({ known, missing }: LedgerGround, of: Of, { field, kind, title, units }: Post): Wanted[] {
  const name = of.values[field]?.replace(/\s/g, '')
  if (name === undefined) return []
  const held = of.known?.held.find((one) => one.kind === kind)?.personId ?? null
  const found = findHolder(known, name, { units, held, ...(field === 'leader' ? { role: field } : {}) })
  if (found === 'two') throw new RowRefused(field, `名单里有几位“${name}”，分不清是哪一位，这一格请先空着`)
  if (found !== null) return [{ ...EMPTY, field, kind, title, shown: name, person: found.handle }]
  missing.add(notTaken(known, name))
  return []
}

function textOf(values: Of['values'], field: 'team' | 'plan', kind: AssignmentKind, title: string): Wanted[] {
  const text = values[field]
  return text === undefined ? [] : [{ ...EMPTY, field, kind, title, shown: text, text }]
}

/** Who or what has the place now; somebody who has left the roster has no name here. */
function showHeld({ units, people }: Known, { unitId, personId, text }: KnownAssignment): string {
  if (text !== null) return text
  const unit = units.list().find(({ handle }) => handle === unitId)?.shortName
  return unit ?? people.list().find(({ handle }) => handle === personId)?.name ?? '已不在名单的'
}

function isHeld(held: readonly KnownAssignment[], wanted: Wanted): boolean {
  return held.some(
    ({ kind, personId, unitId, text }) =>
      kind === wanted.kind && personId === wanted.person && unitId === wanted.unit && text === wanted.text,
  )
}

function replace({ desk }: LedgerGround, { handle, label, known }: Of, wanted: Wanted): Operation[] {
  const old = known?.held.find(({ kind }) => kind === wanted.kind)
  const common = { table: 'assignment', label: `${label} ${wanted.title}` } as const
  const closing: Operation[] =
    old === undefined ? [] : [{ ...common, does: 'update', id: old.id, columns: { until: desk.today } }]
  return [
    ...closing,
    {
      ...common,
      does: 'create',
      ref: `held:${label}:${wanted.kind}`,
      columns: {
        project_id: handle,
        kind: wanted.kind.toLowerCase(),
        person_id: wanted.person,
        unit_id: wanted.unit,
        text: wanted.text,
        // The first holder counts from New Year, so that the year's earlier periods have one; a later one from today.
        since: old === undefined ? `${desk.today.slice(0, 4)}-01-01` : desk.today,
      },
      audit: { subject: 'assignment', before: null, after: { kind: wanted.kind } },
    },
  ]
}
