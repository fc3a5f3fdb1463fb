import { expect, it } from 'vitest'
import { readLabelled } from '../../src/domain/labelled.ts'
import { similarName } from '../../src/domain/similar-name.ts'

const LABELS = new Map([
  ['投资方', 'investor'],
  ['产业', 'industry'],
  ['产业链', 'chain'],
] as const)

it('what is given with its label is taken by the label, the rest in front is the name', () => {
  const { head, values } = readLabelled('示例储能项目 投资方：示例公司（甲） 产业链：新能源，产业:储能', LABELS)
  expect(head).toBe('示例储能项目')
  expect([...values]).toEqual([
    ['investor', '示例公司(甲)'],
    ['chain', '新能源'],
    ['industry', '储能'],
  ])
})

it('a label without a colon is part of the text', () => {
  expect(readLabelled('示例产业园项目', LABELS)).toMatchObject({ head: '示例产业园项目' })
})

it('a name is similar to one that contains it or is one slip away, and to no other', () => {
  const names = ['示例风电', '钠电正极材料项目（演示）']
  expect(similarName('示例风店', names)).toBe('示例风电')
  expect(similarName('钠电正极', names)).toBe('钠电正极材料项目（演示）')
  expect(similarName('示例光热', names)).toBeNull()
  expect(similarName('风电', names)).toBeNull()
})
