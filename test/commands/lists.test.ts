import { beforeEach, describe, expect, it } from 'vitest'
import { renderCards } from '../../src/platforms/feishu/render.ts'
import { render } from '../../src/platforms/wecom/render/render.ts'
import { appLimits } from '../../src/platforms/wecom/render/template-card.ts'
import { type Desk, openDesk } from '../chat/kit.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk({ now: '2023-09-08T10:00:00+08:00' })
  const projectId = desk.district.projects.get('示例甲') ?? 0
  const due = (on: string) => new Date(on)
  await desk.db.milestone.createMany({
    data: [
      { projectId, name: '主体封顶', dueOn: due('2023-09-05') },
      { projectId, name: '设备进场', dueOn: due('2023-09-10') },
      { projectId, name: '联动试车', dueOn: due('2023-09-28') },
      { projectId, name: '基础完工', dueOn: due('2023-08-20'), doneOn: due('2023-08-19') },
    ],
  })
  await desk.as('liaison').privately('报问题 示例甲 用电 变压器容量不足')
})

describe('三张清单 (任务、问题、责任)', () => {
  it('are one card by unit: what is due, what is open, what is missing of the 五个一', async () => {
    const { text } = await desk.as('office').privately('清单 示例镇')
    expect(text.split('\n')[0]).toBe('示例镇的三张清单：任务 4 项，问题 1 个，责任缺 4 项')
    expect(text).toContain('示例甲 节点“主体封顶”\n　9月5日前完成，已过 3 天')
    expect(text).toContain('示例甲 节点“设备进场”\n　9月10日前完成')
    expect(text).not.toContain('联动试车')
    expect(text).not.toContain('基础完工')
    expect(text).toContain('1 号 示例甲 用电，变压器容量不足\n　待受理，未交办')
    expect(text).toContain('示例甲 缺 专班、方案\n　戊领导包联，示例镇负责，庚联络联络')
  })

  it('one gets one’s own by the bare word, in private, also when it was typed in the group', async () => {
    const { told } = await desk.as('leader').inGroup('/清单')
    expect(told.map(({ to }) => to)).toEqual(['leader'])
    expect(told[0]?.text).toContain('您的三张清单')
    expect((await desk.as('office').privately('清单')).text).toContain('示例区的三张清单：任务 5 项，问题 1 个')
    expect((await desk.as('unit').privately('清单')).text).toContain('您单位的三张清单：任务 4 项，问题 1 个')
  })

  it('are read by leader, and each by itself', async () => {
    expect((await desk.as('office').privately('清单 戊领导')).text).toContain('戊领导的三张清单：任务 5 项，问题 1 个')
    const tasks = await desk.as('office').privately('清单 任务 戊领导 本月')
    expect(tasks.text).toContain('戊领导的任务清单（9月） 6 项')
    expect(tasks.text).toContain('示例甲 节点“联动试车”\n　9月28日前完成')
    expect(tasks.text).toMatch(/示例甲 投资目标\n　9月下旬末累计完成 [\d,.]+ [万亿]元/)
    expect((await desk.as('leader').privately('任务清单')).text).toContain('您的任务清单（9月上旬） 5 项')
    expect((await desk.as('office').privately('责任清单')).text).toContain('示例区的责任清单（缺 6 项） 3 项')
    expect((await desk.as('unit').privately('清单 问题')).text).toContain('您单位的问题清单 1 个')
    const file = await desk.as('office').privately('清单 问题 示例镇 导出')
    expect(file.cards[0]?.files?.[0]?.name).toBe('示例区示例镇的问题2023-09-08.xlsx')
  })

  it('what a unit leads elsewhere is in its list of problems too', async () => {
    await desk.as('office').privately('交办 1')
    expect((await desk.as('liaison2').privately('清单 问题')).text).toContain('1 号 示例甲 用电')
    expect((await desk.as('office').privately('清单 能源局')).text).toContain('问题 1 个')
  })

  it('fit a phone: one card on Feishu, and nothing cut in WeCom’s app', async () => {
    const [card] = (await desk.as('office').privately('清单 戊领导')).cards
    if (card === undefined) throw new Error('no card')
    expect(renderCards(card)).toHaveLength(1)
    const features = { formats: [{ format: 'text' as const, bytes: 2_048 }], cards: appLimits }
    const { content } = render(card, { features, taskId: 't1', link: 'https://work.weixin.qq.com/' })
    expect(content).toContain('调度口径')
    const items = card.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []))
    expect(items.length).toBeGreaterThan(5)
    for (const { text } of items) expect(content).toContain(text)
  })

  it('are not for observers and enterprises, and a name that nobody has gets a way out', async () => {
    expect((await desk.as('enterprise').privately('清单')).text).toContain('只有')
    expect((await desk.as('observer').inGroup('/清单')).text).toContain('只有')
    expect((await desk.as('office').privately('清单 没这个人')).text).toMatch(/没有/)
  })
})
