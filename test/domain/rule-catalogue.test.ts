import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { month } from '../../src/domain/period.ts'
import { findRule, ruleCatalogue } from '../../src/domain/rule-catalogue.ts'
import { defaultRules, rulesAt } from '../../src/domain/rules.ts'

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

  it('never throw on what is typed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ruleCatalogue), fc.string(), (rule, text) => {
        const reading = rule.read(text)
        expect(reading.ok ? rule.show(reading.value) : reading.sentence).not.toBe('')
      }),
    )
  })
})
