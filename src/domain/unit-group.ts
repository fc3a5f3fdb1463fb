/** Units are compared only within their group (rules.md §6). */

const LABELS = { TOWN: '镇街', PARK: '园区', DEPARTMENT: '行业部门', APPROVAL: '审批要素部门' } as const

export type UnitGroup = keyof typeof LABELS

function isUnitGroup(text: string): text is UnitGroup {
  return Object.hasOwn(LABELS, text)
}

/** The groups in the order in which every table shows them. */
export const unitGroups: readonly UnitGroup[] = Object.keys(LABELS).filter(isUnitGroup)

/** '镇街' */
export function showUnitGroup(group: UnitGroup): string {
  return LABELS[group]
}
