/** Taking the last step of a permit back: by who entered it, or by 项目办; what is older is asked about first. */
import type { Context, Doubt } from '../../chat/command.ts'
import { dayFromDb, dayOf, showDay } from '../../domain/calendar-day.ts'
import { firstDay, tenDayOf } from '../../domain/period.ts'
import { showPermitMove, showPermitState, standingAfter } from '../../domain/permits/steps.ts'
import { UserError } from '../../errors.ts'
import { limitFromDb } from './catalogue.ts'
import { type PermitRow, stepsOf } from './find.ts'
import { columnsAfter, locked, store } from './move.ts'
import type { Subject } from './rights.ts'

type Step = PermitRow['steps'][number]

const HOURS_FRESH = 24
const HOUR = 3_600_000

/** Asks before a step is undone that was entered more than a day ago or came with the data: it says what will be undone. */
export function withdrawDoubts(ctx: Context, subject: Subject): readonly Doubt[] {
  const { permit, project, item } = subject
  const step = mustMayWithdraw(ctx, subject, permit)
  const fresh = step.personId !== null && ctx.now.getTime() - step.at.getTime() <= HOURS_FRESH * HOUR
  if (permit === null || fresh) return []
  const left = showPermitState(standingAfter(stepsOf(permit).slice(0, -1)))
  const who = step.person === null ? '' : `${step.person.name} `
  const what = `${showDay(dayFromDb(step.on))}${showPermitMove(step.move)}`
  const entered = `${who}${showDay(dayOf(step.at))}记的`
  return [
    { sentence: `将撤回：${project.shortName} ${item.name} ${what}（${entered}），撤回后是“${left}”，要撤回吗？` },
  ]
}

/** Takes the last step back. */
export async function withdrawStep(
  ctx: Context,
  subject: Subject,
): Promise<{ readonly permit: PermitRow; readonly step: Step }> {
  const row = subject.permit === null ? null : await locked(ctx.tx, subject.permit)
  const step = mustMayWithdraw(ctx, subject, row)
  if (row === null) throw new Error('a step without its permit')
  await ctx.tx.permitStep.update({ where: { id: step.id }, data: { withdrawnAt: ctx.now } })
  const left = stepsOf(row).slice(0, -1)
  const columns = columnsAfter(left, limitFromDb(row.limitDays, row.limitUnit), ctx.calendar)
  const limits = columns.acceptedOn === null ? { limitDays: null, limitUnit: null, limitPromised: false } : {}
  return { permit: await store(ctx, row, { ...columns, ...limits, number: null }), step }
}

/** The last step, which the speaker may take back; a step entered before the present 旬 is 项目办's to take back. */
function mustMayWithdraw({ speaker, today }: Context, { project, item }: Subject, permit: PermitRow | null): Step {
  const line = `手续 ${project.shortName} ${item.name}`
  const step = permit?.steps.at(-1)
  if (step === undefined) throw new UserError(`“${item.name}”还没有办理记录，没有可以撤回的`, [line])
  if (speaker.roles.has('office')) return step
  const what = `最后一步“${showPermitMove(step.move)}”`
  const old = dayOf(step.at) < firstDay(tenDayOf(today))
  if (step.personId === null || step.personId !== speaker.personId) {
    const who = step.person === null || old ? '项目办' : `${step.person.name}或项目办`
    throw new UserError(`${what}不是您记的，请由${who}撤回`, [line])
  }
  if (old) throw new UserError(`${what}是${showDay(dayOf(step.at))}记的，不在本旬，请由项目办撤回`, [line])
  return step
}
