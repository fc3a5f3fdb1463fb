/** 储备: a new project, its readiness, its steps. The history keeps every one. */
import type { Context } from '../../chat/command.ts'
import { type Day, dayFromDb, dayToDb, showDay } from '../../domain/calendar-day.ts'
import { type Money, moneyText } from '../../domain/money.ts'
import {
  isInPool,
  type Readiness,
  type ReadinessItem,
  type ReserveStage,
  reserveStepTo,
  showReadiness,
  showReadinessItem,
  showReserveStage,
} from '../../domain/reserve/stage.ts'
import { UserError } from '../../errors.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
import { mustHaveHappened } from '../inputs/reading.ts'
import { eitherName, isKnown, similarIn } from '../pipeline/names.ts'
import { mustEnter } from '../pipeline/rights.ts'
import { mustMayChangeUnit, responsibleUnit } from '../pipeline/unit.ts'
import { auditFacts, COLUMNS, type ReserveRow, readinessOf, reserveCalled, reserveNames } from './find.ts'

/** What can be said of a project besides its name; null: not said. */
export interface ReserveDetails {
  readonly chain: string | null
  readonly industry: string | null
  readonly source: string | null
  /** Short name of the responsible unit. */
  readonly unit: string | null
  readonly person: number | null
  readonly total: Money | null
  readonly plannedStartOn: Day | null
}

export interface ReserveAdding extends ReserveDetails {
  readonly name: string
  readonly shortName: string
}

/** Throws when there is such a project already; gives a project of a similar name, to be asked about. */
export async function mustBeNewReserve({ tx, district }: Context, adding: ReserveAdding): Promise<string | null> {
  const known = await tx.reserveProject.findFirst({ where: { districtId: district.id, ...eitherName(adding) } })
  if (known !== null) throw isKnown('储备', known.shortName, showReserveStage(known.stage))
  return similarIn(await reserveNames(tx, district.id), adding.shortName)
}

export async function addReserve(ctx: Context, adding: ReserveAdding): Promise<ReserveRow> {
  await mustBeNewReserve(ctx, adding)
  const { tx, district, today, now, speaker, audit } = ctx
  const { name, shortName } = adding
  const last = await tx.reserveProject.findFirst({
    where: { districtId: district.id },
    orderBy: { number: 'desc' },
    select: { number: true },
  })
  const on = dayToDb(today)
  const created = await tx.reserveProject.create({
    data: {
      ...{ districtId: district.id, number: (last?.number ?? 0) + 1, name, shortName },
      ...columnsOf(adding),
      unitId: await responsibleUnit(ctx, adding.unit),
      ...{ stageOn: on, enteredOn: on },
      steps: { create: { stage: 'IDEA', on, at: now, personId: speaker.personId } },
    },
  })
  await audit({ subject: 'reserve', subjectId: created.id, before: null, after: auditFacts(created) })
  return await reserveCalled(ctx, shortName)
}

/** What is given replaces what was known; the rest stays. */
export async function alterReserve(ctx: Context, row: ReserveRow, details: ReserveDetails): Promise<ReserveRow> {
  mustEnter(ctx, row, '改这个储备项目')
  const { unit } = details
  mustMayChangeUnit(ctx, unit)
  await ctx.tx.reserveProject.update({
    where: { id: row.id },
    data: { ...columnsOf(details), ...(unit === null ? {} : { unitId: await responsibleUnit(ctx, unit) }) },
  })
  const after = await reserveCalled(ctx, row.shortName)
  const changed = Object.entries(details).flatMap(([field, value]) => (value === null ? [] : [field]))
  await ctx.audit({
    subject: 'reserve',
    subjectId: row.id,
    before: auditFacts(row),
    after: { ...auditFacts(after), changed },
  })
  return after
}

function columnsOf({ chain, industry, source, person, total, plannedStartOn }: ReserveDetails) {
  return {
    ...(chain === null ? {} : { chain }),
    ...(industry === null ? {} : { industry }),
    ...(source === null ? {} : { source }),
    ...(person === null ? {} : { personId: person }),
    ...(total === null ? {} : { totalInvestment: moneyText(total) }),
    ...(plannedStartOn === null ? {} : { plannedStartOn: dayToDb(plannedStartOn) }),
  }
}

export interface ReadyChange {
  readonly item: ReadinessItem
  readonly readiness: Readiness
  readonly on: Day
  readonly reason: string | null
}

/** One item of readiness. What was done is taken back only with a reason. */
export async function setReadiness(ctx: Context, row: ReserveRow, change: ReadyChange): Promise<ReserveRow> {
  mustEnter(ctx, row, '登记成熟度')
  const { item, readiness, on, reason } = change
  const { shortName } = row
  mustHaveHappened(on, ctx.today, showReadinessItem(item))
  const before = readinessOf(row)[item]
  const [name, then] = [showReadinessItem(item), showReadiness(readiness)]
  if (before === readiness) throw new UserError(`${shortName} ${name}已经是“${then}”了`, [`储备 ${shortName}`])
  if (before === 'DONE' && reason === null) {
    throw new UserError(`${name}原来是“已办”，改回“${then}”要写原因，例如：储备 ${shortName} ${name} ${then} 批复撤回`)
  }
  return await store(ctx, row, { [COLUMNS[item]]: readiness }, { item, readiness, on: dayToDb(on), reason })
}

export interface ReserveMove {
  readonly to: ReserveStage
  readonly on: Day
  readonly reason: string | null
}

/** Throws the sentence for a step that cannot be made. 新开工 is reached by 转项目 only. */
export function mustMayStepReserve(ctx: Context, row: ReserveRow, { to, on, reason }: ReserveMove): void {
  mustEnter(ctx, row, '推进这个储备项目')
  const { shortName, stage, stageOn } = row
  const [now, then] = [showReserveStage(stage), showReserveStage(to)]
  const said = `储备 ${shortName} ${then}`
  mustHaveHappened(on, ctx.today, then)
  const step = reserveStepTo(stage, to)
  if (step === 'same') throw new UserError(`${shortName}已经是“${now}”了`, [`储备 ${shortName}`])
  if (step !== 'forward') {
    if (!isInPool(stage) && stage !== 'WITHDRAWN') {
      throw new UserError(`${shortName}已经转为重点项目，不再退回储备库`, [`储备 ${shortName}`])
    }
    if (reason === null) {
      throw new UserError(
        step === 'withdraw'
          ? `退出要写原因，例如：${said} 不符合产业政策`
          : `${shortName}现在是“${now}”，退回“${then}”要写原因，例如：${said} 选址未定`,
      )
    }
    return
  }
  if (to === 'STARTED') {
    throw new UserError(`新开工就是转为重点项目，请项目办发：储备 ${shortName} 转项目`, [`储备 ${shortName} 转项目`])
  }
  if (to === 'PRODUCING' && stage !== 'STARTED') {
    throw new UserError(`${shortName}还没有转为重点项目，不能直接到投产`, [`储备 ${shortName}`])
  }
  const last = dayFromDb(stageOn)
  // An idea is dated by its entry: what is known of it may be older.
  if (stage !== 'IDEA' && on < last)
    throw new UserError(`${showDay(on)}早于上一步（${showDay(last)}${now}），请核对日期`)
}

export async function makeReserveStep(ctx: Context, row: ReserveRow, move: ReserveMove): Promise<ReserveRow> {
  mustMayStepReserve(ctx, row, move)
  return await storeReserveStep(ctx, row, move, {})
}

/** The step itself, with what else changes with it. */
export async function storeReserveStep(
  ctx: Context,
  row: ReserveRow,
  { to, on, reason }: ReserveMove,
  change: Prisma.ReserveProjectUncheckedUpdateManyInput,
): Promise<ReserveRow> {
  const date = dayToDb(on)
  const left = isInPool(to) ? { leftOn: null } : isInPool(row.stage) ? { leftOn: date } : {}
  return await store(ctx, row, { ...change, ...left, stage: to, stageOn: date }, { stage: to, on: date, reason })
}

/** Of two people at once, one makes the change. */
async function store(
  ctx: Context,
  row: ReserveRow,
  data: Prisma.ReserveProjectUncheckedUpdateManyInput,
  step: Omit<Prisma.ReserveStepUncheckedCreateInput, 'reserveId' | 'at' | 'personId'>,
): Promise<ReserveRow> {
  const { tx, now, speaker, audit } = ctx
  const { stage, approval, land, environment, energy } = row
  const { count } = await tx.reserveProject.updateMany({
    where: { id: row.id, stage, approval, land, environment, energy },
    data,
  })
  if (count === 0) throw new UserError(`${row.shortName}刚刚被别人改过，请发“储备 ${row.shortName}”看现在的情况`)
  await tx.reserveStep.create({ data: { ...step, reserveId: row.id, at: now, personId: speaker.personId } })
  const after = await reserveCalled(ctx, row.shortName)
  await audit({ subject: 'reserve', subjectId: row.id, before: auditFacts(row), after: auditFacts(after) })
  return after
}
