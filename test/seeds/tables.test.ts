import { describe, expect, it } from 'vitest'
import { figuresAt } from '../../seeds/figures.ts'
import { historyOf, momentsOf } from '../../seeds/history.ts'
import { corrections, lateReports, missedReports, replacedReports, returnedReports } from '../../seeds/incidents.ts'
import { milestonesOf } from '../../seeds/milestones.ts'
import { HISTORY, YEAR } from '../../seeds/moment.ts'
import { people } from '../../seeds/people.ts'
import { exemption, problems } from '../../seeds/problems.ts'
import { projects } from '../../seeds/projects/index.ts'
import { units } from '../../seeds/units.ts'
import { targetCurve } from '../../src/domain/curve.ts'
import { Exact } from '../../src/domain/fraction.ts'
import { money } from '../../src/domain/money.ts'
import { buildNameIndex, lookUp } from '../../src/domain/name-match.ts'
import { month, tenDaysOfYear } from '../../src/domain/period.ts'
import { defaultRules } from '../../src/domain/rules.ts'

const histories = projects.map(historyOf)
const real = histories.filter(({ project }) => project.of === 'article')
const realNames = real.map(({ project }) => project.shortName)
const index = buildNameIndex(
  projects.map(({ shortName, name, aliases }) => ({ key: shortName, names: [shortName, name, ...aliases] })),
)

describe('the four projects of the article', () => {
  it('are 绿邦, 捣固焦, 华恒 and 格鑫, the first four of the list', () => {
    expect(projects.slice(0, 4).map(({ shortName, number }) => [shortName, number])).toEqual([
      ['绿邦', 1],
      ['捣固焦', 2],
      ['华恒', 3],
      ['格鑫', 4],
    ])
    expect(realNames).toHaveLength(4)
  })

  it('reach their target at the end of every 旬 from the first', () => {
    for (const history of real) {
      for (const period of HISTORY) expect(figuresAt(history, period).r.gte(1)).toBe(true)
    }
  })

  it('would get no yellow plate and not lag to the year’s end even if nobody reported again', () => {
    for (const { project } of real) {
      const plan = money(String(project.plan))
      for (const period of tenDaysOfYear(YEAR).filter((code) => code > '2023-08-3')) {
        const added = month(project.addedMonth)
        const { monthEnd } = defaultRules.curve
        const curve = targetCurve({ plan, addedMonth: added, own: [], unit: [], monthEnd }, period)
        const share = new Exact(project.done, project.plan)
        expect(share.gte(curve.mul(new Exact(9, 10)))).toBe(true)
        expect(curve.sub(share).lt(new Exact(1, 10))).toBe(true)
      }
    }
  })

  it('are always on time, with every report filed once, and a sentence each', () => {
    for (const { reports } of real) {
      for (const { onTime, replaced, progress, amount } of reports) {
        expect([onTime, replaced, typeof progress, amount > 0]).toEqual([true, null, 'string', true])
      }
    }
  })

  it('appear in no incident, problem or exemption, and have no milestone that is late or still ahead', () => {
    const incidents = [...corrections, ...lateReports, ...missedReports, ...replacedReports, ...returnedReports]
    const named = [...incidents, ...problems, exemption].map(({ project }) => project)
    expect(named.filter((name) => realNames.includes(name))).toEqual([])
    for (const { project } of real) {
      for (const { due, done } of milestonesOf(project)) expect(done !== null && done <= due).toBe(true)
    }
  })

  it('carry the article’s facts', () => {
    const facts = projects.flatMap((project) =>
      project.of === 'article'
        ? [[project.shortName, project.nature, project.stage, project.name, project.owner, project.location]]
        : [],
    )
    expect(facts).toEqual([
      [
        ...['绿邦', 'CONTINUED', 'TRIAL', '农药中间体及原药生产制造脱硫酸液集中资源化利用项目'],
        ...['乌海市绿邦环保科技有限公司', '海南区产业园'],
      ],
      [
        ...['捣固焦', 'NEW', 'CONSTRUCTION', '360万吨/年捣固焦项目'],
        ...['国家能源集团煤化工有限责任公司西来峰分公司', '海南产业园'],
      ],
      ['华恒', 'CONTINUED', 'COMPLETED', '华恒新材料产业链一体化项目', '华恒', null],
      ['格鑫', 'NEW', 'STARTED', '300万吨焦化及氢能综合利用项目', '格鑫集团', null],
    ])
    const [lvbang, coking] = projects
    expect([lvbang?.total, coking?.total]).toEqual([80_000, 640_000])
    expect(lvbang?.of === 'article' ? [lvbang.phaseOne, lvbang.contactName] : null).toEqual([30_000, '陈荣魁'])
    expect(coking?.of === 'article' ? [coking.contactName, coking.start.slice(0, 7)] : null).toEqual([
      '于国庆',
      '2023-03',
    ])
  })
})

describe('names', () => {
  it('are unique: short names, full names, units, people and their accounts', () => {
    const lists = [
      projects.map(({ shortName }) => shortName),
      projects.map(({ name }) => name),
      units.map(({ shortName }) => shortName),
      people.map(({ name }) => name),
      people.map(({ account }) => account),
    ]
    for (const list of lists) expect(new Set(list).size).toBe(list.length)
  })

  it('find every project by its short name and each nickname but the shared one', () => {
    for (const { shortName, aliases } of projects) {
      for (const name of [shortName, ...aliases].filter((word) => word !== '光伏')) {
        expect(lookUp(index, name)).toEqual({ kind: 'one', key: shortName })
      }
    }
  })

  it.each(['lb', 'LB', 'lvbang', '绿邦'])('find 绿邦 by %s', (typed) => {
    expect(lookUp(index, typed)).toEqual({ kind: 'one', key: '绿邦' })
  })

  it('no other project reads like 绿邦 in pinyin, in any part of its name', () => {
    const others = index.names.filter(({ key }) => key !== '绿邦')
    const clashes = others.filter(({ readings }) =>
      readings.some(({ full, initials }) => initials.includes('lb') || /l[vu]bang/.test(full)),
    )
    expect(clashes.map(({ text }) => text)).toEqual([])
  })

  it('no two projects read the same in pinyin', () => {
    const shared = [...index.byPinyin].filter(([typed, keys]) => keys.size > 1 && typed.length > 4)
    expect(shared.map(([typed]) => typed)).toEqual(['guangfu'])
  })

  it('give three invented projects for 光伏', () => {
    expect(lookUp(index, '光伏')).toEqual({ kind: 'many', keys: ['河湾光伏', '长滩光伏', '青石光伏'] })
  })

  it('show on every invented row that it is a demonstration', () => {
    for (const project of projects.filter(({ of }) => of === 'invented')) {
      expect([project.name, project.owner].map((text) => text.endsWith('（演示）'))).toEqual([true, true])
    }
    expect(units.every(({ name }) => name.endsWith('（演示）'))).toBe(true)
    expect(people.every(({ name }) => name.startsWith('演示'))).toBe(true)
  })

  it('use no real township of 乌海', () => {
    const townships =
      /拉僧仲|拉僧庙|西卓子山|公乌素|巴音陶亥|凤凰岭|新华|滨河|林荫|海北|卡布其|千里山|三道坎|五虎山|新达|巴音赛|梁家沟|苏海图|滨海|乌兰淖尔/
    const texts = [
      ...units.map(({ name }) => name),
      ...projects.flatMap(({ name, location }) => [name, location ?? '']),
    ]
    expect(texts.filter((text) => townships.test(text))).toEqual([])
  })
})

describe('the history', () => {
  it('is the same on every machine: low in winter, exactly 44.96 亿元 at the end of August', () => {
    const totals = HISTORY.map((_, i) => histories.reduce((sum, { locked }) => sum + (locked[i] ?? 0), 0))
    const monthEnds = [2, 5, 8, 11, 14, 17, 20, 23].map((i) => totals[i])
    expect(monthEnds).toEqual([3_245, 9_920, 50_355, 119_715, 191_755, 273_230, 360_340, 449_600])
  })

  it('puts every report between its reminder and the lock, and calls late only what came after the deadline', () => {
    for (const { reports } of histories) {
      for (const { period, onTime, submittedAt } of reports) {
        const { reminderAt, deadlineAt, lockAt } = momentsOf(period)
        expect(submittedAt >= reminderAt && submittedAt < lockAt).toBe(true)
        expect(submittedAt <= deadlineAt).toBe(onTime)
      }
    }
  })

  it('would have raised no doubt about an amount: nothing negative, nothing above a fifth of the plan', () => {
    for (const { project, reports } of histories) {
      for (const { amount } of reports) expect(amount >= 0 && amount <= project.plan / 5).toBe(true)
    }
  })

  it('never says the same sentence twice in a row', () => {
    for (const { reports } of histories) {
      reports.forEach(({ progress }, i) => {
        if (progress !== null) expect(progress).not.toBe(reports[i - 1]?.progress)
      })
    }
  })

  it('stays within the total investment of every project', () => {
    for (const { before, done, total } of projects) expect(before + done).toBeLessThanOrEqual(total)
  })
})
