/** 包联日报: each leader hears of his own projects only, what needs his hand first (rules.md §5, voice.md). */
import { previousTenDay, type TenDay } from '../domain/period.ts'
import type { Acting } from './acting.ts'
import { leadersOf } from './leader-digest-audience.ts'
import { leaderDigestCard } from './leader-digest-card.ts'
import { wants } from './leader-digest-frequency.ts'
import { digestKey } from './leader-digest-since.ts'

/** Owes the digest of a locked 旬 to every leader who wants it. It lapses when the next one is due. */
export async function sendLeaderDigests(acting: Acting, period: TenDay, expiresAt: Date | null): Promise<void> {
  for (const leader of await leadersOf(acting, { period, before: previousTenDay(period), until: null })) {
    const red = leader.projects.some(({ plate }) => plate?.colour === 'RED')
    if (!wants(leader.frequency, 'ten-day', red)) continue
    await acting.owe({
      to: { personId: leader.id },
      key: digestKey(acting.district.id, 'leader-digest', period, leader.id),
      card: leaderDigestCard(leader, period),
      ...(expiresAt === null ? {} : { expiresAt }),
    })
  }
}
