/** Any neutral card, as fast-check makes them: odd characters, long texts, many rows. */
import fc from 'fast-check'
import type { Action, Block, Card } from '../../src/chat/card.ts'

const nasty = fc.constantFrom(
  '<at id=all></at>',
  '**加粗**\n# 标题\n- 项\n1. 项',
  '"引号"\\反斜杠\u0000\ud800',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  '    代码',
  '😀🟢🟡🔴⚪',
  '',
  '长'.repeat(700),
  '"\\'.repeat(400),
  '*<&'.repeat(300),
)
const text = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { weight: 1, arbitrary: nasty },
)
const words = fc.oneof(text, fc.lorem({ maxCount: 30 }))
const tone = fc.constantFrom('neutral', 'good', 'warning', 'bad', 'muted')
/** Few, so that their line is never taken for the one about cut rows. */
const more = fc.record({ count: fc.integer({ min: -1, max: 3 }), action: text })
const maybe = <T>(value: fc.Arbitrary<T>, key: string) =>
  fc.option(value, { nil: undefined }).map((one) => (one === undefined ? {} : { [key]: one }))

function record<T extends object, O extends object>(
  base: fc.Arbitrary<T>,
  extra: fc.Arbitrary<O>,
): fc.Arbitrary<T & O> {
  return fc.tuple(base, extra).map(([one, other]) => ({ ...one, ...other }))
}

const action: fc.Arbitrary<Action> = fc.oneof(
  record(
    fc.record({ kind: fc.constant('button' as const), label: text, action: text }),
    fc.record({ style: fc.constantFrom('default', 'primary', 'danger'), confirm: text }, { requiredKeys: [] }),
  ),
  fc.record({
    kind: fc.constant('select' as const),
    label: text,
    options: fc.array(fc.record({ label: text, action: text }), { maxLength: 60 }),
  }),
  fc.record({ kind: fc.constant('link' as const), label: text, url: fc.oneof(fc.webUrl(), text) }),
)

const field = record(
  fc.record({
    name: fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,39}$/),
    label: text,
    type: fc.constantFrom('text', 'multiline', 'choice'),
  }),
  fc.record(
    {
      placeholder: text,
      required: fc.boolean(),
      value: words,
      options: fc.array(fc.record({ label: text, value: text.filter((word) => word.trim() !== '') }), { maxLength: 8 }),
    },
    { requiredKeys: [] },
  ),
)

/** Rows whose first cell says which they are. */
function rowsOf(columns: number, mark: string): fc.Arbitrary<string[][]> {
  const cells = fc.array(words, { minLength: 0, maxLength: Math.max(columns + 1, 1) })
  return fc
    .array(cells, { maxLength: 60, size: 'max' })
    .chain((some) => fc.integer({ min: 1, max: 12 }).map((times) => Array.from({ length: times }, () => some).flat()))
    .map((rows) => rows.map((row, i) => [`${mark}第${i}行`, ...row]))
}

function block(i: number): fc.Arbitrary<Block> {
  const table = fc.array(record(fc.record({ title: text }), maybe(fc.constantFrom('left', 'right'), 'align')), {
    maxLength: 8,
  })
  return fc.oneof(
    record(fc.record({ kind: fc.constant('text' as const), text: words }), maybe(tone, 'tone')),
    fc.record({ kind: fc.constant('note' as const), text: words }),
    fc.record({
      kind: fc.constant('fields' as const),
      items: fc.array(fc.record({ label: text, value: words, tone }), { maxLength: 40 }),
    }),
    table.chain((columns) =>
      record(
        fc.record({
          kind: fc.constant('table' as const),
          columns: fc.constant(columns),
          rows: rowsOf(columns.length, `表${i}`),
        }),
        fc.record({ caption: text, more }, { requiredKeys: [] }),
      ),
    ),
    record(
      fc.record({
        kind: fc.constant('chart' as const),
        title: text,
        unit: text,
        bars: fc.array(
          fc.record({ label: text, value: fc.double({ noNaN: true, noDefaultInfinity: true }), shown: text, tone }),
          { maxLength: 50 },
        ),
      }),
      maybe(fc.record({ label: text, value: fc.double({ noNaN: true, noDefaultInfinity: true }) }), 'reference'),
    ),
    record(
      fc.record({
        kind: fc.constant('list' as const),
        ordered: fc.boolean(),
        items: fc
          .array(record(fc.record({ text: words, tone }), maybe(words, 'detail')), { maxLength: 80, size: 'max' })
          .map((items) => items.map((item, at) => ({ ...item, text: `单${i}第${at}行 ${item.text}` }))),
      }),
      maybe(more, 'more'),
    ),
    record(
      fc.record({
        kind: fc.constant('form' as const),
        name: fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,19}$/),
        fields: fc.array(field, { maxLength: 30 }),
        submit: fc.record({ label: text, action: text }),
        typed: words,
      }),
      maybe(text, 'title'),
    ),
  )
}

export const anyCard: fc.Arbitrary<Card> = record(
  fc.record({
    title: words,
    tone,
    blocks: fc
      .integer({ min: 0, max: 9 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => block(i)))),
    actions: fc.array(action, { maxLength: 30 }),
  }),
  maybe(words, 'subtitle'),
)

/** The names of all rows and items of a card: "表0第3行". */
export function rowNames(card: Card): string[] {
  return card.blocks.flatMap((one) => {
    if (one.kind === 'table') return one.rows.map((row) => row[0] ?? '')
    if (one.kind === 'list') return one.items.map((item) => item.text.split(' ')[0] ?? '')
    return []
  })
}
