/** What falls due of the open problems, told once for each stage and never dropped (rules.md §7, §8). */
import { type Day, dayFromDb, dayOf, dayToDb, showDay } from '../../domain/calendar-day.ts'
import { CONFIRM_WORKDAYS, levelDueOn, proposedLevel, showLevel } from '../../domain/problem.ts'
import { ASSIGN_WORKDAYS, type ProblemStage, stageOf } from '../../domain/problem-care.ts'
import type { Acting } from '../acting.ts'
import type { BundleItem } from '../daily-bundle.ts'
import { type CategoryLeads, categoryLeads } from './category-leads.ts'
import { listProblems, type ProblemRow, raiserOf } from './find.ts'
import { problemLine, tellOfficeOf, tellUnits } from './tell.ts'

/** Told one by one; of more than these the rest is a number and a list to ask for. */
const SEVERAL = 5

interface Reached {
  readonly row: ProblemRow
  readonly stage: ProblemStage
  readonly countsFrom: Day
}

/** Tells the lead units and 项目办 what has fallen due since they were last told. */
export async function careForProblems(acting: Acting): Promise<void> {
  const { tx, district, now } = acting
  const today = dayOf(now)
  const fresh = await notToldYet(acting, today)
  if (fresh.length === 0) return
  await tx.problemTold.createMany({
    data: fresh.map(({ row, stage, countsFrom }) => ({
      ...{ problemId: row.id, stage, countsFrom: dayToDb(countsFrom), toldAt: now },
    })),
  })
  const leads = await categoryLeads(tx, district.id, today)
  const at = (stage: ProblemStage) => fresh.filter((one) => one.stage === stage).map(({ row }) => row)
  const overdue = at('OVERDUE')
  await tellLeadUnits(acting, overdue, overdueItem)
  await tellLeadUnits(acting, at('DUE_SOON'), dueSoonItem)
  for (const item of [
    ...several(overdue, (row) => proposal(acting, row, today), '逾期的问题', '问题清单 逾期'),
    ...several(at('UNANSWERED'), unansweredItem, '提出方没有答复的销号', '问题清单 待确认'),
    ...several(at('UNASSIGNED'), (row) => unassignedItem(row, leads), '没有交办的问题', '问题清单 待受理'),
  ]) {
    await tellOfficeOf(acting, item, null)
  }
}

async function notToldYet(acting: Acting, today: Day): Promise<Reached[]> {
  const { tx, district, calendar } = acting
  const rows = await listProblems(acting, {}, today)
  const told = await tx.problemTold.findMany({
    where: { problem: { districtId: district.id, state: { not: 'CLOSED' } } },
    select: { problemId: true, stage: true, countsFrom: true },
  })
  const known = new Set(told.map((one) => nameOf(one.problemId, one.stage, dayFromDb(one.countsFrom))))
  return rows.flatMap((row) => {
    const reached = stageOf(daysOf(row), calendar, today)
    if (reached === null || known.has(nameOf(row.id, reached.stage, reached.countsFrom))) return []
    return [{ row, ...reached }]
  })
}

function nameOf(id: number, stage: ProblemStage, countsFrom: Day): string {
  return `${id} ${stage} ${countsFrom}`
}

function daysOf({ state, raisedAt, dueOn, submittedOn }: ProblemRow) {
  return {
    state,
    raisedOn: dayOf(raisedAt),
    dueOn: dueOn === null ? null : dayFromDb(dueOn),
    submittedOn: submittedOn === null ? null : dayFromDb(submittedOn),
  }
}

async function tellLeadUnits(
  acting: Acting,
  rows: readonly ProblemRow[],
  item: (row: ProblemRow) => BundleItem,
): Promise<void> {
  for (const unit of new Map(rows.flatMap(({ leadUnit }) => leadUnit ?? []).map((one) => [one.id, one])).values()) {
    const own = rows.filter(({ leadUnit }) => leadUnit?.id === unit.id)
    for (const one of several(own, item, '到期的问题', `问题清单 ${unit.shortName}`)) {
      await tellUnits(acting, [unit.id], one, null)
    }
  }
}

function several(
  rows: readonly ProblemRow[],
  item: (row: ProblemRow) => BundleItem,
  what: string,
  list: string,
): BundleItem[] {
  const shown = rows.slice(0, SEVERAL).map(item)
  const left = rows.length - shown.length
  return left === 0 ? shown : [...shown, { text: `另有 ${left} 个${what}`, detail: `查看请发：${list}` }]
}

function dueSoonItem(row: ProblemRow): BundleItem {
  return {
    text: `快到期：${problemLine(row)}`,
    detail: `${until(row)}前办结。办完请发：销号 ${row.id} 结果 依据；还在办请发：反馈 ${row.id} 进展`,
    matter: `problem:${row.id}/due`,
  }
}

/** The day and not the number of days: the message may wait for the next working morning. */
function overdueItem(row: ProblemRow): BundleItem {
  return {
    text: `已超期：${problemLine(row)}`,
    detail: `应在${until(row)}前办结。办完请发：销号 ${row.id} 结果 依据；办不了请发：反馈 ${row.id} 原因`,
    matter: `problem:${row.id}/due`,
  }
}

/** The bot proposes, a person confirms; escalating costs nobody a point. */
function proposal({ calendar }: Acting, row: ProblemRow, today: Day): BundleItem {
  const { id, leadUnit, level, state, dueOn } = row
  const late = `${leadUnit === null ? '' : `${leadUnit.shortName}牵头，`}应在${until(row)}前办结，没有办结。`
  const next = proposedLevel({ state, level, dueOn: dueOn === null ? null : dayFromDb(dueOn) }, today)
  const matter = `office-problem:${id}/level`
  if (next === null) return { text: `已超期：${problemLine(row)}`, detail: `${late}已是 ${showLevel(level)}`, matter }
  const due = levelDueOn(calendar, today, next)
  const by = due === null ? '，不设区级时限' : `，建议 ${showDay(due)} 前办结`
  return {
    text: `建议提级：${problemLine(row)}`,
    detail: `${late}提到 ${showLevel(next)}${by}。同意请发：提级 ${id}`,
    way: { label: `提级 ${id}`, action: `提级 ${id}` },
    matter,
  }
}

function unansweredItem(row: ProblemRow): BundleItem {
  const { id, submittedOn, raisedUnit, leadUnit } = row
  const own = raisedUnit !== null && raisedUnit.id === leadUnit?.id
  const silent = own
    ? '由牵头单位自己提出，请项目办确认'
    : `提出方（${raiserOf(row)}）${CONFIRM_WORKDAYS} 个工作日没有答复`
  const since = submittedOn === null ? '' : `${showDay(dayFromDb(submittedOn))} 提交，`
  return {
    text: `可以确认销号：${problemLine(row)}`,
    detail: `${since}${silent}。认可请发：确认销号 ${id}；不认可请发：退回问题 ${id} 原因`,
    way: { label: `确认销号 ${id}`, action: `确认销号 ${id}` },
    matter: `office-problem:${id}`,
  }
}

function unassignedItem(row: ProblemRow, leads: CategoryLeads): BundleItem {
  const { id, raisedAt } = row
  const lead = leads.proposedFor(row)
  const to = lead === null ? `请发：交办 ${id} 牵头单位` : `建议交给${lead.unit}，同意请发：交办 ${id}`
  return {
    text: `还没有交办：${problemLine(row)}`,
    detail: `${showDay(dayOf(raisedAt))} 提出，已过 ${ASSIGN_WORKDAYS} 个工作日。${to}`,
    ...(lead === null ? {} : { way: { label: `交办 ${id}`, action: `交办 ${id}` } }),
    matter: `office-problem:${id}`,
  }
}

function until({ dueOn }: ProblemRow): string {
  return dueOn === null ? '' : ` ${showDay(dayFromDb(dueOn))} `
}
