/** Units of an imported list; a unit is known by its full name. */
import { showUnitGroup, type UnitGroup, unitGroups } from '../../domain/unit-group.ts'
import { type DraftDesk, type Placed, type RowPlan, RowRefused } from './draft.ts'
import { findUnit, type Known, type KnownUnit } from './known.ts'

/** Plans the row; what is planned is known to the rows that come after it. */
export function planUnit(desk: DraftDesk, known: Known, { row }: Placed): RowPlan {
  const { unitName: name, unitShort, group: word } = row.values
  if (name === undefined) throw new RowRefused('unitName', '缺单位名称')
  const stored = findUnit(known, name)
  const group = word === undefined ? stored?.group : readGroup(word)
  if (group === undefined) throw new RowRefused('group', '缺分组')
  const short = unitShort ?? stored?.shortName ?? name
  const holder = known.units.called(short).find((unit) => unit.shortName === short && unit !== stored)
  if (holder !== undefined) throw new RowRefused('unitShort', `简称“${short}”已经是“${holder.name}”的`)
  const wanted = { short_name: short, group }
  return stored === null ? createUnit(desk, known, name, wanted) : changeUnit(stored, wanted)
}

interface Wanted {
  readonly short_name: string
  readonly group: string
}

function createUnit(desk: DraftDesk, known: Known, name: string, wanted: Wanted): RowPlan {
  const ref = `unit:${name}`
  known.units.add({ handle: { ref }, name, shortName: wanted.short_name, group: wanted.group })
  const operation = {
    ...({ does: 'create', table: 'unit', ref, label: name } as const),
    columns: { district_id: desk.district.id, name, ...wanted, is_demo: desk.district.isDemo },
    audit: { subject: 'unit', before: null, after: { ...wanted } },
  }
  return { isNew: true, changes: [{ field: 'group', text: showGroup(wanted.group) }], operations: [operation] }
}

function changeUnit({ handle, name, shortName, group }: KnownUnit, wanted: Wanted): RowPlan {
  const changes = [
    ...(shortName === wanted.short_name
      ? []
      : [{ field: 'unitShort', text: `简称 ${shortName} → ${wanted.short_name}` }]),
    ...(group === wanted.group
      ? []
      : [{ field: 'group', text: `分组 ${showGroup(group)} → ${showGroup(wanted.group)}` }]),
  ]
  if (changes.length === 0) return { isNew: false, changes, operations: [] }
  if (typeof handle !== 'number')
    throw new RowRefused('unitName', `前面一行的“${name}”写得不一样：${changes.map(({ text }) => text).join('；')}`)
  const operation = {
    ...({ does: 'update', table: 'unit', id: handle, label: name } as const),
    columns: { ...wanted },
    audit: { subject: 'unit', before: { short_name: shortName, group }, after: { ...wanted } },
  }
  return { isNew: false, changes, operations: [operation] }
}

function readGroup(word: string): string {
  const group = unitGroups.find((one) => showUnitGroup(one) === word)
  if (group !== undefined) return group.toLowerCase()
  throw new RowRefused('group', `“${word}”不是分组，只能填 ${unitGroups.map(showUnitGroup).join('、')}`)
}

function showGroup(group: string): string {
  const known = unitGroups.find((one: UnitGroup) => one.toLowerCase() === group)
  return known === undefined ? group : showUnitGroup(known)
}
