import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BOT_NAME, readMentions } from '../../../src/platforms/console/mentions.ts'

const PEOPLE = [
  { id: 'u3', name: '演示张三' },
  { id: 'u4', name: '演示张三丰' },
  { id: 'u2', name: '演示主任' },
]

describe('mentions in a console line', () => {
  it.each([
    ['@赛马助手 绿邦到哪一步了？', '绿邦到哪一步了？'],
    ['＠赛马助手绿邦', '绿邦'],
    ['请 @赛马助手 看看', '请  看看'],
  ])('take the bot out of “%s”', (typed, text) => {
    expect(readMentions(typed, PEOPLE)).toEqual({ text, mentionsBot: true, mentions: [] })
  })

  it('keep people in the text, in its order, the longest name first', () => {
    expect(readMentions('@赛马助手 绑定 @演示张三丰 和＠演示主任', PEOPLE)).toEqual({
      text: '绑定 @演示张三丰 和@演示主任',
      mentionsBot: true,
      mentions: [
        { id: 'u4', name: '演示张三丰' },
        { id: 'u2', name: '演示主任' },
      ],
    })
  })

  it('leave a name that nobody bears as it is typed', () => {
    expect(readMentions('a@b.cn 找@王五', PEOPLE)).toEqual({ text: 'a@b.cn 找@王五', mentionsBot: false, mentions: [] })
  })

  it('never lose or add a character of a line without mentions', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('@', '＠', '演', '示', '赛', '马', ' ', 'a') }), (typed) => {
        fc.pre(!typed.includes(BOT_NAME))
        const read = readMentions(typed, PEOPLE)
        expect(read.text).toBe(typed.trim())
        expect(read.mentionsBot).toBe(false)
      }),
    )
  })
})
