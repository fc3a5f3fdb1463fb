/** Reads every message of six weeks of the demonstration (six-weeks.ts), for what rules.md §5 and §8 promise. */
import { beforeAll, describe, expect, it } from 'vitest'
import { dayOf, timeOf } from '../../src/domain/calendar-day.ts'
import { isWorkday, stateCalendar } from '../../src/domain/workday.ts'
import { liveSixWeeks, type Pushed, type SixWeeks } from './six-weeks.ts'

const GROUP = 'group:dispatch'
/** The real companies of the article: nothing bad may be said of them. */
const REAL = ['绿邦', '捣固焦', '华恒', '格鑫']

let weeks: SixWeeks
beforeAll(async () => {
  weeks = await liveSixWeeks()
}, 300_000)

const sent = (pick: (one: Pushed) => boolean): Pushed[] => weeks.pushed.filter(pick)
const keyed = (part: string): Pushed[] => sent(({ key }) => key.includes(part))
const when = ({ at }: Pushed): string => `${dayOf(at)} ${timeOf(at)}`

describe('from 8 September to 20 October 2023', () => {
  it('the group reads four 旬 bulletins, the September plates and the ranking of the third quarter, each once', () => {
    const posts = sent(({ to }) => to === GROUP).map((one) => `${when(one)} ${one.text.split('\n')[0]}`)
    expect(posts).toEqual([
      '2023-09-13 14:30 9月上旬重点项目调度（截至 9月10日）',
      '2023-09-25 14:30 9月中旬重点项目调度（截至 9月20日）',
      '2023-10-09 14:30 9月下旬重点项目调度（截至 9月30日）',
      '2023-10-12 14:30 9月重点项目考评亮牌（截至 9月30日）',
      '2023-10-13 14:30 10月上旬重点项目调度（截至 10月10日）',
      '2023-10-18 14:30 2023年三季度重点项目排名（截至 9月30日）',
    ])
  })

  it('every post of the group was previewed to 项目办 before, and carries 调度口径', () => {
    for (const post of sent(({ to }) => to === GROUP)) {
      const preview = keyed(`notice:${post.key.split(':')[2]}:preview`).find(({ to }) => to === 'u-office-1')
      expect(preview?.at.getTime()).toBeLessThan(post.at.getTime())
      expect(post.text).toContain('调度口径，非统计数据')
    }
  })

  it('nothing goes out in quiet hours, and nothing at all from 29 September to 6 October', () => {
    const calendar = stateCalendar()
    for (const one of weeks.pushed) {
      expect(isWorkday(calendar, dayOf(one.at)), when(one)).toBe(true)
      expect(timeOf(one.at) >= '09:00' && timeOf(one.at) < '17:30', when(one)).toBe(true)
    }
    expect(sent(({ at }) => dayOf(at) >= '2023-09-29' && dayOf(at) <= '2023-10-06')).toEqual([])
  })

  it('no intent reaches anybody twice, and nothing is left unsent', async () => {
    const twice = new Set(weeks.pushed.map(({ to, key }) => `${to} ${key}`))
    expect(twice.size).toBe(weeks.pushed.length)
    expect(await weeks.program.db.outboxMessage.count({ where: { state: { notIn: ['SENT', 'EXPIRED'] } } })).toBe(0)
  })

  it('a liaison is reminded once a 旬, and a second time only when something is missing', () => {
    for (const period of ['2023-09-1', '2023-09-2', '2023-09-3', '2023-10-1', '2023-10-2']) {
      const reminders = keyed(`reminder:${period}:`)
      const first = reminders.filter(({ key }) => key.includes(':1:'))
      expect(new Set(first.map(({ to }) => to)).size, period).toBe(20)
      expect(reminders.length - 20, period).toBeLessThanOrEqual(3)
    }
  })

  it('each leader reads six digests, of his own projects only', async () => {
    const projects = await weeks.program.db.project.findMany({
      select: {
        shortName: true,
        assignments: {
          where: { kind: 'LEADER' },
          select: { person: { select: { identities: { select: { externalId: true } } } } },
        },
      },
    })
    const owners = new Map(
      projects.map(({ shortName, assignments }) => [
        shortName,
        assignments.flatMap(({ person }) => person?.identities.map(({ externalId }) => externalId) ?? []),
      ]),
    )
    const digests = sent(({ to }) => to.startsWith('u-leader-'))
    expect(new Set(digests.map(({ to }) => to)).size).toBe(6)
    for (const leader of new Set(digests.map(({ to }) => to))) {
      expect(digests.filter(({ to }) => to === leader).map(({ key }) => key.split(':').slice(1, 3).join(' '))).toEqual([
        'leader-digest 2023-09-1',
        'leader-digest 2023-09-2',
        'leader-digest 2023-09-3',
        'leader-month 2023-09',
        'leader-digest 2023-10-1',
        'leader-quarter 2023-Q3',
      ])
    }
    for (const { to, text } of digests) {
      const named = [...owners].filter(([name]) => new RegExp(`^(?:▶|·) ${name} `, 'm').test(text))
      expect(named.length).toBeGreaterThan(0)
      for (const [name, leaders] of named) expect(leaders, `${name} in the digest of ${to}`).toContain(to)
    }
  })

  it('one 异议 is upheld and changes score and plate before publication; one is refused; both are answered in private', async () => {
    const { upheld, refused, program } = weeks
    const answers = keyed(':decided').filter(({ key }) => !key.includes(':office'))
    expect(answers.map(({ to, text }) => [to, text.split('\n')[0]])).toEqual([
      [upheld.liaison, `${upheld.project} 9月考评的异议（1 号）已采纳：已补验收单，按期完成`],
      [refused.liaison, `${refused.project} 9月考评的异议（2 号）未采纳：依据不足`],
    ])
    const published = await program.db.evaluation.findFirstOrThrow({
      where: { month: '2023-09', project: { shortName: upheld.project } },
    })
    expect(published.state).toBe('PUBLISHED')
    expect(Number(published.score)).toBeGreaterThan(Number(upheld.trial))
    const plate = await program.db.plate.findFirstOrThrow({
      where: { month: '2023-09', project: { shortName: upheld.project } },
    })
    expect(plate).toMatchObject({ state: 'PUBLISHED', colour: 'GREEN' })
  })

  it('明细 of the upheld project adds up on a pocket calculator', async () => {
    const text = await weeks.say(weeks.upheld.liaison, `明细 ${weeks.upheld.project} 9月`)
    const [, sum, of, score] = /合计 ([\d.]+) ÷ ([\d.]+) × 100 = ([\d.]+)/.exec(text) ?? []
    expect(((100 * Number(sum)) / Number(of)).toFixed(2)).toBe(score)
    const items = [...text.matchAll(/([\d.]+)\/\d+(?:[\s　=（]|$)/g)].map(([, points]) => Number(points))
    expect(items.length).toBeGreaterThan(2)
  })

  it('red plates draft 督办单 and yellow ones 提示单; nothing of them is sent to a unit, and no number is given', async () => {
    const { db } = weeks.program
    const drafted = { source: '2023年9月亮牌' }
    const orders = await db.supervisionOrder.groupBy({ by: ['kind', 'state'], where: drafted, _count: true })
    const plates = await db.plate.groupBy({ by: ['colour'], where: { month: '2023-09' }, _count: true })
    const count = (colour: string) => plates.find((row) => row.colour === colour)?._count ?? 0
    expect(orders.toSorted((a, b) => a.kind.localeCompare(b.kind))).toEqual([
      { kind: 'REMINDER', state: 'DRAFT', _count: count('YELLOW') },
      { kind: 'SUPERVISION', state: 'DRAFT', _count: count('RED') },
    ])
    expect(await db.supervisionOrder.count({ where: { ...drafted, number: { not: null } } })).toBe(0)
    const told = keyed(':orders').map(({ to }) => to)
    expect(told.toSorted()).toEqual(['u-office-1', 'u-office-2', 'u-supervision'])
  })

  it('says nothing bad of the real companies of the article', () => {
    const bad = /黄牌|红牌|逾期|超期|落后|欠 |未报|晚 \d/
    const lines = weeks.pushed
      .flatMap(({ text }) => text.split('\n'))
      .filter((line) => REAL.some((name) => line.includes(name)))
    expect(lines.length).toBeGreaterThan(20)
    // A title that counts a person's plates names no project; a line that names one of the four may hold no bad word.
    expect(lines.filter((line) => bad.test(line))).toEqual([])
  })

  it('names no person in the group, and never ranks one', async () => {
    const people = await weeks.program.db.person.findMany({ select: { name: true } })
    for (const { text } of sent(({ to }) => to === GROUP)) {
      expect(people.filter(({ name }) => text.includes(name))).toEqual([])
    }
  })
})
