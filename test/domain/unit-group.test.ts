import { describe, expect, it } from 'vitest'
import { showUnitGroup, unitGroups } from '../../src/domain/unit-group.ts'
import { UnitGroup } from '../../src/generated/prisma/enums.ts'

describe('the groups of units', () => {
  it('stand in one order everywhere', () => {
    expect(unitGroups.map(showUnitGroup)).toEqual(['镇街', '园区', '行业部门', '审批要素部门'])
  })

  it('are those of the database', () => {
    expect([...unitGroups].sort()).toEqual(Object.values(UnitGroup).sort())
  })
})
