import { beforeEach, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from '../chat/kit.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk({ now: '2023-09-13T10:00:00+08:00' })
})

const asApproval = async (text: string): Promise<string> => (await desk.as('approval').privately(text)).text
const WORKS = '手续 绿邦 建筑工程施工许可证'

const toldTo = async (name: string): Promise<string> =>
  (await desk.pushes())
    .filter(({ to }) => to === name)
    .map(({ text }) => text)
    .join('\n')

describe('a permit from its acceptance to its number (rules.md §7)', () => {
  it('of a year that is mistyped is not recorded', async () => {
    const text = (await desk.as('approval').privately('手续 示例甲 防雷 受理 2002-10-08')).text
    expect(text).toContain('2002年10月8日太早了，请核对年份')
    expect(await desk.db.permitStep.count({ where: { on: { lt: new Date('2013-01-01') } } })).toBe(0)
  })

  it('counts government time only: accepted, paused, resumed, done with a number', async () => {
    await asApproval('手续目录 施工许可 承诺 3个工作日')
    const accepted = await desk.as('approval').privately('手续 绿邦 施工许可 受理 9月8日')
    expect(accepted).toMatchObject({
      command: 'permits',
      args: { project: '绿邦', permit: '建筑工程施工许可证', change: { kind: 'accept', on: '2023-09-08' }, list: [] },
    })
    expect(accepted.text).toContain(
      '已记下：绿邦 建筑工程施工许可证 9月8日受理，从次日起算，剩 0 个工作日（9月13日前）',
    )
    expect(await asApproval('绿邦 手续 施工许可 暂停 补正 缺消防意见 9月11日')).toContain(
      '9月11日起停表（补正 缺消防意见），不计入政府用时',
    )
    expect(await asApproval('手续 绿邦 施工许可')).toContain('停表（补正 缺消防意见），已用 1 个工作日')
    expect(await asApproval('手续 绿邦 施工许可 恢复')).toContain('9月13日恢复，从次日起算，剩 2 个工作日（9月15日前）')
    desk.clock.pass(24 * 3_600_000)
    const done = await desk.as('approval').privately('手续 绿邦 施工许可 办结 证号 150303202309140101')
    expect(done.args).toMatchObject({ change: { kind: 'finish', on: '2023-09-14', number: '150303202309140101' } })
    expect(done.text).toContain('9月14日办结，150303202309140101，按期')
    const shown = await asApproval('手续 绿邦')
    expect(shown).toContain('绿邦 手续：已办结 1/1')
    expect(shown).toContain('累计政府用时：2 个工作日（全流程承诺 26 个）')
    expect((await desk.as('office').privately('日志 绿邦')).text).toContain('已受理→已办结')
    // Of each day's message the last step of that day.
    const told = await toldTo('liaison')
    expect(told).toMatch(/绿邦 建筑工程施工许可证 9月13日恢复[\s\S]*绿邦 建筑工程施工许可证 9月14日办结/)
    expect(told).not.toContain('9月8日受理')
  })

  it('accepted on a day off counts from the next working day and says so', async () => {
    desk.clock.pass(25 * 24 * 3_600_000)
    expect(await asApproval('手续 绿邦 能评 受理 10月5日')).toContain(
      '10月5日受理，10月5日不是工作日，从下一个工作日起算，剩 18 个工作日（11月1日前）',
    )
  })

  it('counts what is examined in parallel once', async () => {
    for (const name of ['能评', '水保']) {
      await asApproval(`手续 绿邦 ${name} 受理 9月4日`)
      await asApproval(`手续 绿邦 ${name} 办结 文号 示例〔2023〕1号 9月11日`)
    }
    expect(await asApproval('手续 绿邦')).toContain('累计政府用时：5 个工作日')
  })

  it('is seen in a picture of the four stages, drawn when somebody asks for it', async () => {
    await asApproval('手续 绿邦 能评 受理 9月4日')
    const [card] = (await desk.as('leader').privately('手续 绿邦 图')).cards
    const [file] = card?.files ?? []
    expect(file?.name).toBe('绿邦 手续阶段图.png')
    const kept = await desk.db.storedFile.findUniqueOrThrow({ where: { id: file?.id ?? 0 } })
    expect(Buffer.from(kept.content).toString()).toContain('节能')
  })

  it('is closed with its number only: what is missing is asked for, in a form where there is one', async () => {
    await asApproval(`${WORKS} 受理 9月12日`)
    const asked = await desk.as('approval').click(`${WORKS} 办结`)
    expect(asked.args).toBeNull()
    expect(asked.text).toContain('办结“建筑工程施工许可证”还差证号或文号')
    const filled = await desk.as('approval').click(`${WORKS} 办结`, { form: { number: '证2023-7' } })
    expect(filled.args).toMatchObject({ change: { kind: 'finish', number: '证2023-7' } })
    expect((await desk.db.permit.findFirstOrThrow()).number).toBe('证2023-7')
  })

  it('refused, it may be asked for again: its clock starts anew', async () => {
    await asApproval(`${WORKS} 受理 9月11日`)
    expect(await asApproval(`${WORKS} 不予许可`)).toContain('请写上不予许可的原因')
    expect(await asApproval(`${WORKS} 不予许可 选址不符合规划`)).toContain('9月13日不予许可：选址不符合规划')
    expect(await asApproval(`${WORKS} 受理`)).toContain('9月13日受理')
  })

  it('not needed is left out of the count, and may be needed again', async () => {
    await asApproval('手续 绿邦 列入 施工许可、人防')
    await asApproval('手续 绿邦 人防 不需要 工业厂房')
    expect(await asApproval('手续 绿邦')).toContain('已办结 0/1')
    expect(await asApproval('手续 绿邦 人防 受理')).toContain('已记为不需要，不能受理。先发：手续 绿邦 人防审批 需要')
    await asApproval('手续 绿邦 人防 需要')
    expect(await asApproval('手续 绿邦 人防 受理 9月12日')).toContain('9月12日受理')
  })
})

describe('a wrong turn gets one sentence with the way out', () => {
  it.each([
    ['手续 绿邦 施工许可 办结 证号 1', '还没有受理，不能办结。先发：手续 绿邦 建筑工程施工许可证 受理 日期'],
    ['手续 绿邦 施工许可 恢复', '还没有受理，不能恢复'],
    ['手续 绿邦 施工许可 受理 9月20日', '9月20日还没有到，受理要在发生以后再记'],
    ['手续 绿邦 施工许可 受理 下周五', '9月22日还没有到'],
    ['手续 绿邦 施工许可 受理 九月三十一', '没有看懂“九月三十一”'],
    ['手续 绿邦 施工许口', '没有“施工许口”这项手续。您是不是要找：建筑工程施工许可证、'],
    ['手续 绿邦 环评 受理', '“环评”有 2 项对得上，请选一项'],
    ['手续 绿邦 变戏法', '没有“变戏法”这项手续，发“手续目录”看全部'],
    ['手续 绿邦 受理', '请写明哪项手续'],
    ['手续 绿帮', '没有找到“绿帮”。您是不是要找：绿邦'],
    ['手续 绿邦 施工许可 撤回', '还没有办理记录，没有可以撤回的'],
    ['手续 绿邦 施工许可 计划', '请写明计划哪天办结'],
    ['手续 绿邦 施工许可 经办 赵不在', '花名册上没有“赵不在”'],
    ['手续目录 施工许可 承诺 很快', '请写明承诺几天'],
  ])('%s', async (text, sentence) => {
    expect(await asApproval(text)).toContain(sentence)
    expect(await desk.db.permitStep.count()).toBe(0)
  })

  it('nothing follows on what it cannot follow, and nothing comes before what happened before', async () => {
    await asApproval(`${WORKS} 受理 9月11日`)
    expect(await asApproval(`${WORKS} 受理 9月12日`)).toContain('9月11日已受理，正在计时，不用再记')
    expect(await asApproval(`${WORKS} 暂停`)).toContain('暂停要写原因，只有补正、公示、听证、专家评审可以停表')
    expect(await asApproval(`${WORKS} 暂停 领导出差`)).toContain('“领导出差”不是停表的原因')
    expect(await asApproval(`${WORKS} 暂停 公示 9月8日`)).toContain('暂停的日期 9月8日 早于上一步（9月11日受理）')
    expect(await asApproval(`${WORKS} 不需要`)).toContain('没有办下来请发')
    await asApproval(`${WORKS} 暂停 公示 9月12日`)
    expect(await asApproval(`${WORKS} 办结 证号 7`)).toContain(
      '从9月12日起停表，不能办结。先发：手续 绿邦 建筑工程施工许可证 恢复 日期',
    )
    await asApproval(`${WORKS} 恢复 9月12日`)
    await asApproval(`${WORKS} 办结 证号 7 9月13日`)
    expect(await asApproval(`${WORKS} 暂停 公示`)).toContain('9月13日已办结，不能暂停。记错了请发')
    expect(await desk.db.permitStep.count()).toBe(4)
  })

  it('the last step is taken back by who entered it, or by 项目办, and stays on record', async () => {
    await asApproval('手续目录 施工许可 主管 能源局')
    await asApproval(`${WORKS} 受理 9月11日`)
    expect((await desk.as('liaison2').privately(`${WORKS} 撤回`)).text).toContain('不是您记的，请由丁审批或项目办撤回')
    expect(await asApproval(`${WORKS} 撤回`)).toContain('已撤回：绿邦 建筑工程施工许可证 9月11日受理')
    expect(await asApproval(`${WORKS} 受理 9月12日`)).toContain('9月12日受理')
    expect((await desk.as('office').privately(`${WORKS} 撤回`)).text).toContain('已撤回')
    expect(await desk.db.permitStep.count({ where: { withdrawnAt: null } })).toBe(0)
    expect(await desk.db.permit.findFirstOrThrow()).toMatchObject({ state: 'PREPARING', dueOn: null, acceptedOn: null })
    const { count } = await desk.db.auditEntry
      .groupBy({ by: ['subject'], where: { subject: 'permit' }, _count: true })
      .then(([row]) => ({ count: row?._count }))
    expect(count).toBe(5)
  })

  it('is changed in whatever order project and permit are named, also with 了 at the end', async () => {
    const accept = { project: '示例甲', permit: '排污许可证', change: { kind: 'accept' } }
    expect((await desk.as('approval').privately('手续 排污 示例甲 受理了')).args).toMatchObject(accept)
    expect(await asApproval('手续 排污 示例甲 办结')).toContain('还差证号或文号')
    expect((await desk.as('approval').privately('手续 示例甲 排污 办结了 证号 A-7')).args).toMatchObject({
      change: { kind: 'finish', number: 'A-7' },
    })
  })

  it('a step of an earlier day is taken back when that is confirmed, of an earlier 旬 by 项目办 only', async () => {
    await asApproval(`${WORKS} 受理 9月11日`)
    desk.clock.pass(2 * 24 * 3_600_000)
    expect(await asApproval(`${WORKS} 撤回`)).toContain(
      '将撤回：绿邦 建筑工程施工许可证 9月11日受理（丁审批 9月13日记的），撤回后是“准备材料”，要撤回吗？',
    )
    expect(await desk.db.permit.findFirstOrThrow()).toMatchObject({ state: 'ACCEPTED' })
    expect(await asApproval('确认')).toContain('已撤回：绿邦 建筑工程施工许可证 9月11日受理')
    expect(await desk.db.permit.findFirstOrThrow()).toMatchObject({ state: 'PREPARING' })

    await asApproval(`${WORKS} 受理 9月12日`)
    await desk.db.permitStep.updateMany({
      where: { withdrawnAt: null },
      data: { at: new Date('2023-09-08T02:00:00Z') },
    })
    expect(await asApproval(`${WORKS} 撤回`)).toContain('最后一步“受理”是9月8日记的，不在本旬，请由项目办撤回')
    expect((await desk.as('office').privately(`${WORKS} 撤回`)).text).toContain('要撤回吗')
    expect((await desk.as('office').privately('确认')).text).toContain('已撤回')
  })

  it('a step that came with the data is 项目办’s to take back, when confirmed', async () => {
    await asApproval(`${WORKS} 受理 9月12日`)
    await desk.db.permitStep.updateMany({ data: { personId: null } })
    expect(await asApproval(`${WORKS} 撤回`)).toContain('不是您记的，请由项目办撤回')
    expect((await desk.as('office').privately(`${WORKS} 撤回`)).text).toContain('将撤回')
  })

  it('a year without an announced calendar says so instead of guessing', async () => {
    const late = await openDesk({ now: '2026-12-29T10:00:00+08:00' })
    await late.as('approval').privately('手续 绿邦 能评 受理 12月28日')
    for (const text of ['手续 绿邦', '手续 绿邦 能评', '倒计时'])
      expect((await late.as('approval').privately(text)).text).toContain(
        '2027 年的放假安排尚未收录，工作日按周一至周五计算',
      )
  })
})

describe('who may do what', () => {
  it('审批局, the authority’s people, the agent and 项目办 change a permit; everybody else is refused', async () => {
    await asApproval('手续 绿邦 列入 施工许可')
    for (const actor of ['leader', 'supervision', 'unit', 'liaison', 'liaison2', 'admin'] as const) {
      const { text } = await desk.as(actor).privately(`${WORKS} 受理 9月12日`)
      expect(text, actor).toContain('只有审批局、主管单位、经办人和项目办可以改“建筑工程施工许可证”')
    }
    for (const actor of ['enterprise', 'stranger'] as const)
      expect((await desk.as(actor).privately(`${WORKS} 受理 9月12日`)).command, actor).not.toBeNull()
    expect(await desk.db.permitStep.count()).toBe(0)
    // An enterprise reads its own projects, changes nothing, and sees nothing of the others.
    expect((await desk.as('enterprise').privately('手续 绿邦')).text).toContain('只能查看和办理本企业的项目')
    expect((await desk.as('enterprise').privately('手续 示例丙')).text).toContain('示例丙 还没有列手续清单')
    expect((await desk.as('enterprise').privately('手续 示例丙 施工许可 受理 9月12日')).text).toContain('只有审批局')
    expect((await desk.as('enterprise').privately('倒计时')).text).toContain('手续只对本区工作人员开放')
    expect((await desk.as('observer').inGroup('/手续 绿邦')).text).toContain('手续只对本区工作人员和本企业开放')
    expect((await desk.as('observer').click(`${WORKS} 受理`, { in: 'dispatch' })).text).toContain(
      '手续只对本区工作人员和本企业开放',
    )

    await desk.as('office').privately('手续目录 施工许可 主管 能源局')
    expect((await desk.as('liaison2').privately(`${WORKS} 受理 9月12日`)).text).toContain('9月12日受理')
    await desk.as('office').privately(`${WORKS} 经办 庚联络`)
    expect((await desk.as('liaison').privately(`${WORKS} 暂停 听证`)).text).toContain('起停表（听证）')
    expect((await desk.as('office').privately(`${WORKS} 恢复`)).text).toContain('恢复')
  })

  it('lists, the catalogue and the figures of 政务服务 are for 审批局 and 项目办', async () => {
    for (const actor of ['leader', 'supervision', 'unit', 'liaison', 'admin'] as const) {
      const speak = desk.as(actor)
      expect((await speak.privately('手续 绿邦 列入 必备')).text, actor).toContain('只有审批局和项目办可以列手续清单')
      expect((await speak.privately('手续目录 能评 承诺 4个工作日')).text, actor).toContain(
        '只有审批局和项目办可以改手续目录',
      )
      expect((await speak.privately('政务服务 压减 90.17% 来源 某报')).text, actor).toContain(
        '只有审批局和项目办可以填',
      )
      expect((await speak.privately('手续目录')).text, actor).toContain('手续目录 31 项')
    }
  })

  it('a group is for looking only', async () => {
    expect((await desk.as('approval').inGroup(`/${WORKS} 受理 9月12日`)).text).toContain(
      '群里只查看，登记和修改请私聊我发',
    )
    expect((await desk.as('unit').inGroup('/手续 绿邦')).text).toContain('绿邦 还没有列手续清单')
  })
})

describe('the catalogue and the countdown', () => {
  it('keeps the limit with which a permit was accepted when a promise is entered later', async () => {
    await asApproval('手续 绿邦 能评 受理 9月11日')
    expect(await asApproval('手续目录 能评 承诺 4天')).toContain('节能审查 承诺 4 个工作日，以后受理的按它计')
    expect(await asApproval('手续 绿邦 能评')).toContain('剩 18 个工作日')
    await asApproval('手续 示例甲 能评 受理 9月11日')
    expect(await asApproval('手续 示例甲 能评')).toContain('剩 2 个工作日')
  })

  it('倒计时: one’s own first, what is due first before what is due later, overdue in words', async () => {
    await asApproval('手续目录 水保 承诺 2个工作日')
    await asApproval('手续 示例丙 水保 受理 9月4日')
    await asApproval('手续 绿邦 能评 受理 9月11日')
    await asApproval('手续 示例乙 水保 受理 9月12日')
    const { text } = await desk.as('office').privately('倒计时')
    expect(text).toContain('手续倒计时：3 项在计时，逾期 1 项，2 天内到期 1 项')
    expect(text).toMatch(
      /示例丙 水土保持方案 逾期 5 个工作日，亮黄（应于9月6日办结）[\s\S]*示例乙[\s\S]*绿邦 节能审查 剩 18/,
    )
    const own = await desk.as('liaison').privately('倒计时')
    expect(own.text).toMatch(/【我的】示例乙[\s\S]*【我的】绿邦[\s\S]*示例丙/)
    expect((await desk.as('office').privately('倒计时 示例乙')).text).toContain('手续倒计时（示例乙）：1 项在计时')
    desk.clock.pass(24 * 3_600_000)
    expect((await desk.as('office').privately('倒计时 示例丙')).text).toContain('逾期 6 个工作日，亮红')
    expect((await desk.as('leader').privately('总览')).text).toContain('手续：已办结 0/3，在计时 3，逾期 1')
    expect((await desk.as('observer').inGroup('/总览')).text).not.toContain('手续')
    expect((await desk.as('liaison').privately('项目 示例丙')).text).toContain('手续：已办结 0/1，在办 1，逾期 1')
  })

  it('three hundred clocks are read page by page', async () => {
    await asApproval('手续目录')
    const items = await desk.db.permitItem.findMany()
    const projects = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        desk.db.project.create({
          data: {
            districtId: desk.district.id,
            number: 100 + i,
            name: `多项${i}`,
            shortName: `多项${i}`,
            nature: 'NEW',
            stage: 'CONSTRUCTION',
          },
        }),
      ),
    )
    const due = new Date('2023-10-20T00:00:00Z')
    const rows = projects.flatMap(({ id }) => items.slice(0, 30).map((item) => ({ projectId: id, itemId: item.id })))
    await desk.db.permit.createMany({
      data: rows.map((row) => ({
        ...{
          ...row,
          districtId: desk.district.id,
          state: 'ACCEPTED' as const,
          dueOn: due,
          acceptedOn: new Date('2023-09-11T00:00:00Z'),
        },
        ...{ limitDays: 24, limitUnit: 'WORKDAY' as const },
      })),
    })
    const permits = await desk.db.permit.findMany()
    await desk.db.permitStep.createMany({
      data: permits.map(({ id }) => ({
        permitId: id,
        move: 'ACCEPT' as const,
        on: new Date('2023-09-11T00:00:00Z'),
        at: new Date('2023-09-11T08:00:00Z'),
        dueOn: due,
      })),
    })
    const first = await desk.as('office').privately('倒计时')
    expect(first.text).toContain('300 项在计时')
    expect(first.text.length).toBeLessThan(1500)
    const seen = new Set<string>()
    for (let from = 1; from <= 300; from += 12) {
      const page = await desk.as('office').privately(`倒计时 从 ${from}`)
      for (const [line] of page.text.matchAll(/多项\d \S+ 剩/g)) seen.add(line)
    }
    expect(seen.size).toBe(300)
  })
})

describe('政务服务', () => {
  it('shows what was entered with its source and date, and nothing that was not', async () => {
    expect(await asApproval('政务服务')).toContain('示例区还没有填政务服务的数字')
    await asApproval('政务服务 压减 90.17% 来源 某某报道 日期 2023年9月')
    const text = await asApproval('政务服务 审批时间 54→26 来源 某某报道')
    expect(text).toContain('政务服务事项承诺时限比法定时限压减 90.17%')
    expect(text).toContain('工程建设项目分类审批时间由 54 个工作日精简至 26 个工作日')
    expect(text).toContain('来源：某某报道；日期：2023年9月')
    expect(text).toContain('来源：某某报道；日期：来源未写')
    expect(await asApproval('政务服务 压减 90.17%')).toContain('请写明哪个数、多少、来源')
  })
})
