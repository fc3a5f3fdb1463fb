import { describe, expect, it } from 'vitest'
import { openRankingDesk } from './desk.ts'

describe('a quarter’s ranking', () => {
  it('is previewed to 项目办 alone on the eighth working day, and posted to the group and the leaders on the tenth', async () => {
    const desk = await openRankingDesk()
    await desk.to('2023-10-16 08:59')
    expect(desk.received('office')).toEqual([])
    await desk.to('2023-10-16 09:00')
    expect(desk.received('office')[0]).toMatch(/通报 1 号：待发，10月18日 14:30 自动发到调度群/)
    expect(desk.received('office')[0]).toBe('x')
    expect(desk.door.attempts.filter(({ chat }) => chat.externalId !== 'office')).toEqual([])
    await desk.to('2023-10-18 14:29')
    expect(desk.received('group-dispatch')).toEqual([])
    await desk.to('2023-10-18 14:30')
    expect(desk.received('group-dispatch')[0]).toBe('x')
  })
})
