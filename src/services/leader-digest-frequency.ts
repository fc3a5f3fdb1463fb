/** How often a leader wants the digest: every 旬, once a month, only with a red plate, or not at all. */
import type { Tx } from '../database/client.ts'
import { partOf, type TenDay } from '../domain/period.ts'
import type { DigestProject } from './leader-digest-facts.ts'

const WORDS = { every: '每旬', monthly: '每月', red: '只要红牌', none: '不要' } as const

export type Frequency = keyof typeof WORDS

/** The name under which it is kept among a person's preferences. */
const KEY = 'leader-digest'

export function isFrequency(text: string): text is Frequency {
  return Object.hasOwn(WORDS, text)
}

export const frequencies: readonly Frequency[] = Object.keys(WORDS).filter(isFrequency)

/** '每旬' */
export function showFrequency(frequency: Frequency): string {
  return WORDS[frequency]
}

/** What the people of a district chose; who chose nothing gets it every 旬. */
export async function digestFrequencies(tx: Tx, districtId: number): Promise<ReadonlyMap<number, Frequency>> {
  const rows = await tx.preference.findMany({
    where: { districtId, key: KEY },
    select: { personId: true, value: true },
  })
  return new Map(rows.flatMap(({ personId, value }) => (isFrequency(value) ? [[personId, value] as const] : [])))
}

export async function setDigestFrequency(
  tx: Tx,
  districtId: number,
  personId: number,
  frequency: Frequency,
): Promise<void> {
  await tx.preference.upsert({
    where: { districtId_personId_key: { districtId, personId, key: KEY } },
    create: { districtId, personId, key: KEY, value: frequency },
    update: { value: frequency },
  })
}

/** Whether the digest of a 旬 is wanted; once a month means with the last 旬 of the month. */
export function isWanted(
  frequency: Frequency | undefined,
  period: TenDay,
  projects: readonly Pick<DigestProject, 'plate'>[],
): boolean {
  switch (frequency ?? 'every') {
    case 'every':
      return true
    case 'monthly':
      return partOf(period) === 3
    case 'red':
      return projects.some(({ plate }) => plate === 'RED')
    case 'none':
      return false
  }
}
