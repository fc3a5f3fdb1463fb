/** Carries out a change of a permit and owes a word to whom it concerns. */
import type { Context } from '../../chat/command.ts'
import { dayFromDb, dayToDb, showDay } from '../../domain/calendar-day.ts'
import type { PermitMove } from '../../domain/permits/steps.ts'
import { showPermitMove } from '../../domain/permits/steps.ts'
import { clockOf, showTimeLeft } from './clock.ts'
import { type PermitRow, withNames } from './find.ts'
import { factsOf, listed, movePermit } from './move.ts'
import type { PermitChange } from './reading.ts'
import type { Subject } from './rights.ts'
import { tellMoved } from './tell.ts'
import { withdrawStep } from './withdraw.ts'

type Moved = Extract<PermitChange, { kind: 'accept' | 'pause' | 'resume' | 'finish' | 'refuse' | 'waive' | 'need' }>

const MOVES: Readonly<Record<Moved['kind'], PermitMove>> = {
  ...{ accept: 'ACCEPT', pause: 'PAUSE', resume: 'RESUME', finish: 'FINISH', refuse: 'REFUSE' },
  ...{ waive: 'WAIVE', need: 'NEED' },
}

/** Gives the sentence that answers it. */
export async function changePermit(ctx: Context, subject: Subject, change: PermitChange): Promise<string> {
  const name = `${subject.project.shortName} ${subject.item.name}`
  switch (change.kind) {
    case 'withdraw': {
      const { step } = await withdrawStep(ctx, subject)
      return `已撤回：${name} ${showDay(dayFromDb(step.on))}${showPermitMove(step.move)}`
    }
    case 'plan':
      await setColumns(ctx, subject, { plannedOn: dayToDb(change.on) })
      return `已记下：${name} 计划${showDay(change.on)}办结`
    case 'agent': {
      const after = await setColumns(ctx, subject, { agentId: change.person })
      return `已记下：${name} 由${after.agent?.name ?? ''}经办`
    }
    default:
      return await moved(ctx, subject, change)
  }
}

async function moved(ctx: Context, subject: Subject, change: Moved): Promise<string> {
  const { on } = change
  const name = `${subject.project.shortName} ${subject.item.name}`
  // What was never on the list comes on it without a step.
  if (change.kind === 'need' && subject.permit?.state !== 'NOT_NEEDED') {
    await listed(ctx, subject)
    return `${name}已在手续清单里`
  }
  const reason = 'reason' in change ? change.reason : null
  const number = change.kind === 'finish' ? change.number : null
  const after = await movePermit(ctx, subject, { move: MOVES[change.kind], on, reason, number })
  const clock = clockOf(after, ctx)
  await tellMoved(ctx, after, MOVES[change.kind])
  switch (change.kind) {
    case 'accept':
    case 'resume': {
      const begins =
        ctx.calendar.isWorkday(on) || clock.limit?.unit === 'day'
          ? '从次日起算'
          : `${showDay(on)}不是工作日，从下一个工作日起算`
      return `已记下：${name} ${showDay(on)}${showPermitMove(MOVES[change.kind])}，${begins}，${showTimeLeft(clock)}`
    }
    case 'pause':
      return `已记下：${name} ${showDay(on)}起停表（${change.reason}），不计入政府用时`
    case 'finish':
      return `已记下：${name} ${showDay(on)}办结，${change.number}${inTime(after)}`
    case 'refuse':
      return `已记下：${name} ${showDay(on)}不予许可：${change.reason}`
    case 'waive':
      return `已记下：${name} 不需要办${change.reason === null ? '' : `：${change.reason}`}`
    case 'need':
      return `已记下：${name} 需要办`
  }
}

function inTime({ closedOn, dueOn }: PermitRow): string {
  if (closedOn === null || dueOn === null) return ''
  return closedOn <= dueOn ? '，按期' : '，晚于时限'
}

async function setColumns(ctx: Context, subject: Subject, data: { plannedOn: Date } | { agentId: number }) {
  const before = await listed(ctx, subject)
  const after = await ctx.tx.permit.update({ where: { id: before.id }, data, include: withNames })
  await ctx.audit({
    subject: 'permit',
    subjectId: before.id,
    before: { ...factsOf(before), agent: before.agentId },
    after: { ...factsOf(after), agent: after.agentId },
  })
  return after
}

/** Puts several on the project's list; gives the names that were not on it before. */
export async function listPermits(ctx: Context, subjects: readonly Subject[]): Promise<string[]> {
  const fresh: string[] = []
  for (const subject of subjects) {
    if (subject.permit !== null) continue
    await listed(ctx, subject)
    fresh.push(subject.item.name)
  }
  return fresh
}
