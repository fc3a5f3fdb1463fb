/** The idempotency key that a platform sees: the same at every attempt at one owed message, never that of another. */
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Db } from '../database/client.ts'
import { lastingValue } from '../database/lasting-value.ts'

/** This deployment's own mark, made once: two deployments under one app must not share keys. */
export async function deploymentMark(db: Db): Promise<string> {
  const { id } = await lastingValue(db, {
    key: 'deployment',
    schema: z.object({ id: z.string() }),
    make: () => ({ id: randomBytes(9).toString('base64url') }),
  })
  return id
}

interface Named {
  readonly id: number
  readonly generation: number
  readonly createdAt: Date
}

/**
 * At most 50 characters. The time of creation is part of it because row numbers come again after a backup is restored,
 * and the platform still remembers the keys of the rows that were lost.
 */
export function platformKey(mark: string, { id, generation, createdAt }: Named): string {
  const name = `${mark}:${id}:${generation}:${createdAt.toISOString()}`
  return `${id}-${generation}-${createHash('sha256').update(name).digest('base64url').slice(0, 24)}`
}
