import { describe, expect, it } from 'vitest'
import { isRole, readRole, roles, showRole } from '../../src/domain/roles.ts'

describe('a role', () => {
  it('has one Chinese name, and is found by it or by its English one', () => {
    expect(roles).toHaveLength(8)
    for (const role of roles) {
      expect(readRole(showRole(role))).toBe(role)
      expect(readRole(` ${role} `)).toBe(role)
      expect(isRole(role)).toBe(true)
    }
    expect(showRole('liaison')).toBe('联络员')
  })

  it('is nothing else', () => {
    for (const text of ['', 'toString', '区长', 'ADMIN']) expect(readRole(text)).toBeNull()
  })
})
