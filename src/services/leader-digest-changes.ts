/** What changed on a leader's projects since he heard last: plates, problems, the gap to the target, the sentence. */

import type { DistrictRef } from '../chat/command.ts'
import { shortened } from '../chat/standard-cards.ts'
import type { Tx } from '../database/client.ts'
import { fixed } from '../domain/fraction.ts'
import type { TenDay } from '../domain/period.ts'
import { showGapShort } from '../domain/points.ts'
import { NoticeKind, NoticeState, OrderState, ProblemState } from '../generated/prisma/client.ts'
import type { DigestProject } from './leader-digest-facts.ts'
import { STATEMENT_LENGTH } from './leader-digest-hands.ts'
import type { Since } from './leader-digest-since.ts'
import { standingsAsOf } from './locked-standing.ts'
import { showPlate } from './plate-words.ts'
import type { Standing } from './standing.ts'
import { orderName } from './supervision/find.ts'

/** Where a project stood when the leader heard last. */
export type Earlier = ReadonlyMap<number, Pick<Standing, 'g' | 'progressPeriod'>>

export interface Closed {
  readonly projectId: number
  readonly statement: string
}

export interface ChangeFacts {
  readonly since: Since
  readonly earlier: Earlier
  readonly closed: readonly Closed[]
  /** Orders closed meanwhile: '督办〔2023〕003号' and what it was about. */
  readonly closedOrders: readonly Closed[]
  /** The months whose plates were published meanwhile. */
  readonly freshMonths: ReadonlySet<string>
}

/** Reads what is compared with; standings of a 旬 are read once, however many leaders heard then. */
export function changeReader(tx: Tx, district: DistrictRef): (since: Since, now: Date) => Promise<ChangeFacts> {
  const standings = new Map<TenDay, Earlier>()
  return async (since, now) => {
    const earlier =
      standings.get(since.period) ??
      new Map(
        (await standingsAsOf(tx, district, { period: since.period, locked: true })).map((standing) => [
          standing.id,
          standing,
        ]),
      )
    standings.set(since.period, earlier)
    const meanwhile = { gt: since.at, lte: now }
    const notices = await tx.notice.findMany({
      where: {
        districtId: district.id,
        kind: NoticeKind.EVALUATION,
        state: NoticeState.PUBLISHED,
        publishedAt: meanwhile,
      },
      select: { period: true },
    })
    const closed = await tx.problem.findMany({
      where: { districtId: district.id, state: ProblemState.CLOSED, closedAt: meanwhile },
      orderBy: { id: 'asc' },
      select: { projectId: true, statement: true },
    })
    const orders = await tx.supervisionOrder.findMany({
      where: { districtId: district.id, state: OrderState.CLOSED, closedAt: meanwhile },
      orderBy: { id: 'asc' },
    })
    const closedOrders = orders.map((order) => ({
      projectId: order.projectId,
      statement: `${orderName(order)} ${order.matter}`,
    }))
    return { since, earlier, closed, closedOrders, freshMonths: new Set(notices.map(({ period }) => period)) }
  }
}

/** One line a change: plates first, then problems raised and closed, then each project's gap and new sentence. */
export function changeLines(projects: readonly DigestProject[], facts: ChangeFacts): readonly string[] {
  return [
    ...projects.flatMap((project) => plateLine(project, facts)),
    ...projects.flatMap((project) => problemLines(project, facts)),
    ...projects.flatMap((project) => progressLine(project, facts)),
  ]
}

function plateLine({ standing, plate, plateBefore }: DigestProject, { freshMonths }: ChangeFacts): string[] {
  if (plate === null || plateBefore === null || plate.colour === plateBefore.colour) return []
  if (!freshMonths.has(plate.month)) return []
  return [`${standing.shortName} ${showPlate(plateBefore.colour)}→${showPlate(plate.colour)}`]
}

function problemLines({ standing, problems }: DigestProject, { since, closed, closedOrders }: ChangeFacts): string[] {
  const { id, shortName } = standing
  return [
    ...problems
      .filter(({ raisedAt }) => raisedAt > since.at)
      .map(({ statement }) => `${shortName} 新问题：${shortened(statement, STATEMENT_LENGTH)}`),
    ...closed
      .filter(({ projectId }) => projectId === id)
      .map(({ statement }) => `${shortName} 已销号：${shortened(statement, STATEMENT_LENGTH)}`),
    ...closedOrders
      .filter(({ projectId }) => projectId === id)
      .map(({ statement }) => `${shortName} 已办结：${shortened(statement, STATEMENT_LENGTH)}`),
  ]
}

/** '示例甲 比目标 欠 12.00→欠 10.00，主体施工 45%' */
function progressLine({ standing }: DigestProject, { earlier }: ChangeFacts): string[] {
  const before = earlier.get(standing.id)
  const moved =
    before === undefined || fixed(before.g, 2) === fixed(standing.g, 2)
      ? []
      : [`比目标 ${showGapShort(before.g)}→${showGapShort(standing.g)}`]
  const { progress, progressPeriod } = standing
  const fresh = progress !== null && progressPeriod !== null && progressPeriod > (before?.progressPeriod ?? '')
  const parts = [...moved, ...(fresh ? [shortened(progress, STATEMENT_LENGTH)] : [])]
  return parts.length === 0 ? [] : [`${standing.shortName} ${parts.join('，')}`]
}
