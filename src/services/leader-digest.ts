/** 包联日报: each leader hears of his own projects only, what needs his hand first (rules.md §5, voice.md). */
import type { TenDay } from '../domain/period.ts'
import type { Acting } from './acting.ts'
import { leaderDigestCard } from './leader-digest-card.ts'
import { digestProjects } from './leader-digest-facts.ts'
import { digestFrequencies, isWanted } from './leader-digest-frequency.ts'
import { loadStandings, type Standing } from './standing.ts'

/** Owes the digest of a locked 旬 to every leader who wants it. It lapses when the next one is due. */
export async function sendLeaderDigests(acting: Acting, period: TenDay, expiresAt: Date | null): Promise<void> {
  const { tx, district, now } = acting
  const standings = await loadStandings(tx, district, period)
  const projects = await digestProjects(tx, standings, now)
  const leaders = new Map<number, NonNullable<Standing['leader']>>()
  for (const { leader } of standings) if (leader !== null) leaders.set(leader.personId, leader)
  const people = await tx.person.findMany({
    where: { id: { in: [...leaders.keys()] } },
    select: { id: true, name: true, title: true },
    orderBy: { id: 'asc' },
  })
  const frequencies = await digestFrequencies(tx, district.id)
  for (const person of people) {
    const own = projects.filter(({ standing }) => standing.leader?.personId === person.id)
    if (!isWanted(frequencies.get(person.id), period, own)) continue
    await acting.owe({
      to: { personId: person.id },
      key: `${district.id}:leader-digest:${period}:${person.id}`,
      card: leaderDigestCard(person, period, own),
      ...(expiresAt === null ? {} : { expiresAt }),
    })
  }
}
