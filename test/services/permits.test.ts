import { describe, expect, it } from 'vitest'
import { transact } from '../../src/database/transaction.ts'
import { type Day, day } from '../../src/domain/calendar-day.ts'
import { month } from '../../src/domain/period.ts'
import { defaultRules } from '../../src/domain/rules.ts'
import { gatherMonth } from '../../src/services/evaluation/gather.ts'
import { gatherUnits } from '../../src/services/evaluation/gather-units.ts'
import { countdown } from '../../src/services/permits/countdown.ts'
import { stageFigureOf } from '../../src/services/permits/stage-figure.ts'
import { type Desk, openDesk } from '../chat/kit.ts'
import { type CycleDesk, openCycleDesk } from './cycle-desk.ts'

const idOf = (desk: Desk, project: string) => desk.district.projects.get(project) ?? 0

/** Moves a standing desk to the morning of a day. */
function to(desk: Desk, on: string): void {
  desk.clock.pass(new Date(`${on}T10:00:00+08:00`).getTime() - desk.clock.now().getTime())
}

async function said(desk: Desk, ...lines: readonly string[]): Promise<void> {
  for (const line of lines) {
    const { command, text } = await desk.as('approval').privately(line)
    if (command === null || /不能|没有看懂|请写/.test(text)) throw new Error(`${line}: ${text}`)
  }
}

async function month9(desk: Desk, on: Day = day('2023-10-09'), knownBy = '2023-10-09T09:00:00+08:00') {
  const cutOff = { month: month('2023-09'), end: day('2023-09-30'), day: on, knownBy: new Date(knownBy) }
  return await transact(desk.db, async (tx) => ({
    projects: await gatherMonth(tx, desk.district.id, cutOff, defaultRules),
    units: await gatherUnits(tx, desk.district.id, cutOff),
  }))
}

describe('the month’s evaluation (rules.md §6a.7)', () => {
  it('D looks at ★ permits planned by the month’s end, without those not needed; done as far as it was known', async () => {
    const desk = await openDesk({ now: '2023-09-13T10:00:00+08:00' })
    expect((await month9(desk)).projects.map(({ permits }) => permits)).toEqual([[], [], []])
    await said(
      desk,
      ...[
        '能评 计划 9月20日',
        '水保 计划 9月25日',
        '用地规划 计划 9月28日',
        '施工图审查 计划 9月20日',
        '施工许可 计划 10月20日',
      ].map((line) => `手续 示例甲 ${line}`),
      ...['手续 示例甲 用地规划 不需要', '手续 示例甲 能评 受理 9月11日', '手续 示例甲 能评 办结 文号 1号 9月13日'],
    )
    const done = { name: '节能审查', plannedOn: '2023-09-20', doneOn: '2023-09-13' }
    const open = { name: '水土保持方案', plannedOn: '2023-09-25', doneOn: null }
    expect((await month9(desk)).projects[0]?.permits).toEqual([done, open])
    // Of what was entered after the cut-off nothing is known, and what happened after it is another month's.
    expect((await month9(desk, day('2023-10-09'), '2023-09-13T09:00:00+08:00')).projects[0]?.permits).toEqual([
      { ...done, doneOn: null },
      open,
    ])
    await said(desk, '手续 示例甲 能评 撤回')
    expect((await month9(desk)).projects[0]?.permits[0]).toEqual({ ...done, doneOn: null })
  })

  it('an authority’s permits are due by the promised day; a pause in time moves it, one after it does not', async () => {
    const desk = await openDesk({ now: '2023-09-13T10:00:00+08:00' })
    const names = ['能评', '水保', '防雷', '图审']
    await said(desk, ...names.flatMap((name) => [`手续目录 ${name} 主管 审批局`, `手续目录 ${name} 承诺 5个工作日`]))
    await said(
      desk,
      ...['手续 示例甲 能评 受理 9月11日', '手续 示例甲 水保 受理 9月11日', '手续 示例甲 水保 暂停 公示 9月12日'],
      ...['手续 示例甲 防雷 受理 9月5日', '手续 示例甲 防雷 暂停 公示 9月13日', '手续 示例甲 图审 受理 9月4日'],
      '手续 示例甲 图审 不予许可 选址不符 9月7日',
    )
    to(desk, '2023-09-20')
    await said(desk, '手续 示例甲 能评 办结 文号 1号 9月18日')
    const units = (await month9(desk)).units.filter(({ group }) => group === 'APPROVAL')
    expect(units.map(({ approval }) => approval?.permits)).toEqual([
      [
        { name: '示例甲 施工图审查', promisedOn: '2023-09-11', doneOn: '2023-09-07' },
        { name: '示例甲 防雷装置设计审核', promisedOn: '2023-09-12', doneOn: null },
        { name: '示例甲 节能审查', promisedOn: '2023-09-18', doneOn: '2023-09-18' },
      ],
    ])
  })
})

describe('a report of works that go on without a ★ permit (rules.md §4, check 7)', () => {
  it('is kept after the sender confirms, and told in private to the unit and 审批局, once a 旬', async () => {
    const desk = await openDesk({ now: '2023-09-08T10:00:00+08:00' })
    await said(desk, '手续 示例甲 列入 施工许可、图审', '手续 示例甲 排污 受理 9月7日')
    await desk.remind('liaison', '2023-09-1', ['示例甲'])
    const asked = await desk.as('liaison').privately('报 示例甲 本旬300万 主体施工二层')
    expect(asked.text).toContain('项目已开工，还有手续没有办结：建筑工程施工许可证，请核对')
    await desk.as('liaison').privately('确认')
    const told = (await desk.pushes()).filter(({ text }) =>
      text.includes('示例甲 已开工，必备手续还没有办结：建筑工程施工许可证'),
    )
    expect(told.map((one) => one.to).toSorted()).toEqual(['approval', 'unit'])
    await desk.as('liaison').privately('报 示例甲 本旬310万 主体施工二层')
    await desk.as('liaison').privately('确认')
    expect((await desk.pushes()).flatMap(({ text }) => text.match(/必备手续/g) ?? [])).toHaveLength(2)
  })
})

describe('who has little time left hears of it (rules.md §7, §8)', () => {
  const got = (desk: CycleDesk, who: string, words: string) => desk.received(who).filter((text) => text.includes(words))

  it('the agent and the authority, each stage once; a pause begins anew; the leader reads what is overdue first', async () => {
    const desk = await openCycleDesk('2023-09-07T10:00:00+08:00')
    await said(desk, '手续目录 能评 主管 能源局', '手续目录 能评 承诺 3个工作日', '手续 示例甲 能评 受理 9月7日')
    await said(desk, '手续 示例甲 能评 经办 庚联络')
    await desk.to('2023-09-08 12:00')
    // 9月8日 is the first day of three: two are left.
    expect(got(desk, 'liaison', '示例甲 节能审查 快到期，9月12日前办结')).toHaveLength(1)
    expect(got(desk, 'liaison2', '快到期')).toHaveLength(1)
    expect(got(desk, 'leader', '快到期')).toEqual([])
    await desk.to('2023-09-13 15:00')
    expect(got(desk, 'liaison', '快到期')).toHaveLength(1)
    expect(got(desk, 'liaison2', '示例甲 节能审查 已逾期，应于9月12日办结，亮黄')).toHaveLength(1)
    const [digest] = got(desk, 'leader', '您包联的')
    expect(digest).toContain('▶ 示例甲 手续“节能审查”逾期 1 个工作日，亮黄（主管：能源局）')
    await desk.to('2023-09-21 12:00')
    expect(got(desk, 'liaison2', '已逾期，应于9月12日办结，亮红')).toHaveLength(1)
    expect(got(desk, 'liaison2', '亮黄')).toHaveLength(1)
    const bundles = await desk.db.outboxMessage.findMany({ where: { key: { contains: ':bundle:' } } })
    expect(new Set(bundles.map(({ key }) => key)).size).toBe(bundles.length)
    const text = (await desk.as('office').privately('日志 示例甲')).text
    expect(text).toContain('示例甲 节能审查')
  })

  it('where there is neither agent nor authority, 审批局', async () => {
    const desk = await openCycleDesk('2023-09-07T10:00:00+08:00')
    await said(desk, '手续目录 能评 承诺 2个工作日', '手续 示例丙 能评 受理 9月7日')
    await desk.to('2023-09-08 12:00')
    expect(got(desk, 'approval', '示例丙 节能审查 快到期')).toHaveLength(1)
  })
})

describe('for the wall and the picture', () => {
  it('gives the clocks that run, what is due first in front, and the four stages of a project', async () => {
    const desk = await openDesk({ now: '2023-09-13T10:00:00+08:00' })
    await said(
      desk,
      ...['手续目录 水保 承诺 2个工作日', '手续 示例甲 能评 受理 9月8日', '手续 示例乙 水保 受理 9月8日'],
      ...['手续 示例甲 施工许可 受理 9月8日', '手续 示例甲 施工许可 暂停 补正', '手续 示例甲 人防 不需要'],
      ...['手续 示例甲 排污 需要', '手续 示例甲 用地规划 受理 9月8日', '手续 示例甲 用地规划 办结 证号 7 9月12日'],
    )
    const today = day('2023-09-13')
    await transact(desk.db, async (tx) => {
      const clocks = await countdown(tx, desk.district.id, today)
      expect(clocks.map(({ project, permit, left }) => [project, permit, left])).toEqual([
        ['示例乙', '水土保持方案', -1],
        ['示例甲', '节能审查', 17],
      ])
      const project = await tx.project.findUniqueOrThrow({ where: { id: idOf(desk, '示例甲') } })
      const figure = await stageFigureOf(tx, project, today)
      expect(figure?.subtitle).toContain('累计政府用时 3 个工作日，全流程承诺 26 个')
      expect(
        figure?.stages.map(({ name, items }) => [
          name,
          ...items.map((item) => `${item.name} ${item.state} ${item.note}`),
        ]),
      ).toEqual([
        ['立项用地', '建设用地规划许可证 done 9月12日办结', '节能审查 working 剩 17 个工作日（10月12日前）'],
        ['工程建设', '人防审批 not-needed 不需要'],
        ['施工许可', '建筑工程施工许可证 paused 停表（补正），已用 5 日'],
        ['竣工验收', '排污许可证 preparing 准备材料'],
      ])
      const none = await tx.project.findUniqueOrThrow({ where: { id: idOf(desk, '示例丙') } })
      expect(await stageFigureOf(tx, none, today)).toBe(null)
    })
  })
})
