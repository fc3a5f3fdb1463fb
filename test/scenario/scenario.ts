/**
 * A 旬 of the demo district and the end of its quarter, step by step, told once for every way into the program: what people do, what they read,
 * and what is stored of it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../seeds/people.ts'
import { type Facts, factsOf } from './facts.ts'
import type { Account, Way } from './way.ts'

const PERIOD = '2023-09-1'
const OFFICE = 'u-office-1'
const WANG = 'u-liaison-wang'
const ZHANG = 'u-liaison-zhang'
const LIU = 'u-liaison-liu'
const LEADER = 'u-leader-1'
const PEOPLE = people.map(({ account, name, role }) => ({ account: accountOf(account), name, role }))
const LIAISONS = PEOPLE.filter(({ role }) => role === 'LIAISON')
const LEADERS = PEOPLE.filter(({ role }) => role === 'LEADER')

function accountOf(account: string): Account {
  return `u-${account.slice(2)}`
}

/** Declares the scenario's tests for a way; gives how to read what was stored, once they have run. */
export function playScenario(name: string, open: () => Promise<Way>): () => Facts | null {
  let way: Way
  let stored: Facts | null = null

  const at = (moment: string): Promise<unknown> =>
    way.program.moveClock(new Date(`${moment.replace(' ', 'T')}:00+08:00`))
  /** What came last; a door of WeCom may bring the words and the buttons in two messages. */
  const lately = async (who: Account | 'group'): Promise<string> => (await way.heard(who)).slice(-2).join('\n')
  const amountOf = async (shortName: string): Promise<string | undefined> => {
    const row = await way.program.db.report.findFirst({ where: { period: PERIOD, project: { shortName } } })
    return row?.amount.toFixed(2)
  }

  describe(`over ${name}`, { timeout: 120_000 }, () => {
    beforeAll(async () => {
      way = await open()
    }, 120_000)
    afterAll(() => way.program.stop())

    it('before the reminder 未接通 names whom nothing reaches and says how; whoever then writes a word is reached', async () => {
      const ask = async (): Promise<string> => {
        await way.say(OFFICE, '未接通')
        return await lately(OFFICE)
      }
      const first = await ask()
      expect(first.includes('请本人私聊机器人随便发一句话')).toBe(way.reachesOnlyWhoWrote)
      if (way.reachesOnlyWhoWrote) {
        await way.say(OFFICE, '未接通 全部')
        const list = await lately(OFFICE)
        const shut = PEOPLE.filter(({ name: person }) => list.includes(person))
        expect(shut).toEqual(PEOPLE.filter(({ account }) => account !== OFFICE))
        for (const { account } of shut) await way.say(account, '你好')
      }
      expect(await ask()).toContain('花名册上的人都能私聊到')
    })

    it('every liaison is reminded in private', async () => {
      await at('2023-09-08 09:00')
      expect(LIAISONS).toHaveLength(20)
      for (const { account } of LIAISONS) {
        expect((await way.heard(account)).join('\n')).toContain('9月上旬报，请在 9月12日 17:00 前回一句话')
      }
    })

    it('one line in reply is a report, and the same event delivered again changes nothing', async () => {
      const first = await way.say(WANG, '1 本旬700万 设备安装85%')
      expect(await lately(WANG)).toContain('已记下：绿邦 9月上旬 完成 700 万元')
      await way.say(WANG, '1 本旬800万 设备安装90%')
      expect(await lately(WANG)).toContain('已记下：绿邦 9月上旬 完成 800 万元，年度累计 6,000 万元')
      const [heard, facts] = [await way.heard(WANG), await factsOf(way.program.db, PERIOD)]
      await first.again()
      expect(await way.heard(WANG)).toEqual(heard)
      expect(await factsOf(way.program.db, PERIOD)).toEqual(facts)
      expect(await amountOf('绿邦')).toBe('800.00')
    })

    it('a doubtful figure waits for 确认 and is stored by it', async () => {
      await way.say(ZHANG, '碳纤维 本旬 6000万 主体施工')
      expect(await lately(ZHANG)).toContain('确认')
      expect(await amountOf('碳纤维')).toBeUndefined()
      await way.click(ZHANG, '确认')
      expect(await amountOf('碳纤维')).toBe('6000.00')
    })

    it('the form, or the line that stands in for it, reports several projects at once', async () => {
      await way.fill(LIU, [
        { project: '捣固焦', amount: '120', progress: '烘炉准备' },
        { project: '格鑫', amount: '80.5', progress: '设备基础施工' },
        { project: '焦炉煤气', amount: '60', progress: '管廊吊装' },
      ])
      expect((await way.heard(LIU)).join('\n')).toContain('已记下')
      const amounts = [await amountOf('捣固焦'), await amountOf('格鑫'), await amountOf('焦炉煤气')]
      expect(amounts).toEqual(['120.00', '80.50', '60.00'])
    })

    it('a nickname of three projects lets choose, and the choice is carried out', async () => {
      await way.say(OFFICE, '报问题 光伏 用地 接入线路还差两户协议')
      expect(await lately(OFFICE)).toContain('您说的是哪一个？有 3 个项目对得上')
      expect(await way.program.db.problem.count({ where: { statement: { contains: '接入线路' } } })).toBe(0)
      await way.click(OFFICE, '长滩光伏')
      const problem = await way.program.db.problem.findFirst({
        where: { statement: { contains: '接入线路' } },
        include: { project: true },
      })
      expect(problem?.project.shortName).toBe('长滩光伏')
    })

    it('who has no right is refused, in private and where the group is heard there too', async () => {
      await way.say(WANG, '锁定 9月上旬')
      expect(await lately(WANG)).toContain('只有项目办可以用“锁定”')
      if (way.hearsGroup) {
        const said = await way.say(WANG, '锁定 9月上旬', 'group')
        expect(await lately('group')).toContain('只有项目办可以用“锁定”')
        const heard = await way.heard('group')
        await said.again()
        expect(await way.heard('group')).toEqual(heard)
      }
      const { lockedAt } = await way.program.db.period.findFirstOrThrow({ where: { code: PERIOD } })
      expect(lockedAt).toBeNull()
    })

    it('at the lock the 旬 is closed, and 项目办 has the preview; a report that comes later is refused', async () => {
      await at('2023-09-13 09:00')
      expect((await way.heard(OFFICE)).join('\n')).toContain('待发，9月13日 14:30 自动发到调度群')
      await way.say(WANG, '9月上旬 绿邦 本旬900万 设备安装95%')
      expect(await lately(WANG)).toContain('锁定')
      expect(await amountOf('绿邦')).toBe('800.00')
    })

    it('[发布] sends the digest into the group, once, and each leader gets his own at its time', async () => {
      await way.click(OFFICE, '发布')
      const digests = async () => (await way.heard('group')).filter((text) => text.includes('单位进度（按组'))
      expect((await digests()).join('\n')).toContain('9月上旬重点项目调度')
      expect(await digests()).toHaveLength(1)
      await at('2023-09-13 14:30')
      expect(await digests()).toHaveLength(1)
      for (const { account } of LEADERS) {
        expect((await way.heard(account)).join('\n')).toMatch(/您包联的 \d+ 个项目/)
      }
    })

    it('排名 shows the units by group, in private and where the group is heard there too', async () => {
      await way.say(LEADER, '排名')
      expect(await lately(LEADER)).toContain('镇街')
      if (way.hearsGroup) {
        await way.say(LEADER, '季排名 二季度', 'group')
        expect(await lately('group')).toContain('二季度')
      }
    })

    it('at the end of the quarter its 季排名 is published into the group, once', async () => {
      await at('2023-10-20 14:30')
      const heard = await way.heard('group')
      const rankings = heard.filter((text) => text.includes('2023年三季度重点项目排名') && text.includes('红榜：'))
      expect(rankings).toHaveLength(1)
      stored = await factsOf(way.program.db, PERIOD)
    })
  })
  return () => stored
}
