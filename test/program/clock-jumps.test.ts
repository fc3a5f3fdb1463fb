/** The clock of the machine is put forward or back while the program runs. */
import { describe, expect, it } from 'vitest'
import { openCycleDesk } from '../services/cycle-desk.ts'

describe('a clock', () => {
  it('that is put back an hour does not make the program remind a second time', async () => {
    const desk = await openCycleDesk()
    await desk.to('2023-09-08 09:00')
    desk.downUntil('2023-09-08 08:00')
    await desk.catchUp()
    await desk.to('2023-09-08 09:30')
    expect(desk.received('liaison')).toHaveLength(1)
    expect(desk.received('liaison2')).toHaveLength(1)
  })

  it('that is put forward over the deadline drops the reminders and still locks', async () => {
    const desk = await openCycleDesk()
    desk.downUntil('2023-09-13 10:00')
    await desk.catchUp()
    expect(desk.received('liaison')).toEqual([])
    const period = await desk.db.period.findFirstOrThrow({ where: { code: '2023-09-1' } })
    expect(period.lockedAt).toEqual(new Date('2023-09-13T10:00:00+08:00'))
  })
})
