import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day, showDay } from '../../../src/domain/calendar-day.ts'
import { permitCatalogue } from '../../../src/domain/permits/catalogue.ts'
import { readLimit } from '../../../src/domain/permits/limit-read.ts'
import { readPermitLine } from '../../../src/domain/permits/line-read.ts'
import { eventsOf, mayMove, readPauseReason, standingAfter } from '../../../src/domain/permits/steps.ts'

const today = day('2023-09-13')
const read = (text: string) => readPermitLine(text, today)

describe('a line about one permit', () => {
  it.each([
    ['施工许可', { permit: '施工许可', verb: null }],
    ['施工许可 受理 9月12日', { permit: '施工许可', verb: 'accept', on: '2023-09-12', rest: '' }],
    ['施工许可受理9月12日', { permit: '施工许可', verb: 'accept', on: '2023-09-12' }],
    ['施工许可 昨天 受理', { permit: '施工许可', verb: 'accept', on: '2023-09-12' }],
    ['9月12日受理 施工许可', { permit: '施工许可', verb: 'accept' }],
    ['受理 施工许可 9月12日', { permit: '施工许可', verb: 'accept', on: '2023-09-12', rest: '' }],
    ['环评 暂停 补正 缺批复 9月11日', { permit: '环评', verb: 'pause', on: '2023-09-11', rest: '补正 缺批复' }],
    ['环评，恢复', { permit: '环评', verb: 'resume', on: null, rest: '' }],
    ['施工许可 办结 证号：150303 9月12日', { verb: 'finish', number: '150303', on: '2023-09-12', rest: '' }],
    ['施工许可 办结 9月12日 建字第2023-7号', { verb: 'finish', number: '建字第2023-7号', on: '2023-09-12' }],
    ['施工许可 办结', { verb: 'finish', number: null }],
    ['能评 不予许可 能耗指标未落实', { permit: '能评', verb: 'refuse', rest: '能耗指标未落实' }],
    ['人防 不需要', { permit: '人防', verb: 'waive', rest: '' }],
    ['人防 需要', { permit: '人防', verb: 'need' }],
    ['列入 环评、能评', { permit: '', verb: 'need', rest: '环评、能评' }],
    ['施工许可 撤回', { permit: '施工许可', verb: 'withdraw' }],
    ['施工许可 经办 张三', { permit: '施工许可', verb: 'agent', rest: '张三' }],
  ])('%s', (text, expected) => {
    expect(read(text)).toMatchObject(expected)
  })

  it('no permit of the catalogue has a verb in its name', () => {
    for (const { name } of permitCatalogue) expect(read(name)).toMatchObject({ permit: name, verb: null })
  })

  it('reads every permit, verb and day of the last weeks, glued or apart', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...permitCatalogue.map(({ name }) => name)),
        fc.constantFrom(['受理', 'accept'], ['恢复', 'resume'], ['计划', 'plan']),
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom('', ' ', '，'),
        (name, [word = '', verb], n, between) => {
          const on = day(`2023-08-${String(n).padStart(2, '0')}`)
          expect(read(`${name}${between}${word}${between}${showDay(on)}`)).toMatchObject({ permit: name, verb, on })
        },
      ),
    )
  })
})

describe('a limit', () => {
  it('is read in working days unless it says 日', () => {
    expect(readLimit('3个工作日')).toEqual({ days: 3, unit: 'workday' })
    expect(readLimit('５ 天')).toEqual({ days: 5, unit: 'workday' })
    expect(readLimit('十个工作日')).toEqual({ days: 10, unit: 'workday' })
    expect(readLimit('60日')).toEqual({ days: 60, unit: 'day' })
    for (const text of ['', '很快', '0天', '-3天', '1.5天', '400日']) expect(readLimit(text)).toBeNull()
  })
})

describe('the steps', () => {
  it('stop the clock for the four reasons only, by whatever they are called', () => {
    expect(['补件', '专家论证会', '公告期', '听证会'].map(readPauseReason)).toEqual([
      '补正',
      '专家评审',
      '公示',
      '听证',
    ])
    expect(['领导出差', '', '等等'].map(readPauseReason)).toEqual([null, null, null])
  })

  it('whatever follows on what it may, comes to a state and to events that the clock takes', () => {
    const moves = ['ACCEPT', 'PAUSE', 'RESUME', 'FINISH', 'REFUSE', 'WAIVE', 'NEED'] as const
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...moves), { maxLength: 12 }), (tried) => {
        const steps: { move: (typeof moves)[number]; on: typeof today; reason: string | null }[] = []
        for (const move of tried) {
          if (mayMove(standingAfter(steps), move))
            steps.push({ move, on: today, reason: move === 'PAUSE' ? '听证' : null })
        }
        expect(eventsOf(steps).length).toBe(steps.filter(({ move }) => move !== 'WAIVE' && move !== 'NEED').length)
        expect(mayMove('DONE', 'ACCEPT')).toBe(false)
      }),
    )
  })
})
