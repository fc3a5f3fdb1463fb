/** Who may enter what in 招商 and 储备: 项目办, and the people of the responsible unit (rules.md §7). */
import type { Context } from '../../chat/command.ts'
import { showStanding } from '../../chat/permission.ts'
import { UserError } from '../../errors.ts'

/** What 招商 and 储备 have in common for rights: a name and who is responsible. */
export interface Held {
  readonly shortName: string
  readonly unit: { readonly id: number; readonly shortName: string } | null
}

export function isOffice({ speaker }: Pick<Context, 'speaker'>): boolean {
  return speaker.roles.has('office')
}

/** The units for which the speaker enters: those of a unit's people and liaisons, nobody else's. */
export function ownUnits({ speaker: { roles, unitIds } }: Pick<Context, 'speaker'>): readonly number[] {
  return roles.has('unit') || roles.has('liaison') || roles.has('office') ? unitIds : []
}

/** 项目办, and the people of the responsible unit. */
export function mayEnter(ctx: Context, { unit }: Held): boolean {
  return isOffice(ctx) || (unit !== null && ownUnits(ctx).includes(unit.id))
}

/** Throws for anybody else. `what` completes “…可以”: '改这个招商项目'. */
export function mustEnter(ctx: Context, held: Held, what: string): void {
  if (mayEnter(ctx, held)) return
  const who = held.unit === null ? '项目办' : `责任单位（${held.unit.shortName}）和项目办`
  throw new UserError(`只有${who}可以${what}。您现在的身份：${showStanding(ctx)}。需要时请告诉项目办`)
}

/** Throws for anybody but 项目办 and the people of a unit. */
export function mustMayAdd(ctx: Context): void {
  if (isOffice(ctx) || ownUnits(ctx).length > 0) return
  throw new UserError(
    `只有责任单位和项目办可以登记新项目。您现在的身份：${showStanding(ctx)}。需要时请告诉责任单位或项目办`,
  )
}
