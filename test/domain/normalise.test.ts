import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, normalise, visible } from '../../src/domain/normalise.ts'

describe('what people type', () => {
  it.each([
    ['／项目　绿邦', '/项目 绿邦'],
    ['＠赛马助手　ｌｂ', '@赛马助手 lb'],
    ['本旬８００万，设备安装９０％', '本旬800万,设备安装90%'],
    ['  绿邦\u00a0 到哪\t一步了？ ', '绿邦 到哪 一步了?'],
    ['绿\u200b邦', '绿邦'],
    ['一行 \r\n\n  二行', '一行\n二行'],
    ['￥８．５－１', '¥8.5-1'],
  ])('%j is the same as %j', (typed, expected) => {
    expect(normalise(typed)).toBe(expected)
  })

  it('keeps Chinese sentences readable', () => {
    expect(normalise('设备安装、管道连接“完成”。')).toBe('设备安装、管道连接“完成”。')
  })

  it('is not changed by a second reading, and folding keeps every place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(normalise(normalise(text))).toBe(normalise(text))
        expect(fold(text)).toHaveLength(text.length)
        expect(visible(visible(text))).toBe(visible(text))
      }),
    )
  })
})
