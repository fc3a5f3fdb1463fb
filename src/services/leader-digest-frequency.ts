/** Which digests a leader wants: all, those of months and quarters, only with a red plate, or none at all. */
import type { Tx } from '../database/client.ts'

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

/** What the people of a district chose; who chose nothing gets all of them. */
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

/** Whether a leader wants a digest: every one, only those of months and quarters, only with a red plate, or none. */
export function wants(frequency: Frequency, digest: 'ten-day' | 'month' | 'quarter', red: boolean): boolean {
  switch (frequency) {
    case 'every':
      return true
    case 'monthly':
      return digest !== 'ten-day'
    case 'red':
      return red
    case 'none':
      return false
  }
}
