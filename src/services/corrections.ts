/** 更正 (rules.md §4): before the lock it takes effect at once, after it when 项目办 approves. Never overwritten. */
import { moneyFromDb, moneyText, showMoney, subtract } from '../domain/money.ts'
import { showTenDayShort, tenDay } from '../domain/period.ts'
import { UserError } from '../errors.ts'
import { type Correction, type Project, ReportState, RequestState } from '../generated/prisma/client.ts'
import type { Acting } from './acting.ts'
import { checkCorrection, type Plan, planCorrection, type Wanted } from './corrections-plan.ts'
import { bookCorrection, bookReport, ledgerOf } from './ledger.ts'
import { holdOpen } from './periods.ts'
import { replaceReport } from './reports-file.ts'

export interface Correcting extends Wanted {
  readonly reason: string
  readonly by: number | null
}

export interface Corrected {
  readonly correction: Correction
  readonly plan: Plan
}

/** Carries a correction out, or asks 项目办 for it. Soft checks are taken as confirmed; a hard one throws its sentence. */
export async function correct(acting: Acting, correcting: Correcting): Promise<Corrected> {
  const { tx, district, audit, now } = acting
  const { project, period, reason, by } = correcting
  await holdOpen(tx, district.id, period)
  const plan = await planCorrection(tx, correcting)
  const [refusal] = (await checkCorrection(tx, correcting, plan)).hard
  if (refusal !== undefined) throw new UserError(refusal.sentence)
  await tx.correction.updateMany({
    where: { projectId: project.id, period, state: RequestState.PENDING },
    data: { state: RequestState.WITHDRAWN, decidedAt: now, decision: '被新的更正代替' },
  })
  const correction = await tx.correction.create({
    data: {
      districtId: district.id,
      projectId: project.id,
      period,
      before: moneyText(plan.before),
      after: moneyText(plan.after),
      reason,
      isReduction: plan.isReduction,
      requestedBy: by,
      ...(plan.atOnce ? { state: RequestState.APPROVED, decidedAt: now, decision: '锁定前更正' } : {}),
    },
  })
  if (plan.atOnce) await rewriteReport(acting, correcting, plan)
  await audit({
    subject: 'correction',
    subjectId: correction.id,
    before: { project: project.id, period, amount: moneyText(plan.before) },
    after: { amount: moneyText(plan.after), state: correction.state },
  })
  return { correction, plan }
}

/** Before the lock the report itself carries the right amount; the wrong one stays as its revision. */
async function rewriteReport({ tx, now }: Acting, { project, period, by, at }: Correcting, plan: Plan): Promise<void> {
  const { report, reported } = plan
  if (report === null) throw new Error('an open 旬 without a report has nothing to correct')
  const amount = moneyText(reported)
  await replaceReport(tx, report, {
    amount,
    noChange: reported === 0n && report.progress === null,
    state: ReportState.SUBMITTED,
    submittedBy: by,
    submittedAt: at < now ? at : now,
  })
  await bookReport(tx, project.id, period, { amount: reported, backfill: moneyFromDb(report.backfill) })
}

export type Request = Correction & { readonly project: Pick<Project, 'id' | 'shortName'> }

/** The correction of a number that waits for a decision; throws the sentence else. */
export async function pendingCorrection({ tx, district }: Acting, id: number): Promise<Request> {
  const correction = await tx.correction.findFirst({
    where: { id, districtId: district.id },
    include: { project: { select: { id: true, shortName: true } } },
  })
  if (correction === null) throw new UserError(`没有 ${id} 号更正申请`)
  if (correction.state !== RequestState.PENDING) throw new UserError(`${id} 号更正已经处理过：${shown(correction)}`)
  return correction
}

/** '已同意', '不同意：依据不足' */
function shown({ state, decision }: Correction): string {
  if (state === RequestState.APPROVED) return '已同意'
  return state === RequestState.REFUSED ? `不同意：${decision ?? ''}` : (decision ?? '已撤回')
}

/** 项目办 agrees: the difference is booked in the correction's own 旬. Throws when the figures moved meanwhile. */
export async function approveCorrection(acting: Acting, request: Request, by: number | null): Promise<Request> {
  const { tx } = acting
  const period = tenDay(request.period)
  await holdOpen(tx, acting.district.id, period)
  const ledger = await ledgerOf(tx, request.projectId, period)
  const [before, after] = [moneyFromDb(request.before), moneyFromDb(request.after)]
  const stands = ledger.reported + ledger.corrected
  if (stands !== before) {
    throw new UserError(
      `${request.project.shortName} ${showTenDayShort(period)}的数在申请之后又变了（申请时 ${showMoney(before)}），请让申请人重新发更正`,
    )
  }
  await mustStillPass(acting, request)
  await settle(acting, request, RequestState.APPROVED, by, null)
  await bookCorrection(tx, {
    id: request.id,
    projectId: request.projectId,
    period,
    difference: subtract(after, before),
  })
  return request
}

/** The checks once more at the decision: whoever agrees answers for the amount as the figures stand now. */
async function mustStillPass({ tx, now }: Acting, request: Request): Promise<void> {
  const project = await tx.project.findUniqueOrThrow({ where: { id: request.projectId } })
  const wanted = {
    project,
    period: tenDay(request.period),
    periodAmount: moneyFromDb(request.after),
    yearToDate: null,
    at: now,
  }
  const [refusal] = (await checkCorrection(tx, wanted, await planCorrection(tx, wanted))).hard
  if (refusal !== undefined) {
    throw new UserError(`${refusal.sentence}。不能同意，请发：不同意更正 ${request.id} 原因`)
  }
}

/** 项目办 does not agree: nothing changes. */
export async function refuseCorrection(
  acting: Acting,
  request: Request,
  by: number | null,
  reason: string,
): Promise<void> {
  await settle(acting, request, RequestState.REFUSED, by, reason)
}

async function settle(
  { tx, now, audit }: Acting,
  request: Request,
  state: RequestState,
  by: number | null,
  decision: string | null,
): Promise<void> {
  const { count } = await tx.correction.updateMany({
    where: { id: request.id, state: RequestState.PENDING },
    data: { state, decidedBy: by, decidedAt: now, decision },
  })
  if (count === 0) throw new UserError(`${request.id} 号更正刚刚被别人处理过`)
  await audit({
    subject: 'correction',
    subjectId: request.id,
    before: { state: request.state },
    after: { state, decidedBy: by },
  })
}
