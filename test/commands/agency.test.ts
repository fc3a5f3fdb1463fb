/** 帮代办 end to end: the request, the tracking card, 会商, 回访, 一企一策; the enterprise contact's own is 示例丙. */
import { beforeEach, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from '../chat/kit.ts'

let desk: Desk
const say = async (actor: Parameters<Desk['as']>[0], text: string) => await desk.as(actor).privately(text)

beforeEach(async () => {
  desk = await openDesk({ now: '2023-09-11T10:00:00+08:00' })
  await say('approval', '帮办 示例丙 派 丁审批')
  await say('office', '帮办 示例丙 派 壬联络 B角')
})

const toldTo = async (name: string): Promise<string> =>
  (await desk.pushes())
    .filter(({ to }) => to === name)
    .map(({ text }) => text)
    .join('\n')

describe('帮办, from the enterprise’s line to the result', () => {
  it('is asked for in one line, accepted, worked on and finished; A and B hear of it, and the enterprise of each step', async () => {
    const asked = await say('enterprise', '帮办 施工许可材料怎么准备')
    expect(asked).toMatchObject({
      command: 'agent',
      args: { act: { kind: 'ask', project: '示例丙', matter: '施工许可材料怎么准备' } },
    })
    expect(asked.text).toContain('已登记 1 号帮办，已告诉A角 丁审批，B角 壬联络')
    expect(await toldTo('approval')).toContain('帮办申请：1 号帮办 示例丙 施工许可材料怎么准备')
    expect(await toldTo('liaison2')).toContain('帮办申请：1 号帮办')

    expect((await desk.as('approval').click('帮办 1 受理')).text).toContain('已受理 1 号帮办')
    expect(await toldTo('enterprise')).toContain('已受理：1 号帮办 示例丙')
    const served = await say('liaison2', '帮办 1 记录 昨天 上门 送材料清单，讲了次序')
    expect(served.args).toEqual({
      act: { kind: 'record', number: 1, project: null, way: 'ON_SITE', on: '2023-09-10', text: '送材料清单，讲了次序' },
    })
    expect((await say('enterprise', '帮办 1')).text).toMatch(/1 号帮办：办理中[\s\S]*9月10日 上门 送材料清单，讲了次序/)
    expect((await say('approval', '帮办 1 办结 施工许可已取证')).text).toContain('1 号帮办已办结')
    expect(await toldTo('enterprise')).toContain('施工许可已取证')
    expect((await say('approval', '帮办')).text).toContain('没有在办的帮办')
    expect((await say('office', '日志 示例丙')).text).toContain('办理中→已办结')
  })

  it('is asked for by the project’s liaison too; the same open request is kept once', async () => {
    expect((await say('liaison2', '代办 示例丙 水保方案')).text).toContain('已登记 1 号帮办')
    expect((await say('enterprise', '帮办 水保方案')).text).toContain('已经申请过，是 1 号')
    expect(await desk.db.serviceRequest.count()).toBe(1)
    expect((await say('liaison', '帮办 示例丙 水保方案怎么报')).text).toContain('不是示例丙的联络员')
  })

  it('what an agent did is a record of the open request, of the project where there is none, and asked where unclear', async () => {
    const line = '帮办 示例丙 上门 送去材料清单'
    const record = { kind: 'record', way: 'ON_SITE', text: '送去材料清单' }
    expect((await say('approval', line)).args).toMatchObject({ act: { ...record, number: null, project: '示例丙' } })
    await say('enterprise', '帮办 水保方案')
    expect((await say('approval', line)).text).toMatch(/这次服务记在哪一件上[\s\S]*1 号还没有受理/)
    await say('approval', '帮办 1 受理')
    expect((await say('approval', line)).args).toMatchObject({ act: { ...record, number: 1, project: null } })
    expect((await say('enterprise', '帮办 示例丙 上门 讲一讲能评')).args).toMatchObject({ act: { kind: 'ask' } })
    expect((await say('approval', '帮办 2 受理')).text).toContain('已受理')
    expect((await say('approval', line)).text).toMatch(/1 号 水保方案[\s\S]*2 号[\s\S]*只记到项目/)
    expect(await desk.db.serviceRequest.count()).toBe(2)
  })

  it('asks in a form for what a line leaves out', async () => {
    await say('enterprise', '帮办 水保方案')
    await say('approval', '帮办 1 受理')
    const asked = await say('approval', '帮办 1 记录')
    expect(asked.args).toBeNull()
    expect(asked.text).toContain('请写方式和做了什么')
    const filled = await desk.as('approval').click('帮办 1 记录', { form: { way: '电话', text: '问了编制进度' } })
    expect(filled.args).toMatchObject({ act: { way: 'PHONE', on: '2023-09-11', text: '问了编制进度' } })
    expect((await say('approval', '帮办 1 办结')).text).toContain('请写办理结果')
    expect((await say('enterprise', '帮办 示例丙')).text).toContain('需要帮办什么')
    const form = await desk.as('enterprise').click('帮办 示例丙', { form: { matter: '临时用电怎么报装' } })
    expect(form.text).toContain('已登记 2 号帮办')
  })

  it('ends only once, and may be taken back by who asked', async () => {
    await say('enterprise', '帮办 水保方案')
    expect((await say('approval', '帮办 1 办结 已办')).text).toContain('现在是“待受理”，不能办结，请先受理')
    expect((await say('enterprise', '帮办 1 撤回 已经自己办了')).text).toContain('1 号帮办已终止')
    expect(await toldTo('approval')).toContain('已终止：1 号帮办')
    expect((await say('approval', '帮办 1 受理')).text).toContain('现在是“终止”，不能受理')
  })

  it('of which there are many is read page by page, those that wait first', async () => {
    const projectId = desk.district.projects.get('示例丙') ?? 0
    const at = new Date('2023-09-11T02:00:00Z')
    const matters = Array.from({ length: 14 }, (_, i) => `事项${i + 1}`)
    const of = { districtId: desk.district.id, projectId, askedAt: at }
    await desk.db.serviceRequest.createMany({ data: matters.map((matter) => ({ ...of, matter })) })
    const first = (await say('approval', '帮办')).text
    expect(first).toContain('还有 2 条，发送“帮办 从 13”查看')
    const next = (await say('approval', '帮办 从 13')).text
    expect(next).toMatch(/事项13[\s\S]*事项14/)
    expect(next).not.toMatch(/事项12|还有/)
  })

  it('belongs to those who serve the project', async () => {
    await say('enterprise', '帮办 水保方案')
    for (const actor of ['liaison', 'unit', 'leader', 'supervision', 'enterprise'] as const) {
      expect((await say(actor, '帮办 1 受理')).text, actor).toContain('只有审批局、项目办和本项目的帮代办专员可以受理')
      expect((await say(actor, '帮办 示例丙 派 丁审批')).text, actor).toContain('只有审批局和项目办可以指派')
      expect((await say(actor, '帮办 示例丙 记录 上门 看了看')).text, actor).toContain('只有')
    }
    expect((await say('approval', '帮办 示例丙 派 辛企业')).text).toContain('不是本区工作人员')
    expect((await say('stranger', '帮办 1 受理')).text).toContain('只有')
    expect((await desk.as('observer').click('帮办 1 受理', { in: 'dispatch' })).texts.join()).toContain('只有')
    expect(await desk.db.serviceRequest.findUnique({ where: { id: 1 } })).toMatchObject({ state: 'WAITING' })
    expect((await say('approval', '帮办 99 受理')).text).toContain('没有 99 号帮办')
  })

  it('changes of agents are dated rows: who was A before steps back', async () => {
    await say('office', '帮办 示例丙 派 甲管理')
    const rows = await desk.db.assignment.findMany({ where: { kind: 'AGENT' }, orderBy: { id: 'asc' } })
    expect(rows.map(({ seat, until }) => [seat, until !== null])).toEqual([
      ['A', true],
      ['B', false],
      ['A', false],
    ])
    expect((await say('unit', '跟踪卡 示例丙')).text).toContain('A角 甲管理，B角 壬联络')
  })
})

describe('跟踪卡 and 一企一档', () => {
  it('one card says agents, requests, demands, services and the next step', async () => {
    await say('enterprise', '帮办 水保方案')
    await say('approval', '帮办 1 受理')
    await say('approval', '帮办 1 电话 问了编制进度')
    await say('enterprise', '报问题 示例丙 用水 管网还没有接到厂区')
    const card = (await say('leader', '跟踪卡 示例丙')).text
    expect(card).toContain('示例丙 跟踪卡：在办帮办 1 件，未办结诉求 1 件')
    expect(card).toContain('下一步：1 号问题等项目办交办')
    expect(card).toMatch(/9月11日 电话 问了编制进度/)
    expect((await say('enterprise', '跟踪卡')).text).toBe(card)
  })

  it('a file is opened, given its project, contact, unit, code and certificates by 审批局', async () => {
    expect((await say('approval', '企业 新增 示例甲公司 示例甲精细化工有限公司')).text).toContain('已建档：示例甲公司')
    await say('approval', '企业 示例甲公司 项目 示例甲')
    await say('approval', '企业 示例甲 单位 示例镇')
    await say('approval', '企业 示例甲 信用代码 9115 0000 0000 0000 XA')
    await say('approval', '企业 示例甲 证照 安全生产许可证 2023-10-20 编号 A-1')
    const file = (await say('office', '企业 示例甲')).text
    expect(file).toContain('示例甲公司 企业档案：项目 1 个')
    expect(file).toContain('9115000000000000XA')
    expect(file).toMatch(/证照 安全生产许可证[\s\S]*2023年10月20日到期/)
    for (const name of ['排污许可证', '取水许可证', '施工许可证', '食品经营许可证']) {
      await say('approval', `企业 示例甲 证照 ${name} 2024-10-20`)
    }
    expect((await say('office', '企业 示例甲')).text).toContain('还有 1 条，发送“企业 示例甲公司 证照”查看')
    const certificates = (await say('office', '企业 示例甲公司 证照')).text
    expect(certificates).toMatch(/的证照 5 项[\s\S]*安全生产许可证[\s\S]*食品经营许可证/)
    expect((await say('approval', '企业 示例甲 联系人 辛企业')).text).toContain('已经是示例丙公司的联系人')
    expect((await say('approval', '企业 示例甲 联系人 庚联络')).text).toContain('在花名册上不是企业联系人')
    expect((await say('unit', '企业 示例甲 项目 示例乙')).text).toContain('只有审批局和项目办可以登记企业的项目')
  })

  it('a project leaves another enterprise’s file only when that is confirmed, and both files’ records say so', async () => {
    await say('approval', '企业 新增 示例丁 示例丁材料公司（演示）')
    const asked = await say('approval', '企业 示例丁 项目 示例丙')
    expect(asked.text).toContain('示例丙现在登记在示例丙公司名下，改到示例丁吗？')
    expect((await say('office', '企业 示例丙公司')).text).toContain('项目 1 个')
    expect(await desk.db.auditEntry.count({ where: { subject: 'enterprise' } })).toBe(1)
    expect((await say('approval', '确认')).text).toContain('示例丙 已登记到示例丁的档案')
    expect((await say('office', '企业 示例丙公司')).text).toContain('项目 0 个')
    expect(await desk.db.auditEntry.count({ where: { subject: 'enterprise' } })).toBe(3)
    expect((await say('unit', '企业 示例丙公司 项目 示例丙')).text).toContain('只有审批局和项目办可以登记企业的项目')
  })

  it('an enterprise’s exact short name is that enterprise, also where a project of another is called so', async () => {
    await say('approval', '企业 新增 示例丙 示例丙新材料公司（演示）')
    expect((await say('approval', '企业 示例丙')).text).toContain('示例丙 企业档案：项目 0 个')
    expect((await say('approval', '企业 示例丙公司')).text).toContain('示例丙公司 企业档案：项目 1 个')
    expect((await say('approval', '企业 公司')).text).toContain('有 2 家企业对得上')
  })

  it('figures of permits and services that are made up carry 演示 on the card and in the file', async () => {
    await say('approval', '手续 示例丙 施工许可 受理 9月11日')
    await say('approval', '帮办 示例丙 记录 上门 送材料清单')
    expect((await say('approval', '跟踪卡 示例丙')).text).not.toContain('演示）')
    const id = desk.district.projects.get('示例丙') ?? 0
    await desk.db.project.update({ where: { id }, data: { demoFields: ['permits'] } })
    const card = (await say('approval', '跟踪卡 示例丙')).text
    expect(card).toContain('应办 1 项，已办 0 项，在办 1 项（演示）')
    expect(card).toContain('上门 送材料清单（演示）')
    expect((await say('approval', '跟踪卡 示例丙 服务记录')).text).toContain('服务记录（演示） 1 条')
    expect((await say('approval', '企业 示例丙')).text).toMatch(/在办 1 项（演示）[\s\S]*服务 1 次（演示）/)
  })

  it('一企一策 keeps every version; a later one does not hide an older one', async () => {
    await say('approval', '一企一策 示例丙 专员每月上门一次，水保方案先行')
    const second = await say('approval', '一企一策 示例丙 专员每周联系一次，水保和能评并联办理')
    expect(second.text).toContain('第 2 版，旧版都留着')
    expect((await say('enterprise', '一企一策')).text).toContain('并联办理')
    expect((await say('enterprise', '一企一策 示例丙 第1版')).text).toContain('水保方案先行')
    expect((await say('enterprise', '一企一策 示例丙 请多上门几次，谢谢各位')).text).toContain('只有审批局')
    expect(await desk.db.enterpriseStrategy.count()).toBe(2)
  })

  it('phone numbers are for who serves the enterprise, in private only', async () => {
    const id = desk.district.people.get('enterprise') ?? 0
    await desk.db.person.update({ where: { id }, data: { phone: '13800000001' } })
    expect((await say('approval', '企业 示例丙')).text).toContain('13800000001')
    for (const actor of ['leader', 'unit', 'supervision', 'enterprise'] as const) {
      expect((await say(actor, '企业 示例丙')).text, actor).not.toContain('13800000001')
      expect((await say(actor, '跟踪卡 示例丙')).text, actor).not.toContain('13800000001')
    }
    const inGroup = await desk.as('approval').inGroup('企业 示例丙')
    expect(inGroup.texts.join('\n')).not.toContain('13800000001')
  })
})

describe('会商联审', () => {
  it('its tasks are on the problem list with unit and date, its promises on the card; units and enterprise are told', async () => {
    const called = await say('approval', '会商 示例丙 能评 9月12日 参会 能源局、审批局')
    expect(called.args).toEqual({
      act: { kind: 'call', project: '示例丙', matter: '能评', on: '2023-09-12', units: ['能源局', '审批局'] },
    })
    expect(await toldTo('liaison2')).toContain('会商联审：1 号会商 示例丙 能评')
    await say('approval', '会商 1 结论 同意容缺受理，十日内补齐')
    const tasks = await say('approval', '会商 1 任务 能源局 9月20日 出具能评意见；示例镇 9月22日 补齐用地说明')
    expect(tasks.text).toContain('2 项任务已进问题清单')
    expect((await say('approval', '会商 1 手续 施工许可 9月28日')).text).toMatch(/施工许可.*承诺|承诺日/)
    const list = (await say('unit', '问题清单 示例丙')).text
    expect(list).toMatch(/出具能评意见[\s\S]*能源局牵头，9月20日前/)
    expect(await toldTo('liaison2')).toContain('交办：1 号问题 示例丙 手续，出具能评意见')
    expect(await toldTo('enterprise')).toContain('会商结论')
    // The tasks are assigned already: 项目办 has nothing to do about them.
    expect(await toldTo('office')).not.toContain('新问题')
    expect((await say('enterprise', '跟踪卡')).text).toContain('未办结诉求 0 件')
    expect((await say('unit', '跟踪卡 示例丙')).text).toContain('未办结诉求 2 件')
    const card = (await say('enterprise', '会商 1')).text
    expect(card).toMatch(/1 号会商：已有结论[\s\S]*同意容缺受理[\s\S]*承诺 9月28日前办结/)
    expect((await say('liaison2', '销号 1 已出具 依据：能评意见 3 号')).command).toBe('close')
    // Handed in, nobody has to act on it: it is late in no list.
    desk.clock.pass(11 * 24 * 3600_000)
    const late = (await say('approval', '跟踪卡 示例丙')).text
    expect(late).not.toContain('已超期')
    expect(late).toContain('问题 1 号 出具能评意见')
    expect((await say('approval', '确认销号 1')).text).toContain('已销号')
    expect((await say('approval', '会商 1')).text).toContain('已销号')
  })

  it('of which there are many is read page by page', async () => {
    const projectId = desk.district.projects.get('示例丙') ?? 0
    const of = { districtId: desk.district.id, projectId, heldOn: new Date('2023-09-12') }
    const matters = Array.from({ length: 12 }, (_, i) => `议题${i + 1}`)
    await desk.db.jointReview.createMany({ data: matters.map((matter) => ({ ...of, matter })) })
    expect((await say('approval', '会商 示例丙')).text).toContain('还有 2 条，发送“会商 示例丙 从 11”查看')
    const last = (await say('approval', '会商 示例丙 从 11')).text
    expect(last).toMatch(/示例丙 会商 12 次[\s\S]*议题2[\s\S]*议题1/)
    expect(last).not.toMatch(/议题3|还有/)
  })

  it('invites every unit behind 参会, however they are set apart', async () => {
    const ways = [
      '9月12日 参会 能源局 审批局 示例镇',
      '参会：能源局，审批局；示例镇 9月12日',
      '9月12日 参会 能源局、审批局 示例镇',
    ]
    for (const way of ways) {
      const { args } = await say('approval', `会商 示例丙 施工许可卡住了 ${way}`)
      expect(args, way).toMatchObject({
        act: { matter: '施工许可卡住了', on: '2023-09-12', units: ['能源局', '审批局', '示例镇'] },
      })
    }
    for (const day of ['9月12日', '9.12', '12日', '2023-09-12', '九月十二日']) {
      const { args } = await say('approval', `会商 ${day} 示例丙 施工许可卡住了`)
      expect(args, day).toMatchObject({ act: { kind: 'call', on: '2023-09-12', matter: '施工许可卡住了' } })
    }
    expect((await say('approval', '会商 示例丙 能评 9月12日 参会 能源局 火星局')).text).toContain('“火星局”没有找到')
  })

  it('a promise does not outlast the permit’s own limit, and a day off or a conclusion before the day is said', async () => {
    await say('approval', '手续 示例丙 施工许可 受理 9月11日')
    await say('approval', '会商 示例丙 施工许可 9月12日')
    const { dueOn } = await desk.db.permit.findFirstOrThrow()
    const late = await say('approval', '会商 1 手续 施工许可 12月30日')
    expect(late.text).toMatch(/承诺日 12月30日晚于这项手续的时限 \d+月\d+日，仍按 \d+月\d+日计时/)
    expect(late.text).toContain('12月30日不是工作日')
    expect(await desk.db.permit.findFirstOrThrow()).toMatchObject({ dueOn, plannedOn: null })
    expect(await toldTo('enterprise')).toMatch(/承诺 12月30日前办结（时限 \d+月\d+日不变）/)
    expect((await say('approval', '会商 1 手续 施工许可 9月13日')).text).not.toMatch(/晚于|不是工作日/)
    expect((await desk.db.permit.findFirstOrThrow()).plannedOn).not.toBeNull()
    expect((await say('approval', '会商 1 结论 同意')).text).toContain('会商定在 9月12日，今天还没有到')
  })

  it('is called and written by 审批局 and 项目办 only; wrong turns get the way out', async () => {
    expect((await say('unit', '会商 示例丙 能评 9月12日')).text).toContain('只有审批局和项目办可以召集会商')
    expect((await say('approval', '会商 示例丙 能评')).text).toContain('请写明哪天会商')
    expect((await say('approval', '会商 示例丙 能评 9月1日')).text).toContain('已经过了')
    await say('approval', '会商 示例丙 能评 9月12日')
    expect((await say('enterprise', '会商 1 结论 同意')).text).toContain('只有审批局和项目办可以')
    expect((await say('approval', '会商 1 任务 能源局 出具意见')).text).toContain('请写明日期')
    expect((await say('approval', '会商 1 散会')).text).toContain('请写明做什么')
    expect((await say('approval', '会商 1 取消 事项已解决')).text).toContain('已取消')
    expect((await say('approval', '会商 1 结论 同意')).text).toContain('已经取消')
  })
})

describe('回访', () => {
  it('不满意 opens a problem that the enterprise confirms; 满意 opens none', async () => {
    expect((await say('approval', '回访 示例丙 满意 办得快')).text).toContain('回访结果不影响任何得分')
    expect(await desk.db.problem.count()).toBe(0)
    const bad = await say('liaison2', '回访 示例丙 不满意 材料要跑三趟，没有一次告知')
    expect(bad.args).toMatchObject({ project: '示例丙', grade: 'DISSATISFIED', opinion: '材料要跑三趟，没有一次告知' })
    expect(bad.text).toContain('已登记问题 1 号')
    expect(await toldTo('office')).toContain('材料要跑三趟')
    expect(await desk.db.problem.findUnique({ where: { id: 1 } })).toMatchObject({
      source: 'VISIT',
      raisedBy: desk.district.people.get('enterprise'),
    })
    await say('office', '交办 1 审批局')
    await say('approval', '销号 1 已一次告知 依据：材料清单回执')
    expect((await say('enterprise', '确认销号 1')).text).toContain('1 号问题已销号')
    expect((await say('approval', '跟踪卡 示例丙')).text).toContain('请再回访一次')
    await say('enterprise', '回访 基本满意')
    expect((await say('approval', '跟踪卡 示例丙')).text).toContain('可以结卡')
  })

  it('a grade is one of the five and is never guessed; 不满意 needs the words', async () => {
    for (const typed of ['回访 示例丙 很不满意 太慢', '回访 示例丙', '回访 示例丙 还行']) {
      const asked = await say('approval', typed)
      expect(asked.args, typed).toBeNull()
      expect(asked.text).toContain('企业满意吗')
    }
    expect((await say('approval', '回访 示例丙 不满意')).text).toContain('请写上企业的意见')
    const form = { grade: '非常不满意', opinion: '窗口说法不一' }
    expect((await desk.as('approval').click('回访 示例丙', { form })).text).toContain('已登记问题 1 号')
    expect((await say('unit', '回访 示例丙 满意')).text).toContain('只有审批局、项目办和本项目的帮代办专员')
    expect((await say('approval', '回访 示例丙 9月20日 满意')).text).toContain('还没有到')
  })
})
