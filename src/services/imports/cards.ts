/** What an import says: what it would do, what it did, what it asks first. */
import { type Block, button, type Card, say } from '../../chat/card.ts'
import { nameOfKind } from '../../documents/tables/kinds.ts'
import type { Day } from '../../domain/calendar-day.ts'
import { previousTenDay, showTenDayShort, tenDayOf } from '../../domain/period.ts'
import type { Import } from '../../generated/prisma/client.ts'
import type { Counts, Item, ItemKind } from './draft.ts'
import type { Question } from './plan.ts'
import { countsOf, type Preview, previewOf } from './store.ts'

/** Of each kind on the first card; the rest is paged. */
const FIRST = 4
const PAGE = 15
const NOTES = 5

export const itemWords = { created: '新增', changed: '变更', refused: '拒绝' } as const satisfies Record<
  ItemKind,
  string
>

const tally = ({ created, changed, unchanged, refused }: Counts): string =>
  `新增 ${created}，变更 ${changed}，不变 ${unchanged}，拒绝 ${refused}`

/** The preview; `moved`: the data changed since it was shown before. */
export function previewCard(row: Import, moved = false): Card {
  const counts = countsOf(row)
  const preview = previewOf(row)
  const nothing = counts.created + counts.changed === 0
  const head = `${row.id} 号导入：${tally(counts)}`
  const blocks: Block[] = [
    {
      kind: 'text',
      text: nothing
        ? '没有要写入的内容。'
        : `${moved ? '预览之后库里的数据有变动，请重新核对。' : ''}还没有写入，核对后请确认。`,
    },
    ...(['changed', 'created', 'refused'] as const).flatMap((is) => some(row.id, preview, is)),
    ...notes(row.id, preview),
    { kind: 'note', text: `文件：${row.fileName}。空着的格子不改库里的数。` },
  ]
  return say(head, {
    tone: counts.refused > 0 || moved ? 'warning' : 'neutral',
    blocks,
    actions: nothing
      ? []
      : [button(`确认导入 ${row.id}`, `确认导入 ${row.id}`, 'primary'), button('不导了', `取消导入 ${row.id}`)],
  })
}

function some(id: number, { items }: Preview, is: ItemKind): Block[] {
  const own = items.filter((item) => item.is === is)
  if (own.length === 0) return []
  const rest = own.length - FIRST
  const shown = own.slice(0, FIRST).map(listItem)
  const more = rest > 0 ? { more: { count: rest, action: `导入明细 ${id} ${itemWords[is]}` } } : {}
  return [{ kind: 'list', items: shown, ...more }]
}

function listItem(item: Item): { text: string; detail: string; tone?: 'warning' } {
  const head = `${itemWords[item.is]} ${item.subject || '（没有名称）'}`
  const detail = item.text === '' ? item.where : item.is === 'created' ? item.text : `${item.where}：${item.text}`
  return item.is === 'refused' ? { text: head, detail, tone: 'warning' } : { text: head, detail }
}

function notes(id: number, preview: Preview): Block[] {
  if (preview.notes.length === 0) return []
  const rest = preview.notes.length - NOTES
  const shown = preview.notes.slice(0, NOTES).join('\n')
  return [{ kind: 'note', text: rest > 0 ? `${shown}\n还有 ${rest} 条说明，发送 导入明细 ${id} 说明` : shown }]
}

/** One page of the preview, from 1. */
export function detailCard(row: Import, what: ItemKind | 'notes', from: number): Card {
  const preview = previewOf(row)
  const lines =
    what === 'notes'
      ? preview.notes.map((text) => ({ text }))
      : preview.items.filter(({ is }) => is === what).map(listItem)
  const word = what === 'notes' ? '说明' : itemWords[what]
  const start = Math.min(Math.max(0, from - 1), Math.max(0, lines.length - 1))
  const rest = lines.length - start - PAGE
  const action = `导入明细 ${row.id} ${word} 从 ${start + PAGE + 1}`
  return say(`${row.id} 号导入：${word} ${lines.length} 条`, {
    blocks: [
      {
        kind: 'list',
        items: lines.slice(start, start + PAGE),
        ...(rest > 0 ? { more: { count: rest, action } } : {}),
      },
    ],
    actions: [
      ...(rest > 0 ? [button('下一页', action)] : []),
      ...(row.state === 'PREVIEW' ? [button(`确认导入 ${row.id}`)] : []),
    ],
  })
}

export function doneCard(row: Import): Card {
  const counts = countsOf(row)
  const refused = counts.refused > 0 ? `；拒绝的 ${counts.refused} 条没有写入` : ''
  return say(
    `已导入（${row.id} 号）：新增 ${counts.created}，变更 ${counts.changed}，不变 ${counts.unchanged}${refused}`,
    {
      tone: 'good',
      blocks: [{ kind: 'note', text: `导错了可以发：撤销导入 ${row.id}` }],
      actions: [
        ...(counts.refused > 0 ? [button('看拒绝的', `导入明细 ${row.id} 拒绝`)] : []),
        button('撤销', `撤销导入 ${row.id}`),
      ],
    },
  )
}

export function undoneCard(row: Import): Card {
  return say(`已撤销 ${row.id} 号导入，数据回到导入之前`, { tone: 'good' })
}

/** What is on its way in the background. */
export function waitCard(text: string): Card {
  return say(text, { tone: 'muted', blocks: [{ kind: 'note', text: '办完会在这里告诉您，不用守着。' }] })
}

/** What the file leaves open; each choice types the command again with it. */
export function questionCard(question: Question, line: string, today: Day): Card {
  if (question.asks === 'kind')
    return say(`表“${question.sheet}”是哪一种？`, {
      tone: 'warning',
      actions: question.kinds.map((kind) => button(nameOfKind(kind), `${line} ${nameOfKind(kind)}`)),
    })
  const last = previousTenDay(tenDayOf(today))
  const periods = [last, previousTenDay(last), previousTenDay(previousTenDay(last))]
  return say(`表“${question.sheet}”里的年度累计算到哪一旬？`, {
    tone: 'warning',
    blocks: [{ kind: 'note', text: `表里没有写截至哪一旬。也可以发：${line} ${showTenDayShort(last)}` }],
    actions: periods.map((period) => button(showTenDayShort(period), `${line} ${showTenDayShort(period)}`)),
  })
}
