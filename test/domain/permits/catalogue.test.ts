import { describe, expect, it } from 'vitest'
import { permitCatalogue, permitKind, permitStages, showLimit } from '../../../src/domain/permits/catalogue.ts'

describe('the default catalogue of permits', () => {
  it('runs through the four stages in their order, with something to be had before the works start in each', () => {
    expect([...new Set(permitCatalogue.map(({ stage }) => stage))]).toEqual([...permitStages])
    for (const stage of permitStages) {
      expect(permitCatalogue.some((kind) => kind.stage === stage && kind.starred)).toBe(true)
    }
  })

  it('tells every permit apart by code and by name', () => {
    expect(new Set(permitCatalogue.map(({ code }) => code)).size).toBe(permitCatalogue.length)
    expect(new Set(permitCatalogue.map(({ name }) => name)).size).toBe(permitCatalogue.length)
    expect(permitKind('works')).toMatchObject({ name: '建筑工程施工许可证', stage: '施工许可', starred: true })
    expect(permitKind('valueOf')).toBeNull()
  })

  it('says whether a limit is in working days or in calendar days', () => {
    expect(permitKind('environment-report')?.statutory).toEqual({ days: 60, unit: 'day' })
    expect(showLimit({ days: 60, unit: 'day' })).toBe('60 日')
    expect(showLimit({ days: 20, unit: 'workday' })).toBe('20 个工作日')
  })
})
