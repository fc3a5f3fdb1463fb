import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { Database } from '../../../src/database/connection.ts'
import { moveDemoClock } from '../../../src/platforms/console/clock-moves.ts'
import { consoleFeed } from '../../../src/platforms/console/feed.ts'
import { openTestDatabase } from '../../database/harness.ts'
import { standingClock } from '../../support/standing-clock.ts'
import { loadDistrict } from '../../web/stand-in/district.ts'
import { type StandIn, type StandInOptions, startStandIn } from '../../web/stand-in/program.ts'
import { consoleClient } from './client.ts'

let database: Database
beforeEach(async () => {
  database = await openTestDatabase()
})

async function started(options: StandInOptions & { isDemo?: boolean } = {}): Promise<{
  program: StandIn
  client: ReturnType<typeof consoleClient>
}> {
  await loadDistrict(database.db, { isDemo: options.isDemo ?? true })
  const program = await startStandIn(database, options)
  onTestFinished(() => program.stop())
  return { program, client: consoleClient(program.url) }
}

describe('the demo clock', () => {
  it('goes to the next due job, tells what ran and what was sent where, and open pages hear of it', async () => {
    const { program, client } = await started()
    const heard: string[] = []
    program.feed.subscribe((event) => heard.push(event.kind))
    const { status, body } = await client.post('/clock', { next: true })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      now: expect.stringMatching(/^2023-09-08T01:00/),
      workday: true,
      ran: [{ job: 'remind', period: '2023-09-1', title: '旬报提醒' }],
      sent: [
        { chat: 'u3', title: '9月上旬报，请在 9月12日 17:00 前回一句话' },
        { chat: 'u4', title: '9月上旬报，请在 9月12日 17:00 前回一句话' },
      ],
    })
    expect(heard).toEqual(['message', 'message', 'clock'])
    expect((await client.get('/messages?chat=u3')).body).toMatchObject({ messages: [{ from: 'bot' }] })
  })

  it('lists what fires next, before and after a move', async () => {
    const { client } = await started()
    const first = { at: '2023-09-08T01:00:00.000Z', job: 'remind', title: '旬报提醒', period: '2023-09-1' }
    expect((await client.get('/upcoming')).body).toMatchObject({ upcoming: [first, {}, {}] })
    await client.post('/clock', { to: '2023-09-20T09:00:00+08:00' })
    expect((await client.get('/upcoming')).body).toMatchObject({ upcoming: [{ period: '2023-09-3' }] })
  })

  it('shows a day off as one', async () => {
    const { client } = await started()
    const { body } = await client.post('/clock', { to: '2023-09-10T10:00:00+08:00' })
    expect(body).toMatchObject({ workday: false })
  })

  it.each([
    [{ to: '2023-09-01T09:00:00+08:00' }, 400, '时钟只能往前拨，请选一个更晚的时间'],
    [{ to: '2025-09-01T09:00:00+08:00' }, 400, '一次最多快进 400 天'],
    [{ to: '明天' }, 400, '要写 {"to":"2023-09-10T09:00:00+08:00"} 或 {"next":true}'],
    [{}, 400, '要写 {"to":"2023-09-10T09:00:00+08:00"} 或 {"next":true}'],
  ])('refuses %o with a sentence', async (body, status, error) => {
    const { client } = await started()
    expect(await client.post('/clock', body)).toEqual({ status, body: { error } })
  })

  it('refuses a second move while one runs, and moves again afterwards', async () => {
    const clock = standingClock()
    const moved = { now: clock.now(), ran: [], sent: [] }
    let arrive = () => {}
    const journey = new Promise<void>((resolve) => {
      arrive = resolve
    })
    const move = moveDemoClock({ clock, feed: consoleFeed(), moveClock: () => journey.then(() => moved) })
    const first = move('next')
    await expect(move('next')).rejects.toThrow('时钟正在快进，请等它走完')
    arrive()
    expect(await first).toEqual(moved)
    expect(await move('next')).toEqual(moved)
  })

  it('does not move in a real district, nor where business time is wall time', async () => {
    const real = await started({ isDemo: false })
    const refused = { status: 403, body: { error: '只有演示区可以拨动时钟' } }
    expect(await real.client.post('/clock', { next: true })).toEqual(refused)
    expect((await real.client.get('/state')).body).toMatchObject({ demo: false, clockMoves: false })
  })

  it('does not move without a demo clock', async () => {
    const { client } = await started({ movable: false })
    expect(await client.post('/clock', { next: true })).toMatchObject({ status: 403 })
  })
})

describe('an empty deployment', () => {
  it('offers one account without rights, so that somebody can claim it', async () => {
    const program = await startStandIn(database)
    onTestFinished(() => program.stop())
    const client = consoleClient(program.url)
    expect((await client.get('/state')).body).toMatchObject({
      district: null,
      demo: false,
      users: [{ id: 'admin', name: '控制台管理员', roles: [] }],
      chats: [{ id: 'admin', kind: 'private' }],
    })
    const said = await client.post('/messages', { as: 'admin', chat: 'admin', text: '总览' })
    expect(said).toMatchObject({ status: 200, body: { replies: [{}] } })
  })
})

describe('a file handed to the bot', () => {
  it('is kept with the district of who hands it in, whichever the page shows', async () => {
    const { client } = await started()
    const own = await database.db.district.findFirstOrThrow()
    const earlier = new Date('2022-01-01T00:00:00+08:00')
    await database.db.district.create({ data: { name: '另一区', isDemo: true, activatedAt: earlier } })
    expect((await client.get('/state')).body).toMatchObject({ district: '另一区' })
    await client.upload('/files?as=u1&chat=u1&name=a.xlsx', Buffer.from('a workbook'))
    expect(await database.db.storedFile.findMany()).toMatchObject([{ districtId: own.id }])
  })
})

describe('a real district', () => {
  it('lets nobody speak as somebody else; only the console’s own administrators speak', async () => {
    const { client } = await started({ isDemo: false, operators: ['boss'] })
    const said = { as: 'u1', chat: 'group:dispatch', text: '/总览' }
    const error = '只有演示区里可以替别人说话'
    expect(await client.post('/messages', said)).toEqual({ status: 403, body: { error } })
    expect((await client.get('/state')).body).toMatchObject({ users: [{ id: 'boss', name: '控制台管理员' }] })
    const own = await client.post('/messages', { as: 'boss', chat: 'boss', text: '总览' })
    expect(own).toMatchObject({ status: 200, body: { command: 'overview' } })
  })
})
