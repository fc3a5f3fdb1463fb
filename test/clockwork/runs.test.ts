import { expect, it } from 'vitest'
import { say } from '../../src/chat/card.ts'
import { forEachDatabase } from '../database/harness.ts'
import { standingClock } from '../support/standing-clock.ts'
import { dailyJob, leaveTrace, makeDistrict, startClockwork, traces } from './daily-job.ts'

const at = (time: string) => new Date(`${time}+08:00`)
const MINUTE = 60_000

forEachDatabase('the calendar', (open, kind) => {
  it('runs a slot once, also when twenty copies of the program look at the same moment', async () => {
    const { db } = await open()
    await makeDistrict(db, '示例区', '2023-09-08T08:58:00')
    const clock = standingClock('2023-09-08T09:00:00+08:00')
    let bodies = 0
    const job = dailyJob({
      run: async (ctx) => {
        bodies += 1
        await leaveTrace(ctx)
      },
    })
    const ran = await Promise.all(Array.from({ length: 20 }, () => startClockwork(db, clock, [job]).runDue()))
    expect(ran.flat()).toEqual([{ job: 'daily', title: '每日 daily', period: '2023-09-08', district: '示例区' }])
    expect(bodies).toBe(1)
    expect(await traces(db)).toEqual(['示例区 2023-09-08'])
  })

  it('runs nothing twice after a restart, and nothing before its minute', async () => {
    const { db } = await open()
    await makeDistrict(db, '示例区', '2023-09-08T08:58:00')
    const clock = standingClock('2023-09-08T08:59:59.999+08:00')
    expect(await startClockwork(db, clock, [dailyJob()]).runDue()).toEqual([])
    clock.pass(1)
    expect(await startClockwork(db, clock, [dailyJob()]).runDue()).toHaveLength(1)
    expect(await startClockwork(db, clock, [dailyJob()]).runDue()).toEqual([])
  })

  it('catches up with every slot that a jump of the clock or a downtime passed over, oldest first', async () => {
    const { db } = await open()
    await makeDistrict(db, '示例区', '2023-09-28T00:00:00')
    const clock = standingClock('2023-09-28T09:00:00+08:00')
    const clockwork = startClockwork(db, clock, [dailyJob()])
    await clockwork.runDue()
    clock.moveTo(at('2023-10-09T12:00:00'))
    await clockwork.runDue()
    expect(await traces(db)).toEqual([
      '示例区 2023-09-28',
      '示例区 2023-10-07',
      '示例区 2023-10-08',
      '示例区 2023-10-09',
    ])
  })

  it('records a slot whose use has passed during a downtime as expired and does not run it', async () => {
    const { db } = await open()
    await makeDistrict(db, '示例区', '2023-09-07T00:00:00')
    const clock = standingClock('2023-09-08T09:30:00+08:00')
    const clockwork = startClockwork(db, clock, [dailyJob({ until: '17:00' })])
    expect(await clockwork.runDue()).toHaveLength(1)
    expect(await traces(db)).toEqual(['示例区 2023-09-08'])
    const runs = await db.jobRun.findMany({ orderBy: { dueAt: 'asc' } })
    expect(runs.map(({ period, state }) => [period, state])).toEqual([
      ['2023-09-07', 'EXPIRED'],
      ['2023-09-08', 'DONE'],
    ])
  })

  it('counts what was due before the activation of a district as passed', async () => {
    const { db } = await open()
    await makeDistrict(db, '示例区', '2023-09-08T09:01:00')
    await db.district.create({ data: { name: '未启用区' } })
    const clock = standingClock('2023-09-11T10:00:00+08:00')
    await startClockwork(db, clock, [dailyJob()]).runDue()
    expect(await traces(db)).toEqual(['示例区 2023-09-11'])
  })

  it('goes on with other jobs and districts when one fails, leaves nothing of the failed run, and tries it again', async () => {
    const { db } = await open()
    await makeDistrict(db, '示例甲区', '2023-09-08T00:00:00')
    await makeDistrict(db, '示例乙区', '2023-09-08T00:00:00')
    const clock = standingClock('2023-09-08T09:00:00+08:00')
    let broken = true
    const fragile = dailyJob({
      run: async (ctx) => {
        await leaveTrace(ctx)
        if (ctx.district.name === '示例甲区' && broken) throw new Error('no figures')
      },
    })
    const clockwork = startClockwork(db, clock, [fragile, dailyJob({ id: 'other' })])
    await clockwork.runDue()
    expect((await traces(db)).toSorted()).toEqual(['示例乙区 2023-09-08', '示例乙区 2023-09-08', '示例甲区 2023-09-08'])
    expect(await db.jobRun.findFirst({ where: { state: 'FAILED' } })).toMatchObject({
      job: 'daily',
      attempts: 1,
      error: 'Error',
      nextAt: new Date(clock.wall().getTime() + 15_000),
    })
    clock.pass(14_999)
    expect(await clockwork.runDue()).toEqual([])
    clock.pass(1)
    await clockwork.runDue()
    expect(await db.jobRun.findFirst({ where: { state: 'FAILED' } })).toMatchObject({ attempts: 2 })
    broken = false
    clock.pass(MINUTE)
    expect(await clockwork.runDue()).toMatchObject([{ district: '示例甲区', job: 'daily' }])
    expect(await db.jobRun.findMany({ where: { job: 'daily' }, orderBy: { slot: 'asc' } })).toMatchObject([
      { state: 'DONE', attempts: 3, error: null, nextAt: null },
      { state: 'DONE', attempts: 1 },
    ])
  })

  it('gives up a failing slot when its use has passed', async () => {
    const { db } = await open()
    await makeDistrict(db, '示例区', '2023-09-08T00:00:00')
    const clock = standingClock('2023-09-08T09:00:00+08:00')
    const clockwork = startClockwork(db, clock, [
      dailyJob({ until: '17:00', run: () => Promise.reject(new Error('no figures')) }),
    ])
    await clockwork.runDue()
    clock.moveTo(at('2023-09-08T17:00:00'))
    clock.pass(15_000)
    await clockwork.runDue()
    expect(await db.jobRun.findMany()).toMatchObject([{ state: 'EXPIRED' }])
  })

  it('stores what a run owes with the run, once, for the next open minute', async () => {
    const { db } = await open()
    const districtId = await makeDistrict(db, '示例区', '2023-09-28T00:00:00')
    const chat = await db.chat.create({ data: { platform: 'CONSOLE', externalId: 'group', kind: 'GROUP', districtId } })
    const clock = standingClock('2023-09-28T17:31:00+08:00')
    let broken = true
    const job = dailyJob({
      run: async ({ owe, period }) => {
        await owe({ key: `digest:${period}`, to: { chatId: chat.id }, card: say('通报') })
        expect(await owe({ key: `digest:${period}`, to: { chatId: chat.id }, card: say('通报') })).toBeNull()
        if (broken) throw new Error('no figures')
      },
    })
    const clockwork = startClockwork(db, clock, [job])
    await clockwork.runDue()
    expect(await db.outboxMessage.count()).toBe(0)
    broken = false
    clock.pass(15_000)
    await clockwork.runDue()
    expect(await db.outboxMessage.findMany()).toMatchObject([
      {
        key: 'digest:2023-09-28',
        kind: 'PUSH',
        state: 'OWED',
        jobSlot: `${districtId}:daily:2023-09-28`,
        notBefore: at('2023-10-07T09:00:00'),
      },
    ])
  })

  it('writes the audit in the name of the job', async () => {
    const { db } = await open()
    const districtId = await makeDistrict(db, '示例区', '2023-09-08T00:00:00')
    const clock = standingClock('2023-09-08T09:00:00+08:00')
    await startClockwork(db, clock, [dailyJob()]).runDue()
    expect(await db.auditEntry.findMany()).toMatchObject([
      {
        districtId,
        personId: null,
        command: 'daily',
        requestId: `job:${districtId}:daily:2023-09-08`,
        at: clock.now(),
      },
    ])
  })

  it('reads the rules of each district, and the holidays it set itself', async () => {
    const { db } = await open()
    const districtId = await makeDistrict(db, '示例区', '2023-09-07T00:00:00')
    await db.localHoliday.create({
      data: { districtId, date: new Date('2023-09-08T00:00:00Z'), isWorkday: false, name: '示例假日' },
    })
    await db.ruleSetting.create({
      data: { districtId, key: 'calendar.quietFrom', value: '08:30', fromMonth: '2023-09' },
    })
    const seen: string[] = []
    const job = dailyJob({
      time: '08:00',
      run: ({ period, rules, rulesFor }) => {
        seen.push(`${period} ${rules.calendar.quietFrom}`)
        expect(rulesFor).toBeTypeOf('function')
        return Promise.resolve()
      },
    })
    await startClockwork(db, standingClock('2023-09-11T08:00:00+08:00'), [job]).runDue()
    expect(seen).toEqual(['2023-09-07 08:30', '2023-09-11 08:30'])
  })

  it.skipIf(kind === 'embedded')('does not wait for a slot that another copy is running', async () => {
    const { db } = await open()
    await makeDistrict(db, '示例区', '2023-09-08T00:00:00')
    const clock = standingClock('2023-09-08T09:00:00+08:00')
    let started = (): void => undefined
    const running = new Promise<void>((resolve) => {
      started = resolve
    })
    let finish = (): void => undefined
    const finished = new Promise<void>((resolve) => {
      finish = resolve
    })
    const job = dailyJob({
      run: async () => {
        started()
        await finished
      },
    })
    const first = startClockwork(db, clock, [job]).runDue()
    await running
    // The first run ends only after the second copy has looked and gone on.
    expect(await startClockwork(db, clock, [job]).runDue()).toEqual([])
    finish()
    expect(await first).toHaveLength(1)
  })
})
