/** Who may do what with a problem: the lead unit works on it, who raised it confirms, 项目办 and 督查室 direct. */
import type { Context } from '../../chat/command.ts'
import { dayFromDb } from '../../domain/calendar-day.ts'
import { CONFIRM_WORKDAYS } from '../../domain/problem.ts'
import { raiserHasHadTime } from '../../domain/problem-care.ts'
import { UserError } from '../../errors.ts'
import type { ProblemRow } from './find.ts'

export function directs({ speaker }: Context): boolean {
  return speaker.roles.has('office') || speaker.roles.has('supervision')
}

/** 企业联系人 and nothing else: sees what that person raised, and no other problem. */
export function isOutsider({ roles }: Context['speaker']): boolean {
  return roles.has('enterprise') && roles.size === 1
}

/** Throws the sentence for a problem that is not the enterprise's own. */
export function mustMayRead({ speaker }: Context, { id, raiser }: ProblemRow): void {
  if (!isOutsider(speaker) || (raiser !== null && raiser.id === speaker.personId)) return
  throw new UserError(`没有 ${id} 号问题。发“问题清单”看您提出的问题`, ['问题清单'])
}

/** The lead unit's people, and who directs; throws the sentence for anybody else. */
export function mustWorkOn(ctx: Context, { id, leadUnit }: ProblemRow): void {
  if (leadUnit === null) throw new UserError(`${id} 号问题还没有交办，请先由项目办发：交办 ${id} 牵头单位`)
  if (directs(ctx) || ctx.speaker.unitIds.includes(leadUnit.id)) return
  throw new UserError(`${id} 号问题由${leadUnit.shortName}牵头，请由牵头单位或项目办办理`, [`问题清单 ${id}`])
}

/**
 * Who raised the problem confirms, or somebody of that unit. When there is nobody else than the lead unit itself to ask,
 * or no answer came for five working days, 项目办 does (rules.md §7). Throws the sentence for anybody else.
 */
export function mustConfirm(ctx: Context, problem: ProblemRow): void {
  const { id, raiser, raisedUnit, leadUnit } = problem
  const { speaker } = ctx
  const own = raisedUnit !== null && raisedUnit.id === leadUnit?.id
  if (!own && raiser !== null && raiser.id === speaker.personId) return
  if (!own && raisedUnit !== null && speaker.unitIds.includes(raisedUnit.id)) return
  if (directs(ctx) && (own || raiser === null || hasWaited(ctx, problem))) return
  if (own) throw new UserError(`${id} 号问题由牵头单位自己提出，请项目办确认销号`)
  const who = raisedUnit?.shortName ?? raiser?.name ?? '提出方'
  throw new UserError(`${id} 号问题请提出方（${who}）确认；${CONFIRM_WORKDAYS} 个工作日没有答复的由项目办确认`)
}

/** Whether this speaker may confirm the problem, or send it back. */
export function mayConfirm(ctx: Context, problem: ProblemRow): boolean {
  try {
    mustConfirm(ctx, problem)
    return true
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

/** The raiser has had five working days since it was submitted for closing. */
export function hasWaited({ calendar, today }: Pick<Context, 'calendar' | 'today'>, problem: ProblemRow): boolean {
  const { submittedOn } = problem
  return submittedOn !== null && raiserHasHadTime(calendar, dayFromDb(submittedOn), today)
}
