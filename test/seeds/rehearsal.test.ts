/** 演示报数 through the autumn of the demonstration: four 旬 reported and locked. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoStart, seedDemo } from '../../seeds/index.ts'
import { projects } from '../../seeds/projects/index.ts'
import { rehearsed } from '../../seeds/rehearsal.ts'
import { articleSentences, forgetful, newProblems, silent, slow } from '../../seeds/rehearsal-tables.ts'
import { makeClockwork } from '../../src/clockwork/clockwork.ts'
import { jobs } from '../../src/clockwork/jobs/index.ts'
import type { Db } from '../../src/database/client.ts'
import type { Database } from '../../src/database/connection.ts'
import { openServer } from '../../src/database/server.ts'
import { transact } from '../../src/database/transaction.ts'
import { laggingProjects } from '../../src/domain/figures.ts'
import { type TenDay, tenDay } from '../../src/domain/period.ts'
import { defaultRules } from '../../src/domain/rules.ts'
import { stateCalendar } from '../../src/domain/workday.ts'
import { makeLog } from '../../src/log.ts'
import { owe } from '../../src/outbox/owe.ts'
import { type RehearsedPeriod, rehearse } from '../../src/services/rehearse.ts'
import { loadStandings, type Standing } from '../../src/services/standing.ts'
import { newServerDatabase } from '../database/harness.ts'
import { standingClock } from '../support/standing-clock.ts'

const REAL = ['绿邦', '捣固焦', '华恒', '格鑫']
const PERIODS = ['2023-09-1', '2023-09-2', '2023-09-3', '2023-10-1'].map(tenDay)
/** After each reminder, and after each lock and bulletin. */
const STEPS = [
  ['2023-09-08 10:00', '2023-09-13 15:00'],
  ['2023-09-20 10:00', '2023-09-25 15:00'],
  ['2023-09-28 10:00', '2023-10-09 15:00'],
  ['2023-10-10 10:00', '2023-10-13 15:00'],
] as const

let database: Database
let db: Db
let district: { id: number; name: string; isDemo: boolean }
const done: RehearsedPeriod[] = []

beforeAll(async () => {
  database = await openServer(await newServerDatabase(), makeLog('silent'))
  db = database.db
  await seedDemo(db)
  district = await db.district.findFirstOrThrow({ where: { activatedAt: { not: null } } })
  const clock = standingClock(demoStart.toISOString())
  const clockwork = makeClockwork({ db, clock, jobs, log: makeLog('silent') })
  const at = (moment: string) => clock.moveTo(new Date(`${moment.replace(' ', 'T')}:00+08:00`))
  for (const [asked, later] of STEPS) {
    at(asked)
    await clockwork.runDue()
    const now = clock.now()
    const acting = { now, district, rules: defaultRules, calendar: stateCalendar(), audit: async () => undefined }
    const periods = await transact(db, (tx) =>
      rehearse({ ...acting, tx, owe: (push) => owe(tx, { ...push, kind: 'push', notBefore: now }) }),
    )
    done.push(...periods)
    at(later)
    await clockwork.runDue()
  }
}, 180_000)
afterAll(() => database.close())

const standingsOf = (period: TenDay) => db.$transaction((tx) => loadStandings(tx, district, period))

async function everywhere(check: (standing: Standing, period: TenDay) => void): Promise<void> {
  for (const period of PERIODS) for (const standing of await standingsOf(period)) check(standing, period)
}

describe('演示报数, four 旬 in a row', () => {
  it('answers each 旬 for all but three invented projects', () => {
    expect(done.map(({ period, filed, out }) => [period, filed, out.length])).toEqual(
      PERIODS.map((period) => [period, 50, 3]),
    )
    for (const { out, problems, liaisons } of done) {
      expect(out).toContain('石谷景区')
      expect(out.filter((name) => REAL.includes(name))).toEqual([])
      expect(problems).toBe(1)
      expect(liaisons).toBeGreaterThanOrEqual(17)
    }
  })

  it('keeps the four real projects above their target and growing modestly, on time, filed once, with a sentence', async () => {
    await everywhere((standing) => {
      if (!REAL.includes(standing.shortName)) return
      expect(standing.r.gte(1)).toBe(true)
      expect(standing.reported).toBe(true)
      expect(standing.periodAmount > 0n && standing.periodAmount * 50n < standing.plan).toBe(true)
    })
    const reports = await db.report.findMany({
      where: { period: { in: PERIODS }, project: { shortName: { in: REAL } } },
      include: { revisions: true },
    })
    expect(reports).toHaveLength(16)
    for (const { onTime, everReturned, revisions } of reports) {
      expect([onTime, everReturned, revisions]).toEqual([true, false, []])
    }
    expect(await db.problem.count({ where: { project: { shortName: { in: REAL } } } })).toBe(0)
  })

  it('makes nobody lag but invented projects, and lets no 年度累计 go down', async () => {
    for (const period of PERIODS) {
      const lagging = laggingProjects(await standingsOf(period), 10).map(({ project }) => project.shortName)
      expect(lagging.filter((name) => REAL.includes(name))).toEqual([])
      expect(lagging).toEqual(expect.arrayContaining(['示例甲', '示例乙', '石谷景区']))
      expect(lagging.length).toBeLessThanOrEqual(8)
    }
    expect(await db.ledgerEntry.count({ where: { period: { in: [...PERIODS] }, amount: { lt: 0 } } })).toBe(0)
  })

  it('marks every sentence and problem as made up, and repeats none from one 旬 to the next', async () => {
    const reports = await db.report.findMany({
      where: { period: { in: PERIODS } },
      orderBy: [{ projectId: 'asc' }, { period: 'asc' }],
    })
    expect(reports).toHaveLength(200)
    for (const { progress, onTime } of reports) expect([progress?.endsWith('（演示）'), onTime]).toEqual([true, true])
    for (const [i, report] of reports.entries()) {
      const next = reports[i + 1]
      if (next?.projectId === report.projectId) expect(next.progress).not.toBe(report.progress)
    }
    const problems = await db.problem.findMany({ where: { raisedAt: { gte: demoStart } } })
    expect(problems).toHaveLength(4)
    for (const { statement } of problems) expect(statement).toMatch(/（演示）$/)
  })

  it('is the same every time, and says nothing of a project that is none of the demonstration', () => {
    for (const period of PERIODS) {
      for (const { shortName, done: before } of projects) {
        const asked = { shortName, done: before, said: null }
        expect(rehearsed(asked, period)).toEqual(rehearsed(asked, period))
      }
      expect(rehearsed({ shortName: '真项目', done: 0, said: null }, period)).toBeNull()
    }
  })

  it('names only projects that there are, and a real one only with its quiet sentences', () => {
    expect(Object.keys(articleSentences)).toEqual(REAL)
    const invented = projects.flatMap(({ of, shortName }) => (of === 'invented' ? [shortName] : []))
    const named = [...silent, ...forgetful, ...slow, ...newProblems.map(({ project }) => project)]
    expect(named.filter((name) => !invented.includes(name))).toEqual([])
  })
})
