import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tokensOf } from '../../src/chat/tokens.ts'
import { day } from '../../src/domain/calendar-day.ts'
import { moneyText } from '../../src/domain/money.ts'
import { readTargetLine } from '../../src/services/inputs/target-line.ts'

function read(text: string): string[] {
  const line = readTargetLine(tokensOf(text), day('2023-09-08'))
  if (!line.ok) return [line.sentence]
  return [
    line.head.map((token) => token.text).join(' '),
    ...line.entries.map(({ period, cumulative, percent, text: words }) =>
      [period, cumulative === null ? '' : moneyText(cumulative), percent === null ? '' : `${percent}%`, words].join(
        '|',
      ),
    ),
  ]
}

describe('a line of targets', () => {
  it.each([
    ['示例甲 9月中旬 4.2亿 主体封顶', ['示例甲', '2023-09-2|42000.00||主体封顶']],
    ['示例甲 9月 上旬 4.2 亿', ['示例甲', '2023-09-1|42000.00||']],
    ['示例甲 9月4.5亿10月', ['示例甲', '“4.5亿10月”不像金额，请写成 800万 或 1.2亿']],
    ['示例甲　９月：４.５亿；１０月底:5亿', ['示例甲', '2023-09|45000.00||', '2023-10|50000.00||']],
    ['示例甲 三季度4.5亿', ['示例甲', '2023-Q3|45000.00||']],
    ['示例甲 本旬 设备安装 80%完成', ['示例甲', '2023-09-1|||设备安装 80%完成']],
    ['示例镇 三季度 75% 四季度100%', ['示例镇', '2023-Q3||75%|', '2023-Q4||100%|']],
    ['示例甲 9月 负5亿', ['示例甲', '累计目标不能是负数（负5亿）']],
  ])('%j', (text, expected) => {
    const got = read(text)
    expect(got.length === 1 ? ['示例甲', ...got] : got).toEqual(expected)
  })

  it('gives back every month and amount, however they are set apart', () => {
    const entry = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 999_999 }))
    const entries = fc.uniqueArray(entry, { selector: ([month]) => month, minLength: 1, maxLength: 12 })
    const between = fc.constantFrom(' ', '；', '，', '、 ', '\n')
    const within = fc.constantFrom(' ', '', '：', ' 累计')
    fc.assert(
      fc.property(entries, between, within, (list, apart, inside) => {
        const text = list.map(([month, amount]) => `2023年${month}月${inside}${amount}万`).join(apart)
        const wanted = list.map(([month, amount]) => `2023-${String(month).padStart(2, '0')}|${amount}.00||`)
        expect(read(`示例甲 ${text}`)).toEqual(['示例甲', ...wanted])
      }),
    )
  })
})
