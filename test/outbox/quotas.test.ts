import { expect, it } from 'vitest'
import { forEachDatabase } from '../database/harness.ts'
import { standingClock } from '../support/standing-clock.ts'
import { makeGroup, oweLine, recordingDoor, startSender, states } from './recording-door.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND

/** The most attempts in any stretch of `perMs` that begins with one of them. */
function most(times: readonly number[], perMs: number): number {
  return Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + perMs).length))
}

forEachDatabase('the quotas of a platform', (open) => {
  it('hold for each chat by itself, and nothing is lost by waiting', async () => {
    const { db } = await open()
    const clock = standingClock()
    const [a, b] = [await makeGroup(db, 'a'), await makeGroup(db, 'b')]
    for (let n = 1; n <= 12; n += 1) await oweLine(db, clock, a, `甲${n}`)
    await oweLine(db, clock, b, '乙')
    const times = new Map<string, number>()
    const door = recordingDoor(
      ({ card }) => {
        times.set(card.title, clock.wall().getTime())
        return { state: 'sent', externalId: null }
      },
      { quota: { chat: { count: 5, perMs: SECOND }, platform: [] } },
    )
    const begun = clock.wall().getTime()
    await startSender(db, clock, [door]).drain()
    expect((await states(db)).every((line) => line.endsWith(' SENT'))).toBe(true)
    expect(times.get('乙')).toBe(begun)
    expect(most([...times.values()].slice(0, 12), SECOND)).toBeLessThanOrEqual(6)
    const first = [...times].filter(([title]) => title.startsWith('甲')).map(([, time]) => time)
    expect(most(first, SECOND)).toBe(5)
    expect(Math.max(...first) - begun).toBeLessThanOrEqual(2 * 1100)
  })

  it('hold over all chats, in the second and in the minute', async () => {
    const { db } = await open()
    const clock = standingClock()
    for (let chat = 1; chat <= 30; chat += 1) await oweLine(db, clock, await makeGroup(db, `群${chat}`), `第${chat}条`)
    const times: number[] = []
    const platform = [
      { count: 4, perMs: SECOND },
      { count: 20, perMs: MINUTE },
    ]
    const door = recordingDoor(
      () => {
        times.push(clock.wall().getTime())
        return { state: 'sent', externalId: null }
      },
      { quota: { chat: { count: 5, perMs: SECOND }, platform } },
    )
    await startSender(db, clock, [door]).drain()
    expect(times).toHaveLength(30)
    expect(most(times, SECOND)).toBe(4)
    expect(most(times, MINUTE)).toBe(20)
  })

  it('are shared by copies of the program and outlive a restart', async () => {
    const { db } = await open()
    const clock = standingClock()
    const chat = await makeGroup(db, 'a')
    for (let n = 1; n <= 6; n += 1) await oweLine(db, clock, chat, `第${n}条`)
    const quota = { chat: { count: 2, perMs: MINUTE }, platform: [] }
    const times: number[] = []
    const door = recordingDoor(
      () => {
        times.push(clock.wall().getTime())
        return { state: 'sent', externalId: null }
      },
      { quota },
    )
    for (let restart = 0; restart < 3; restart += 1) {
      const sender = startSender(db, clock, [door], { sleep: () => sender.stop() })
      await sender.drain()
    }
    expect(door.attempts).toHaveLength(2)
    await startSender(db, clock, [door]).drain()
    expect(times).toHaveLength(6)
    expect(most(times, MINUTE)).toBe(2)
  })
})
