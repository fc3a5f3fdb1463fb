import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { month } from '../../src/domain/period.ts'
import { findRule, findRuleGroup, ruleCatalogue, ruleGroups } from '../../src/domain/rule-catalogue.ts'
import { defaultRules, ruleConflict, rulesAt } from '../../src/domain/rules.ts'

const readOf = (name: string, text: string) => findRule(name)?.read(text)

describe('the rules by name', () => {
  it.each([
    ['截止时间', '18点', '18:00'],
    ['截止时间', '１６：３０', '16:30'],
    ['锁定时间', '上午9点半', '09:30'],
    ['发布时间', '15:00', '15:00'],
    ['截止工作日', '第3个工作日', 3],
    ['通报方式', '审批', 'approve'],
    ['旬调度通报方式', '自动', 'auto'],
    ['季排名通报方式', '关闭', 'off'],
    ['静默时段', '8:30-18:00', { quietFrom: '08:30', quietTo: '18:00' }],
    ['推送时段', '上午9点到下午5点半', { quietFrom: '09:00', quietTo: '17:30' }],
    ['观察员', '不允许', false],
    ['落后阈值', '12.5个百分点', 12.5],
    ['落后标准', '8', 8],
    ['考评模式', '打分', 'full'],
    ['考评模式', '简易', 'simple'],
    ['模式', '只亮牌', 'cards-only'],
    ['排名', '关', false],
    ['季排名开关', '开', true],
    ['试算工作日', '第4个工作日', 4],
    ['异议截止', '17点半', '17:30'],
    ['季排名发布工作日', '12', 12],
    ['黄牌标准', '85%、5个百分点', { yellowRatio: 85, yellowGap: 5 }],
    ['红牌', '６０，１５', { redRatio: 60, redGap: 15 }],
    ['项目权重', '2/1.5/1.2/1', { huge: 2, large: 1.5, medium: 1.2, small: 1 }],
    ['红榜比例', '25%', 25],
    ['核查偏差', '3,8,5', { minor: 3, major: 8, points: 5 }],
    [
      '权重',
      '投资进度45、节点25、开复工10、手续10、问题10、数据质量0',
      { progress: 45, milestones: 25, start: 10, permits: 10, problems: 10, quality: 0 },
    ],
  ])('%s %s is understood', (name, text, value) => {
    expect(readOf(name, text)).toEqual({ ok: true, value })
  })

  it.each([
    ['截止时间', '25:00'],
    ['截止工作日', '0'],
    ['通报方式', '随便'],
    ['静默时段', '18:00'],
    ['观察员', '也许'],
    ['落后标准', '120'],
    ['目标曲线', '1,2,3'],
    ['权重', '40,25,10,10,10'],
    ['权重', '40,25,10,10,10,-5'],
    ['考评模式', '随便'],
    ['试算工作日', '21'],
    ['排名', '也许'],
    ['红榜比例', '1.234'],
    ['目标曲线', '1,3,10,18,28,40,52,64,75,86,95,99'],
    ['目标曲线', '1,3,10,18,28,40,52,64,60,86,95,100'],
  ])('%s %s is refused with a sentence that shows how to type it', (name, text) => {
    expect(readOf(name, text)).toEqual({ ok: false, sentence: expect.stringContaining('如：规则 ') })
  })

  it('are found by label, alias and key, and by nothing else', () => {
    expect(findRule(' 截止 时间 ')?.key).toBe('calendar.deadlineTime')
    expect(findRule('calendar.deadlineTime')?.label).toBe('截止时间')
    expect(findRule('不存在')).toBeNull()
    const names = ruleCatalogue.flatMap(({ key, label, aliases }) => [key, label, ...aliases])
    expect(new Set(names).size).toBe(names.length)
  })

  it('show what is in force', () => {
    const shown = ruleCatalogue.map((rule) => `${rule.label}：${rule.show(rule.valueIn(defaultRules))}`)
    expect(shown).toContain('截止工作日：旬末后第 2 个工作日')
    expect(shown).toContain('旬调度通报方式：自动发布')
    expect(shown).toContain('推送时段：工作日 09:00 到 17:30，其余为静默')
    expect(shown).toContain('落后标准：落后目标 10 个百分点以上')
  })

  it('give the example of their own hint a reading that can be stored and shown', () => {
    for (const rule of ruleCatalogue) {
      const refusal = rule.read('？')
      const example = refusal.ok ? '' : (/如：规则 \S+ (.+)$/.exec(refusal.sentence)?.[1] ?? '')
      const reading = rule.read(example)
      expect(reading.ok, rule.label).toBe(true)
      if (!reading.ok) continue
      const stored = { key: rule.key, value: reading.value, fromMonth: '2023-01', createdAt: new Date(0) }
      expect(rule.valueIn(rulesAt([stored], month('2023-09')))).toEqual(reading.value)
      expect(rule.show(reading.value)).not.toBe('')
    }
  })

  it.each([
    ['权重', '40,25,10,10,10,6', '六项权重合计要等于 100，现在是 101'],
    ['红牌标准', '95,2', '红牌的标准要比黄牌更严'],
    ['试算工作日', '6', '异议截止不能早于试算，请先改异议截止工作日'],
    ['试算工作日', '2', '月考评试算要在锁定之后，请先改试算工作日或试算时间'],
    ['亮牌发布工作日', '5', '亮牌发布要在异议截止之后，请先改亮牌发布工作日'],
    ['季排名预览工作日', '6', '季排名预览要在亮牌发布之后，请先改季排名预览工作日'],
    ['核查偏差', '10,5,3', '核查偏差的归零线要高于扣分线'],
    ['节点晚完成', '10,30,30,60', '晚得越久得分要越低'],
  ])('%s %s is refused in one sentence: %s', (name, text, sentence) => {
    const rule = findRule(name)
    const reading = rule?.read(text)
    if (rule === null || reading?.ok !== true) throw new Error('not read')
    const change = { key: rule.key, value: reading.value, fromMonth: '2023-10', createdAt: new Date(0) }
    expect(ruleConflict(rulesAt([change], month('2023-10')))).toBe(sentence)
  })

  it('lets F 数据质量 be 0 with the other weights left as they are', () => {
    const reading = findRule('权重')?.read('40,25,10,10,10,0')
    const value = reading?.ok === true ? reading.value : null
    const change = { key: 'weights.items', value, fromMonth: '2023-10', createdAt: new Date(0) }
    expect(ruleConflict(rulesAt([change], month('2023-10')))).toBeNull()
  })

  it('stand in groups, each of which has a name of its own and fits a phone', () => {
    expect(ruleGroups.map(({ name }) => findRuleGroup(`${name}规则`)?.name)).toEqual(ruleGroups.map(({ name }) => name))
    for (const { rules } of ruleGroups) expect(rules.length).toBeLessThanOrEqual(14)
  })

  it('cover every number of scores, plates and ranks', () => {
    const shown = ruleCatalogue.flatMap(({ key, valueIn }) => {
      const value = valueIn(defaultRules)
      const [section] = key.split('.')
      const several = typeof value === 'object' && value !== null && !Array.isArray(value)
      return several ? Object.keys(value).map((one) => `${section}.${one}`) : [key]
    })
    const all = Object.entries(defaultRules).flatMap(([section, rules]) =>
      Object.keys(rules).map((rule) => `${section}.${rule}`),
    )
    expect(shown.toSorted()).toEqual(all.toSorted())
  })

  it('never throw on what is typed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ruleCatalogue), fc.string(), (rule, text) => {
        const reading = rule.read(text)
        expect(reading.ok ? rule.show(reading.value) : reading.sentence).not.toBe('')
      }),
    )
  })
})
