import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rawOf, tokensOf } from '../../src/chat/tokens.ts'
import { fold } from '../../src/domain/normalise.ts'

const typed = fc.string({
  unit: fc.constantFrom(...'绿邦甲800万，。、：；？ 　,.:%/１２Ab-9月上旬'.split('')),
  maxLength: 40,
})

describe('the words of a line', () => {
  it.each([
    ['绿邦 本旬800万', ['绿邦', '本旬800万']],
    ['绿邦，８,０００万元；17:00', ['绿邦', '8,000万元', '17:00']],
    ['问题：变压器、开关柜', ['问题', '变压器', '开关柜']],
    ['到哪一步了？', ['到哪一步了']],
    ['  ', []],
  ])('of %j are %j', (raw, words) => {
    expect(tokensOf(raw).map((token) => token.text)).toEqual(words)
  })

  it('know where they stand in the text as typed', () => {
    fc.assert(
      fc.property(typed, (raw) => {
        for (const { text, start, end } of tokensOf(raw)) expect(fold(raw).slice(start, end)).toBe(text)
      }),
    )
  })

  it('together are the text as typed, but for the signs around it', () => {
    fc.assert(
      fc.property(typed, (raw) => {
        const all = tokensOf(raw)
        const whole = rawOf(raw, all, all)
        expect(raw).toContain(whole)
        expect(tokensOf(whole).map((token) => token.text)).toEqual(all.map((token) => token.text))
      }),
    )
  })

  it('keep the person’s own punctuation when others were taken out', () => {
    const raw = '绿邦，依据不足，请补。 800万'
    const all = tokensOf(raw)
    expect(rawOf(raw, all.slice(1, 3), all)).toBe('依据不足，请补。')
  })
})
