import { describe, expect, test } from 'vitest'
import { checkCard } from './card-check.ts'

const text = (content: string) => ({ tag: 'plain_text', content })
const line = { tag: 'markdown', content: '一行' }
const submit = {
  tag: 'button',
  name: 'go',
  form_action_type: 'submit',
  text: text('提交'),
  behaviors: [{ type: 'callback', value: {} }],
}
const input = { tag: 'input', name: 'amount' }
const table = { tag: 'table', columns: [{ name: 'a', data_type: 'text' }], rows: [{ a: '1' }] }
const card = (...elements: unknown[]) => ({ schema: '2.0', body: { elements } })

function codeOf(value: unknown): number {
  const checked = checkCard(value)
  return 'fault' in checked ? checked.fault.code : 0
}

describe('the emulator takes what Feishu takes', () => {
  test.each([
    ['lines, tables, a form', card(line, table, { tag: 'form', name: 'f', elements: [input, submit] })],
    [
      'a form whose button stands in a column',
      card({
        tag: 'form',
        name: 'f',
        elements: [input, { tag: 'column_set', columns: [{ tag: 'column', elements: [submit] }] }],
      }),
    ],
    ['a panel', card({ tag: 'collapsible_panel', header: { title: text('明细') }, elements: [line] })],
    ['200 elements', card(...Array.from({ length: 200 }, () => line))],
  ])('%s', (_what, value) => {
    expect(checkCard(value)).toHaveProperty('card')
  })
})

describe('and refuses what Feishu refuses', () => {
  const panelIn = (inner: unknown): unknown => ({
    tag: 'collapsible_panel',
    header: { title: text('t') },
    elements: [inner],
  })
  const deep = Array.from({ length: 6 }).reduce<unknown>((inner) => panelIn(inner), line)
  test.each([
    ['a card of version 1', { config: {}, elements: [] }, 200621],
    ['an unknown property', card({ ...line, colour: 'red' }), 200621],
    ['an unknown tag', card({ tag: 'note', elements: [] }), 200621],
    ['a property of version 1', { ...card(line), config: { wide_screen_mode: true } }, 200621],
    ['201 elements', card(...Array.from({ length: 201 }, () => line)), 11310],
    ['six tables', card(table, table, table, table, table, table), 11310],
    ['a table in a panel', card(panelIn(table)), 200621],
    ['a form in a panel', card(panelIn({ tag: 'form', name: 'f', elements: [submit] })), 200621],
    ['six panels in each other', card(deep), 200861],
    ['a form without submit', card({ tag: 'form', name: 'f', elements: [input] }), 200621],
    ['two inputs of one name', card({ tag: 'form', name: 'f', elements: [input, input, submit] }), 200530],
    [
      'a nameless button in a form',
      card({ tag: 'form', name: 'f', elements: [submit, { tag: 'button', text: text('x') }] }),
      200530,
    ],
    ['required outside of a form', card({ ...input, required: true }), 200621],
    ['a page of eleven rows', card({ ...table, page_size: 11 }), 200621],
    ['a cell without a column', card({ ...table, rows: [{ b: '1' }] }), 200915],
    ['a cell of the wrong type', card({ ...table, rows: [{ a: { x: 1 } }] }), 200914],
    [
      'two options of one value',
      card({
        tag: 'select_static',
        options: [
          { text: text('a'), value: '1' },
          { text: text('b'), value: '1' },
        ],
      }),
      200621,
    ],
    ['two elements of one id', card({ ...line, element_id: 'a' }, { ...line, element_id: 'a' }), 200621],
    ['a button text of 101 characters', card({ tag: 'button', text: text('长'.repeat(101)) }), 200621],
    ['a mention of everybody', card({ tag: 'markdown', content: '<at id=all></at>' }), 100290],
    ['update_multi false', { ...card(line), config: { update_multi: false } }, 200621],
  ])('%s', (_what, value, code) => {
    expect(codeOf(value)).toBe(code)
  })
})
