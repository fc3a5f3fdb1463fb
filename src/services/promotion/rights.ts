/** Who reviews 到位资金: 项目办 and 督查室. */
import type { Context } from '../../chat/command.ts'
import { showStanding } from '../../chat/permission.ts'
import { UserError } from '../../errors.ts'

export function mayReview({ speaker }: Pick<Context, 'speaker'>): boolean {
  return speaker.roles.has('office') || speaker.roles.has('supervision')
}

/** Throws for whoever is neither of 项目办 nor of 督查室. */
export function mustReview(ctx: Context): void {
  if (mayReview(ctx)) return
  throw new UserError(`只有项目办和督查室可以审核到位资金。您现在的身份：${showStanding(ctx)}`)
}
