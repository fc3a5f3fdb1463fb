/** Everything that a printed order needs, as plain data: whoever draws it needs no database and no rule. */
import type { Tx } from '../../database/client.ts'
import { type Day, dayFromDb, dayOf } from '../../domain/calendar-day.ts'
import {
  type OrderKind,
  type OrderState,
  orderCaveat,
  showClosing,
  showLimit,
  showOrderKind,
  showOrderMove,
  showOrderNumber,
  showOrderState,
} from '../../domain/order.ts'
import { stateCalendar } from '../../domain/workday.ts'
import { UserError } from '../../errors.ts'

export interface PrintedStep {
  readonly at: Date
  /** '签发', '反馈' */
  readonly what: string
  readonly person: string | null
  readonly text: string | null
}

export interface OrderPrint {
  readonly kind: OrderKind
  /** '督办单' */
  readonly title: string
  /** '督办〔2026〕003号'; null: a draft. */
  readonly number: string | null
  readonly state: OrderState
  /** '办理中' */
  readonly stateText: string
  readonly district: string
  /** '海南区督查室' */
  readonly issuer: string
  readonly project: { readonly name: string; readonly shortName: string; readonly owner: string | null }
  /** What it was drafted from: '2023年9月亮牌', '12 号问题逾期', a basis in somebody's words, '人工拟稿'. */
  readonly source: string
  readonly matter: string
  readonly demand: string
  /** Full names. */
  readonly leadUnit: string | null
  readonly coUnits: readonly string[]
  /** '10 个工作日', '30 日' */
  readonly limit: string
  readonly issuedOn: Day | null
  readonly dueOn: Day | null
  /** The due day before an extension. */
  readonly dueBefore: Day | null
  readonly drafter: string | null
  readonly signer: { readonly name: string; readonly title: string | null } | null
  readonly feedback: string | null
  readonly evidence: string | null
  readonly submittedOn: Day | null
  readonly review: string | null
  readonly extension: {
    readonly to: Day
    readonly reason: string
    /** '待定', '同意', '不同意' */
    readonly decision: string
  } | null
  readonly closedOn: Day | null
  /** '按期办结', '超期 2 天办结' */
  readonly closing: string | null
  readonly steps: readonly PrintedStep[]
  /** That working days were counted over a year without an official arrangement; null: nothing to say. */
  readonly caveat: string | null
  /** Of a demo district: the paper has to say so. */
  readonly isDemo: boolean
}

const DECISIONS = { ASKED: '待定', GRANTED: '同意', REFUSED: '不同意' } as const

/** The order of that id; throws the sentence when there is none. Whether the reader may see it is the caller's to ask. */
export async function orderPrint(tx: Tx, id: number): Promise<OrderPrint> {
  const order = await tx.supervisionOrder.findUnique({
    where: { id },
    include: {
      district: { select: { name: true, isDemo: true } },
      project: { select: { name: true, shortName: true, owner: true } },
      leadUnit: { select: { name: true } },
      coUnits: { select: { unit: { select: { name: true } } }, orderBy: { unitId: 'asc' } },
      draftedBy: { select: { name: true } },
      signedBy: { select: { name: true, title: true } },
      steps: { orderBy: { id: 'asc' }, include: { person: { select: { name: true } } } },
    },
  })
  if (order === null) throw new UserError('没有这份督办单。发“督办”看全部', ['督办'])
  const { kind, state, district, year, number, limitDays } = order
  const [issuedOn, dueOn, dueBefore, submittedOn] = [
    onDay(order.issuedOn),
    onDay(order.dueOn),
    onDay(order.dueBefore),
    onDay(order.submittedOn),
  ]
  const caveat = issuedOn === null || dueOn === null ? null : orderCaveat(stateCalendar(), kind, { issuedOn, dueOn })
  return {
    ...{ kind, state, matter: order.matter, demand: order.demand, project: order.project, issuedOn, dueOn, dueBefore },
    ...{ feedback: order.feedback, evidence: order.evidence, review: order.review, submittedOn, caveat },
    title: showOrderKind(kind),
    number: year === null || number === null ? null : showOrderNumber({ kind, year, number }),
    stateText: showOrderState(state),
    district: district.name,
    issuer: `${district.name}督查室`,
    source: order.source ?? order.basis ?? '人工拟稿',
    leadUnit: order.leadUnit?.name ?? null,
    coUnits: order.coUnits.map(({ unit }) => unit.name),
    limit: showLimit(kind, limitDays),
    drafter: order.draftedBy?.name ?? null,
    signer: order.signedBy,
    extension: extensionOf(order),
    closedOn: order.closedAt === null ? null : dayOf(order.closedAt),
    closing: state === 'CLOSED' && submittedOn !== null && dueOn !== null ? showClosing(submittedOn, dueOn) : null,
    steps: order.steps.map(({ at, move, person, text }) => ({
      ...{ at, text, what: showOrderMove(move) },
      person: person?.name ?? null,
    })),
    isDemo: district.isDemo,
  }
}

interface Extended {
  readonly extensionState: keyof typeof DECISIONS | null
  readonly extensionTo: Date | null
  readonly extensionReason: string | null
}

function extensionOf({ extensionState, extensionTo, extensionReason }: Extended): OrderPrint['extension'] {
  if (extensionState === null || extensionTo === null) return null
  return { to: dayFromDb(extensionTo), reason: extensionReason ?? '', decision: DECISIONS[extensionState] }
}

function onDay(date: Date | null): Day | null {
  return date === null ? null : dayFromDb(date)
}
