import { describe, expect, it } from 'vitest'
import { button, type Card, say } from '../../src/chat/card.ts'
import { cardText } from '../../src/chat/plain-text.ts'

const card = (...blocks: Card['blocks']): Card => say('标题', { blocks })

describe('a card as plain text', () => {
  it('gives title, blocks and the ways on, each on its line', () => {
    const text = cardText({
      title: '海南区重点项目总览',
      subtitle: '截至2023年8月下旬',
      tone: 'neutral',
      blocks: [
        { kind: 'text', text: '项目 53 个\n综合开复工率 100.00%' },
        { kind: 'note', text: '调度口径，非统计数据' },
      ],
      actions: [
        button('看落后项目', '项目清单 落后'),
        { kind: 'link', label: '挂图', url: 'https://example.org/board' },
      ],
    })
    expect(text).toBe(
      '海南区重点项目总览\n截至2023年8月下旬\n项目 53 个\n综合开复工率 100.00%\n调度口径，非统计数据\n〔看落后项目〕〔挂图：https://example.org/board〕',
    )
  })

  it('writes fields as label and value', () => {
    const fields = card({ kind: 'fields', items: [{ label: '总投资', value: '8.00 亿元' }] })
    expect(cardText(fields)).toBe('标题\n总投资：8.00 亿元')
  })

  it('aligns a narrow table, counting a Chinese character as two columns', () => {
    const table = card({
      kind: 'table',
      caption: '镇街',
      columns: [{ title: '单位' }, { title: '完成率', align: 'right' }],
      rows: [
        ['甲镇', '71.43%'],
        ['乙街道', '100.00%'],
      ],
      more: { count: 3, action: '排名 镇街' },
    })
    expect(cardText(table)).toBe(
      '标题\n镇街\n单位     完成率\n甲镇     71.43%\n乙街道  100.00%\n还有 3 行，发送“排名 镇街”查看',
    )
  })

  it('breaks a wide table into a heading and “字段：值” for every row, leaving out empty cells', () => {
    const table = card({
      kind: 'table',
      columns: [{ title: '项目' }, { title: '形象进度' }, { title: '问题' }],
      rows: [
        ['示例甲', '主体施工至三层，设备基础完成百分之四十五', '征地拆迁剩 3 户'],
        ['示例乙', '', ''],
      ],
    })
    expect(cardText(table)).toBe(
      '标题\n示例甲\n　形象进度：主体施工至三层，设备基础完成百分之四十五，问题：征地拆迁剩 3 户\n示例乙',
    )
  })

  it('never drops a row of a table, however many there are', () => {
    const rows = Array.from({ length: 200 }, (_, i) => [`项目${i}`, `${i}`])
    const text = cardText(card({ kind: 'table', columns: [{ title: '项目' }, { title: '数' }], rows }))
    expect(text.split('\n')).toHaveLength(202)
  })

  it('numbers an ordered list and keeps the detail under its item', () => {
    const list = card({
      kind: 'list',
      ordered: true,
      items: [{ text: '绿邦　上期累计 5,200 万元', detail: '设备调试' }, { text: '示例甲' }],
      more: { count: 2, action: '我的项目' },
    })
    expect(cardText(list)).toBe(
      '标题\n1 绿邦　上期累计 5,200 万元\n　设备调试\n2 示例甲\n还有 2 条，发送“我的项目”查看',
    )
  })

  it('writes a chart as its exact figures and a form as the line to type', () => {
    const both = card(
      {
        kind: 'chart',
        title: '完成率',
        unit: '%',
        bars: [{ label: '示例镇', value: 71.4, shown: '71.43%' }],
        reference: { label: '目标 64.00%', value: 64 },
      },
      {
        kind: 'form',
        name: 'report',
        title: '9月上旬报',
        fields: [{ name: 'amount', label: '本旬完成', type: 'text' }],
        submit: { label: '提交', action: '旬报 示例甲' },
        typed: '也可以直接回：1 本旬800万 管道连接完成',
      },
    )
    expect(cardText(both)).toBe(
      '标题\n完成率（%）\n示例镇　71.43%\n目标 64.00%\n9月上旬报\n也可以直接回：1 本旬800万 管道连接完成',
    )
  })
})
