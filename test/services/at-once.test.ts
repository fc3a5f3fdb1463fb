import { expect, it } from 'vitest'
import { cardSchema } from '../../src/chat/card.ts'
import { cardText } from '../../src/chat/plain-text.ts'
import { makeClockwork } from '../../src/clockwork/clockwork.ts'
import { jobs } from '../../src/clockwork/jobs/index.ts'
import type { Db, Tx } from '../../src/database/client.ts'
import { transact } from '../../src/database/transaction.ts'
import { money } from '../../src/domain/money.ts'
import { tenDay } from '../../src/domain/period.ts'
import { defaultRules } from '../../src/domain/rules.ts'
import { stateCalendar } from '../../src/domain/workday.ts'
import { UserError } from '../../src/errors.ts'
import { makeLog } from '../../src/log.ts'
import { owe } from '../../src/outbox/owe.ts'
import { pushMoment } from '../../src/outbox/push-moment.ts'
import type { Acting } from '../../src/services/acting.ts'
import { tellAll } from '../../src/services/daily-bundle.ts'
import { holdNumbered } from '../../src/services/imports/store.ts'
import { periodSummarySchema } from '../../src/services/period-summary.ts'
import { lockPeriod } from '../../src/services/periods-lock.ts'
import { fileReport } from '../../src/services/reports-file.ts'
import { makeDistrict, type TestDistrict } from '../chat/district.ts'
import { forEachDatabase } from '../database/harness.ts'
import { standingClock } from '../support/standing-clock.ts'

const period = tenDay('2023-09-1')
const now = new Date('2023-09-12T10:00:00+08:00')

function acting(tx: Tx, { id, name }: TestDistrict): Acting {
  const calendar = stateCalendar()
  const notBefore = pushMoment({ at: now, calendar, rules: defaultRules })
  return {
    tx,
    now,
    district: { id, name, isDemo: false },
    rules: defaultRules,
    calendar,
    owe: (push) => owe(tx, { ...push, kind: 'push', notBefore }),
    audit: () => Promise.resolve(),
  }
}

async function file(db: Db, district: TestDistrict, project: string): Promise<string> {
  try {
    return await transact(db, async (tx) => {
      const row = await tx.project.findUniqueOrThrow({ where: { id: district.projects.get(project) ?? 0 } })
      const said = {
        period,
        periodAmount: money('50'),
        yearToDate: null,
        sentence: '设备安装',
        overallPercent: null,
        problem: null,
      }
      const { report } = await fileReport(acting(tx, district), { project: row, said, by: null, at: now })
      return report.state
    })
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
}

forEachDatabase('at the same moment', (open) => {
  it('a report and the lock: the report is in the locked figures, or is told that the 旬 is locked', async () => {
    const { db } = await open()
    const district = await makeDistrict(db, '示例区', false)
    const reports = ['示例甲', '示例乙', '示例丙'].map((project) => file(db, district, project))
    const lock = transact(db, (tx) => lockPeriod(acting(tx, district), period, null))
    const outcomes = await Promise.all(reports)
    await lock
    const states = await db.report.findMany({ where: { period }, select: { state: true } })
    const { summary } = await db.period.findFirstOrThrow({ where: { code: period } })
    expect(states.every(({ state }) => state === 'LOCKED')).toBe(true)
    expect(periodSummarySchema.parse(summary).reported).toBe(states.length)
    expect(outcomes.filter((outcome) => outcome === 'SUBMITTED')).toHaveLength(states.length)
    for (const outcome of outcomes) expect(outcome).toMatch(/^SUBMITTED$|9月上旬已锁定/)
  })

  it('what moves an import on: the second waits and finds what the first made of it', async () => {
    const { db } = await open()
    const district = await db.district.create({ data: { name: '示例区', activatedAt: now } })
    const row = { fileName: '台账.xlsx', choice: {}, createdAt: now, expiresAt: now }
    const { id } = await db.import.create({ data: { districtId: district.id, state: 'PREVIEW', ...row } })
    const confirm = () =>
      transact(db, async (tx) => {
        const { state } = await holdNumbered(tx, district, id, ['PREVIEW'])
        if (state === 'PREVIEW') await tx.import.update({ where: { id }, data: { state: 'WRITING' } })
        return state
      })
    expect((await Promise.all([confirm(), confirm(), confirm()])).sort()).toEqual(['PREVIEW', 'WRITING', 'WRITING'])
  })

  it('what several tell the same people is all in their message of the day', async () => {
    const { db } = await open()
    const district = await makeDistrict(db, '示例区', false)
    const [one = 0, two = 0] = [district.people.get('office'), district.people.get('supervision')]
    const told = Array.from({ length: 8 }, (_, i) => `第 ${i + 1} 件事`)
    const tell = (text: string, i: number) =>
      transact(db, (tx) => tellAll(acting(tx, district), i % 2 === 0 ? [one, two] : [two, one], { text }, null))
    await Promise.all(told.map(tell))
    const rows = await db.outboxMessage.findMany({ select: { card: true } })
    expect(rows).toHaveLength(2)
    for (const { card } of rows) {
      const text = cardText(cardSchema.parse(card))
      expect(told.filter((one) => !text.includes(one))).toEqual([])
      expect(text).toContain('有 8 件事告诉您')
    }
  })

  it('two copies of the bot lock once, publish once, and tell each leader once', async () => {
    const { db } = await open()
    const district = await makeDistrict(db, '示例区', false)
    const clock = standingClock('2023-09-08T09:00:00+08:00')
    const activatedAt = new Date('2023-09-07T00:00:00+08:00')
    await db.district.update({ where: { id: district.id }, data: { activatedAt } })
    await db.chat.create({
      data: { platform: 'CONSOLE', externalId: 'group', kind: 'GROUP', districtId: district.id, use: 'DISPATCH' },
    })
    const copies = [1, 2].map(() => makeClockwork({ db, clock, jobs, log: makeLog('silent') }))
    for (const moment of ['2023-09-08T09:00', '2023-09-12T09:00', '2023-09-13T14:30']) {
      clock.moveTo(new Date(`${moment}:00+08:00`))
      // A copy may come to the bulletin while the other still locks: it fails there and tries again.
      for (let i = 0; i < 3; i++) {
        await Promise.all(copies.map((copy) => copy.runDue()))
        clock.pass(60_000)
      }
    }
    const rows = await db.outboxMessage.findMany({ select: { key: true } })
    const kinds = rows.map(({ key }) => key.split(':').slice(1, 2).join(':'))
    const count = (kind: string): number => kinds.filter((one) => one === kind).length
    expect([count('reminder'), count('leader-digest')]).toEqual([4, 1])
    expect(rows.filter(({ key }) => key.endsWith(':group'))).toHaveLength(1)
    // The sixth is 8月's 亮牌: nothing was evaluated then, so nothing is published.
    const daily = ['problem-care', 'watch-permits', 'remind-orders', 'enterprise-care']
    expect(await db.jobRun.count({ where: { state: 'DONE', job: { notIn: daily } } })).toBe(6)
  })
})
