import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readClosing } from '../../src/domain/closing-read.ts'

describe('what a problem is closed with', () => {
  it.each([
    ['已接通正式用电 依据：区能源发〔2023〕12号', '已接通正式用电', '区能源发〔2023〕12号'],
    ['已接通，文号 12号', '已接通', '12号'],
    ['已接通 + 会议纪要第3期', '已接通', '会议纪要第3期'],
    ['已接通正式用电', '已接通正式用电', null],
    ['依据：验收单', '验收单', null],
    ['已接通 依据：', '已接通', null],
  ])('%s', (text, result, evidence) => {
    expect(readClosing(text)).toEqual({ result, evidence })
  })

  it('is nothing when nothing is said, and never throws', () => {
    expect(readClosing('  ')).toBeNull()
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = readClosing(text)
        expect(read === null).toBe(text.trim() === '')
      }),
    )
  })
})
