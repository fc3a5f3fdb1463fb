/** 通报 and 台账 over the demonstration's eight months: every figure is that of 总览, of the lock, of what was published. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedDemo } from '../../seeds/index.ts'
import type { DistrictRef } from '../../src/chat/command.ts'
import type { Tx } from '../../src/database/client.ts'
import type { Database } from '../../src/database/connection.ts'
import { transact } from '../../src/database/transaction.ts'
import { readTables } from '../../src/documents/tables/read-tables.ts'
import { day } from '../../src/domain/calendar-day.ts'
import { totals } from '../../src/domain/figures.ts'
import { showPercent } from '../../src/domain/fraction.ts'
import { moneyText, showYi, sum } from '../../src/domain/money.ts'
import { parseTenDay, tenDay } from '../../src/domain/period.ts'
import { showGap } from '../../src/domain/points.ts'
import { bulletinDocument, bulletinSections } from '../../src/services/bulletin/document.ts'
import { type BulletinFacts, bulletinFacts } from '../../src/services/bulletin/facts.ts'
import { bodyLength, bulletinParts } from '../../src/services/bulletin/text.ts'
import { calendarOf } from '../../src/services/district-rules.ts'
import { planImport } from '../../src/services/imports/plan.ts'
import { ledgerFile } from '../../src/services/ledger-book/export.ts'
import { ledgerOf } from '../../src/services/ledger-book/keep.ts'
import { amountsOf, figuresOf } from '../../src/services/ledger-book/row.ts'
import { parseSpan, type Span } from '../../src/services/ledger-book/span.ts'
import { overview } from '../../src/services/overview.ts'
import { periodSummarySchema } from '../../src/services/period-summary.ts'
import { openClone } from '../database/harness.ts'
import { part } from '../documents/unpacked.ts'

const REAL = ['绿邦', '捣固焦', '华恒', '格鑫']
const NOW = new Date('2023-09-08T09:30:00+08:00')
let database: Database
let district: DistrictRef

beforeAll(async () => {
  database = await openClone()
  await seedDemo(database.db)
  district = await database.db.district.findFirstOrThrow({ where: { isDemo: true, activatedAt: { not: null } } })
})
afterAll(() => database.close())

const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transact(database.db, work)

function span(code: string): Span {
  const found = parseSpan(code)
  if (found === null) throw new Error(`no span ${code}`)
  return found
}

async function factsOf(code: string): Promise<BulletinFacts> {
  return await within(async (tx) =>
    bulletinFacts({ tx, district, now: NOW, calendar: await calendarOf(tx, district.id) }, span(code)),
  )
}

const textOf = (facts: BulletinFacts): string =>
  bulletinParts(facts)
    .flatMap(({ heading, paragraphs }) => [heading, ...paragraphs])
    .join('\n')

const tight = (text: string): string => text.replaceAll(' ', '')

describe('the ledger of a locked 旬', () => {
  it('comes to the figures that were kept at its lock, for every 旬 of the history', async () => {
    const periods = await database.db.period.findMany({ where: { districtId: district.id }, orderBy: { code: 'asc' } })
    const locked = periods.filter(({ lockedAt }) => lockedAt !== null)
    expect(locked.length).toBe(24)
    for (const { code, summary } of locked) {
      const { rows } = await within((tx) => ledgerOf(tx, district, tenDay(code), NOW))
      const kept = periodSummarySchema.parse(summary)
      const sums = totals(rows.map(figuresOf))
      expect(
        {
          projects: rows.length,
          reported: rows.filter(({ reported }) => reported).length,
          totalInvestment: moneyText(sum(amountsOf(rows, 'totalInvestment'))),
          plan: moneyText(sums.plan),
          periodAmount: moneyText(sums.periodAmount),
          yearToDate: moneyText(sums.yearToDate),
        },
        code,
      ).toEqual({
        projects: kept.projects,
        reported: kept.reported,
        totalInvestment: kept.totalInvestment,
        plan: kept.plan,
        periodAmount: kept.periodAmount,
        yearToDate: kept.yearToDate,
      })
    }
  })

  it('stays what it was, with 总览 and the bulletin, when figures dated before the lock are booked later', async () => {
    const shown = async () => {
      const { sinceLock: _, ...figures } = await within((tx) => overview(tx, district, day('2023-09-08')))
      const asked = { span: span('2023-08-3'), part: null, now: NOW }
      const { content } = await within((tx) => ledgerFile(tx, district, asked))
      return [figures, textOf(await factsOf('2023-08-3')), Buffer.from(content).toString('base64')]
    }
    const before = await shown()
    const project = await database.db.project.findFirstOrThrow({
      where: { districtId: district.id, shortName: '示例甲' },
    })
    const { id } = await database.db.ledgerEntry.create({
      data: { projectId: project.id, year: 2023, period: '2023-08-2', kind: 'OPENING', amount: '12345.00' },
    })
    await database.db.project.update({ where: { id: project.id }, data: { totalInvestment: '999999.00' } })
    expect(await shown()).toEqual(before)
    await database.db.ledgerEntry.delete({ where: { id } })
    await database.db.project.update({ where: { id: project.id }, data: { totalInvestment: project.totalInvestment } })
  })

  it('gives the same file twice', async () => {
    const file = () => within((tx) => ledgerFile(tx, district, { span: span('2023-07'), part: null, now: NOW }))
    expect(Buffer.from((await file()).content).equals(Buffer.from((await file()).content))).toBe(true)
  })
})

describe('a ledger that is imported again', () => {
  it('changes nothing, and its sums are not taken for projects', async () => {
    const { content } = await within((tx) =>
      ledgerFile(tx, district, { span: span('2023-08-3'), part: null, now: NOW }),
    )
    const today = day('2023-09-08')
    const read = readTables(Buffer.from(content), { kind: null, today })
    const draft = await within((tx) =>
      planImport(tx, read, { district, today, choice: { kind: null, period: null }, by: new Set() }),
    )
    if ('asks' in draft) throw new Error(`asks for the ${draft.asks}`)
    expect(draft.counts).toEqual({ created: 0, changed: 0, unchanged: 53, refused: 0 })
  })
})

describe('通报', () => {
  it('says of the newest 旬 what 总览 says', async () => {
    const shown = await within((tx) => overview(tx, district, day('2023-09-08')))
    const text = textOf(await factsOf('2023-08-3'))
    const { completion, curve, g, yearToDate, plan } = shown.totals
    if (completion === null || curve === null) throw new Error('the demo district has a plan')
    for (const figure of [
      `全区重点项目${shown.projects}个（续建${shown.continued}个、新建${shown.fresh}个）`,
      `总投资${tight(showYi(shown.totalInvestment))}`,
      `年度计划投资${tight(showYi(plan))}`,
      `年度累计完成${tight(showYi(yearToDate))}`,
      `完成年度计划的${showPercent(completion)}`,
      `对照目标${showPercent(curve)}${tight(showGap(g))}`,
    ])
      expect(text).toContain(figure)
  })

  it.each(['2023-03-1', '2023-08-3', '2023-06', '2023-08', '2023-Q1', '2023-Q2'])(
    'of %s has a title and seven parts, and at most 1,500 characters',
    async (code) => {
      const facts = await factsOf(code)
      const parts = bulletinParts(facts)
      expect(parts.map(({ heading }) => heading)).toEqual([
        '一、总体情况',
        '二、亮牌情况',
        '三、分组情况',
        '四、进展较快的项目',
        '五、滞后项目及原因',
        '六、问题办理情况',
        '七、下步要求',
      ])
      expect(parts.every(({ paragraphs }) => paragraphs.length > 0)).toBe(true)
      expect(bodyLength(parts)).toBeLessThanOrEqual(1500)
      expect(textOf(facts)).not.toMatch(/undefined|null|NaN|扎实|有力|显著|高度重视|不力/)
    },
  )

  it('counts the plates of its month as they were published, and the ranks of its quarter', async () => {
    const text = textOf(await factsOf('2023-08'))
    const published = await database.db.plate.groupBy({
      by: ['colour'],
      where: { districtId: district.id, month: '2023-08', state: 'PUBLISHED' },
      _count: { _all: true },
    })
    const green = published.find(({ colour }) => colour === 'GREEN')?._count._all
    expect(text).toContain(`绿牌${green}个`)
    const first = await database.db.quarterRank.findFirstOrThrow({
      where: { districtId: district.id, quarter: '2023-Q2', group: 'DEPARTMENT', rank: 1 },
      include: { unit: true },
    })
    expect(textOf(await factsOf('2023-Q2'))).toContain(`第1名${first.unit.shortName}（${first.score?.toFixed(2)}分）`)
  })

  it('says of the open problems how many are overdue, and names equal ranks as equal', async () => {
    expect(textOf(await factsOf('2023-08'))).toMatch(/未销号\d+个，其中逾期\d+个[；。]/)
    const facts = await factsOf('2023-Q2')
    const firsts = (facts.ranks ?? []).filter(({ rank }) => rank === 1)
    const isAlone = ({ group }: { group: string }) => firsts.filter((row) => row.group === group).length === 1
    expect(firsts.map(isAlone)).toEqual(expect.arrayContaining([true, false]))
    for (const row of firsts) expect(textOf(facts).includes(`并列第1名${row.name}`)).toBe(!isAlone(row))
  })

  it('names no person, no cause that was not reported, and no real company where it is behind', async () => {
    const people = await database.db.person.findMany({ select: { name: true } })
    for (const code of ['2023-05', '2023-08', '2023-Q2']) {
      const facts = await factsOf(code)
      const text = textOf(facts)
      for (const { name } of people) expect(text).not.toContain(name)
      const [, behind = ''] = /五、([\s\S]*)/.exec(text) ?? []
      for (const name of REAL) expect(behind).not.toContain(name)
      expect(facts.lagging.some(({ shortName }) => REAL.includes(shortName))).toBe(false)
      const categories = new Set(facts.problems.open.map(({ category }) => category))
      const [, causes = ''] = /个项目报了问题：([^；。]*)/.exec(text) ?? []
      for (const cause of causes.split('、').filter((word) => word !== ''))
        expect(categories).toContain(cause.replace(/\d+个$/, ''))
    }
  })

  it('is always a 送审稿: number, signer and date are blank, the annexes on pages of their own', async () => {
    const facts = await factsOf('2023-08')
    const [letter, ...annexes] = bulletinSections(facts)
    expect(letter?.blocks[0]).toEqual({ kind: 'mark', text: '送审稿' })
    expect(letter?.blocks).toContainEqual({ kind: 'signature', lines: ['（发文机关）', '　　　　年　　月　　日'] })
    expect(annexes.map(({ orientation }) => orientation)).toEqual(['portrait', 'landscape', 'landscape'])
    const text = part(bulletinDocument(facts), 'word/document.xml')
    expect(text).toContain('关于2023年8月全区重点项目')
    expect(text).not.toMatch(/〔20\d\d〕/)
    expect(Buffer.from(bulletinDocument(facts)).equals(Buffer.from(bulletinDocument(facts)))).toBe(true)
  })

  it('says which units have not reported, as 未报', async () => {
    const facts = await factsOf('2023-08')
    const [row, ...rest] = facts.rows
    if (row === undefined) throw new Error('no rows')
    const silent = { ...row, reported: false }
    const text = textOf({ ...facts, rows: [silent, ...rest], silent: [silent] })
    expect(text).toContain('未报1个')
    expect(text).toContain('不作推算')
    expect(parseTenDay(facts.period)).toBe('2023-08-3')
  })
})
