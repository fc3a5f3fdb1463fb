/** The wall map as text: how lists are cut into leaves, what a permit's days are called, and that no name is markup. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BoardView } from '../../src/services/board/view.ts'
import { leavesOf } from '../../src/web/board/leaves.ts'
import { boardPage } from '../../src/web/board/page.ts'

const bar = { value: 71.43, target: 64 }
const view: BoardView = {
  district: '示例区',
  demo: false,
  asOf: '截至2023年8月下旬，已锁定',
  readAt: '9月8日 09:00',
  totals: {
    projects: 4,
    completion: '71.43%',
    target: '64.00%',
    gap: '超 7.43 个百分点',
    bar,
    yearToDate: '1.00 亿元',
    plan: '1.40 亿元',
    startRate: '100.00%',
  },
  progress: [{ group: '镇街', rows: [{ unit: '示例镇', completion: '71.43%', gap: '超 7.43', bar }] }],
  reporting: [{ period: '9月上旬', reported: 1, of: 4, latest: ['示例甲'] }],
  plates: null,
  ranks: null,
  permits: [
    {
      project: '示例甲',
      permit: '施工许可',
      unit: '示例局',
      urgency: 'far-overdue',
      daysLeft: '逾期 6 个工作日',
    },
    { project: '示例乙', permit: '施工许可', unit: '示例局', urgency: 'soon', daysLeft: '剩 1 个工作日' },
    { project: '示例丙', permit: '施工许可', unit: '示例局', urgency: 'none', daysLeft: '剩 20 日' },
  ],
  closed: { period: '9月上旬', problems: 1, milestones: 0, items: [{ project: '示例甲', what: '用地问题已销号' }] },
}

describe('the wall map', () => {
  it('says what a permit has left as 倒计时 does, in its unit and with its urgency', () => {
    const page = boardPage(view, '1')
    for (const words of [
      'far-overdue"><i aria-hidden="true">■</i> 逾期 6 个工作日',
      'soon">剩 1 个工作日',
      'none">剩 20 日',
      '手续倒计时',
    ]) {
      expect(page).toContain(words)
    }
  })

  it('shows what was closed, where the figures are from and of when they are', () => {
    const page = boardPage(view, '1')
    for (const words of [
      '用地问题已销号',
      '问题销号 1 个',
      '截至2023年8月下旬，已锁定',
      '调度口径，非统计数据',
      '9月8日 09:00',
    ]) {
      expect(page).toContain(words)
    }
  })

  it('says what is missing where nothing was published yet', () => {
    const page = boardPage(view, '1')
    expect(page).toContain('还没有发布过亮牌')
    expect(page).toContain('还没有发布过季排名')
  })

  it('never takes a name for markup', () => {
    const name = '<img src=x onerror=alert(1)>"&'
    const colour = 'green'
    const page = boardPage(
      {
        ...view,
        district: name,
        plates: { month: '2023年8月', asOf: '8月31日', groups: [{ name, tiles: [{ name, colour }] }] },
        closed: { ...view.closed, items: [{ project: name, what: name }] },
        permits: [{ project: name, permit: name, unit: name, urgency: 'none', daysLeft: name }],
        reporting: [{ period: '9月上旬', reported: 1, of: 4, latest: [name] }],
      },
      name,
    )
    expect(page).not.toContain('<img')
  })
})

describe('leaves', () => {
  it('hold every row once, in order, and none is longer than the wall has lines', () => {
    const groups = fc.array(fc.record({ name: fc.string(), rows: fc.array(fc.integer(), { maxLength: 40 }) }))
    fc.assert(
      fc.property(groups, fc.integer({ min: 2, max: 14 }), fc.constantFrom(0, 1), (given, lines, head) => {
        const leaves = leavesOf(given, lines, head)
        expect(leaves.flat().flatMap(({ rows }) => rows)).toEqual(given.flatMap(({ rows }) => rows))
        for (const leaf of leaves) {
          const used = leaf.reduce((sum, { rows }) => sum + head + rows.length, 0)
          expect(used).toBeLessThanOrEqual(lines)
        }
      }),
    )
  })
})
