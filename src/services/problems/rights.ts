/** Who may do what with a problem: the lead unit works on it, who raised it confirms, 项目办 and 督查室 direct. */
import type { Context } from '../../chat/command.ts'
import { dayFromDb } from '../../domain/calendar-day.ts'
import { CONFIRM_WORKDAYS } from '../../domain/problem.ts'
import { raiserHasHadTime } from '../../domain/problem-care.ts'
import type { Role } from '../../domain/roles.ts'
import { UserError } from '../../errors.ts'
import { onlyRaiser } from '../enterprise/own.ts'
import type { ProblemRow } from './find.ts'

type Roles = readonly [Role, ...Role[]]
/** Whose commands 交办, 挂起 and 恢复 are. */
export const DIRECTING: Roles = ['office', 'supervision']
/** Whose command 提级 is. */
export const ESCALATING: Roles = ['office', 'supervision', 'leader']
/** Whose commands 受理, 反馈 and 销号 are; of these the lead unit's people and who directs. */
export const WORKING: Roles = ['unit', 'liaison', 'approval', 'office', 'supervision']
/** Whose commands 确认销号 and 退回问题 are; of these who raised the problem and who stands in. */
export const ANSWERING: Roles = ['unit', 'liaison', 'approval', 'enterprise', 'leader', 'office', 'supervision']

/** Whether one of the roles is held: a button is for who may also type what it says. */
export function holds({ speaker }: Context, roles: Roles): boolean {
  return roles.some((role) => speaker.roles.has(role))
}

export function directs(ctx: Context): boolean {
  return holds(ctx, DIRECTING)
}

/** Throws the sentence for a problem that is not the enterprise's own. */
export function mustMayRead({ speaker }: Context, { id, raiser }: ProblemRow): void {
  const only = onlyRaiser(speaker)
  if (only === null || raiser?.id === only) return
  throw new UserError(`没有 ${id} 号问题。发“问题清单”看您提出的问题`, ['问题清单'])
}

/** The lead unit's people, and who directs; throws the sentence for anybody else. */
export function mustWorkOn(ctx: Context, problem: ProblemRow): void {
  const sentence = whyNotWorkOn(ctx, problem)
  if (sentence !== null) throw new UserError(sentence, problem.leadUnit === null ? [] : [`问题清单 ${problem.id}`])
}

/** Null: the speaker works on it. */
export function whyNotWorkOn(ctx: Context, { id, leadUnit }: ProblemRow): string | null {
  if (leadUnit === null) return `${id} 号问题还没有交办，请先由项目办发：交办 ${id} 牵头单位`
  if (directs(ctx) || ctx.speaker.unitIds.includes(leadUnit.id)) return null
  return `${id} 号问题由${leadUnit.shortName}牵头，请由牵头单位或项目办办理`
}

/**
 * Who raised the problem answers, or somebody of that unit. When there is nobody else than the lead unit itself to ask,
 * or no answer came for five working days, 项目办 does (rules.md §7). Null: the speaker may.
 */
export function whyNotAnswer(ctx: Context, problem: ProblemRow): string | null {
  const { id, raiser, raisedUnit, leadUnit } = problem
  const { speaker } = ctx
  const own = raisedUnit !== null && raisedUnit.id === leadUnit?.id
  if (!own && raiser !== null && raiser.id === speaker.personId) return null
  if (!own && raisedUnit !== null && speaker.unitIds.includes(raisedUnit.id)) return null
  if (directs(ctx) && (own || raiser === null || hasWaited(ctx, problem))) return null
  if (own) return `${id} 号问题由牵头单位自己提出，请项目办确认销号`
  const who = raisedUnit?.shortName ?? raiser?.name ?? '提出方'
  return `${id} 号问题请提出方（${who}）确认；${CONFIRM_WORKDAYS} 个工作日没有答复的由项目办确认`
}

/**
 * Nobody confirms what he submitted himself, and the lead unit's own people do not stand in for the raiser at once: after
 * five working days another person of 项目办 does. Null: the speaker may confirm.
 */
export function whyNotConfirm(ctx: Context, problem: ProblemRow): string | null {
  const refused = whyNotAnswer(ctx, problem)
  if (refused !== null) return refused
  const { id, raiser, raisedUnit, leadUnit, steps } = problem
  const { personId, unitIds } = ctx.speaker
  const others = `${CONFIRM_WORKDAYS} 个工作日后可由项目办另一位同志确认`
  const own = raisedUnit !== null && raisedUnit.id === leadUnit?.id
  if (personId !== null && steps[0]?.personId === personId) {
    const late = hasWaited(ctx, problem) ? '请提出方或项目办另一位同志确认' : `请提出方其他同志确认，${others}`
    const way = own || raiser === null ? '请项目办另一位同志或督查室确认' : late
    return `${id} 号问题的销号是您提交的，不能由您自己确认。${way}`
  }
  const byRight =
    (raiser !== null && raiser.id === personId) || (raisedUnit !== null && unitIds.includes(raisedUnit.id))
  const ofLead = leadUnit !== null && unitIds.includes(leadUnit.id)
  if (ofLead && (own || !byRight) && !hasWaited(ctx, problem))
    return `${id} 号问题由您的单位牵头，请项目办其他单位的同志或督查室确认；${others}`
  return null
}

/** The raiser has had five working days since it was submitted for closing. */
export function hasWaited({ calendar, today }: Pick<Context, 'calendar' | 'today'>, problem: ProblemRow): boolean {
  const { submittedOn } = problem
  return submittedOn !== null && raiserHasHadTime(calendar, dayFromDb(submittedOn), today)
}
