import { describe, expect, it } from 'vitest'
import { jobs } from '../../src/clockwork/jobs/index.ts'
import { LASTS_MS, selfAudit } from '../../src/clockwork/self-audit.ts'
import { makeLog } from '../../src/log.ts'
import { makeMetrics } from '../../src/metrics.ts'
import { type CycleDesk, openCycleDesk } from '../services/cycle-desk.ts'

const MINUTE = 60_000

/** Those of the 旬 cycle; the daily ones have a test of their own. */
const cycle = jobs.filter(({ quiet }) => quiet !== true)

function auditOf({ db, clock }: CycleDesk, of = cycle) {
  const metrics = makeMetrics()
  const { look } = selfAudit({ db, clock, jobs: of, log: makeLog('silent'), metrics })
  return {
    look,
    /** Looks, and again when a fault would have lasted long enough; gives how many were told of. */
    async twice(): Promise<number> {
      const first = await look()
      clock.pass(LASTS_MS)
      return first + (await look())
    },
    async faults(): Promise<Record<string, number>> {
      const { values } = await metrics.faults.get()
      return Object.fromEntries(values.flatMap(({ labels, value }) => (value === 0 ? [] : [[labels.kind, value]])))
    },
  }
}

/** To whom, and the title, of all that was said about ourselves. */
async function told({ db }: CycleDesk): Promise<string[]> {
  const rows = await db.outboxMessage.findMany({
    where: { key: { contains: ':self-audit:' } },
    include: { chat: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ chat, card }) => `${chat?.externalId} ${JSON.parse(JSON.stringify(card)).title}`)
}

describe('when all is well', () => {
  it('nothing is said through a whole 旬, its reminders, its lock and its bulletin, and /metrics says 0', async () => {
    const desk = await openCycleDesk()
    const audit = auditOf(desk)
    let count = 0
    for (const moment of ['2023-09-08 09:00', '2023-09-12 09:00', '2023-09-13 09:00', '2023-09-13 14:30']) {
      await desk.to(moment)
      desk.clock.pass(11 * MINUTE)
      count += await audit.twice()
      expect(await audit.faults()).toEqual({})
    }
    expect(count).toBe(0)
    expect(await told(desk)).toEqual([])
  })

  it('nothing is said of a downtime that is caught up with', async () => {
    const desk = await openCycleDesk()
    const audit = auditOf(desk)
    desk.downUntil('2023-09-08 14:00')
    expect(await audit.look()).toBe(0)
    expect(await audit.faults()).toEqual({ slot: 1 })
    await desk.catchUp()
    desk.clock.pass(LASTS_MS)
    expect(await audit.look()).toBe(0)
    expect(await audit.faults()).toEqual({})
  })
})

describe('what was due and was not done', () => {
  it('is told to the administrator in private, once, with what to do, whichever of two copies finds it', async () => {
    const desk = await openCycleDesk()
    const copies = [auditOf(desk), auditOf(desk)]
    desk.downUntil('2023-09-08 09:30')
    const counts = await Promise.all(copies.map((copy) => copy.twice()))
    expect(counts.reduce((total, count) => total + count, 0)).toBe(1)
    expect(await told(desk)).toEqual(['admin 自查：旬报提醒（9月上旬）应在 9月8日 09:00 做，到现在没有做'])
    for (const copy of copies) expect(await copy.twice()).toBe(0)
    await desk.catchUp()
    const [text] = desk.received('admin')
    expect(text).toContain('补做只做一次，不会重复')
    expect(desk.received('office').concat(desk.received('group-dispatch'))).toEqual([])
  })

  it('and failed again and again is told of with the number of attempts', async () => {
    const desk = await openCycleDesk()
    await desk.to('2023-09-08 09:00')
    await desk.db.jobRun.updateMany({
      where: { job: 'remind' },
      data: { state: 'FAILED', attempts: 4, nextAt: new Date('2023-09-08T20:00:00+08:00'), error: 'Error' },
    })
    expect(await auditOf(desk).twice()).toBe(1)
    expect(await told(desk)).toEqual(['admin 自查：旬报提醒（9月上旬）做了 4 次没有成'])
  })

  it('because the bot was down for too long is told of in one message', async () => {
    const desk = await openCycleDesk()
    desk.downUntil('2023-09-14 10:00')
    await desk.catchUp()
    expect(await auditOf(desk).twice()).toBe(1)
    expect(await told(desk)).toEqual(['admin 自查：停机太久，有 2 件事过了用处没有补做'])
  })

  it('and happens every morning is one fault, however many mornings were missed', async () => {
    const desk = await openCycleDesk()
    desk.downUntil('2023-09-13 10:00')
    const care = jobs.filter(({ id }) => id === 'problem-care')
    expect(await auditOf(desk, care).twice()).toBe(1)
    expect(await told(desk)).toEqual([
      'admin 自查：问题到期提醒，逾期的建议提级（9月13日）应在 9月13日 08:30 做，到现在没有做',
    ])
  })

  it('because a rule cannot be read is told of in one message', async () => {
    const desk = await openCycleDesk()
    await desk.db.ruleSetting.create({
      data: { districtId: desk.district.id, key: 'calendar.lockTime', value: '二十五点', fromMonth: '2023-09' },
    })
    expect(await auditOf(desk).twice()).toBe(1)
    expect((await told(desk))[0]).toMatch(/^admin 自查：有 \d+ 件到点的事排不出时间：旬报提醒/)
  })
})

describe('what was owed and was not sent', () => {
  it('is one fault for all reminders of a run; nothing is said of what is said about it', async () => {
    const desk = await openCycleDesk('2023-09-08T08:58:00+08:00', {
      answer: () => ({
        ...{ state: 'retry', reason: '连接断了', scope: 'message' },
      }),
    })
    const audit = auditOf(desk)
    await desk.to('2023-09-08 09:00')
    expect(await audit.twice()).toBe(0)
    desk.clock.pass(6 * MINUTE)
    expect(await audit.twice()).toBe(1)
    expect(await told(desk)).toEqual([
      'admin 自查：旬报提醒（9月上旬）的 2 条消息该发没发出去，最早的应在 9月8日 09:00 发',
    ])
    expect(await audit.faults()).toEqual({ owed: 1 })
    desk.clock.pass(60 * MINUTE)
    expect(await audit.twice()).toBe(0)
    expect(await told(desk)).toHaveLength(1)
  })

  it('is not asked for in quiet hours', async () => {
    const desk = await openCycleDesk('2023-09-08T08:58:00+08:00', {
      answer: () => ({
        ...{ state: 'retry', reason: '连接断了', scope: 'message' },
      }),
    })
    await desk.to('2023-09-08 21:00')
    expect(await auditOf(desk).twice()).toBe(0)
  })

  it('because nobody can be reached is told of with the way to the list', async () => {
    const desk = await openCycleDesk()
    await desk.db.platformIdentity.updateMany({ where: { externalId: 'liaison' }, data: { unreachable: '停用' } })
    await desk.to('2023-09-08 09:00')
    desk.clock.pass(11 * MINUTE)
    expect(await auditOf(desk).twice()).toBe(1)
    await desk.catchUp()
    expect(desk.received('admin')[0]).toContain('自查：该发的消息（9月上旬）有 1 人收不到')
    expect(desk.received('admin')[0]).toContain('〔未接通〕')
  })

  it('and is a notice that should have gone out by itself is told of with how to send it', async () => {
    const desk = await openCycleDesk()
    await desk.db.chat.updateMany({ where: { use: 'DISPATCH' }, data: { use: 'NONE' } })
    await desk.to('2023-09-13 14:30')
    desk.clock.pass(11 * MINUTE)
    expect(await auditOf(desk).twice()).toBe(1)
    await desk.catchUp()
    expect(desk.received('admin')[0]).toContain('自查：9月上旬调度通报应在 9月13日 14:30 发布，没有发出')
    expect(desk.received('admin')[0]).toContain('发布 1')
  })
})
