import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildNameIndex, findNameIn, lookUp } from '../../src/domain/name-match.ts'
import { cpuTime } from '../support/cpu-time.ts'

const index = buildNameIndex([
  { key: '绿邦', names: ['绿邦', '农药中间体及原药生产制造脱硫酸液集中资源化利用项目'] },
  { key: '捣固焦', names: ['捣固焦', '360万吨/年捣固焦项目'] },
  { key: '华恒', names: ['华恒', '华恒新材料产业链一体化项目'] },
  { key: '示例甲', names: ['示例甲', '光伏'] },
  { key: '示例乙', names: ['示例乙', '光伏'] },
  { key: '示例丙', names: ['示例丙', '光伏', '重庆路改造'] },
])

describe('a project by its name', () => {
  it.each([
    ['绿邦', '绿邦'],
    [' 绿 邦 ', '绿邦'],
    ['“绿邦”', '绿邦'],
    ['lvbang', '绿邦'],
    ['LvBang', '绿邦'],
    ['ｌｖｂａｎｇ', '绿邦'],
    ['lübang', '绿邦'],
    ['lb', '绿邦'],
    ['dgj', '捣固焦'],
    ['捣固', '捣固焦'],
    ['脱硫酸液', '绿邦'],
    ['绿邦项目', '绿邦'],
    ['daogu', '捣固焦'],
    ['360万吨/年捣固焦项目', '捣固焦'],
    ['360万吨／年捣固焦项目', '捣固焦'],
    ['chongqinglu', '示例丙'],
    ['甲', '示例甲'],
    ['华恒一体化', '华恒'],
  ])('%s is %s', (words, key) => {
    expect(lookUp(index, words)).toEqual({ kind: 'one', key })
  })

  it.each(['光伏', 'gf', 'guangfu', '示例'])('%s fits three, all of which are named', (words) => {
    expect(lookUp(index, words)).toEqual({ kind: 'many', keys: ['示例甲', '示例乙', '示例丙'] })
  })

  it.each([
    ['绿帮', '绿邦'],
    ['录邦', '绿邦'],
    ['lvbagn', '绿邦'],
    ['捣固胶', '捣固焦'],
    ['脱硫液利用', '绿邦'],
  ])('%s is not taken for %s, but it is suggested first', (words, key) => {
    const found = lookUp(index, words)
    expect(found.kind === 'none' ? found.suggestions[0] : found).toBe(key)
  })

  it.each(['', '，。', '完全不相干', 'zz', '3'])('%j names nothing and suggests nothing', (words) => {
    expect(lookUp(index, words)).toEqual({ kind: 'none', suggestions: [] })
  })

  it('is found by every name it has, and a whole name goes before a part of another', () => {
    const nested = buildNameIndex([
      { key: 1, names: ['示例'] },
      { key: 2, names: ['示例二期'] },
    ])
    expect(lookUp(nested, '示例')).toEqual({ kind: 'one', key: 1 })
    expect(lookUp(nested, '示例二期')).toEqual({ kind: 'one', key: 2 })
    expect(lookUp(nested, '二期')).toEqual({ kind: 'one', key: 2 })
  })
})

describe('a project named in a sentence', () => {
  it.each([
    ['绿邦到哪一步了？', '绿邦'],
    ['请问lvbang到哪了', '绿邦'],
    ['lb 到哪一步了', '绿邦'],
    ['脱硫酸液集中资源化进展如何', '绿邦'],
    ['光伏里的示例乙怎么样', '示例乙'],
  ])('%s is about %s', (text, key) => {
    expect(findNameIn(index, text)).toEqual({ kind: 'one', key })
  })

  it('may be one of several', () => {
    expect(findNameIn(index, '绿邦和捣固焦怎么样')).toEqual({ kind: 'many', keys: ['绿邦', '捣固焦'] })
  })

  it.each(['今天天气不错', '', 'ok 收到', '大家辛苦了', '项目进展怎么样'])('%j names none', (text) => {
    expect(findNameIn(index, text)).toEqual({ kind: 'none', suggestions: [] })
  })
})

describe('names at scale', () => {
  const signs = [...'新能源材料装备制造循环园区道路管网光伏硅化工热力供水']
  const sign = (n: number) => signs[n % signs.length] ?? ''
  const name = (i: number) => sign(i) + sign(i * 7 + 3) + sign(Math.floor(i / 23) + 5) + String(i)
  const many = buildNameIndex(
    Array.from({ length: 10_000 }, (_, i) => ({ key: i, names: [name(i), `${name(i)}二期项目`] })),
  )

  it('are told apart among ten thousand in a moment, slips included', () => {
    const spent = cpuTime()
    expect(lookUp(many, name(4321))).toEqual({ kind: 'one', key: 4321 })
    expect(findNameIn(many, `请问${name(77)}二期项目到哪一步了`)).toEqual({ kind: 'one', key: 77 })
    const slip = lookUp(many, `${name(4321).slice(0, 2)}错4321`)
    expect(slip.kind === 'none' && slip.suggestions).toContain(4321)
    // Some 50 ms on a small machine; the limit only catches a change of order.
    expect(spent()).toBeLessThan(2_000)
  })

  it('never throw on what is typed, and give only keys they have', () => {
    const pieces = fc.array(fc.constantFrom('绿', '邦', 'lv', 'l', '焦', '光伏', '360', ' ', '/', '示例'), {
      maxLength: 8,
    })
    const keys = new Set(['绿邦', '捣固焦', '华恒', '示例甲', '示例乙', '示例丙'])
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          pieces.map((all) => all.join('')),
        ),
        (text) => {
          for (const found of [lookUp(index, text), findNameIn(index, text)]) {
            const given = found.kind === 'one' ? [found.key] : found.kind === 'many' ? found.keys : found.suggestions
            expect(given.every((key) => keys.has(key))).toBe(true)
            expect(new Set(given).size).toBe(given.length)
          }
        },
      ),
    )
  })
})
