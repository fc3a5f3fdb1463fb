import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Block, button, type Card, say } from '../../../src/chat/card.ts'
import type { FeishuCard } from '../../../src/platforms/feishu/card-json.ts'
import { renderCards, renderOneCard } from '../../../src/platforms/feishu/render.ts'
import { checkCard, walk } from '../../emulators/feishu/card-check.ts'
import { buttonsOf, choicesOf, formsOf, textOfCard } from '../../emulators/feishu/card-view.ts'
import { anyCard, rowNames } from '../any-card.ts'

/** The card as Feishu takes it; fails with what Feishu would refuse it for. */
function taken(card: FeishuCard) {
  const checked = checkCard(JSON.parse(JSON.stringify(card)))
  if ('fault' in checked) throw new Error(`${checked.fault.code} ${checked.fault.message}`)
  return checked.card
}

/** The bytes of the request that carries the card. */
function requestBytes(card: FeishuCard): number {
  const body = {
    receive_id: 'o'.repeat(60),
    msg_type: 'interactive',
    content: JSON.stringify(card),
    uuid: 'u'.repeat(50),
  }
  return Buffer.byteLength(JSON.stringify(body))
}

function words(cards: readonly FeishuCard[]): string {
  return cards.map((card) => textOfCard(taken(card))).join('\n')
}

function only(card: Card) {
  const cards = renderCards(card)
  expect(cards).toHaveLength(1)
  return taken(cards[0])
}

function tableOf(rows: number, more?: { count: number; action: string }): Block {
  return {
    kind: 'table',
    caption: '项目清单',
    columns: [{ title: '项目' }, { title: '年度累计', align: 'right' }, { title: '形象进度' }],
    rows: Array.from({ length: rows }, (_, i) => [`示例项目${i}号`, '1,234.00 万元', '主体施工，设备进场']),
    ...(more ? { more } : {}),
  }
}

describe('a card of everything', () => {
  const card: Card = {
    title: '海南区重点项目总览',
    subtitle: '截至2023年8月下旬，已锁定',
    tone: 'good',
    blocks: [
      { kind: 'text', text: '项目 53 个\n完成率 71.43%' },
      {
        kind: 'fields',
        items: [
          { label: '总投资', value: '358.95 亿元' },
          { label: '年度计划', value: '62.94 亿元', tone: 'good' },
        ],
      },
      tableOf(3, { count: 50, action: '项目清单' }),
      {
        kind: 'chart',
        title: '完成率',
        unit: '%',
        bars: [
          { label: '示例甲镇', value: 71.43, shown: '71.43%', tone: 'good' },
          { label: '示例乙镇', value: 50, shown: '50.00%' },
        ],
        reference: { label: '目标 64.00%', value: 64 },
      },
      {
        kind: 'list',
        ordered: true,
        items: [{ text: '示例乙 征地拆迁剩 3 户', detail: '已超期 6 天', tone: 'warning' }],
      },
      { kind: 'note', text: '调度口径，非统计数据' },
      {
        kind: 'form',
        name: 'report',
        title: '报旬报',
        fields: [
          { name: 'amount', label: '本旬完成（万元）', type: 'text', required: true, placeholder: '例如 800' },
          { name: 'note', label: '形象进度', type: 'multiline' },
          {
            name: 'stop',
            label: '是否停工',
            type: 'choice',
            value: 'no',
            options: [
              { label: '否', value: 'no' },
              { label: '是', value: 'yes' },
            ],
          },
        ],
        submit: { label: '提交', action: '旬报 示例甲' },
        typed: '旬报 示例甲 本旬800万 主体施工',
      },
    ],
    actions: [
      button('看落后项目', '项目清单 落后', 'primary'),
      { kind: 'button', label: '锁定', action: '锁定', style: 'danger', confirm: '锁定后不能再改' },
      { kind: 'select', label: '按单位', options: [{ label: '示例甲镇', action: '项目清单 示例甲镇' }] },
      { kind: 'link', label: '挂图', url: 'https://example.gov.cn/board' },
    ],
  }

  test('is one message that Feishu takes, with every word in it', () => {
    const text = textOfCard(only(card))
    for (const said of [
      '海南区重点项目总览',
      '截至2023年8月下旬',
      '完成率 71.43%',
      '358.95 亿元',
      '示例项目2号 | 1,234.00 万元',
      '71.43%',
      '参考线：目标 64.00%',
      '1. 示例乙 征地拆迁剩 3 户\n已超期 6 天',
      '调度口径，非统计数据',
      '还有 50 项，发送“项目清单”查看',
    ]) {
      expect(text).toContain(said)
    }
  })

  test('has buttons that type their commands', () => {
    const buttons = buttonsOf(only(card)).filter((one) => !one.inForm && one.value !== undefined)
    expect(buttons.map((one) => [one.label, one.value])).toEqual([
      ['查看其余 50 项', { act: '项目清单' }],
      ['看落后项目', { act: '项目清单 落后' }],
      ['锁定', { act: '锁定' }],
    ])
    expect(choicesOf(only(card))).toMatchObject([{ options: [{ label: '示例甲镇', value: '项目清单 示例甲镇' }] }])
  })

  test('has a form whose fields and submit button come back by name', () => {
    const [form] = formsOf(only(card))
    expect(form?.fields.map(({ label, required, value }) => [label, required, value])).toEqual([
      ['本旬完成（万元）', true, ''],
      ['形象进度', false, ''],
      ['是否停工', false, 'no'],
    ])
    expect(form?.submit).toMatchObject({ label: '提交', value: { act: '旬报 示例甲' } })
  })

  test('made for a group, it carries the group in every button', () => {
    const buttons = buttonsOf(taken(renderOneCard(card, { chat: 'oc_1' }))).filter((one) => one.value !== undefined)
    expect(buttons.map((one) => one.value)).toEqual([
      { act: '项目清单', chat: 'oc_1' },
      { act: '旬报 示例甲', chat: 'oc_1' },
      { act: '项目清单 落后', chat: 'oc_1' },
      { act: '锁定', chat: 'oc_1' },
    ])
  })

  test('its summary in the chat list is its title', () => {
    expect(only(card).config?.summary?.content).toBe('海南区重点项目总览')
  })
})

test.each([
  ['neutral', 'blue'],
  ['good', 'green'],
  ['warning', 'orange'],
  ['bad', 'red'],
  ['muted', 'grey'],
] as const)('a %s card has a %s header', (tone, template) => {
  expect(only(say('标题', { tone })).header?.template).toBe(template)
})

describe('a text of a person is shown as typed', () => {
  const samples = [
    '<at id=all></at>请大家看',
    '**不是加粗** _也不是_ ~~不是~~ `不是`',
    '# 不是标题\n- 不是列表\n1. 不是编号\n+ 也不是\n> 不是引用',
    '[不是链接](https://example.com) ![](img)',
    '| 不 | 是 | 表 |\n|---|---|---|',
    '    不是代码',
    '&lt; 不是实体 &#60;',
    ':OK: $x$ <font color=red>不红</font>',
    '===\n---',
  ]
  test.each(samples)('%s', (text) => {
    const card = only(
      say('标题', {
        blocks: [
          { kind: 'text', text },
          { kind: 'note', text },
        ],
      }),
    )
    expect(textOfCard(card).replaceAll('\u00a0', ' ')).toBe(['标题', text, text].join('\n'))
    const markdown = [...walk(card, 0, false)].flatMap(({ node }) =>
      node.tag === 'markdown' ? [String(node.content)] : [],
    )
    for (const content of markdown)
      expect(content.replace(/<\/?font[^>]*>/g, '')).not.toMatch(/[<>*_`~[\]|]|^[#\-+=]|^\d+\./m)
  })

  test('a note is grey through <font>, the only tag written', () => {
    const card = only(say('标题', { blocks: [{ kind: 'note', text: '<b>' }] }))
    expect(JSON.stringify(card)).toContain("<font color='grey'>&#60;b&#62;</font>")
  })
})

describe('a card over the limits', () => {
  test('becomes several that say which they are, with no row lost and the buttons at the end', () => {
    const cards = renderCards(say('项目清单', { blocks: [tableOf(500)], actions: [button('按单位')] }))
    expect(cards.length).toBeGreaterThan(1)
    expect(cards.map((card) => card.header.title.content)).toEqual([
      '项目清单',
      ...Array.from({ length: cards.length - 1 }, (_, i) => `项目清单（续 ${i + 2}/${cards.length}）`),
    ])
    const text = words(cards)
    for (let i = 0; i < 500; i++) expect(text).toContain(`示例项目${i}号 |`)
    expect(cards.map((card) => buttonsOf(taken(card)).length)).toEqual([...cards.slice(1).map(() => 0), 1])
    for (const card of cards) expect(requestBytes(card)).toBeLessThan(28 * 1024)
  })

  test('has at most five tables in one message', () => {
    const cards = renderCards(say('六张表', { blocks: Array.from({ length: 6 }, () => tableOf(1)) }))
    expect(cards.map((card) => card.body.elements.filter((one) => one.tag === 'table').length)).toEqual([5, 1])
  })

  test('is cut after eight messages, with a line that counts what is missing and says what to type', () => {
    const cards = renderCards(say('项目清单', { blocks: [tableOf(5000, { count: 7, action: '项目清单 全部' })] }))
    expect(cards).toHaveLength(8)
    const text = words(cards)
    const shown = (text.match(/示例项目\d+号 \|/g) ?? []).length
    expect(text).toContain(`还有 ${5000 - shown} 项，发送“项目清单 全部”查看`)
  })

  test('as exactly one keeps its buttons and names the command that gives it all', () => {
    const card = say('项目清单', { blocks: [tableOf(900)], actions: [button('按单位')] })
    const one = taken(renderOneCard(card, { typed: '项目清单 落后' }))
    const shown = (textOfCard(one).match(/示例项目\d+号 \|/g) ?? []).length
    expect(shown).toBeGreaterThan(50)
    expect(textOfCard(one)).toContain(`还有 ${900 - shown} 项，发送“项目清单 落后”查看`)
    expect(buttonsOf(one).map((pressed) => pressed.label)).toEqual(['按单位'])
  })

  test('a long list keeps its first ten items in sight and the others in panels', () => {
    const items = Array.from({ length: 45 }, (_, i) => ({ text: `事项${i + 1}。` }))
    const card = only(say('清单', { blocks: [{ kind: 'list', ordered: true, items }] }))
    const panels = card.body.elements.flatMap((one) =>
      one.tag === 'collapsible_panel' ? [one.header.title?.content] : [],
    )
    expect(panels).toEqual(['第 11–40 项', '第 41–45 项'])
    for (const { text } of items) expect(textOfCard(card)).toContain(text)
  })

  test('a form that no card can hold becomes the line to type', () => {
    const fields = Array.from({ length: 90 }, (_, i) => ({ name: `f${i}`, label: `项${i}`, type: 'text' as const }))
    const form: Block = {
      kind: 'form',
      name: 'big',
      fields,
      submit: { label: '提交', action: '旬报' },
      typed: '1 本旬800万',
    }
    expect(formsOf(only(say('大表', { blocks: [form] })))).toEqual([])
    expect(words(renderCards(say('大表', { blocks: [form] })))).toContain('1 本旬800万')
  })

  test('a title that no header can hold stands in full in the body', () => {
    const title = '很长的标题'.repeat(60)
    const card = only(say(title))
    expect(card.header?.title.content.endsWith('…')).toBe(true)
    expect(textOfCard(card)).toContain(title)
  })

  test('an address that is none and a command too long for a button are spelled out', () => {
    const long = `更正 ${'长'.repeat(1200)}`
    const card = say('标题', {
      actions: [{ kind: 'link', label: '打开', url: 'javascript:alert(1)' }, button('更正', long)],
    })
    expect(buttonsOf(only(card))).toEqual([])
    expect(words(renderCards(card)).replaceAll('\n', '')).toContain(`更正：发送 ${long}`)
  })
})

describe('cells', () => {
  test('beyond the last column are kept, missing ones stay empty', () => {
    const rows = [['甲', '乙', '丙'], ['丁']]
    const card = only(say('表', { blocks: [{ kind: 'table', columns: [{ title: '一' }, { title: '二' }], rows }] }))
    expect(textOfCard(card)).toContain('甲 | 乙 丙\n丁 | ')
  })

  test('a row that no table can hold becomes text', () => {
    const huge = '很长的说明'.repeat(1000)
    const rows = [
      ['甲', '短'],
      ['乙', huge],
      ['丙', '短'],
    ]
    const text = words(
      renderCards(say('表', { blocks: [{ kind: 'table', columns: [{ title: '项目' }, { title: '说明' }], rows }] })),
    )
    expect(text.replaceAll('\n', '')).toContain(`项目：乙；说明：${huge}`)
    expect(text).toContain('丙 | 短')
  })

  test('no rows read 无', () => {
    expect(textOfCard(only(say('表', { blocks: [tableOf(0)] })))).toContain('项目清单\n（无）')
  })
})

describe('any card', () => {
  test('renders into messages that Feishu takes, all rows present or announced', () => {
    fc.assert(
      fc.property(anyCard, fc.constantFrom(undefined, 'oc_413ec1ae1df94a7c7d2d5d9d94d4a4a1'), (card, chat) => {
        const cards = renderCards(card, { chat })
        expect(cards.length).toBeLessThanOrEqual(8)
        for (const one of cards) {
          expect(requestBytes(one)).toBeLessThan(28 * 1024)
          expect([...walk(one, 0, false)].length).toBeLessThanOrEqual(150)
        }
        expectRows(card, words(cards))
      }),
      { numRuns: 150 },
    )
  }, 60_000)

  test('renders into exactly one message, with the rest announced', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const one = renderOneCard(card, { typed: '总览' })
        expect(requestBytes(one)).toBeLessThan(28 * 1024)
        expectRows(card, words([one]))
      }),
      { numRuns: 100 },
    )
  }, 60_000)
})

/** Every row is there, or the line about the rest counts at least those that are not. */
function expectRows(card: Card, text: string): void {
  const missing = rowNames(card).filter((name) => !text.includes(name))
  const announced = [...text.matchAll(/还有 (\d+) 项/g)].map((match) => Number(match[1]))
  if (missing.length > 0) expect(Math.max(0, ...announced)).toBeGreaterThanOrEqual(missing.length)
}
