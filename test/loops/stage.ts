/**
 * A closed loop of rules.md §7 as its people live it, told once and played over several ways into one running demo
 * district. The clock of a district never goes back, so each loop has days of its own (loops.ts) and starts by going there.
 */
import { afterAll, beforeAll, describe } from 'vitest'
import { people } from '../../seeds/people.ts'
import type { Db } from '../../src/database/client.ts'
import type { Account, Way } from '../scenario/way.ts'
import { loops } from './loops.ts'

export interface Stage {
  way(): Way
  db(): Db
  /** "2023-09-11 09:00", district time: the clock goes there and what became due is done. */
  at(moment: string): Promise<void>
  /** What came to the person or group last; a door of WeCom may bring the words and the buttons in two messages. */
  lately(who: Account | 'group'): Promise<string>
  /** Says it and gives what came to the speaker last. */
  ask(who: Account, text: string): Promise<string>
}

export interface Loop {
  /** As a sentence goes on: "a problem, from …". */
  readonly name: string
  /** Declares its tests; they run in order. */
  play(stage: Stage): void
}

/** Declares the tests of all loops over one way. */
export function playLoops(name: string, open: () => Promise<Way>): void {
  let way: Way
  const stage: Stage = {
    way: () => way,
    db: () => way.program.db,
    async at(moment) {
      await way.program.moveClock(new Date(`${moment.replace(' ', 'T')}:00+08:00`))
    },
    lately: async (who) => (await way.heard(who)).slice(-2).join('\n'),
    async ask(who, text) {
      await way.say(who, text)
      return await stage.lately(who)
    },
  }

  describe(`over ${name}`, { timeout: 120_000 }, () => {
    beforeAll(async () => {
      way = await open()
      if (!way.reachesOnlyWhoWrote) return
      for (const { account } of people) await way.say(`u-${account.slice(2)}`, '你好')
    }, 120_000)
    afterAll(() => way.program.stop())
    for (const loop of loops) describe(loop.name, () => loop.play(stage))
  })
}
