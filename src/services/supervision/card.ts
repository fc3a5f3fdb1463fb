/** One order as a reader sees it: the answer first, its facts, how it went, and what this reader may do next. */
import { type Action, type Block, button, type Card, say } from '../../chat/card.ts'
import type { Context } from '../../chat/command.ts'
import { dayFromDb, showDay, showDayTime } from '../../domain/calendar-day.ts'
import {
  afterOrderMove,
  orderCaveat,
  showClosing,
  showLimit,
  showOrderKind,
  showOrderMove,
  showOrderState,
} from '../../domain/order.ts'
import { type OrderRow, orderName, type orderSteps, overdueDays } from './find.ts'
import { mayDecideExtension, mayDraft, maySign, worksOn } from './rights.ts'

/** The last steps; all of them are in the printed order. */
const STEPS = 6

export function orderCard(ctx: Context, order: OrderRow, steps: Awaited<ReturnType<typeof orderSteps>>): Card {
  const { calendar, today } = ctx
  const { kind, issuedOn, dueOn } = order
  const days = overdueDays(order, today)
  const caveat =
    issuedOn === null || dueOn === null
      ? null
      : orderCaveat(calendar, kind, { issuedOn: dayFromDb(issuedOn), dueOn: dayFromDb(dueOn) })
  const blocks: Block[] = [
    { kind: 'text', text: `${order.project.shortName} ${order.matter}\n要求：${order.demand}` },
    { kind: 'fields', items: [...partiesOf(order), ...daysOf(order, days)] },
    ...storyOf(steps),
    ...notesOf(order, caveat),
  ]
  const late = days > 0 ? `，已超期 ${days} 天` : ''
  return say(`${orderName(order)}（${showOrderKind(kind)}）：${showOrderState(order.state)}${late}`, {
    tone: days > 0 ? 'warning' : 'neutral',
    blocks,
    actions: waysOn(ctx, order),
  })
}

function partiesOf({ leadUnit, coUnits, signedBy, draftedBy, source, basis }: OrderRow) {
  return [
    { label: '主办', value: leadUnit?.shortName ?? '未定' },
    ...(coUnits.length > 0 ? [{ label: '协办', value: coUnits.map(({ unit }) => unit.shortName).join('、') }] : []),
    { label: '来源', value: source ?? basis ?? '人工拟稿' },
    signedBy === null
      ? { label: '拟稿', value: draftedBy?.name ?? '按规则自动拟稿' }
      : { label: '签发', value: signedBy.name },
  ]
}

function daysOf({ kind, limitDays, issuedOn, dueOn, dueBefore }: OrderRow, late: number) {
  if (issuedOn === null || dueOn === null) return [{ label: '时限', value: `签发后 ${showLimit(kind, limitDays)}` }]
  const extended = dueBefore === null ? '' : `（原 ${showDay(dayFromDb(dueBefore))}，已延期）`
  return [
    { label: '签发日', value: showDay(dayFromDb(issuedOn)) },
    {
      label: '到期日',
      value: `${showDay(dayFromDb(dueOn))}${extended}`,
      ...(late > 0 ? { tone: 'bad' as const } : {}),
    },
  ]
}

function storyOf(steps: Awaited<ReturnType<typeof orderSteps>>): Block[] {
  if (steps.length === 0) return []
  return [
    {
      kind: 'list',
      items: steps.slice(-STEPS).map(({ at, move, person, text }) => ({
        text: `${showDayTime(at)} ${person?.name ?? ''}${showOrderMove(move)}`,
        ...(text === null ? {} : { detail: text }),
      })),
    },
  ]
}

function notesOf(order: OrderRow, caveat: string | null): Block[] {
  const { state, extensionState, extensionTo, extensionReason, submittedOn, dueOn, number } = order
  const asked =
    extensionState === 'ASKED' && extensionTo !== null
      ? `申请延到${showDay(dayFromDb(extensionTo))}，待定：${extensionReason ?? ''}`
      : null
  const closed =
    state === 'CLOSED' && submittedOn !== null && dueOn !== null
      ? showClosing(dayFromDb(submittedOn), dayFromDb(dueOn))
      : null
  const draft = number === null && state !== 'VOID' ? '拟稿，没有编号，没有发给任何单位' : null
  const text = [asked, closed, draft, caveat].filter((part) => part !== null).join('\n')
  return text === '' ? [] : [{ kind: 'note', text }]
}

/** Only what this reader may do now, so that no button answers with a refusal. */
function waysOn(ctx: Context, order: OrderRow): Action[] {
  const name = orderName(order)
  const can = (move: Parameters<typeof afterOrderMove>[1]): boolean => afterOrderMove(order.state, move) !== null
  const signs = maySign(ctx)
  const leads = worksOn(ctx, order)
  const pending = order.extensionState === 'ASKED' && can('GRANT_EXTENSION') && mayDecideExtension(ctx, order)
  const extendable =
    leads &&
    can('ASK_EXTENSION') &&
    order.extensionState === null &&
    order.dueOn !== null &&
    ctx.today < dayFromDb(order.dueOn)
  const drops = order.number === null ? mayDraft(ctx) : signs
  const ways = [
    [signs && can('SIGN'), button('签发', `签发 ${order.id} 第${order.revision}稿`, 'primary')],
    [mayDraft(ctx) && can('REVISE'), button('改稿', `改稿 ${order.id}`)],
    [signs && can('CLOSE'), button('同意办结', `同意办结 ${name}`, 'primary')],
    [signs && can('SEND_BACK'), button('退回重办', `退回督办 ${name}`)],
    [pending, button('同意延期', `同意延期 ${name}`, 'primary')],
    [pending, button('不同意延期', `不同意延期 ${name}`)],
    [leads && can('FEEDBACK'), button('反馈进展', `反馈 ${name}`, 'primary')],
    [leads && can('SUBMIT'), button('办完报结', `报结 ${name}`)],
    [extendable, button('申请延期', `延期 ${name}`)],
    [drops && can('VOID'), button('作废', `作废督办 ${name}`)],
    [order.number !== null && order.state !== 'VOID', button('打印', `督办 ${name} 打印`)],
    [true, button('全部督办', '督办')],
  ] as const
  return ways.flatMap(([open, way]) => (open ? [way] : []))
}
