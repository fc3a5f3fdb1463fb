/** A new 招商 project, and changes of what is known of it. */
import type { Context } from '../../chat/command.ts'
import { dayToDb } from '../../domain/calendar-day.ts'
import { type Money, moneyText } from '../../domain/money.ts'
import { type PromotionStage, showPromotionStage } from '../../domain/promotion/stage.ts'
import { eitherName, isKnown, similarIn } from '../pipeline/names.ts'
import { mustEnter } from '../pipeline/rights.ts'
import { mustMayChangeUnit, responsibleUnit } from '../pipeline/unit.ts'
import { auditFacts } from './facts.ts'
import { type PromotionRow, promotionCalled, promotionNames } from './find.ts'

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
export async function mustBeNew({ tx, district }: Context, adding: Adding): Promise<string | null> {
  const known = await tx.promotionProject.findFirst({ where: { districtId: district.id, ...eitherName(adding) } })
  if (known !== null) throw isKnown('招商', known.shortName, showPromotionStage(known.stage))
  return similarIn(await promotionNames(tx, district.id), adding.shortName)
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
  mustMayChangeUnit(ctx, unit)
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
