/** The digest of a month: the published plates and scores of a leader's own projects (rules.md §5). */
import { button, type Card } from '../chat/card.ts'
import { shortened } from '../chat/standard-cards.ts'
import { evaluationMoments, monthEnd } from '../domain/assessment-calendar.ts'
import { addDays } from '../domain/calendar-day.ts'
import { type Month, monthNumber, monthOf, previousTenDay, showMonth, tenDay, tenDayOf } from '../domain/period.ts'
import { PlateColour, PublishState } from '../generated/prisma/client.ts'
import type { Acting } from './acting.ts'
import { rulesOfMonth } from './district-rules.ts'
import { type Leader, leadersOf } from './leader-digest-audience.ts'
import { asOfNote, figuresOf } from './leader-digest-card.ts'
import { changeLines } from './leader-digest-changes.ts'
import type { DigestProject } from './leader-digest-facts.ts'
import { wants } from './leader-digest-frequency.ts'
import { handsOf, STATEMENT_LENGTH } from './leader-digest-hands.ts'
import { digestCard, needed } from './leader-digest-layout.ts'
import { digestKey } from './leader-digest-since.ts'
import { showPlate } from './plate-words.ts'

/** Published scores as decimal text, by project. */
type Scores = ReadonlyMap<number, string>

/**
 * Owes the digest of a month to every leader who wants it; to be called by whoever publishes the month's plates, in the
 * same transaction and after it. It lapses when the next month's is due.
 */
export async function sendMonthlyDigests(acting: Acting, month: Month): Promise<void> {
  const { tx, district } = acting
  const period = tenDayOf(monthEnd(month))
  const last = monthOf(previousTenDay(tenDay(`${month}-1`)))
  const scores = await publishedScores(acting, month)
  const scoresBefore = await publishedScores(acting, last)
  const next = monthOf(tenDayOf(addDays(monthEnd(month), 1)))
  const expiresAt = evaluationMoments(acting.calendar, await rulesOfMonth(tx, district.id, next), next).publishAt
  for (const leader of await leadersOf(acting, { period, before: tenDayOf(monthEnd(last)), until: month })) {
    const assessed = leader.projects.filter(({ plate }) => plate?.month === month)
    const red = assessed.some(({ plate }) => plate?.colour === PlateColour.RED)
    if (assessed.length === 0 || !wants(leader.frequency, 'month', red)) continue
    await acting.owe({
      to: { personId: leader.id },
      key: digestKey(district.id, 'leader-month', month, leader.id),
      card: monthCard({ ...leader, projects: assessed }, month, scores, scoresBefore),
      expiresAt,
    })
  }
}

async function publishedScores({ tx, district }: Acting, month: Month): Promise<Scores> {
  const rows = await tx.evaluation.findMany({
    where: { districtId: district.id, month, state: PublishState.PUBLISHED },
    select: { projectId: true, score: true },
  })
  return new Map(rows.flatMap(({ projectId, score }) => (score === null ? [] : [[projectId, score.toFixed(2)]])))
}

function monthCard(leader: Leader, month: Month, scores: Scores, before: Scores): Card {
  const { address, projects, changes } = leader
  const hands = handsOf(projects)
  const moved = projects.flatMap((project) => scoreLine(project, scores, before))
  const fresh = { ...changes, freshMonths: new Set([month]) }
  return digestCard({
    title: `${address}，${monthNumber(month)}月亮牌：您包联的 ${countsOf(projects)}，${needed(hands)}`,
    hands,
    projects: projects.map((project) => projectLine(project, scores)),
    changes: [...changeLines(projects, fresh), ...moved],
    note: asOfNote(tenDayOf(monthEnd(month))),
    ways: [button('看亮牌', `亮牌 ${showMonth(month)}`)],
  })
}

const ORDER = [PlateColour.RED, PlateColour.YELLOW, PlateColour.GREEN, PlateColour.GREY]

/** '3 个项目 🔴红牌 1、🟢绿牌 2' */
function countsOf(projects: readonly DigestProject[]): string {
  const counts = ORDER.flatMap((colour) => {
    const count = projects.filter(({ plate }) => plate?.colour === colour).length
    return count === 0 ? [] : [`${showPlate(colour)} ${count}`]
  })
  return `${projects.length} 个项目 ${counts.join('、')}`
}

/** A red plate's reason stands above, with what needs a hand. */
function projectLine({ standing, plate }: DigestProject, scores: Scores): string {
  const score = scores.get(standing.id)
  const [reason] = plate?.colour === PlateColour.RED ? [] : (plate?.reasons ?? [])
  const shown = [
    ...(plate === null ? [] : [showPlate(plate.colour)]),
    ...(score === undefined ? [] : [`${score} 分`]),
    `${figuresOf(standing)}${reason === undefined ? '' : `：${shortened(reason, STATEMENT_LENGTH)}`}`,
  ]
  return `${standing.shortName} ${shown.join(' ')}`
}

function scoreLine({ standing: { id, shortName } }: DigestProject, scores: Scores, before: Scores): string[] {
  const [then, now] = [before.get(id), scores.get(id)]
  return then === undefined || now === undefined || then === now ? [] : [`${shortName} 得分 ${then}→${now}`]
}
