/** A new 招商 project, and changes of what is known of it. */
import type { Context } from '../../chat/command.ts'
import { showStanding } from '../../chat/permission.ts'
import { dayToDb } from '../../domain/calendar-day.ts'
import { type Money, moneyText } from '../../domain/money.ts'
import { type PromotionStage, showPromotionStage } from '../../domain/promotion/stage.ts'
import { similarName } from '../../domain/similar-name.ts'
import { UserError } from '../../errors.ts'
import { auditFacts } from './facts.ts'
import { type PromotionRow, promotionCalled, promotionNames } from './find.ts'
import { isOffice, mustEnter, ownUnits } from './rights.ts'

/** What can be said of a project besides its name and stage; null: not said. */
export interface Details {
  readonly investor: string | null
  readonly industry: string | null
  readonly source: string | null
  /** Short name of the responsible unit. */
  readonly unit: string | null
  readonly person: number | null
  readonly intended: Money | null
}

export interface Adding extends Details {
  readonly name: string
  readonly shortName: string
  readonly stage: Extract<PromotionStage, 'LEAD' | 'TALKING'>
}

/** Throws when there is such a project already; gives a project of a similar name, to be asked about. */
export async function mustBeNew(ctx: Context, { name, shortName }: Adding): Promise<string | null> {
  const key = { districtId: ctx.district.id }
  const known = await ctx.tx.promotionProject.findFirst({
    where: { ...key, OR: [{ shortName }, { name }, { shortName: name }, { name: shortName }] },
  })
  if (known !== null) {
    throw new UserError(
      `招商项目“${known.shortName}”已经有了（${showPromotionStage(known.stage)}）。要推进它请发：招商 ${known.shortName}`,
      [`招商 ${known.shortName}`],
    )
  }
  const names = await promotionNames(ctx.tx, ctx.district.id)
  return similarName(
    shortName,
    names.map(({ key: other }) => other),
  )
}

export async function addPromotion(ctx: Context, adding: Adding): Promise<PromotionRow> {
  await mustBeNew(ctx, adding)
  const { tx, district, today, now, speaker, audit } = ctx
  const { name, shortName, stage, investor, industry, source, person, intended } = adding
  const unitId = await responsibleUnit(ctx, adding.unit)
  const last = await tx.promotionProject.findFirst({
    where: { districtId: district.id },
    orderBy: { number: 'desc' },
    select: { number: true },
  })
  const on = dayToDb(today)
  const created = await tx.promotionProject.create({
    data: {
      ...{ districtId: district.id, number: (last?.number ?? 0) + 1, name, shortName },
      ...{ investor, industry, source, unitId, personId: person, stage, stageOn: on },
      intended: intended === null ? null : moneyText(intended),
      steps: { create: { stage, on, at: now, personId: speaker.personId } },
    },
  })
  await audit({ subject: 'promotion', subjectId: created.id, before: null, after: auditFacts(created) })
  return await promotionCalled(ctx, shortName)
}

/** What is given replaces what was known; the rest stays. */
export async function alterPromotion(ctx: Context, row: PromotionRow, details: Details): Promise<PromotionRow> {
  mustEnter(ctx, row, '改这个招商项目')
  const { investor, industry, source, unit, person, intended } = details
  if (unit !== null && !isOffice(ctx)) throw new UserError('换责任单位请找项目办')
  await ctx.tx.promotionProject.update({
    where: { id: row.id },
    data: {
      ...(investor === null ? {} : { investor }),
      ...(industry === null ? {} : { industry }),
      ...(source === null ? {} : { source }),
      ...(unit === null ? {} : { unitId: await responsibleUnit(ctx, unit) }),
      ...(person === null ? {} : { personId: person }),
      ...(intended === null ? {} : { intended: moneyText(intended) }),
    },
  })
  const after = await promotionCalled(ctx, row.shortName)
  const changed = Object.entries(details).flatMap(([field, value]) => (value === null ? [] : [field]))
  await ctx.audit({
    subject: 'promotion',
    subjectId: row.id,
    before: auditFacts(row),
    after: { ...auditFacts(after), changed },
  })
  return after
}

/** Throws for anybody but 项目办 and the people of a unit: they keep the lists (rules.md §7). */
export function mustMayAdd(ctx: Context): void {
  if (isOffice(ctx) || ownUnits(ctx).length > 0) return
  throw new UserError(
    `只有责任单位和项目办可以登记新项目。您现在的身份：${showStanding(ctx)}。需要时请告诉责任单位或项目办`,
  )
}

/** 项目办 enters for any unit; the people of a unit for their own, which is meant when none is named. */
export async function responsibleUnit(ctx: Context, shortName: string | null): Promise<number | null> {
  mustMayAdd(ctx)
  const own = ownUnits(ctx)
  if (shortName === null) return own[0] ?? null
  const unit = await ctx.tx.unit.findUniqueOrThrow({
    where: { districtId_shortName: { districtId: ctx.district.id, shortName } },
    select: { id: true },
  })
  if (!isOffice(ctx) && !own.includes(unit.id)) {
    throw new UserError(`您只能登记本单位的项目；${shortName}的请由${shortName}或项目办登记`)
  }
  return unit.id
}
