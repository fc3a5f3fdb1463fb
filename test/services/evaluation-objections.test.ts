import { describe, expect, it } from 'vitest'
import type { CycleDesk } from './cycle-desk.ts'
import {
  OBJECTIONS,
  openEvaluationDesk,
  PUBLICATION,
  posts,
  projectOf,
  TRIAL,
  verifyMilestone,
} from './evaluation-desk.ts'

const heard = (desk: CycleDesk, actor: string, words: string) =>
  desk.received(actor).filter((text) => text.includes(words))

async function scoreOf(desk: CycleDesk, project: string): Promise<string | undefined> {
  const key = { projectId: projectOf(desk, project), month: '2023-09' }
  const row = await desk.db.evaluation.findUnique({ where: { projectId_month: key } })
  return row?.score?.toFixed(2)
}

describe('异议 against a trial', () => {
  it('is heard by 项目办 alone, upheld after the data were put right, and told to the objector in private', async () => {
    const desk = await openEvaluationDesk()
    await desk.to(TRIAL)
    const raised = await desk.as('unit').privately('异议 示例乙 9月20日主体已封顶，核实晚了')
    expect(raised.text).toBe('已收到 示例乙 2023年9月考评的异议（1 号）\n项目办核对后私下答复您；答复之前亮牌不会发布')
    await desk.catchUp()
    expect(heard(desk, 'office', '9月考评有异议（1 号）：9月20日主体已封顶，核实晚了')).toHaveLength(1)
    expect(desk.received('group-dispatch').filter((text) => text.includes('异议（'))).toEqual([])
    expect(heard(desk, 'liaison2', '异议（')).toEqual([])
    const verified = await desk.as('office').privately('核实 示例乙 节点 主体封顶 9月20日')
    expect(verified.text).toContain('已核实：示例乙 节点“主体封顶”')
    const decided = await desk.as('office').privately('采纳异议 1 现场核实属实')
    expect(decided.text).toContain('已采纳 1 号异议（示例乙），重算：🟡黄牌 57.43 分 → 🟡黄牌 93.14 分')
    expect(decided.text).toContain('异议都已处理，2023年9月考评通报按时自动发布')
    expect(await scoreOf(desk, '示例乙')).toBe('93.14')
    await desk.catchUp()
    const answer = heard(desk, 'unit', '9月考评的异议（1 号）已采纳：现场核实属实')
    expect(answer).toHaveLength(1)
    expect(answer[0]).toContain('重算：🟡黄牌 57.43 分 → 🟡黄牌 93.14 分')
    await desk.to(PUBLICATION)
    expect(posts(desk)).toHaveLength(1)
    expect(posts(desk)[0]).toContain('示例镇　95.01 分')
  })

  it('refused changes nothing, tells the reason, and asks for one', async () => {
    const desk = await openEvaluationDesk()
    await desk.to(TRIAL)
    await desk.as('liaison2').privately('异议 示例丙 报得晚是系统故障')
    expect((await desk.as('office').click('驳回异议 1')).text).toContain('驳回异议 1 号，请写理由')
    await desk.as('office').click('驳回异议 1', { form: { reason: '没有故障记录' } })
    await desk.catchUp()
    expect(heard(desk, 'liaison2', '未采纳：没有故障记录')).toHaveLength(1)
    expect(await scoreOf(desk, '示例丙')).toBe('65.93')
    expect((await desk.as('office').privately('采纳异议 1 再议')).text).toContain('1 号异议已驳回：没有故障记录')
    const rows = await desk.db.objection.findMany()
    expect(rows.map(({ state, decision }) => `${state} ${decision}`)).toEqual(['REFUSED 没有故障记录'])
  })

  it('undecided holds the publication back, by itself and by hand, and says so to 项目办', async () => {
    const desk = await openEvaluationDesk()
    await desk.to(TRIAL)
    await desk.as('liaison').privately('异议 示例乙 主体已封顶')
    await desk.to(PUBLICATION)
    expect(posts(desk)).toEqual([])
    expect(heard(desk, 'office', '2023年9月考评通报（2 号）还有 1 件异议待定（1 号 示例乙），没有发出')).toHaveLength(1)
    expect((await desk.as('office').privately('发布 2')).text).toContain('还有 1 件异议待定')
    const decided = await desk.as('office').privately('驳回异议 1 依据不足')
    expect(decided.text).toContain('异议都已处理，要发布请发：发布 2')
    await desk.as('office').privately('发布 2')
    await desk.to('2023-10-13 12:00')
    expect(posts(desk)).toHaveLength(1)
  })

  it('holds it back also when the bot was down at the moment', async () => {
    const desk = await openEvaluationDesk()
    await desk.to(TRIAL)
    await desk.as('liaison').privately('异议 示例乙 主体已封顶')
    desk.downUntil('2023-10-12 16:00')
    await desk.catchUp()
    expect(posts(desk)).toEqual([])
    expect(heard(desk, 'office', '还有 1 件异议待定')).toHaveLength(1)
  })

  it('a held or returned notice stays so when an 异议 is upheld', async () => {
    const desk = await openEvaluationDesk()
    await desk.to(TRIAL)
    await desk.as('liaison').privately('异议 示例乙 主体已封顶')
    await desk.as('office').privately('暂缓 2')
    await desk.as('office').privately('采纳异议 1 属实')
    await desk.to(PUBLICATION)
    expect(posts(desk)).toEqual([])
    expect((await desk.db.notice.findFirstOrThrow({ where: { kind: 'EVALUATION' } })).state).toBe('HELD')
  })

  it('is taken until the moment it was promised, in time by the time of the message', async () => {
    const desk = await openEvaluationDesk()
    expect((await desk.as('unit').privately('异议 示例乙 有误')).text).toContain('现在没有可以提异议的考评')
    await desk.to(OBJECTIONS)
    expect((await desk.as('liaison').privately('异议 示例甲 有误')).text).toContain('已收到')
    await desk.to('2023-10-11 17:01')
    expect((await desk.as('unit').privately('异议 示例乙 有误')).text).toContain('异议已于 10月11日 17:00 截止')
  })

  it('is for the project’s own people, one at a time, in private', async () => {
    const desk = await openEvaluationDesk()
    await desk.to(TRIAL)
    expect((await desk.as('liaison2').privately('异议 示例乙 不公平')).text).toContain(
      '只有示例乙的责任单位和联络员可以提异议',
    )
    expect((await desk.as('leader').privately('异议 示例乙 不公平')).text).toContain('只有本项目的责任单位和联络员')
    expect((await desk.as('unit').inGroup('异议 示例乙 不公平')).text).toContain('请私聊我发')
    expect((await desk.as('unit').privately('异议 绿邦 没有参评')).text).toContain('不在 2023年9月的参评项目里')
    expect((await desk.as('unit').privately('异议 示例乙')).text).toContain('请写明项目和原因')
    await desk.as('unit').privately('异议 示例乙 有误')
    expect((await desk.as('liaison').privately('异议 示例乙 还是有误')).text).toContain('（1 号）正在办')
    expect((await desk.as('office').privately('异议')).text).toContain('待定的异议 1 件')
  })

  it('leaves an audit row of being raised and decided, and of what changed', async () => {
    const desk = await openEvaluationDesk()
    await desk.to(TRIAL)
    await desk.as('unit').privately('异议 示例乙 主体已封顶')
    await verifyMilestone(desk.db, desk.clock.now())
    await desk.as('office').privately('采纳异议 1 属实')
    const log = await desk.as('office').privately('日志 示例乙')
    expect(log.text).toContain('异议 示例乙')
    expect(log.text).toContain('状态 待审核→已通过')
    expect(log.text).toContain('月考评 2023年9月 示例乙')
    expect(log.text).toContain('得分 57.43→93.14')
    const rows = await desk.db.auditEntry.findMany()
    expect(JSON.stringify(rows)).not.toContain('封顶')
  })
})
