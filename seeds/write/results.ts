/** Writes what was published: evaluations, plates, U's, the quarter's ranking, and the notices of them. */
import type { Card } from '../../src/chat/card.ts'
import type { Tx } from '../../src/database/client.ts'
import { plainObject } from '../../src/database/json.ts'
import { type Day, day, instantAt } from '../../src/domain/calendar-day.ts'
import { fixed } from '../../src/domain/fraction.ts'
import { moneyText } from '../../src/domain/money.ts'
import { lastDay, type Month, tenDay } from '../../src/domain/period.ts'
import { defaultRules } from '../../src/domain/rules.ts'
import { nthWorkdayAfter, stateCalendar } from '../../src/domain/workday.ts'
import { NoticeKind, NoticeState, type Prisma, PublishState } from '../../src/generated/prisma/client.ts'
import { dispatchCard } from '../../src/services/dispatch-notice.ts'
import { dispatchFacts } from '../../src/services/dispatch-notice-facts.ts'
import { evaluationCard, rankingCard } from '../evaluation/cards.ts'
import { type ProjectMonth, projectMonths, unitResults } from '../evaluation/months.ts'
import { quarterRanks, RANKED } from '../evaluation/quarter.ts'
import { momentsOf, type ProjectHistory } from '../history.ts'
import { AS_OF, DISTRICT, demoStart } from '../moment.ts'
import { groupOf } from '../units.ts'
import { insertRows } from './bulk.ts'
import type { Place } from './reports.ts'

const published = { state: PublishState.PUBLISHED }
const calendar = stateCalendar()

export async function writeResults(tx: Tx, place: Place, histories: readonly ProjectHistory[]): Promise<void> {
  const { districtId, roster } = place
  const months = projectMonths(histories)
  const unitMonths = new Map([...months].map(([of, results]) => [of, unitResults(of, results)]))
  const all = [...months.values()].flat()
  await insertRows(
    tx,
    'evaluation',
    all.flatMap((result) => evaluation(place, result)),
  )
  await insertRows(
    tx,
    'plate',
    all.map(({ facts: { month, history }, colour, reasons }) => ({
      district_id: districtId,
      project_id: place.project(history.project.shortName),
      month,
      colour: colour.toLowerCase(),
      reasons,
      state: 'published',
    })),
  )
  await tx.unitMonth.createMany({
    data: [...unitMonths].flatMap(([month, results]) =>
      results.map(({ unit, score, detail }) => ({
        ...{ districtId, month, score, detail: plainObject(detail), ...published },
        unitId: roster.unit(unit),
      })),
    ),
  })
  const ranks = quarterRanks(unitMonths)
  await tx.quarterRank.createMany({
    data: ranks.map(({ unit, score, rank, months: scores }) => ({
      ...{ districtId, quarter: RANKED, score, rank, lastRank: null, detail: { months: scores }, ...published },
      unitId: roster.unit(unit),
      group: groupOf(unit),
    })),
  })
  const monthly = [...months].map(([of, results]) => evaluationNotice(of, evaluationCard(of, results), place))
  await tx.notice.createMany({
    data: [
      ...monthly,
      { ...notice(districtId, NoticeKind.RANKING, RANKED, rankingCard(ranks), afterWorkdays(day('2023-06-30'), 10)) },
      await lastDispatch(tx, districtId),
    ],
  })
}

function evaluation(place: Place, { facts, result }: ProjectMonth) {
  if (result === null) return []
  const { history, month, figures, milestones } = facts
  const { items, bonus, score } = result
  return [
    {
      district_id: place.districtId,
      project_id: place.project(history.project.shortName),
      month,
      mode: 'full',
      score,
      items: {
        items: items.map(({ key, points, of, text }) => ({ key, points: fixed(points, 3), of, text })),
        bonus: fixed(bonus, 2),
        deduction: '0.00',
      },
      inputs: {
        plan: moneyText(figures.plan),
        yearToDate: moneyText(figures.yearToDate),
        target: fixed(figures.target, 2),
        r: fixed(figures.r, 4),
        g: fixed(figures.g, 2),
        milestones: milestones.filter(({ due }) => due.startsWith(month)),
      },
      rules: { curve: defaultRules.curve.monthEnd },
      state: 'published',
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
