/** What a ledger's row says in money beside the project itself: the year's plan, its targets, what is done. */
import { add, compareMoney, type Money, money, moneyText, showMoney, subtract, ZERO } from '../../domain/money.ts'
import { showTenDay, type TenDay, yearOf } from '../../domain/period.ts'
import { firstMonth } from '../first-month.ts'
import { type Change, type DraftDesk, RowRefused } from './draft.ts'
import type { Handle } from './known.ts'
import type { KnownProject, KnownSum } from './ledger-known.ts'
import type { Operation } from './operations.ts'

export interface FigureGround {
  readonly desk: DraftDesk
  readonly year: number
  /** Years for which the district has plans already. */
  readonly begun: ReadonlySet<number>
  /** The 旬 to which 年度累计 counts; null: not known, and no row has one. */
  readonly asOf: TenDay | null
  readonly locked: boolean
  readonly sums: ReadonlyMap<number, KnownSum>
  /** 年度累计 as kept when the 旬 was locked: a 台账 that went out shows it, whatever was corrected since. */
  readonly kept: ReadonlyMap<number, Money>
}

export interface Figures {
  readonly changes: readonly Change[]
  readonly operations: readonly Operation[]
}

interface Of {
  readonly handle: Handle
  readonly label: string
  readonly known: KnownProject | null
  readonly values: Readonly<Record<string, string>>
}

/** Everything of the row that is kept in tables of its own. @throws RowRefused */
export function planFigures(ground: FigureGround, of: Of): Figures {
  const parts = [annualPlan(ground, of), ...targets(ground, of), opening(ground, of)]
  return {
    changes: parts.flatMap(({ changes }) => changes),
    operations: parts.flatMap(({ operations }) => operations),
  }
}

const NOTHING: Figures = { changes: [], operations: [] }

function annualPlan(ground: FigureGround, { handle, label, known, values }: Of): Figures {
  const { desk, year: ofTable } = ground
  if (values.annualPlan === undefined) return NOTHING
  const year = values.planYear === undefined ? ofTable : Number(values.planYear)
  if (year < 2000 || year > 2100) throw new RowRefused('planYear', `“${values.planYear ?? ''}”不是年度`)
  const amount = money(values.annualPlan)
  const stored = known?.plans.get(year) ?? null
  if (stored !== null && compareMoney(stored.amount, amount) === 0) return NOTHING
  mustNotSlip('annualPlan', stored?.amount ?? null, amount)
  const addedMonth =
    stored?.addedMonth ?? firstMonth(ground.begun, year, { today: desk.today, written: monthOf(values.addedMonth) })
  const added = stored === null && !addedMonth.endsWith('-01') ? `，${Number(addedMonth.slice(-2))}月纳入` : ''
  const before = stored === null ? null : { amount: moneyText(stored.amount) }
  return {
    changes: [
      {
        field: 'annualPlan',
        text: `${year}年度计划 ${stored === null ? '' : `${showMoney(stored.amount)} → `}${showMoney(amount)}${added}`,
      },
    ],
    operations: [
      {
        ...{ does: 'create', table: 'annual_plan', ref: `plan:${label}:${year}`, label: `${label} ${year}年度计划` },
        columns: {
          project_id: handle,
          year,
          amount: moneyText(amount),
          added_month: addedMonth,
          valid_from: stored === null ? `${year}-01-01` : desk.today,
          reason: stored === null ? null : '导入调整',
        },
        audit: { subject: 'plan', before, after: { amount: moneyText(amount), addedMonth } },
      },
    ],
  }
}

function monthOf(written: string | undefined): number | null {
  if (written === undefined) return null
  const month = Number(written)
  if (month < 1 || month > 12) throw new RowRefused('addedMonth', '纳入月份要填 1 到 12')
  return month
}

function targets({ desk }: FigureGround, { handle, label, known, values }: Of): Figures[] {
  const fields = Object.keys(values).filter((field) => field.startsWith('target:'))
  let last: { year: string; amount: Money } = { year: '', amount: ZERO }
  return fields.toSorted().map((field) => {
    // The header's own year, else the table's (find-table.ts).
    const period = field.slice('target:'.length)
    const year = period.slice(0, 4)
    const cumulative = money(values[field] ?? '')
    if (year === last.year && compareMoney(cumulative, last.amount) < 0)
      throw new RowRefused(field, '累计目标不能比上个月少；各月自己的数请把列名写成“逐月计划”')
    last = { year, amount: cumulative }
    const name = `${year === desk.today.slice(0, 4) ? '' : `${year}年`}${Number(field.slice(-2))}月目标`
    const stored = known?.targets.get(period) ?? null
    if (stored !== null && compareMoney(stored, cumulative) === 0) return NOTHING
    return {
      changes: [{ field, text: `${name} ${stored === null ? '' : `${showMoney(stored)} → `}${showMoney(cumulative)}` }],
      operations: [
        {
          ...({ does: 'create', table: 'target_point', ref: `target:${label}:${period}` } as const),
          label: `${label} ${name}`,
          columns: {
            project_id: handle,
            period,
            cumulative: moneyText(cumulative),
            valid_from: stored === null ? `${year}-01-01` : desk.today,
          },
          audit: { subject: 'target', before: null, after: { targetOf: period, targetAmount: moneyText(cumulative) } },
        },
      ],
    }
  })
}

/** 年度累计 up to a 旬: an opening where nobody has reported yet, else it has to agree with what was reported. */
function opening(ground: FigureGround, { handle, label, known, values }: Of): Figures {
  if (values.yearToDate === undefined || ground.asOf === null) return NOTHING
  const { asOf, sums, kept, locked } = ground
  const given = money(values.yearToDate)
  mustFitTotal(known, values, given)
  const sum = known === null ? undefined : sums.get(known.project.id)
  const stored = sum?.amount ?? ZERO
  const asKept = known === null ? undefined : kept.get(known.project.id)
  if ([stored, asKept].some((one) => one !== undefined && compareMoney(one, given) === 0)) return NOTHING
  const shown = `库里到${showTenDay(asOf)}累计 ${showMoney(stored)}，表里 ${showMoney(given)}`
  if (sum?.reported) throw new RowRefused('yearToDate', `${shown}。已有旬报的数请用“更正 ${label}”改`)
  if (sum !== undefined && locked) throw new RowRefused('yearToDate', `${shown}。这一旬已锁定，请用“更正 ${label}”改`)
  // An opening that is mended gets the difference beside it, so that what was there stays readable.
  const difference = moneyText(subtract(given, stored))
  return {
    changes: [
      {
        field: 'yearToDate',
        text: `年度累计（到${showTenDay(asOf)}） ${sum === undefined ? '' : `${showMoney(stored)} → `}${showMoney(given)}`,
      },
    ],
    operations: [
      {
        ...{ does: 'create', table: 'ledger_entry', ref: `opening:${label}`, label: `${label} 年度累计` },
        columns: { project_id: handle, year: yearOf(asOf), period: asOf, kind: 'opening', amount: difference },
        audit: { subject: 'ledger', before: null, after: { period: asOf, amount: difference } },
      },
    ],
  }
}

/** rules.md §4 check 2: more than 110 % of the total investment is a slip, most often of the unit. */
function mustFitTotal(known: KnownProject | null, values: Readonly<Record<string, string>>, given: Money): void {
  const total = values.totalInvestment ?? known?.project.totalInvestment?.toFixed(2)
  const before = values.investedBefore ?? known?.project.investedBefore.toFixed(2) ?? '0.00'
  if (total === undefined || total === '0.00') return
  const done = add(given, money(before))
  if (done * 10n > money(total) * 11n)
    throw new RowRefused(
      'yearToDate',
      `自开工累计 ${showMoney(done)} 超过总投资 ${showMoney(money(total))} 的 110%，请核对金额和单位`,
    )
}

/** rules.md §2: 5,000 to 20,000 times more or less than what is known is a slip of 万元 and 亿元. */
export function mustNotSlip(field: string, stored: Money | null, given: Money): void {
  if (stored === null || stored <= 0n || given <= 0n) return
  const [less, more] = stored < given ? [stored, given] : [given, stored]
  if (more >= less * 5_000n)
    throw new RowRefused(
      field,
      `与库里的 ${showMoney(stored)} 差约一万倍（表里 ${showMoney(given)}），请核对单位是万元还是亿元`,
    )
}
