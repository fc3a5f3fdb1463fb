import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { defaultRules, rulesSchema } from '../../src/domain/rules.ts'

const root = new URL('../../', import.meta.url)
const page = readFileSync(new URL('docs/compliance.md', root), 'utf8')

it('every test that docs/compliance.md names exists, and README leads to the page', () => {
  const named = [...page.matchAll(/`(test\/[^`]+\.test\.ts)`/g)].map(([, file = '']) => file)
  expect(named.length).toBeGreaterThanOrEqual(5)
  for (const file of named) expect(existsSync(new URL(file, root)), file).toBe(true)
  expect(readFileSync(new URL('README.md', root), 'utf8')).toContain('](docs/compliance.md)')
})

it('the ranking can be switched off as a whole, and nothing that a rule weighs is praise, media, speed or a person', () => {
  expect(rulesSchema.safeParse({ ...defaultRules, ranking: { ...defaultRules.ranking, enabled: false } }).success).toBe(
    true,
  )
  const weighed = Object.keys({ ...defaultRules.weights, ...defaultRules.bonus })
  expect(weighed).toEqual([
    ...['progress', 'milestones', 'start', 'permits', 'problems', 'quality'],
    ...['completion', 'early', 'earlyMost', 'earlyDays', 'ahead', 'aheadRatio', 'escalated', 'most'],
  ])
})
