/** The district's catalogue of permits: it starts from the default one, and the promised limits are its own to enter. */
import type { Context } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import { type PermitStage, permitCatalogue } from '../../domain/permits/catalogue.ts'
import type { Limit } from '../../domain/permits/clock.ts'
import { LimitUnit, type PermitItem, type Prisma, PermitStage as StageInDb } from '../../generated/prisma/client.ts'
import type { Acting } from '../acting.ts'

const STAGES: Readonly<Record<PermitStage, StageInDb>> = {
  立项用地: StageInDb.LAND,
  工程建设: StageInDb.ENGINEERING,
  施工许可: StageInDb.CONSTRUCTION,
  竣工验收: StageInDb.COMPLETION,
}

const STAGE_NAMES: Readonly<Record<StageInDb, PermitStage>> = {
  LAND: '立项用地',
  ENGINEERING: '工程建设',
  CONSTRUCTION: '施工许可',
  COMPLETION: '竣工验收',
}

/** '立项用地' */
export function showStageOf(stage: StageInDb): PermitStage {
  return STAGE_NAMES[stage]
}

const withAuthority = {
  authorityUnit: { select: { id: true, shortName: true } },
} satisfies Prisma.PermitItemInclude

export type CatalogueItem = Prisma.PermitItemGetPayload<{ include: typeof withAuthority }>

/** The catalogue in its order; the default one is laid in the first time that somebody looks. */
export async function catalogueOf(tx: Tx, districtId: number): Promise<CatalogueItem[]> {
  const read = () =>
    tx.permitItem.findMany({ where: { districtId }, include: withAuthority, orderBy: { position: 'asc' } })
  const known = await read()
  if (known.length > 0) return known
  await layIn(tx, districtId)
  return await read()
}

/** An authority is named when exactly one unit of the district bears its name. */
async function layIn(tx: Tx, districtId: number): Promise<void> {
  const units = await tx.unit.findMany({ where: { districtId, until: null }, select: { id: true, shortName: true } })
  await tx.permitItem.createMany({ data: defaultItems(districtId, units), skipDuplicates: true })
}

/** The rows of the default catalogue. */
export function defaultItems(
  districtId: number,
  units: readonly { readonly id: number; readonly shortName: string }[],
) {
  return permitCatalogue.map(({ code, name, stage, authority, statutory, starred, note }, i) => {
    const [only, ...others] = units.filter(({ shortName }) => shortName.includes(authority.replace(/（.*/, '')))
    return {
      ...{ districtId, code, name, authority, starred, note },
      stage: STAGES[stage],
      authorityUnitId: others.length === 0 ? (only?.id ?? null) : null,
      ...{ statutoryDays: statutory?.days ?? null, statutoryUnit: statutory === null ? null : unitInDb(statutory) },
      position: i + 1,
    }
  })
}

export function unitInDb({ unit }: Limit): LimitUnit {
  return unit === 'workday' ? LimitUnit.WORKDAY : LimitUnit.DAY
}

/** A limit of two columns; null when there is none. */
export function limitFromDb(days: number | null, unit: LimitUnit | null): Limit | null {
  return days === null || unit === null ? null : { days, unit: unit === LimitUnit.WORKDAY ? 'workday' : 'day' }
}

export function statutoryOf({ statutoryDays, statutoryUnit }: PermitItem): Limit | null {
  return limitFromDb(statutoryDays, statutoryUnit)
}

export function promiseOf({ promisedDays, promisedUnit }: PermitItem): Limit | null {
  return limitFromDb(promisedDays, promisedUnit)
}

/** Enters the promise of an item. It counts for what is accepted from now on; what runs keeps the limit it began with. */
export async function setPromise(acting: Acting, item: CatalogueItem, limit: Limit): Promise<void> {
  const change = { promisedDays: limit.days, promisedUnit: unitInDb(limit) }
  await acting.tx.permitItem.update({ where: { id: item.id }, data: change })
  await record(acting, item, { promisedDays: item.promisedDays, promisedUnit: item.promisedUnit }, change)
}

/** Names the unit that is the authority; permits that are still open go with it. */
export async function setAuthority(ctx: Context, item: CatalogueItem, unitId: number): Promise<void> {
  await ctx.tx.permitItem.update({ where: { id: item.id }, data: { authorityUnitId: unitId } })
  await ctx.tx.permit.updateMany({
    where: { itemId: item.id, closedOn: null },
    data: { authorityUnitId: unitId },
  })
  await record(ctx, item, { unitId: item.authorityUnitId }, { unitId })
}

/** Whether an item is 必备 (★). */
export async function setStarred(acting: Acting, item: CatalogueItem, starred: boolean): Promise<void> {
  await acting.tx.permitItem.update({ where: { id: item.id }, data: { starred } })
  await record(acting, item, { starred: item.starred }, { starred })
}

async function record(acting: Acting, { id }: CatalogueItem, before: object, after: object): Promise<void> {
  await acting.audit({ subject: 'permit-item', subjectId: id, before: { ...before }, after: { ...after } })
}
