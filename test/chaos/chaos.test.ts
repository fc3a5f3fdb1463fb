import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type ChaosOptions, chaos, seeded } from '../../scripts/chaos/engine.ts'
import { smallWorld } from '../../scripts/chaos/small-world.ts'
import { wholeWorld } from '../../scripts/chaos/whole-world.ts'

const MINUTES = 60_000
// Lives are short, so that the kills fall into the thick of it. The seed only spreads them; time is never the same twice.
const short: Omit<ChaosOptions, 'world'> = { kills: 3, events: 40, writers: 4, random: seeded(7), longestLife: 15 }

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'saima-chaos-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

describe('kill -9 at random moments under traffic', { timeout: 5 * MINUTES }, () => {
  it('loses no acknowledged event and no owed message, and repeats none but under its key', async () => {
    const result = await chaos({ ...short, world: smallWorld(await folder()) })
    expect(result.faults).toEqual([])
    expect(result.acknowledged).toBeGreaterThanOrEqual(40)
    expect(result.effects).toBe(result.acknowledged)
    expect(result.owed).toBe(2 * result.acknowledged)
  })

  it('does no harm to the whole program behind an emulated Feishu', async () => {
    const path = await folder()
    const world = await wholeWorld(path)
    onTestFinished(() => world.close())
    const result = await chaos({ ...short, kills: 2, world })
    expect(result.faults).toEqual([])
    expect(result.effects).toBe(result.acknowledged)
    expect(result.owed).toBeGreaterThanOrEqual(3 * result.acknowledged)
  })

  it('would be noticed: an event that was acknowledged and is nowhere counts as lost', async () => {
    const { faults } = await smallWorld(await folder()).count([{ writer: 1, number: 1 }])
    expect(faults).toEqual([
      'event 1-1 was acknowledged and handled 0 times',
      'answer:1-1 was never owed',
      'push:1-1 was never owed',
    ])
  })
})
