/** Writes what was published: evaluations, plates, U's, the quarter's ranking, and the notices of them. */
import type { Card } from '../../src/chat/card.ts'
import type { Tx } from '../../src/database/client.ts'
import { plainObject } from '../../src/database/json.ts'
import { type Day, day, instantAt } from '../../src/domain/calendar-day.ts'
import { rankQuarter } from '../../src/domain/evaluation/quarter.ts'
import { lastDay, type Month, tenDay } from '../../src/domain/period.ts'
import { defaultRules } from '../../src/domain/rules.ts'
import { nthWorkdayAfter, stateCalendar } from '../../src/domain/workday.ts'
import { NoticeKind, NoticeState, type Prisma, PublishState } from '../../src/generated/prisma/client.ts'
import { dispatchCard } from '../../src/services/dispatch-notice.ts'
import { dispatchFacts } from '../../src/services/dispatch-notice-facts.ts'
import { rankingCard } from '../../src/services/ranking/card.ts'
import { proposalsOf } from '../../src/services/ranking/rewards.ts'
import { rankRecords } from '../../src/services/ranking/stored.ts'
import { evaluationCard } from '../evaluation/cards.ts'
import type { Ids } from '../evaluation/inputs.ts'
import { type ProjectMonth, projectMonths, quarterInput, RANKED, unitResults } from '../evaluation/months.ts'
import { momentsOf, type ProjectHistory } from '../history.ts'
import { AS_OF, DISTRICT, demoStart } from '../moment.ts'
import { insertRows } from './bulk.ts'
import type { Place } from './reports.ts'
import { lookUp } from './roster.ts'

const published = { state: PublishState.PUBLISHED }
const calendar = stateCalendar()

export async function writeResults(tx: Tx, place: Place, histories: readonly ProjectHistory[]): Promise<void> {
  const { districtId } = place
  const ids = await idsOf(tx, place)
  const months = projectMonths(histories, ids)
  const unitMonths = new Map([...months].map(([of, results]) => [of, unitResults(of, results, ids)]))
  const all = [...months.values()].flat()
  await insertRows(
    tx,
    'evaluation',
    all.map((one) => evaluation(districtId, one)),
  )
  await insertRows(
    tx,
    'plate',
    all.flatMap((one) => plate(districtId, one)),
  )
  await insertRows(
    tx,
    'unit_month',
    [...unitMonths.values()].flat().map(({ unitId, detail }) => ({
      ...{ district_id: districtId, unit_id: unitId, month: detail.month },
      ...{ score: detail.score, detail, state: 'published' },
    })),
  )
  const input = quarterInput(unitMonths, ids)
  const rows = rankQuarter(input, defaultRules)
  await tx.quarterRank.createMany({
    data: rankRecords(districtId, { input, rows, rules: defaultRules }).map((row) => ({ ...row, ...published })),
  })
  await tx.rewardDecision.createMany({
    data: proposalsOf(rows).map((proposal) => ({ districtId, quarter: RANKED, ...proposal })),
  })
  const caveat = '演示数据'
  const ranking = rankingCard({ quarter: RANKED, rows, rules: defaultRules, publishing: 'auto', caveat })
  const monthly = [...months].map(([of, results]) => evaluationNotice(of, evaluationCard(of, results), place))
  await tx.notice.createMany({
    data: [
      ...monthly,
      notice(districtId, NoticeKind.RANKING, RANKED, ranking, afterWorkdays(day('2023-06-30'), 10)),
      await lastDispatch(tx, districtId),
    ],
  })
}

async function idsOf(tx: Tx, { districtId, project, roster }: Place): Promise<Ids> {
  const where = { project: { districtId } }
  const milestones = await tx.milestone.findMany({ where, select: { id: true, projectId: true, name: true } })
  const problems = await tx.problem.findMany({ where, select: { id: true, statement: true } })
  const milestone = lookUp(milestones.map(({ id, projectId, name }) => [`${projectId} ${name}`, id]))
  return {
    ...{ project, unit: roster.unit },
    milestone: (shortName, name) => milestone(`${project(shortName)} ${name}`),
    problem: lookUp(problems.map(({ id, statement }) => [statement, id])),
  }
}

function evaluation(districtId: number, { input, result }: ProjectMonth) {
  return {
    ...{ district_id: districtId, project_id: input.projectId, month: input.month },
    ...{
      mode: result.mode,
      score: result.score,
      items: result,
      inputs: input,
      rules: defaultRules,
      state: 'published',
    },
  }
}

function plate(districtId: number, { input, result: { plate: shown } }: ProjectMonth) {
  if (shown === null) return []
  return [
    {
      ...{ district_id: districtId, project_id: input.projectId, month: input.month },
      ...{ colour: shown.colour, reasons: shown.reasons, state: 'published' },
    },
  ]
}

function notice(districtId: number, kind: NoticeKind, period: string, card: Card, at: Date) {
  return {
    ...{ districtId, kind, period, mode: 'auto', dueAt: at, publishedAt: at },
    state: NoticeState.PUBLISHED,
    card: plainObject(card),
  }
}

/**
 * Published on the sixth working day. That of August falls on the afternoon of the day on which the demonstration
 * starts, so 项目办 sent it the day before, when the time for objections was over.
 */
function evaluationNotice(of: Month, card: Card, { districtId, roster }: Place): Prisma.NoticeCreateManyInput {
  const due = afterWorkdays(lastDay(tenDay(`${of}-3`)), 6)
  const row = notice(districtId, NoticeKind.EVALUATION, of, card, due)
  if (due < demoStart) return row
  return { ...row, publishedAt: instantAt(day('2023-09-07'), '17:10'), decidedBy: roster.person('演示项目办甲') }
}

function afterWorkdays(end: Day, n: number): Date {
  return instantAt(nthWorkdayAfter(calendar, end, n), defaultRules.calendar.publishTime)
}

/** The 旬调度通报 of the last locked 旬, as the program itself would have made it. */
async function lastDispatch(tx: Tx, districtId: number): Promise<Prisma.NoticeCreateManyInput> {
  const { lockAt, publishAt } = momentsOf(AS_OF)
  const facts = await dispatchFacts(tx, {
    district: { id: districtId, name: DISTRICT, isDemo: true },
    period: AS_OF,
    at: lockAt,
    laggingPoints: defaultRules.lagging.points,
  })
  return notice(districtId, NoticeKind.DISPATCH, AS_OF, dispatchCard(facts, null), publishAt)
}
