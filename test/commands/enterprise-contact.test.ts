/** An enterprise’s contact sees and writes what is its own, 示例丙, and nothing else. */
import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import { type Desk, openDesk } from '../chat/kit.ts'

let desk: Desk
const ask = async (text: string): Promise<string> => (await desk.as('enterprise').privately(text)).texts.join('\n')

beforeAll(async () => {
  desk = await openDesk({ now: '2023-09-11T10:00:00+08:00' })
  const approval = desk.as('approval')
  await approval.privately('企业 新增 示例甲公司 示例甲精细化工有限公司')
  await approval.privately('企业 示例甲公司 项目 示例甲')
  await approval.privately('帮办 示例甲 安全条件审查补正')
  await approval.privately('会商 示例甲 能评 9月12日 参会 能源局')
  await approval.privately('一企一策 示例甲 专员每周联系一次，能评先行')
  await desk.as('liaison').privately('报问题 示例甲 用电 变压器容量不足')
  return () => desk.close()
})

describe('an enterprise contact', () => {
  it.each([
    ['企业 示例甲', '只能查看本企业的档案'],
    ['企业 示例甲 项目', '只能查看本企业的档案'],
    ['企业 示例甲 证照 排污许可证 2026-06-30', '只能查看本企业的档案'],
    ['一企一策 示例甲', '只能查看本企业的档案'],
    ['一企一策 示例甲 第1版', '只能查看本企业的档案'],
    ['跟踪卡 示例甲', '只能查看和办理本企业的项目：示例丙'],
    ['跟踪卡 示例甲 服务记录', '只能查看和办理本企业的项目'],
    ['手续 示例甲', '只能查看和办理本企业的项目'],
    ['帮办 示例甲 施工许可怎么办', '只能查看和办理本企业的项目'],
    ['帮办 1', '没有 1 号帮办'],
    ['帮办 1 终止 不办了', '没有 1 号帮办'],
    ['会商 1', '没有 1 号会商'],
    ['会商 示例甲', '只能查看和办理本企业的项目'],
    ['回访 示例甲 满意', '只能查看和办理本企业的项目'],
    ['报问题 示例甲 用水 管网没有接通', '只能查看和办理本企业的项目'],
    ['问题清单 1', '没有 1 号问题'],
    ['企业 新增 示例丁公司 示例丁科技有限公司', '只有审批局和项目办可以建企业档案'],
  ])('is refused %s', async (typed, why) => {
    const answer = await ask(typed)
    expect(answer).toContain(why)
    expect(answer).not.toMatch(/变压器|安全条件审查|能评先行/)
  })

  it.each([
    '季排名',
    '亮牌',
    '明细 示例甲 8月',
    '月考评',
    '项目清单 落后',
    '项目清单 单位',
    '未报',
    '旬调度',
    '包联 示例甲',
    '项目历史 示例甲',
    '节点 示例甲',
    '规则',
    '人员',
    '日志',
  ])('has no part in what is the district’s own: %s', async (typed) => {
    expect(await ask(typed)).toMatch(/只有.*您现在的身份：企业联系人/)
  })

  it('sees of another project what an observer of a bound group sees: no names of persons, no problems', async () => {
    const other = await ask('项目 示例甲')
    expect(other).toContain('示例甲')
    expect(other).not.toMatch(/戊领导|庚联络|未销号问题/)
    expect(await ask('项目 示例丙')).toMatch(/戊领导[\s\S]*未销号问题/)
    expect(await ask('总览')).toContain('重点项目总览')
  })

  it('sees its lists empty of what is others’', async () => {
    expect(await ask('问题清单')).toContain('未销号问题：没有')
    expect(await ask('帮办')).toContain('没有在办的帮办')
    expect(await ask('会商')).toContain('最近的会商：没有')
    expect(await ask('企业')).toContain('示例丙公司 企业档案')
  })

  it('whose binding has ended sees nothing more of the enterprise', async () => {
    await desk.as('approval').privately('企业 示例丙 撤销联系人 辛企业')
    expect(await ask('企业')).toContain('您还没有登记到企业')
    expect(await ask('跟踪卡 示例丙')).toContain('您还没有登记到企业')
    await desk.as('approval').privately('企业 示例丙 联系人 辛企业')
    expect(await ask('企业')).toContain('示例丙公司 企业档案')
  })

  it('who is no contact on the roster any more is neither shown nor told', async () => {
    const where = { role: 'ENTERPRISE' as const }
    await desk.db.membership.updateMany({ where, data: { until: new Date('2023-09-11') } })
    expect((await desk.as('approval').privately('企业 示例丙')).text).toContain('联系人：未登记')
    await desk.as('approval').privately('会商 示例丙 消防水源 9月13日')
    await desk.db.membership.updateMany({ where, data: { until: null } })
    const told = (await desk.pushes()).filter(({ text }) => text.includes('消防水源'))
    expect(told.map(({ to }) => to)).not.toContain('enterprise')
    expect((await desk.as('approval').privately('企业 示例丙')).text).toContain('联系人：辛企业')
  })

  it('may use no command that does not say so', () => {
    const open = commands
      .filter(({ who }) => who.includes('enterprise'))
      .map(({ id }) => id)
      .sort()
    expect(open).toEqual(
      [
        ...['agent', 'card', 'confirm-close', 'enterprise', 'joint', 'permits'],
        ...['problem', 'problems', 'send-back', 'strategy', 'visit'],
      ].sort(),
    )
  })
})
