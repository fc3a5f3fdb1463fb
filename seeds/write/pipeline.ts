/** Writes 招商引资 and 项目储备 with their histories. */
import type { Tx } from '../../src/database/client.ts'
import { addDays, type Day, day, instantAt } from '../../src/domain/calendar-day.ts'
import { moneyText } from '../../src/domain/money.ts'
import { type PromotionStage, promotionStages } from '../../src/domain/promotion/stage.ts'
import { voucherKey } from '../../src/domain/promotion/voucher-key.ts'
import type { ReserveStage } from '../../src/domain/reserve/stage.ts'
import { date, wan } from '../figures.ts'
import { ENDED, type FundsSeed, funds, type PromotionSeed, promotions } from '../promotion.ts'
import { type ReserveSeed, reserves } from '../reserve.ts'
import { type UnitName, units } from '../units.ts'
import { insertRows } from './bulk.ts'
import type { Place } from './reports.ts'
import { lookUp, type Roster } from './roster.ts'

/** Days from the signing to each stage. */
const DISTANCE: Readonly<Record<Exclude<PromotionStage, 'ENDED'>, number>> = {
  ...{ LEAD: -150, TALKING: -80, SIGNED: 0, REGISTERED: 30, LAND: 75, STARTED: 140, FUNDED: 165, PRODUCING: 420 },
}
const SOURCES = ['推介会', '以商招商', '驻点招商', '产业链招商', '企业自荐'] as const
const IDEAS = ['部门谋划', '镇街谋划', '园区谋划'] as const

export async function writePipeline(tx: Tx, place: Place): Promise<void> {
  await writePromotions(tx, place)
  await writeReserves(tx, place)
}

interface Step {
  readonly stage: PromotionStage
  readonly on: Day
}

/** The days on which it came to each stage; what was only heard of has no signing to count from. */
function stepsOf(row: PromotionSeed): readonly Step[] {
  const { signed, stage, started } = row
  if (stage === 'LEAD') return [{ stage, on: day(signed) }]
  if (stage === 'TALKING') return [step('LEAD', addDays(day(signed), -40)), step('TALKING', day(signed))]
  const upTo = stage === 'ENDED' ? 'REGISTERED' : stage
  const walked = promotionStages.slice(0, promotionStages.indexOf(upTo) + 1).flatMap((one) => {
    if (one === 'ENDED') return []
    if (one === 'STARTED' && started !== undefined) return [step(one, day(started))]
    const from =
      started !== undefined && (one === 'FUNDED' || one === 'PRODUCING') ? addDays(day(started), -140) : day(signed)
    return [step(one, addDays(from, DISTANCE[one]))]
  })
  return stage === 'ENDED' ? [...walked, step('ENDED', day(ENDED.on))] : walked
}

function step(stage: PromotionStage, on: Day): Step {
  return { stage, on }
}

/** The enum values of the database are the small letters of the program's. */
const inDb = (value: string): string => value.toLowerCase()

async function writePromotions(tx: Tx, { districtId, roster, project }: Place): Promise<void> {
  const rows = await tx.promotionProject.createManyAndReturn({
    data: promotions.map((row, i) => {
      const { shortName, name, industry, unit, amount, stage, signed } = row
      const isSigned = stage !== 'LEAD' && stage !== 'TALKING'
      const money = moneyText(wan(amount))
      return {
        ...{ districtId, number: i + 1, shortName, name, industry, stage, isDemo: true },
        investor: `${shortName}投资方（演示）`,
        source: SOURCES[i % SOURCES.length] ?? null,
        unitId: roster.unit(unit),
        personId: headOf(unit, roster),
        stageOn: date(stepsOf(row).at(-1)?.on ?? signed),
        intended: isSigned ? null : money,
        signedAmount: isSigned ? money : null,
        signedOn: isSigned ? date(signed) : null,
        projectId: row.project === undefined ? null : project(row.project),
      }
    }),
    select: { id: true, shortName: true },
  })
  const id = lookUp(rows.map((row) => [row.shortName, row.id]))
  await insertRows(
    tx,
    'promotion_step',
    promotions.flatMap((row) =>
      stepsOf(row).map(({ stage, on }) => ({
        ...{ promotion_id: id(row.shortName), stage: inDb(stage), on },
        amount: stage === 'SIGNED' ? moneyText(wan(row.amount)) : null,
        reason: stage === 'ENDED' ? ENDED.reason : null,
        at: instantAt(on, '16:00'),
        person_id: headOf(row.unit, roster),
      })),
    ),
  )
  await insertRows(
    tx,
    'promotion_funds',
    funds.map((row, i) => fundsRow(row, i, { districtId, promotionId: id(row.project) }, roster)),
  )
}

/** Entered by the unit on the day, reviewed by 项目办 or 督查室 on the next: never by the one who entered it. */
function fundsRow(
  { project, amount, on, state }: FundsSeed,
  i: number,
  of: { readonly districtId: number; readonly promotionId: number },
  roster: Roster,
) {
  const unit = promotions.find(({ shortName }) => shortName === project)?.unit ?? '产业园'
  const reviewed = state !== 'pending'
  const voucher = `进账单演示${String(i + 1).padStart(3, '0')}`
  return {
    district_id: of.districtId,
    promotion_id: of.promotionId,
    amount: moneyText(wan(amount)),
    received_on: on,
    voucher,
    voucher_key: voucherKey(voucher),
    state,
    entered_by: headOf(unit, roster),
    entered_at: instantAt(day(on), '15:10'),
    reviewed_by: reviewed ? roster.person(i % 3 === 0 ? '演示督查' : '演示项目办甲') : null,
    reviewed_at: reviewed ? instantAt(addDays(day(on), 1), '10:30') : null,
    reason: state === 'refused' ? '进账单与投资方名称不一致（演示）' : null,
  }
}

function headOf(unit: UnitName, roster: Roster): number {
  return roster.person(units.find(({ shortName }) => shortName === unit)?.head ?? '')
}

const WALKED: readonly ReserveStage[] = ['IDEA', 'RESERVE', 'PREPARATION']

async function writeReserves(tx: Tx, { districtId, roster, project }: Place): Promise<void> {
  const rows = await tx.reserveProject.createManyAndReturn({
    data: reserves.map((row, i) => {
      const { shortName, name, chain, unit, total, stage, on, ready, plannedStart, left } = row
      const [approval, land, environment, energy] = ready
      return {
        ...{
          districtId,
          number: i + 1,
          shortName,
          name,
          chain,
          stage,
          approval,
          land,
          environment,
          energy,
          isDemo: true,
        },
        source: IDEAS[i % IDEAS.length] ?? null,
        unitId: roster.unit(unit),
        personId: headOf(unit, roster),
        totalInvestment: moneyText(wan(total)),
        plannedStartOn: plannedStart === null ? null : date(plannedStart),
        enteredOn: date(on[0]),
        stageOn: date(left ?? on.at(-1) ?? on[0]),
        leftOn: left === undefined ? null : date(left),
        projectId: row.project === undefined ? null : project(row.project),
      }
    }),
    select: { id: true, shortName: true },
  })
  const id = lookUp(rows.map((row) => [row.shortName, row.id]))
  await insertRows(
    tx,
    'reserve_step',
    reserves.flatMap((row) =>
      reserveSteps(row).map(({ stage, on }) => ({
        ...{ reserve_id: id(row.shortName), stage: inDb(stage), on },
        reason: stage === 'WITHDRAWN' ? (row.reason ?? null) : null,
        at: instantAt(on, '16:20'),
        person_id: headOf(row.unit, roster),
      })),
    ),
  )
}

function reserveSteps({ on, stage, left }: ReserveSeed): readonly { readonly stage: ReserveStage; readonly on: Day }[] {
  const walked = on.map((text, i) => ({ stage: WALKED[i] ?? stage, on: day(text) }))
  return left === undefined ? walked : [...walked, { stage, on: day(left) }]
}
