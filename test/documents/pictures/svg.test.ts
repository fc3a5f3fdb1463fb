/** Figures as SVG: what has to be readable in every picture, whatever stands in the data. */

import fc from 'fast-check'
import { XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { say } from '../../../src/chat/card.ts'
import { figuresOf } from '../../../src/documents/pictures/card-pictures.ts'
import type { Figure } from '../../../src/documents/pictures/figure.ts'
import { figureSvg } from '../../../src/documents/pictures/svg.ts'
import { bars, plates, stages } from './figures.ts'

const words = async (figure: Figure) =>
  [...(await figureSvg(figure)).matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, shown]) => shown ?? '')

describe('a picture', () => {
  it('of plates has every project with the word of its plate, and each group with its counts', async () => {
    const shown = await words(plates)
    for (const word of ['绿牌', '黄牌', '红牌', '灰牌', '示例甲', '示例乙', '示例丙', '示例丁', '镇街']) {
      expect(shown).toContain(word)
    }
    expect(shown).toContain('红牌 1　黄牌 1　灰牌 1　绿牌 1')
  })

  it('of plates tells them apart without colour: each has a shape of its own', async () => {
    const shapes = new Set<string | undefined>()
    for (const colour of ['green', 'yellow', 'red', 'grey'] as const) {
      const svg = await figureSvg({ ...plates, groups: [{ name: '镇街', tiles: [{ name: '示例甲', colour }] }] })
      shapes.add(svg.match(/<(?:circle|path|rect)[^>]*(?:fill|stroke)="#ffffff"[^>]*\/>/g)?.at(-1))
    }
    expect(shapes.size).toBe(4)
  })

  it('of permits names every stage and permit with its state in words', async () => {
    const shown = await words(stages)
    expect(shown).toEqual(expect.arrayContaining(['1 立项用地许可', '2 工程建设许可', '3 施工许可', '4 竣工验收']))
    expect(shown).toEqual(
      expect.arrayContaining(['已办结', '办理中', '准备中', '不需要', '剩 3 个工作日', '已办结 1/1']),
    )
  })

  it('of bars has each label with its exact figure, and says what the lines are', async () => {
    const shown = await words(bars)
    expect(shown).toEqual(expect.arrayContaining(['1 示例镇', '71.43%', '2 向阳镇', '55.00%']))
    expect(shown).toContain('竖线：目标　虚线：时间进度　调度口径，非统计数据')
  })

  it('is well-formed whatever people have typed into a name', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
        async (name, value) => {
          const drawings: Figure[] = [
            { ...bars, title: name, bars: [{ label: name, value, shown: name }] },
            { ...plates, groups: [{ name, tiles: [{ name, colour: 'green' }] }] },
            { ...stages, stages: [{ name, items: [{ name, state: 'done', note: name }] }] },
          ]
          for (const figure of drawings) expect(XMLValidator.validate(await figureSvg(figure))).toBe(true)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('is made of every chart of a card, and of nothing else', () => {
    const { kind: _, subtitle: __, note: ___, reference, ...chart } = bars
    const card = say('各单位年度投资完成率', {
      blocks: [
        { kind: 'text', text: '一句话' },
        { kind: 'chart', ...chart, ...(reference === undefined ? {} : { reference }) },
      ],
    })
    expect(figuresOf(card)).toEqual([{ ...bars, subtitle: '各单位年度投资完成率' }])
  })
})
