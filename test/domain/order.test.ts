import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '../../src/domain/calendar-day.ts'
import {
  afterOrderMove,
  dueStage,
  OPEN,
  type OrderMove,
  orderCaveat,
  orderDaysOverdue,
  orderDueOn,
  showClosing,
  showOrderNumber,
} from '../../src/domain/order.ts'
import { readLeadingOrder, readOrderWords } from '../../src/domain/order-read.ts'
import { stateCalendar } from '../../src/domain/workday.ts'

const calendar = stateCalendar()

describe('the number of an order', () => {
  it('is written with three digits at least, and read back from what people type', () => {
    expect(showOrderNumber({ kind: 'SUPERVISION', year: 2026, number: 3 })).toBe('督办〔2026〕003号')
    expect(showOrderNumber({ kind: 'REMINDER', year: 2026, number: 1204 })).toBe('提示〔2026〕1204号')
    for (const typed of ['督003', '督办003', '督办单003', '督办 3号', '督办第3号', '督办３', '督办003，设备已发运']) {
      const ref = { by: 'number', kind: 'SUPERVISION', year: null, number: 3 }
      expect(readLeadingOrder(typed)?.ref, typed).toEqual(ref)
    }
    for (const typed of [
      '督办[2026]3号',
      '督办【2026】003号',
      '督办（2026）003号',
      '督办2026年第3号',
      '督办2026-003',
    ]) {
      const ref = { by: 'number', kind: 'SUPERVISION', year: 2026, number: 3 }
      expect(readLeadingOrder(typed)?.ref, typed).toEqual(ref)
    }
    expect(readLeadingOrder('拟稿12 重复')).toEqual({ ref: { by: 'draft', id: 12 }, rest: '重复' })
  })

  it('is none where a number counts something else', () => {
    for (const typed of ['督办10个工作日', '督办 示例甲 3 户', '提示大家9月30日前', '督办3户', '12', '']) {
      expect(readLeadingOrder(typed), typed).toBeNull()
    }
  })

  it('any number is read back with whatever stands behind it', () => {
    const kind = fc.constantFrom('SUPERVISION' as const, 'REMINDER' as const, 'LISTED' as const)
    const year = fc.integer({ min: 2000, max: 2099 })
    const number = fc.integer({ min: 1, max: 99_999 })
    fc.assert(
      fc.property(kind, year, number, fc.constantFrom('', '进展', '9月28日 晚到'), (k, y, n, rest) => {
        const typed = `${showOrderNumber({ kind: k, year: y, number: n })} ${rest}`
        expect(readLeadingOrder(typed)).toEqual({ ref: { by: 'number', kind: k, year: y, number: n }, rest })
      }),
    )
  })

  it('no text breaks the readers', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        readLeadingOrder(text)
        expect(readOrderWords(text).co).toBeInstanceOf(Array)
      }),
    )
  })
})

describe('a draft in one line', () => {
  it('takes its labelled parts out in whatever order they stand', () => {
    expect(
      readOrderWords(
        '关键设备未到货 主办 产业园 协办：工信局、能源局 10个工作日 要求：9月底前到场，书面反馈 依据：9月5日调度会',
      ),
    ).toEqual({
      text: '关键设备未到货',
      lead: '产业园',
      co: ['工信局', '能源局'],
      demand: '9月底前到场，书面反馈',
      basis: '9月5日调度会',
      limit: { days: 10, working: true },
    })
    expect(readOrderWords('要求 9月底前接通 时限7个工作日 牵头：能源局 用电未接通')).toMatchObject({
      lead: '能源局',
      limit: { days: 7, working: true },
    })
  })

  it('leaves days and numbers that belong to the sentence', () => {
    expect(readOrderWords('征地还剩3户，9月30日前签约').text).toBe('征地还剩3户，9月30日前签约')
    expect(readOrderWords('征拆滞后 30天')).toMatchObject({ text: '征拆滞后', limit: { days: 30, working: false } })
  })
})

describe('limits', () => {
  it('are working days, for 挂牌 calendar days, from the day after the signing', () => {
    const on = day('2023-09-08')
    expect(orderDueOn(calendar, 'REMINDER', on, 5)).toBe('2023-09-15')
    expect(orderDueOn(calendar, 'SUPERVISION', on, 10)).toBe('2023-09-22')
    expect(orderDueOn(calendar, 'SUPERVISION', day('2023-09-22'), 10)).toBe('2023-10-12')
    expect(orderDueOn(calendar, 'LISTED', on, 30)).toBe('2023-10-08')
  })

  it('over a year without an official calendar say so, when working days were counted', () => {
    const span = { issuedOn: day('2026-12-25'), dueOn: day('2027-01-10') }
    expect(orderCaveat(calendar, 'SUPERVISION', span)).toContain('2027 年的放假安排尚未收录')
    expect(orderCaveat(calendar, 'LISTED', span)).toBeNull()
    expect(orderCaveat(calendar, 'REMINDER', { issuedOn: day('2023-09-08'), dueOn: day('2023-09-15') })).toBeNull()
  })

  it('are near two working days before, reached on the day, passed after it; a holiday counts as the day before it', () => {
    const due = day('2023-09-22')
    const stages = ['2023-09-19', '2023-09-20', '2023-09-21', '2023-09-22', '2023-09-23'].map((on) =>
      dueStage(calendar, day(on), due, 2),
    )
    expect(stages).toEqual([0, 1, 1, 2, 3])
    expect(dueStage(calendar, day('2023-09-28'), day('2023-10-02'), 2)).toBe(2)
  })

  it('a stage never goes back as the days pass', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 700 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 10 }),
        (a, b, n) => {
          const from = addDays(day('2023-01-01'), a)
          const due = addDays(from, b)
          let last = 0
          for (let i = 0; i <= b + 1; i++) {
            const stage = dueStage(calendar, addDays(from, i), due, n)
            expect(stage).toBeGreaterThanOrEqual(last)
            last = stage
          }
          expect(last).toBe(3)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('count as overdue only while the lead unit has to act', () => {
    const [due, today] = [day('2023-09-22'), day('2023-09-25')]
    expect(orderDaysOverdue('WORKING', due, today)).toBe(3)
    expect(orderDaysOverdue('REVIEWING', due, today)).toBe(0)
    expect(orderDaysOverdue('CLOSED', due, today)).toBe(0)
    expect(showClosing(day('2023-09-22'), due)).toBe('按期办结')
    expect(showClosing(day('2023-09-24'), due)).toBe('超期 2 天办结')
  })
})

describe('the steps', () => {
  const moves = ['REVISE', 'SIGN', 'FEEDBACK', 'SUBMIT', 'CLOSE', 'SEND_BACK', 'ASK_EXTENSION', 'VOID'] as const

  it('nothing follows on what is closed or void, and only a signing leads out of a draft', () => {
    for (const move of moves) {
      expect(afterOrderMove('CLOSED', move), move).toBeNull()
      expect(afterOrderMove('VOID', move), move).toBeNull()
    }
    const outOfDraft = moves.filter((move) => OPEN.some((state) => state === afterOrderMove('DRAFT', move)))
    expect(outOfDraft).toEqual(['SIGN'])
  })

  it('only a review closes it', () => {
    const closing = (move: OrderMove): boolean => OPEN.some((state) => afterOrderMove(state, move) === 'CLOSED')
    expect(moves.filter(closing)).toEqual(['CLOSE'])
    expect(OPEN.filter((state) => afterOrderMove(state, 'CLOSE') !== null)).toEqual(['REVIEWING'])
  })
})
