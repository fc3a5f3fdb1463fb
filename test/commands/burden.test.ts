import { describe, expect, it } from 'vitest'
import { openCycleDesk } from '../services/cycle-desk.ts'

describe('减负账', () => {
  it('counts what was really sent to people and really asked of them, by 旬 and by month', async () => {
    const desk = await openCycleDesk()
    await desk.to('2023-09-08 09:00')
    await desk.as('liaison').privately('旬报 都没变')
    await desk.as('unit').privately('提意见 填得太多')
    await desk.to('2023-09-13 14:30')
    const { text } = await desk.as('office').privately('减负账')
    // Two reminders and one more to who did not report, the opinion to 项目办; preview and digest belong to the next.
    expect(text.split('\n')).toEqual([
      '减负账：9月上旬发给个人 4 条，请填 9 项，约 4 分钟',
      '期       消息  提醒  群  请填  分钟',
      '9月上旬     4     3   0     9     4',
      '9月合计     6     3   1     9     4',
      '消息：主动发给个人的私聊；群：群里的通报',
      '用时按每项 20 秒、看每条消息 10 秒估计，是所有人合计',
      '收到意见 1 条，发“提意见”查看',
    ])
  })

  it('does not count what did not arrive, and asks nothing twice', async () => {
    const desk = await openCycleDesk()
    await desk.db.platformIdentity.updateMany({ where: { externalId: 'liaison2' }, data: { unreachable: '停用' } })
    await desk.to('2023-09-12 10:00')
    const { text } = await desk.as('office').privately('减负账')
    expect(text).toContain('9月上旬发给个人 2 条，请填 6 项，约 3 分钟')
  })

  it('comes with the preview of the last 旬 of a month for the whole month', async () => {
    const desk = await openCycleDesk()
    await desk.to('2023-10-12 09:00')
    const previews = desk.received('office').filter((text) => text.includes('减负账'))
    expect(previews.map((text) => text.split('\n').filter((line) => /减负账|全月/.test(line)).length)).toEqual([
      1, 1, 2,
    ])
    expect(previews.at(-1)).toMatch(/\n9月全月发给个人 \d+ 条（提醒 12 条），请填 27 项，估计合计用时 \d+ 分钟/)
  })

  it('has nothing to say before the first reminder, and is for 项目办 and administrators', async () => {
    const desk = await openCycleDesk()
    expect((await desk.as('office').privately('减负账')).text).toBe('还没有发过填报提醒，没有账可算')
    expect((await desk.as('unit').privately('减负账')).text).toContain('只有项目办和管理员可以用“减负账”')
    expect((await desk.as('office').inGroup('减负账')).told).toMatchObject([{ to: 'office' }])
  })
})
