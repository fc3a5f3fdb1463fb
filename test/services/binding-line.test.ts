import { describe, expect, it } from 'vitest'
import { readBindLine } from '../../src/services/binding-line.ts'

const said = (raw: string) => readBindLine({ alias: '绑定', raw, platform: 'feishu', mentions: [], inGroup: false })

describe('what is typed behind 绑定', () => {
  it.each([
    ['调度群', { mode: 'group', use: 'dispatch', district: null }],
    ['查询群 示例区', { mode: 'group', use: 'query', district: '示例区' }],
    ['张三 示例局', { mode: 'request', words: ['张三', '示例局'] }],
    ['', { mode: 'show' }],
  ])('%j', (raw, expected) => {
    expect(said(raw)).toEqual(expected)
  })

  it.each(['constructor', 'toString', '__proto__', 'valueOf'])('is a name when it is no use of a group: %s', (word) => {
    expect(said(`${word} 示例局`)).toEqual({ mode: 'request', words: [word, '示例局'] })
  })
})
