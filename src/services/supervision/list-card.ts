/** The list of orders as a reader sees it; in a group the published ones only, without matters, units or persons. */
import { type Action, type Block, button, type Card, say } from '../../chat/card.ts'
import { shortened } from '../../chat/standard-cards.ts'
import { type Day, dayFromDb, showDay } from '../../domain/calendar-day.ts'
import { showOrderState } from '../../domain/order.ts'
import { type OrderRow, orderName, overdueDays } from './find.ts'

/** What fits a phone's card; the rest is behind the `more` line. */
const SHOWN = 10
const MATTER_LENGTH = 24

export interface OrderListAsked {
  /** '在办督办提示', '逾期督办提示（示例甲）' */
  readonly title: string
  /** What to type for the same list: '督办 逾期'. */
  readonly line: string
  /** The first row shown, from 0. */
  readonly from: number
  readonly today: Day
  /** In a group: numbers, projects and days only. */
  readonly brief: boolean
  /** Drafts that wait for the reader to sign; 0: none, or not for him. */
  readonly toSign: number
  readonly mayDraft: boolean
}

export function orderListCard(rows: readonly OrderRow[], asked: OrderListAsked): Card {
  const { title, line, from, today } = asked
  if (rows.length === 0) return say(`${title}：没有`, { blocks: waiting(asked), actions: waysOn(asked) })
  const overdue = rows.filter((row) => overdueDays(row, today) > 0).length
  const shown = rows.slice(from, from + SHOWN)
  const left = Math.max(0, rows.length - from - shown.length)
  const [first] = shown
  const how = first === undefined ? '' : `。看一份请发：督办 ${orderName(first)}`
  return say(`${title} ${rows.length} 份${overdue === 0 ? '' : `，其中逾期 ${overdue} 份`}`, {
    blocks: [
      {
        kind: 'list',
        items: shown.map((row) => ({
          text: headOf(row, asked),
          detail: detailOf(row, asked),
          ...(overdueDays(row, today) > 0 ? { tone: 'bad' as const } : {}),
        })),
        ...(left > 0 ? { more: { count: left, action: `${line} 从 ${from + SHOWN + 1}` } } : {}),
      },
      ...waiting(asked),
      { kind: 'note', text: `截至 ${showDay(today)}${how}` },
    ],
    actions: waysOn(asked, rows.length === 1 ? first : undefined),
  })
}

function headOf(row: OrderRow, { brief }: OrderListAsked): string {
  const head = `${orderName(row)} ${row.project.shortName}`
  return brief ? head : `${head} ${shortened(row.matter, MATTER_LENGTH)}`
}

function detailOf(row: OrderRow, { brief, today }: OrderListAsked): string {
  const days = overdueDays(row, today)
  const due = row.dueOn === null || row.state === 'CLOSED' ? '' : `${showDay(dayFromDb(row.dueOn))}到期`
  return [
    showOrderState(row.state),
    brief ? '' : row.leadUnit === null ? '未定主办单位' : `${row.leadUnit.shortName}主办`,
    days > 0 ? `已超期 ${days} 天` : due,
    row.extensionState === 'ASKED' && !brief ? '申请延期待定' : '',
  ]
    .filter((part) => part !== '')
    .join('，')
}

function waiting({ toSign, brief }: OrderListAsked): Block[] {
  return toSign === 0 || brief ? [] : [{ kind: 'text', text: `另有待签发的拟稿 ${toSign} 份` }]
}

function waysOn({ line, toSign, brief, mayDraft }: OrderListAsked, only?: OrderRow): Action[] {
  return [
    ...(only === undefined || brief ? [] : [button('看这一份', `督办 ${orderName(only)}`, 'primary')]),
    ...(toSign > 0 && !brief ? [button('待签发', '督办 待签发')] : []),
    line === '督办' ? button('逾期', '督办 逾期') : button('全部在办', '督办'),
    ...(mayDraft && !brief ? [button('待审核', '督办 待审核'), button('新拟一份', '督办 新拟')] : []),
  ]
}
