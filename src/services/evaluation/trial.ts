/** 月考评 from trial to preview: computed, stored, shown to 项目办 and told to the units; made anew when data were put right. */
import { dayOf, showDayTime } from '../../domain/calendar-day.ts'
import { type Month, showMonth, yearOf } from '../../domain/period.ts'
import { calendarCaveat } from '../../domain/workday.ts'
import { UserError } from '../../errors.ts'
import { type Notice, NoticeKind, NoticeState } from '../../generated/prisma/client.ts'
import type { Acting } from '../acting.ts'
import { previewCard } from '../notice-preview.ts'
import { draftNotice } from '../notices.ts'
import { tellOffice } from '../office-push.ts'
import { computeMonth, type MonthResults } from './compute.ts'
import { type CutOff, cutOffOf } from './cut-off.ts'
import { heldMoments, momentsOfMonth } from './moments.ts'
import { evaluationCard } from './notice-card.ts'
import { shownMonth, shownOf } from './shown.ts'
import { storeTrial } from './store.ts'
import { type ChangedResult, changedResults, tellChanged, tellTrial } from './tell-units.ts'
import { countPlates, type ShownMonth } from './view.ts'

/** The notice of a month's evaluation; null: not tried yet. */
export async function evaluationNotice({ tx, district }: Acting, of: Month): Promise<Notice | null> {
  const key = { districtId: district.id, kind: NoticeKind.EVALUATION, period: of }
  return await tx.notice.findUnique({ where: { districtId_kind_period: key } })
}

/**
 * The trial of a month whose 下旬 is locked: stored, previewed to 项目办, told to each unit in private. A month that was
 * tried before, or in which nothing is assessed, is left alone. With the notice switched off the units hear nothing.
 */
export async function tryMonth(acting: Acting, of: Month): Promise<void> {
  if ((await evaluationNotice(acting, of)) !== null) return
  const results = await computeMonth(acting, await neededCutOff(acting, of, 'by-the-lock'))
  if (results.projects.length === 0) return
  await storeTrial(acting.tx, acting.district.id, results)
  await auditCounts(acting, results)
  const planned = await momentsOfMonth(acting.tx, acting.district.id, acting.calendar, of)
  const { publishAt, late } = heldMoments(acting.calendar, results.rules, planned, acting.now)
  const { evaluation: mode } = acting.rules.modes
  const notice = await draft(acting, results, {
    dueAt: publishAt,
    // The calendar's moment of publication is past or too near: a person decides when the units have had their time.
    mode: late && mode === 'auto' ? 'approve' : mode,
  })
  await tellPreview(acting, notice, null)
  if (notice.state !== NoticeState.OFF) await tellTrial(acting, notice, results)
}

export interface Redone {
  readonly notice: Notice
  readonly changed: readonly ChangedResult[]
}

/**
 * 重算: the month computed anew from the data as they are now put right, unless it was published. Whoever's result changed
 * is told.
 *
 * @param byItself after a decision on an 异议: a notice that is held or returned stays so, and nobody asked for a preview
 */
export async function redoMonth(
  acting: Acting,
  of: Month,
  { by, byItself }: { readonly by: number | null; readonly byItself: boolean },
): Promise<Redone> {
  const { tx, district } = acting
  const before = await evaluationNotice(acting, of)
  if (before === null) throw new UserError(await notTriedYet(acting, of))
  const shown = await shownMonth(tx, district.id, of)
  const results = await computeMonth(acting, await neededCutOff(acting, of, 'by-now'))
  // First the notice: it refuses when the month is published, and holds whoever would publish it meanwhile.
  const notice = await draft(acting, results, { dueAt: before.dueAt, mode: keptMode(before, acting), byItself })
  await storeTrial(tx, district.id, results)
  await auditCounts(acting, results)
  const changed = changedResults(shown, shownOf(results.projects))
  await auditChanges(acting, of, changed)
  if (notice.state !== NoticeState.OFF) await tellChanged(acting, of, changed, by)
  if (!byItself) await tellPreview(acting, notice, by)
  return { notice, changed }
}

/** '9月还没有试算，10月9日 09:00 自动试算' */
export async function notTriedYet({ tx, district, calendar, now }: Acting, of: Month): Promise<string> {
  const { trialAt } = await momentsOfMonth(tx, district.id, calendar, of)
  const name = showMonth(of)
  if (trialAt <= now) return `${name}没有考评`
  return `${name}考评还没有试算，${showDayTime(trialAt)} 自动试算`
}

/** A trial that came too late waits for a person whatever the district's mode is; a switch to or from off holds at once. */
function keptMode({ mode }: Notice, { rules }: Acting): 'auto' | 'approve' | 'off' {
  return mode === 'approve' && rules.modes.evaluation === 'auto' ? 'approve' : rules.modes.evaluation
}

async function neededCutOff(acting: Acting, of: Month, knows: 'by-the-lock' | 'by-now'): Promise<CutOff> {
  const cutOff = await cutOffOf(acting, of, knows)
  if (cutOff === null) throw new Error(`the last 旬 of ${of} is not locked yet`)
  return cutOff
}

async function draft(
  acting: Acting,
  results: MonthResults,
  { dueAt, mode, byItself = false }: { dueAt: Date; mode: 'auto' | 'approve' | 'off'; byItself?: boolean },
): Promise<Notice> {
  const { cutOff, rules, projects, units } = results
  const years = [yearOf(cutOff.month), Number(dayOf(dueAt).slice(0, 4))]
  return await draftNotice(acting, {
    kind: NoticeKind.EVALUATION,
    period: cutOff.month,
    mode,
    dueAt,
    card: evaluationCard({
      month: cutOff.month,
      rules,
      results: shownOf(projects),
      units,
      caveat: calendarCaveat(acting.calendar, years),
    }),
    byItself,
  })
}

async function tellPreview(acting: Acting, notice: Notice, except: number | null): Promise<void> {
  await tellOffice(acting, {
    key: `notice:${notice.id}:preview:${acting.now.getTime()}`,
    card: await previewCard(acting, notice),
    except,
    noticeId: notice.id,
  })
}

async function auditCounts({ audit }: Acting, { cutOff, projects }: MonthResults): Promise<void> {
  await audit({
    subject: 'evaluation',
    subjectId: cutOff.month,
    before: null,
    after: { state: 'TRIED', projects: projects.length, ...countPlates(projects) },
  })
}

async function auditChanges({ audit }: Acting, of: Month, changed: readonly ChangedResult[]): Promise<void> {
  for (const { before, after } of changed) {
    const figures = ({ projectId, result }: ShownMonth) => ({
      project: projectId,
      score: result.score === null ? null : Number(result.score),
      colour: result.plate?.colour ?? null,
    })
    await audit({
      subject: 'evaluation',
      subjectId: `${of}:${after.projectId}`,
      before: before === null ? null : figures(before),
      after: figures(after),
    })
  }
}
