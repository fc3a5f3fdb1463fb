import { beforeAll, expect, it } from 'vitest'
import { seedDemo } from '../../seeds/index.ts'
import { demoStart, HISTORY } from '../../seeds/moment.ts'
import { cardSchema } from '../../src/chat/card.ts'
import type { Db } from '../../src/database/client.ts'
import { projectMonthInput } from '../../src/domain/evaluation/input.ts'
import { evaluateProject } from '../../src/domain/evaluation/project-month.ts'
import { rankQuarter } from '../../src/domain/evaluation/quarter.ts'
import { quarterRow } from '../../src/domain/evaluation/quarter-row.ts'
import { projectMonthResult } from '../../src/domain/evaluation/result.ts'
import { unitMonthDetail } from '../../src/domain/evaluation/unit-month-detail.ts'
import { laggingProjects, startRate, totals, unitRows } from '../../src/domain/figures.ts'
import { showPercent } from '../../src/domain/fraction.ts'
import { showYi } from '../../src/domain/money.ts'
import { quarter, type TenDay, tenDay } from '../../src/domain/period.ts'
import { defaultRules, rulesSchema } from '../../src/domain/rules.ts'
import { dispatchFacts } from '../../src/services/dispatch-notice-facts.ts'
import { periodSummary, periodSummarySchema } from '../../src/services/period-summary.ts'
import { lastLocked } from '../../src/services/periods.ts'
import { loadStandings } from '../../src/services/standing.ts'
import { forEachDatabase } from '../database/harness.ts'

const REAL = ['绿邦', '捣固焦', '华恒', '格鑫']
const asOf = tenDay('2023-08-3')

forEachDatabase('the demo district', (open) => {
  let db: Db
  let district: { id: number; name: string; isDemo: boolean }

  beforeAll(async () => {
    db = (await open()).db
    await seedDemo(db)
    const [first] = await db.district.findMany({ where: { isDemo: true }, orderBy: { id: 'asc' } })
    if (first === undefined) throw new Error('no district')
    district = { id: first.id, name: first.name, isDemo: first.isDemo }
  })

  const standings = (period: TenDay) => db.$transaction((tx) => loadStandings(tx, district, period))

  it('is 乌海市 → 海南区 and has everything up to 2023年8月下旬 locked', async () => {
    const row = await db.district.findUniqueOrThrow({ where: { id: district.id }, include: { parent: true } })
    expect([row.name, row.parent?.name]).toEqual(['海南区', '乌海市'])
    expect(row.activatedAt?.getTime()).toBeLessThan(demoStart.getTime())
    expect(await db.$transaction((tx) => lastLocked(tx, district.id))).toBe(asOf)
    expect(await db.period.count({ where: { lockedAt: null } })).toBe(0)
  })

  it('sums up to what the article says, in SQL', async () => {
    const [sums] = await db.$queryRaw<unknown[]>`
      SELECT count(*)::int AS projects,
             count(*) FILTER (WHERE nature = 'new')::int AS fresh,
             count(*) FILTER (WHERE nature = 'continued')::int AS carried,
             sum(total_investment)::text AS total,
             (SELECT sum(amount)::text FROM annual_plan WHERE year = 2023) AS plan,
             (SELECT sum(amount)::text FROM ledger_entry WHERE year = 2023 AND period <= '2023-08-3') AS done,
             (SELECT round(100 * (SELECT sum(amount) FROM ledger_entry) / sum(amount), 2)::text FROM annual_plan) AS rate
      FROM project WHERE district_id = ${district.id}`
    expect(sums).toEqual({
      projects: 53,
      fresh: 23,
      carried: 30,
      total: '3589500.00',
      plan: '629400.00',
      done: '449600.00',
      rate: '71.43',
    })
  })

  it('shows the article’s figures through the program’s own reading, against a target of 64.00%', async () => {
    const rows = await standings(asOf)
    const all = totals(rows)
    expect([showYi(all.plan), showYi(all.yearToDate)]).toEqual(['62.94 亿元', '44.96 亿元'])
    expect(all.completion === null ? null : showPercent(all.completion)).toBe('71.43%')
    expect(all.curve === null ? null : showPercent(all.curve)).toBe('64.00%')
    const rate = startRate(rows)
    expect(rate === null ? null : showPercent(rate)).toBe('100.00%')
  })

  it('keeps the district’s target on its curve in the 旬 to come, too', async () => {
    for (const [period, percent] of [
      ['2023-09-1', '67.67%'],
      ['2023-09-3', '75.00%'],
      ['2023-12-3', '100.00%'],
    ] as const) {
      const { curve } = totals(await standings(tenDay(period)))
      expect(curve === null ? null : showPercent(curve)).toBe(percent)
    }
  })

  it('has kept at every lock what the program itself would have kept', async () => {
    const rows = await db.period.findMany({ where: { districtId: district.id } })
    expect(rows.map(({ code }) => code).sort()).toEqual([...HISTORY])
    for (const row of rows) {
      const summary = periodSummarySchema.parse(row.summary)
      const corrected = ['2023-04-2', '2023-05-1', '2023-06-2'].includes(row.code)
      if (row.lockedAt === null || corrected) continue
      const at = row.lockedAt
      const period = tenDay(row.code)
      const facts = await db.$transaction((tx) => dispatchFacts(tx, { district, period, at, laggingPoints: 10 }))
      expect(summary).toEqual(periodSummary(facts))
    }
  })

  it('books in the ledger what was reported, plus what was corrected, and nothing else', async () => {
    const [odd] = await db.$queryRaw<unknown[]>`
      SELECT count(*)::int AS rows FROM (
        SELECT project_id, period, sum(amount + backfill) AS said FROM report GROUP BY 1, 2) reported
      FULL JOIN (
        SELECT project_id, period, sum(amount) AS booked FROM ledger_entry WHERE kind <> 'correction' GROUP BY 1, 2) ledger
      USING (project_id, period)
      WHERE reported.said IS DISTINCT FROM ledger.booked`
    expect(odd).toEqual({ rows: 0 })
    const corrections = await db.correction.findMany({ include: { entry: true, project: true } })
    expect(corrections).toHaveLength(3)
    for (const { before, after, entry, project } of corrections) {
      expect(entry?.amount.toFixed(2)).toBe(after.minus(before).toFixed(2))
      expect(REAL).not.toContain(project.shortName)
    }
  })

  it('never lets 年度累计 go down from one 旬 to the next', async () => {
    const [falls] = await db.$queryRaw<unknown[]>`
      SELECT count(*)::int AS rows FROM (
        SELECT project_id, period, sum(amount) AS amount FROM ledger_entry GROUP BY 1, 2) one
      WHERE amount < 0`
    expect(falls).toEqual({ rows: 0 })
  })

  it('lists exactly four lagging projects, all invented', async () => {
    const lagging = laggingProjects(await standings(asOf), 10).map(({ project }) => project.shortName)
    expect([...lagging].sort()).toEqual(['玻纤制品', '石谷景区', '示例乙', '示例甲'].sort())
  })

  it('ranks at least five units in the towns and in the departments', async () => {
    const rows = await standings(asOf)
    const known = new Map(rows.flatMap(({ unit }) => (unit === null ? [] : [[unit.id, unit] as const])))
    const groups = new Map(unitRows(rows, [...known.values()]).map(({ group, rows: of }) => [group, of.length]))
    expect(groups.get('TOWN')).toBeGreaterThanOrEqual(5)
    expect(groups.get('DEPARTMENT')).toBeGreaterThanOrEqual(5)
    expect(groups.get('PARK')).toBe(2)
  })

  it('has published five months of evaluation and the ranking of the second quarter', async () => {
    const months = await db.evaluation.groupBy({ by: ['month'], where: { state: 'PUBLISHED' } })
    expect(months.map(({ month }) => month).sort()).toEqual(['2023-04', '2023-05', '2023-06', '2023-07', '2023-08'])
    const ranks = await db.quarterRank.findMany({ where: { quarter: '2023-Q2', state: 'PUBLISHED' } })
    expect(ranks).toHaveLength(20)
    const unranked = ranks.filter(({ group }) => group === 'PARK')
    expect(unranked.map(({ rank }) => rank)).toEqual([null, null])
    expect(ranks.filter(({ group, rank }) => group !== 'PARK' && rank === null)).toEqual([])
  })

  it('keeps with every published score the inputs and rules that give it again, also for a project without one', async () => {
    const rows = await db.evaluation.findMany({ include: { project: { select: { shortName: true } } } })
    const plates = await db.plate.findMany()
    expect(rows).toHaveLength(plates.length)
    for (const { score, items, inputs, rules, mode, projectId, month, project } of rows) {
      const input = projectMonthInput.parse(inputs)
      const result = projectMonthResult.parse(items)
      expect(evaluateProject(input, rulesSchema.parse(rules))).toEqual(result)
      expect([input.projectId, input.month, input.name]).toEqual([projectId, month, project.shortName])
      expect([result.score, result.mode]).toEqual([score?.toFixed(2) ?? null, mode])
      const plate = plates.find((one) => one.projectId === projectId && one.month === month)
      expect(result.plate).toEqual({ colour: plate?.colour.toLowerCase(), reasons: plate?.reasons })
    }
  })

  it('keeps what the units’ months and the ranking came from', async () => {
    const months = await db.unitMonth.findMany()
    const details = months.map(({ detail, score, month, unitId }) => {
      const read = unitMonthDetail.parse(detail)
      expect([read.score, read.month]).toEqual([score?.toFixed(2) ?? null, month])
      return { unitId, detail: read }
    })
    const rows = (await db.quarterRank.findMany()).map(({ detail, score, rank, group }) => {
      const row = quarterRow.parse(detail)
      expect([row.score, row.rank, row.group]).toEqual([score?.toFixed(2) ?? null, rank, group])
      return row
    })
    const units = rows.map(({ unitId, name, group }) => {
      const own = details.filter((one) => one.unitId === unitId).map((one) => one.detail)
      return { unitId, name, group, months: own, last: null }
    })
    const again = rankQuarter({ quarter: quarter('2023-Q2'), units }, defaultRules)
    expect(again.toSorted((a, b) => a.unitId - b.unitId)).toEqual(rows.toSorted((a, b) => a.unitId - b.unitId))
  })

  it('holds notices that are cards, all published before the demonstration starts', async () => {
    const notices = await db.notice.findMany()
    expect(notices.map(({ kind, period }) => `${kind} ${period}`)).toContain('DISPATCH 2023-08-3')
    for (const { card, state, publishedAt } of notices) {
      expect(cardSchema.safeParse(card).error).toBeUndefined()
      expect(state).toBe('PUBLISHED')
      expect(publishedAt?.getTime()).toBeLessThan(demoStart.getTime())
    }
  })

  it('names in demoFields every column of the four real projects that is not the article’s', async () => {
    const given = ['shortName', 'name', 'stage', 'owner', 'note']
    const article: Record<string, readonly string[]> = {
      绿邦: [
        ...given,
        ...['nature', 'location', 'content', 'contactName', 'contactTitle', 'totalInvestment', 'phaseOneInvestment'],
      ],
      捣固焦: [...given, 'nature', 'location', 'content', 'contactName', 'contactTitle', 'totalInvestment'],
      华恒: given,
      格鑫: [...given, 'nature', 'content'],
    }
    const rows = await db.project.findMany({ where: { shortName: { in: REAL } } })
    expect(rows).toHaveLength(4)
    for (const { id, districtId, createdAt, demoFields, ...columns } of rows) {
      expect([id, districtId, createdAt].every(Boolean)).toBe(true)
      const filled = Object.entries(columns).flatMap(([field, value]) => (value === null ? [] : [field]))
      const facts = article[columns.shortName] ?? []
      expect(filled.filter((field) => !facts.includes(field) && !demoFields.includes(field))).toEqual([])
      expect(facts.filter((field) => demoFields.includes(field))).toEqual([])
      expect(demoFields).toEqual(
        expect.arrayContaining(['plan', 'history', 'assignments', 'milestones', 'evaluations']),
      )
    }
  })

  it('marks every column of the invented projects as made up', async () => {
    const rows = await db.project.findMany({ where: { shortName: { notIn: REAL } } })
    expect(rows).toHaveLength(49)
    for (const { id, districtId, createdAt, demoFields, ...columns } of rows) {
      expect([id, districtId, createdAt].every(Boolean)).toBe(true)
      const filled = Object.entries(columns).flatMap(([field, value]) => (value === null ? [] : [field]))
      expect(filled.filter((field) => !demoFields.includes(field))).toEqual([])
    }
  })

  it('gives the four real projects green plates only, and no problem', async () => {
    const of = { project: { shortName: { in: REAL } } }
    const plates = await db.plate.findMany({ where: of })
    // Three of them were on the list all five months, 格鑫 for four.
    expect(plates.map(({ colour }) => colour)).toEqual(Array(19).fill('GREEN'))
    expect(await db.problem.count({ where: of })).toBe(0)
    const scores = await db.evaluation.findMany({ where: of, select: { score: true } })
    for (const { score } of scores) expect(score?.toNumber()).toBeGreaterThanOrEqual(100)
  })

  it('shows every colour of plate on invented projects', async () => {
    const colours = await db.plate.groupBy({ by: ['colour'], where: { month: '2023-08' }, _count: { _all: true } })
    const counts = Object.fromEntries(colours.map((row) => [row.colour, row._count._all]))
    expect(Object.keys(counts).sort()).toEqual(['GREEN', 'GREY', 'RED', 'YELLOW'])
    expect(counts.GREEN).toBeGreaterThanOrEqual(45)
  })

  it('gives every person one private door in the console and the district one 调度群', async () => {
    const people = await db.person.findMany({
      include: { identities: { include: { chats: true } }, memberships: true },
    })
    for (const { name, isDemo, identities, memberships } of people) {
      expect([name.startsWith('演示'), isDemo, memberships.length]).toEqual([true, true, 1])
      expect(identities.map(({ chats, externalId }) => chats.map((chat) => chat.externalId === externalId))).toEqual([
        [true],
      ])
    }
    const groups = await db.chat.findMany({ where: { kind: 'GROUP' } })
    expect(groups.map(({ externalId, use, districtId }) => ({ externalId, use, districtId }))).toEqual([
      { externalId: 'group:dispatch', use: 'DISPATCH', districtId: district.id },
    ])
    const observer = await db.platformIdentity.findMany({ where: { personId: null } })
    expect(observer.map(({ externalId }) => externalId)).toEqual(['u-observer'])
  })

  it('has the roles of a district: leaders, 项目办, 督查室, 审批局, an administrator, liaisons with one to four projects', async () => {
    const counts = await db.membership.groupBy({ by: ['role'], _count: { _all: true } })
    expect(Object.fromEntries(counts.map((row) => [row.role, row._count._all]))).toEqual({
      OFFICE: 2,
      ADMIN: 1,
      SUPERVISION: 1,
      APPROVAL: 2,
      ENTERPRISE: 1,
      LEADER: 6,
      LIAISON: 20,
      UNIT: 20,
    })
    const load = await db.assignment.groupBy({ by: ['personId'], where: { kind: 'LIAISON' }, _count: { _all: true } })
    expect(load).toHaveLength(20)
    for (const row of load) {
      expect(row._count._all).toBeGreaterThanOrEqual(1)
      expect(row._count._all).toBeLessThanOrEqual(4)
    }
  })

  it('says of the four companies of the article no more than name and project in their files', async () => {
    const files = await db.enterprise.findMany({
      where: { isDemo: false },
      include: { projects: { include: { project: true } }, contacts: true, certificates: true, strategies: true },
    })
    expect(files.flatMap(({ projects }) => projects.map(({ project }) => project.shortName)).sort()).toEqual(
      [...REAL].sort(),
    )
    for (const { contacts, certificates, strategies } of files) {
      expect([...contacts, ...certificates, ...strategies]).toEqual([])
    }
    const real = { project: { shortName: { in: REAL } } }
    expect(await db.serviceRequest.count({ where: real })).toBe(0)
    expect(await db.serviceRecord.count({ where: real })).toBe(0)
    expect(await db.serviceVisit.count({ where: real })).toBe(0)
    expect(await db.jointReview.count({ where: real })).toBe(0)
  })

  it('puts nothing in the way of the first reminder', async () => {
    expect(await db.jobRun.count()).toBe(0)
    expect(await db.outboxMessage.count()).toBe(0)
    expect(await db.period.count({ where: { code: { gt: asOf } } })).toBe(0)
  })
})
