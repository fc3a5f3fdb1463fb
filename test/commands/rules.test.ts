import { describe, expect, it } from 'vitest'
import { openDesk } from '../chat/kit.ts'

describe('规则', () => {
  it('shows every rule in force to members, and one by its name', async () => {
    const desk = await openDesk()
    const { text } = await desk.as('liaison').privately('规则')
    expect(text).toContain('截止时间：17:00')
    expect(text).toContain('旬调度通报方式：自动发布')
    expect(text).toContain('〔考评规则〕')
    expect((await desk.as('liaison').privately('规则 截止')).text).toContain('截止时间：17:00')
    expect((await desk.as('observer').inGroup('规则')).text).toContain('只有本区花名册上的人员')
  })

  it('changes a time from next month on, after a confirmation', async () => {
    const desk = await openDesk()
    const asked = await desk.as('admin').privately('规则 截止时间 18点')
    expect(asked.text).toContain('截止时间：现在是“17:00”，从2023年10月起改为“18:00”，对吗？')
    expect(await desk.db.ruleSetting.count()).toBe(0)
    expect((await desk.as('admin').privately('确认')).text).toContain('已改：截止时间 从2023年10月起为“18:00”')
    expect(await desk.db.ruleSetting.findMany()).toMatchObject([
      {
        key: 'calendar.deadlineTime',
        value: '18:00',
        fromMonth: '2023-10',
        changedBy: desk.district.people.get('admin'),
      },
    ])
    const { text } = await desk.as('liaison').privately('规则 截止时间')
    expect(text).toContain('截止时间：17:00\n以后生效：\n2023年10月起 截止时间：18:00')
    expect(await desk.db.auditEntry.findMany()).toMatchObject([{ command: 'rules', subject: 'rule' }])
  })

  it.each([
    ['规则 考评', '权重：投资进度 40，节点 25，开复工 10，手续 10，问题 10，数据质量 5'],
    ['规则 亮牌', '红牌标准：低于目标的 70% 且欠 10 个百分点以上'],
    ['规则 排名', '红榜比例：前 30%'],
    ['规则 排名规则', '季排名开关：开'],
    ['规则 目标', '落后标准：落后目标 10 个百分点以上'],
  ])('%s shows that group: %s', async (typed, line) => {
    const desk = await openDesk()
    const { text } = await desk.as('office').privately(typed)
    expect(text).toContain(line)
    expect(text.split('\n').length).toBeLessThanOrEqual(18)
  })

  it('tells with each rule how to type it', async () => {
    const desk = await openDesk()
    expect((await desk.as('office').privately('规则 权重')).text).toContain('如：规则 权重 40,25,10,10,10,5')
  })

  it('changes the six weights together, and refuses weights that do not add up with a sentence', async () => {
    const desk = await openDesk()
    expect((await desk.as('admin').privately('规则 权重 40,25,10,10,10,10')).text).toContain(
      '六项权重合计要等于 100，现在是 105',
    )
    await desk.as('admin').privately('规则 权重 35,25,15,10,10,5')
    expect((await desk.as('admin').privately('确认')).text).toContain('投资进度 35，节点 25，开复工 15')
    expect(await desk.db.ruleSetting.findMany()).toMatchObject([
      { key: 'weights.items', value: { progress: 35, start: 15, quality: 5 }, fromMonth: '2023-10' },
    ])
  })

  it('switches the ranking off by its short name', async () => {
    const desk = await openDesk()
    const asked = await desk.as('admin').privately('规则 排名 关')
    expect(asked.text).toContain('季排名开关：现在是“开”，从2023年10月起改为“关（只列单位，不排名次）”，对吗？')
  })

  it('changes a way of publishing at once', async () => {
    const desk = await openDesk()
    const asked = await desk.as('admin').privately('规则 旬调度通报方式 审批')
    expect(asked.args).toMatchObject({ rule: 'modes.dispatch', value: 'approve', fromMonth: '2023-09' })
    await desk.as('admin').privately('确认')
    expect((await desk.as('office').privately('规则 通报方式')).text).toContain('审后发布')
  })

  it('takes the month that is named, but none that has begun', async () => {
    const desk = await openDesk()
    const named = await desk.as('admin').privately('规则 截止时间 18:00 11月起')
    expect(named.args).toMatchObject({ value: '18:00', fromMonth: '2023-11' })
    expect((await desk.as('admin').privately('规则 截止时间 18:00 从9月起')).text).toBe(
      '已经开始的月份不能改，最早从2023年10月起。',
    )
  })

  it.each([
    ['office', '规则 截止时间 18:00', '只有管理员可以改规则，其他人可以看。\n〔规则〕'],
    ['admin', '规则 截止时间 傍晚', '截止时间：请写成几点几分，如：规则 截止时间 17:00'],
    ['admin', '规则 锁定时间 16:00 10月起', '发布要在锁定之后，请先改发布时间'],
  ] as const)('%s hears for %j: %s', async (actor, text, sentence) => {
    const desk = await openDesk()
    expect((await desk.as(actor).privately(text)).text).toBe(sentence)
    expect(await desk.db.ruleSetting.count()).toBe(0)
  })

  it('names the rules there are when it does not know one', async () => {
    const desk = await openDesk()
    expect((await desk.as('admin').privately('规则 午休时间 12:00')).text).toBe(
      '没有“午休时间”这条规则。现有：报送、目标、考评、亮牌、排名、办理，点开看各条的名字\n〔规则 报送〕〔规则 目标〕〔规则 考评〕〔规则 亮牌〕〔规则 排名〕〔规则 办理〕',
    )
  })
})
