/** The responsible unit of a project of 招商 or 储备. */
import type { Context } from '../../chat/command.ts'
import { UserError } from '../../errors.ts'
import { isOffice, mustMayAdd, ownUnits } from './rights.ts'

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

/** Only 项目办 gives a project to another unit; throws the sentence. */
export function mustMayChangeUnit(ctx: Context, unit: string | null): void {
  if (unit !== null && !isOffice(ctx)) throw new UserError('换责任单位请找项目办')
}
