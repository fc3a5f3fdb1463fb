import { expect, it } from 'vitest'
import { say } from '../../src/chat/card.ts'
import { openDemoClock, saveDemoClock } from '../../src/clock-store.ts'
import type { Clockwork } from '../../src/clockwork/clockwork.ts'
import type { Job } from '../../src/clockwork/job.ts'
import { moveClock } from '../../src/clockwork/move-clock.ts'
import type { Database } from '../../src/database/connection.ts'
import { forEachDatabase, openTestDatabase } from '../database/harness.ts'
import { makeGroup, recordingDoor, startSender } from '../outbox/recording-door.ts'
import { type StandingClock, standingClock } from '../support/standing-clock.ts'
import { dailyJob, makeDistrict, startClockwork } from './daily-job.ts'

const at = (time: string) => new Date(`${time}+08:00`)
const quietInbox = { drain: () => Promise.resolve() }

/** Tells the group every day at 17:45, which is after the open hours. */
function evening(chatId: number): Job {
  return dailyJob({
    id: 'evening',
    time: '17:45',
    run: async ({ owe, period }) => {
      await owe({ key: `evening:${period}`, to: { chatId }, card: say(`${period} 晚报`) })
    },
  })
}

async function world({ db }: Database, clock: StandingClock) {
  await makeDistrict(db, '示例区', '2023-09-08T08:58:00')
  const chatId = await makeGroup(db, 'group', 'console')
  const times: string[] = []
  const door = recordingDoor(
    () => {
      times.push(clock.now().toISOString())
      return { state: 'sent', externalId: null }
    },
    { platform: 'console' },
  )
  const clockwork = startClockwork(db, clock, [dailyJob({ id: 'morning' }), evening(chatId)])
  const outbox = startSender(db, clock, [door])
  return { options: { db, clock, clockwork, inbox: quietInbox, outbox }, times, clockwork, chatId }
}

forEachDatabase('the fast-forward', (open) => {
  it('goes to the next thing and tells what ran', async () => {
    const clock = standingClock('2023-09-08T08:58:00+08:00')
    const { options } = await world(await open(), clock)
    expect(await moveClock(options, 'next')).toEqual({
      now: at('2023-09-08T09:00:00'),
      ran: [{ job: 'morning', title: '每日 morning', period: '2023-09-08', district: '示例区' }],
      sent: [],
    })
  })

  it('stops at every moment on its way, so that all goes out in its own time', async () => {
    const clock = standingClock('2023-09-08T08:58:00+08:00')
    const { options, times } = await world(await open(), clock)
    const moved = await moveClock(options, at('2023-09-12T12:00:00'))
    expect(moved.now).toEqual(at('2023-09-12T12:00:00'))
    expect(moved.ran.map(({ job, period }) => `${period} ${job}`)).toEqual([
      '2023-09-08 morning',
      '2023-09-08 evening',
      '2023-09-11 morning',
      '2023-09-11 evening',
      '2023-09-12 morning',
    ])
    expect(moved.sent.map(({ chat, title }) => [chat, title])).toEqual([
      ['group', '2023-09-08 晚报'],
      ['group', '2023-09-11 晚报'],
    ])
    expect(times).toEqual([at('2023-09-11T09:00:00').toISOString(), at('2023-09-12T09:00:00').toISOString()])
  })

  it('counts the end of quiet hours as a thing that happens', async () => {
    const clock = standingClock('2023-09-08T17:45:00+08:00')
    const { options, chatId, clockwork } = await world(await open(), clock)
    await options.db.jobRun.create({
      data: {
        slot: '1:morning:2023-09-11',
        districtId: 1,
        job: 'morning',
        period: '2023-09-11',
        dueAt: at('2023-09-11T09:00:00'),
        state: 'DONE',
        ranAt: clock.now(),
      },
    })
    await clockwork.runDue()
    expect(await clockwork.nextMoment()).toEqual(at('2023-09-11T09:00:00'))
    const moved = await moveClock(options, 'next')
    expect(moved.now).toEqual(at('2023-09-11T09:00:00'))
    expect(moved.sent).toMatchObject([{ chatId, title: '2023-09-08 晚报' }])
  })

  it('also tells what went out by itself while the jobs still ran', async () => {
    const clock = standingClock('2023-09-08T16:00:00+08:00')
    const { options, chatId } = await world(await open(), clock)
    const afternoon = dailyJob({
      id: 'afternoon',
      time: '16:30',
      run: async ({ owe, period }) => {
        await owe({ key: `afternoon:${period}`, to: { chatId }, card: say('午后快报') })
      },
    })
    const jobs = startClockwork(options.db, clock, [afternoon])
    const clockwork: Clockwork = {
      ...jobs,
      alone: (work) =>
        jobs.alone((runDue) =>
          work(async () => {
            const ran = await runDue()
            await options.outbox.drain()
            return ran
          }),
        ),
    }
    const moved = await moveClock({ ...options, clockwork }, at('2023-09-08T17:00:00'))
    expect(moved.sent.map(({ title }) => title)).toEqual(['午后快报'])
  })

  it('never goes back', async () => {
    const clock = standingClock('2023-09-08T10:00:00+08:00')
    const { options } = await world(await open(), clock)
    const moved = await moveClock(options, at('2023-09-01T00:00:00'))
    expect(moved.now).toEqual(at('2023-09-08T10:00:00'))
  })

  it('stays where it is when nothing is in sight', async () => {
    const { db } = await open()
    const clock = standingClock('2023-09-08T10:00:00+08:00')
    const options = {
      db,
      clock,
      clockwork: startClockwork(db, clock, [dailyJob()]),
      inbox: quietInbox,
      outbox: startSender(db, clock, []),
    }
    expect(await moveClock(options, 'next')).toEqual({ now: at('2023-09-08T10:00:00'), ran: [], sent: [] })
  })
})

it('the list of what comes next names jobs and waiting messages in order', async () => {
  const clock = standingClock('2023-09-08T17:45:00+08:00')
  const { clockwork, chatId, options } = await world(await openTestDatabase(), clock)
  await clockwork.runDue()
  await options.db.outboxMessage.create({
    data: {
      key: 'too late',
      chatId,
      kind: 'PUSH',
      card: say('过期的'),
      notBefore: at('2023-09-11T09:00:00'),
      expiresAt: at('2023-09-11T08:00:00'),
    },
  })
  expect(await clockwork.upcoming(4)).toEqual([
    {
      at: at('2023-09-11T09:00:00'),
      job: 'morning',
      title: '每日 morning',
      period: '2023-09-11',
      district: '示例区',
      count: 1,
    },
    { at: at('2023-09-11T09:00:00'), job: null, title: '2023-09-08 晚报', period: null, district: null, count: 1 },
    {
      at: at('2023-09-11T17:45:00'),
      job: 'evening',
      title: '每日 evening',
      period: '2023-09-11',
      district: '示例区',
      count: 1,
    },
    {
      at: at('2023-09-12T09:00:00'),
      job: 'morning',
      title: '每日 morning',
      period: '2023-09-12',
      district: '示例区',
      count: 1,
    },
  ])
})

forEachDatabase('the demo clock', (open) => {
  const start = at('2023-09-08T08:58:00')

  it('starts where it is told, runs on, and goes on after a restart where it was left', async () => {
    const { db } = await open()
    const wall = standingClock('2026-11-01T12:00:00+08:00')
    const clock = await openDemoClock(db, start, wall.wall)
    expect(clock.now()).toEqual(start)
    clock.moveTo(at('2023-09-12T17:00:00'))
    await saveDemoClock(db, clock)
    wall.pass(90_000)
    const restarted = await openDemoClock(db, start, wall.wall)
    expect(restarted.now()).toEqual(at('2023-09-12T17:01:30'))
    expect(restarted.wall()).toEqual(at('2026-11-01T12:01:30'))
  })

  it('is never put back by a copy that knows an earlier time', async () => {
    const { db } = await open()
    const wall = standingClock('2026-11-01T12:00:00+08:00')
    const behind = await openDemoClock(db, start, wall.wall)
    const ahead = await openDemoClock(db, at('2023-10-01T00:00:00'), wall.wall)
    await saveDemoClock(db, behind)
    expect((await openDemoClock(db, start, wall.wall)).now()).toEqual(ahead.now())
  })
})

it('a quiet job runs on the way, but is nothing that the fast-forward stops at or the list names', async () => {
  const { db } = await openTestDatabase()
  const clock = standingClock('2023-09-08T09:30:00+08:00')
  await makeDistrict(db, '示例区', '2023-09-08T08:58:00')
  const quiet: Job = { ...dailyJob({ id: 'care', time: '08:30' }), quiet: true }
  const clockwork = startClockwork(db, clock, [dailyJob({ id: 'morning' }), quiet])
  const outbox = startSender(db, clock, [])
  const moved = await moveClock({ db, clock, clockwork, inbox: quietInbox, outbox }, 'next')
  expect(moved.now).toEqual(at('2023-09-11T09:00:00'))
  expect(moved.ran.map(({ job, period }) => `${period} ${job}`)).toEqual([
    '2023-09-08 morning',
    '2023-09-11 care',
    '2023-09-11 morning',
  ])
  expect((await clockwork.upcoming(2)).map(({ job }) => job)).toEqual(['morning', 'morning'])
})
