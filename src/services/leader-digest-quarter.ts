/**
 * The digest of a quarter: the plates of its three months, and the published rank of the units that answer for a
 * leader's projects. Units are ranked, leaders never (rules.md §8); with the ranking switched off no rank is named.
 */
import { button, type Card } from '../chat/card.ts'
import { quarterEnd, rankingMoments } from '../domain/assessment-calendar.ts'
import { addDays } from '../domain/calendar-day.ts'
import {
  type Month,
  month,
  monthNumber,
  monthOf,
  previousTenDay,
  type Quarter,
  quarterOfMonth,
  showQuarter,
  type TenDay,
  tenDay,
  tenDayOf,
} from '../domain/period.ts'
import { showUnitGroup } from '../domain/unit-group.ts'
import { PlateColour, PublishState, type QuarterRank } from '../generated/prisma/client.ts'
import type { Acting } from './acting.ts'
import { rulesOfMonth } from './district-rules.ts'
import { type Leader, leadersOf } from './leader-digest-audience.ts'
import { asOfNote, figuresOf } from './leader-digest-card.ts'
import { changeLines } from './leader-digest-changes.ts'
import { type DigestPlate, type DigestProject, publishedPlates } from './leader-digest-facts.ts'
import { wants } from './leader-digest-frequency.ts'
import { handsOf } from './leader-digest-hands.ts'
import { digestCard, needed } from './leader-digest-layout.ts'
import { digestKey } from './leader-digest-since.ts'
import { showPlate } from './plate-words.ts'

type Plates = ReadonlyMap<number, readonly DigestPlate[]>
type Ranks = ReadonlyMap<number, QuarterRank>

/**
 * Owes the digest of a quarter to every leader who wants it; to be called by whoever publishes the quarter's ranking, in
 * the same transaction and after it. It lapses when the next quarter's is due.
 */
export async function sendQuarterDigests(acting: Acting, quarter: Quarter): Promise<void> {
  const { tx, district, calendar } = acting
  const end = quarterEnd(quarter)
  const period = tenDayOf(end)
  const last = monthOf(period)
  const first = month(`${last.slice(0, 5)}${String(monthNumber(last) - 2).padStart(2, '0')}`)
  const next = quarterOfMonth(monthOf(tenDayOf(addDays(end, 1))))
  const rules = await rulesOfMonth(tx, district.id, monthOf(tenDayOf(quarterEnd(next))))
  const expiresAt = rankingMoments(calendar, rules, next).publishAt
  const leaders = await leadersOf(acting, { period, before: lastOfQuarterBefore(first), until: last })
  const ids = leaders.flatMap(({ projects }) => projects.map(({ standing }) => standing.id))
  const plates = within(await publishedPlates(tx, ids, last), first)
  const ranks = await publishedRanks(acting, quarter)
  for (const leader of leaders) {
    const red = leader.projects.some(({ standing }) =>
      (plates.get(standing.id) ?? []).some(({ colour }) => colour === PlateColour.RED),
    )
    if (!wants(leader.frequency, 'quarter', red)) continue
    await acting.owe({
      to: { personId: leader.id },
      key: digestKey(district.id, 'leader-quarter', quarter, leader.id),
      card: quarterCard(leader, quarter, plates, ranks),
      expiresAt,
    })
  }
}

/** The last 旬 of the quarter before. */
function lastOfQuarterBefore(first: Month): TenDay {
  return previousTenDay(tenDay(`${first}-1`))
}

/** Of each project the plates from a month on. */
function within(plates: Plates, first: Month): Plates {
  return new Map([...plates].map(([id, own]) => [id, own.filter((plate) => plate.month >= first)]))
}

/** None while the ranking is switched off: then units are listed and nobody has a rank. */
async function publishedRanks({ tx, district }: Acting, quarter: Quarter): Promise<Ranks> {
  const rows = await tx.quarterRank.findMany({
    where: { districtId: district.id, quarter, state: PublishState.PUBLISHED, rank: { not: null } },
  })
  return new Map(rows.map((row) => [row.unitId, row]))
}

function quarterCard(leader: Leader, quarter: Quarter, plates: Plates, ranks: Ranks): Card {
  const { address, projects, changes } = leader
  const hands = handsOf(projects)
  return digestCard({
    title: `${address}，${showQuarter(quarter)}：您包联的 ${projects.length} 个项目，${needed(hands)}`,
    hands,
    projects: [...projects.map((project) => projectLine(project, plates)), ...unitLines(projects, ranks)],
    changes: changeLines(projects, changes),
    note: asOfNote(tenDayOf(quarterEnd(quarter))),
    ways: [button('看季排名', `季排名 ${showQuarter(quarter)}`)],
  })
}

/** '示例甲 7月🟢绿牌 8月🟡黄牌 9月🟡黄牌，完成率 57.00%，欠目标 10.00 个百分点' */
function projectLine({ standing }: DigestProject, plates: Plates): string {
  const months = (plates.get(standing.id) ?? []).map(
    ({ month: of, colour }) => `${monthNumber(of)}月${showPlate(colour)}`,
  )
  return `${standing.shortName} ${[months.join(' '), figuresOf(standing)].filter((part) => part !== '').join('，')}`
}

/** '责任单位 示例镇：镇街组第 2 名，上季第 3 名，季度得分 80.50' */
function unitLines(projects: readonly DigestProject[], ranks: Ranks): string[] {
  const units = new Map(projects.flatMap(({ standing: { unit } }) => (unit === null ? [] : [[unit.id, unit] as const])))
  return [...units.values()].flatMap(({ id, shortName, group }) => {
    const row = ranks.get(id)
    if (row === undefined) return []
    const last = row.lastRank === null ? '' : `，上季第 ${row.lastRank} 名`
    const score = row.score === null ? '' : `，季度得分 ${row.score.toFixed(2)}`
    return [`责任单位 ${shortName}：${showUnitGroup(group)}组第 ${row.rank} 名${last}${score}`]
  })
}
