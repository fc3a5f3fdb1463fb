import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const root = new URL('../../', import.meta.url)
const lines = readFileSync(new URL('docs/failure.md', root), 'utf8').split('\n')
const claims = lines.filter((line) => line.startsWith('- '))

/** The tests that a line names: a file in backquotes, then one or more titles in corner brackets. */
function namedIn(line: string): { file: string; title: string }[] {
  return [...line.matchAll(/`(test\/[^`]+\.test\.ts)`((?:「[^」]+」)+)/g)].flatMap(([, file = '', titles = '']) =>
    [...titles.matchAll(/「([^」]+)」/g)].map(([, title = '']) => ({ file, title })),
  )
}

/** Whether the file has a test of that title, or a row of that name in a table of tests. */
function has(file: string, title: string): boolean {
  const at = new URL(file, root)
  if (!existsSync(at)) return false
  const escaped = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`[([]\\s*(['"\`])${escaped}\\1,`).test(readFileSync(at, 'utf8'))
}

it('every test that docs/failure.md names exists under that title', () => {
  const named = claims.flatMap(namedIn)
  expect(named.length).toBeGreaterThan(50)
  expect(named.filter(({ file, title }) => !has(file, title))).toEqual([])
})

it('every claim of docs/failure.md names a test, or says that none shows it', () => {
  expect(claims.filter((line) => namedIn(line).length === 0 && !line.includes('没有测试演示'))).toEqual([])
})

it('no test is named in docs/failure.md in a way that would not be checked', () => {
  const mentions = lines.join('\n').match(/「[^」]+」/g) ?? []
  expect(mentions).toHaveLength(claims.flatMap(namedIn).length)
})
