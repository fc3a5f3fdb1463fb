import { expect, it } from 'vitest'
import { startTick } from '../../src/clockwork/tick.ts'
import { makeLog } from '../../src/log.ts'

const log = makeLog('silent')

it('the tick looks at once, and stopping waits for the look that runs', async () => {
  const events: string[] = []
  let finish = (): void => undefined
  const tick = startTick({
    log,
    housekeeping: () => Promise.resolve(),
    supervise: () => Promise.resolve(),
    runDue: () =>
      new Promise<void>((resolve) => {
        events.push('looking')
        finish = () => {
          events.push('looked')
          resolve()
        }
      }),
  })
  const stopped = tick.stop().then(() => events.push('stopped'))
  finish()
  await stopped
  expect(events).toEqual(['looking', 'looked', 'stopped'])
})

it('the tick outlives a look that fails', async () => {
  const tick = startTick({
    log,
    housekeeping: () => Promise.reject(new Error('no disk')),
    supervise: () => Promise.reject(new Error('no memory')),
    runDue: () => Promise.reject(new Error('no database')),
  })
  await expect(tick.stop()).resolves.toBeUndefined()
})
