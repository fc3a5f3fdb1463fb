/** The program as a process of its own, and what a signal does to it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startChild } from '../database/child.ts'
import { dataFolder } from './start.ts'

/** A start on a busy machine takes its time. */
const SLOW_MS = 240_000

describe('a program that is told to stop', () => {
  it('while it is still starting ends by itself with success, as a supervisor expects', {
    timeout: SLOW_MS,
  }, async () => {
    const folder = await dataFolder()
    const lock = join(folder, 'pg.lock')
    const child = startChild('src/main.ts', [], { PORT: '0', DATA_DIR: folder, DEMO: 'off', LOG_LEVEL: 'silent' })
    await expect.poll(() => existsSync(lock), { timeout: SLOW_MS, interval: 20 }).toBe(true)
    expect(await child.end('SIGTERM')).toBe(0)
  })
})
