import { expect, it } from 'vitest'
import { showChange } from '../../src/services/audit-words.ts'

it.each([
  ['permit', { state: 'ACCEPTED' }, { state: 'REFUSED' }, '状态 已受理→不予许可'],
  ['funds', { state: 'PENDING' }, { state: 'REFUSED' }, '状态 待审核→不同意'],
  ['problem', { state: 'CONFIRMING' }, { state: 'CLOSED' }, '状态 待确认→已销号'],
  ['order', { state: 'REVIEWING' }, { state: 'CLOSED' }, '状态 待审核→已办结'],
  ['outbox', { state: 'REFUSED' }, { state: 'OWED' }, '状态 平台拒收→待发'],
])('a value of %s is called what it is called there', (subject, before, after, words) => {
  expect(showChange(subject, before, after)).toBe(words)
})

it('only an amount is shown in 万元', () => {
  expect(showChange('report', { amount: '700.00' }, { amount: '800.00' })).toBe('本旬 700.00 万元→800.00 万元')
  expect(showChange('service-figure', { figure: '90.17' }, { figure: '98.02' })).toBe('数值 90.17→98.02')
  expect(showChange('evaluation', null, { score: '77.96', colour: 'yellow' })).toBe('得分 77.96，牌 黄牌')
})
