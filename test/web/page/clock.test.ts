import { expect, it } from 'vitest'
import { LAPTOP } from '../browser.ts'
import { atThePage, REMINDER, shown } from './visit.ts'

atThePage('the clock on a laptop', { viewport: LAPTOP }, (visit) => {
  it('says that this is a demonstration, who one is, what day it is and what to type', async () => {
    const { page } = visit()
    expect(await shown(page.locator('#demo-banner'))).toBe('演示区带“演示”的数据均为虚构')
    expect(await shown(page.locator('.self'))).toContain('演示项目办')
    expect(await shown(page.locator('.face'))).toMatch(/2023年\s*9月8日\s*星期五\s*工作日\s*08:5[89]/)
    await page.locator('.face-next').filter({ hasText: '下一件：9月8日 09:00 9月上旬 旬报提醒' }).waitFor()
    expect(await shown(page.locator('.empty'))).toContain('/总览')
  })

  it('goes forward, tells what was sent to whom, and opens it with one click', async () => {
    const { page, card } = visit()
    await page.getByRole('button', { name: '快进到下一件事' }).click()
    const sent = page.locator('.panel.sent')
    await sent.filter({ hasText: '刚刚发出 2 条' }).waitFor()
    expect(await shown(page.locator('.face-time'))).toBe('09:00')
    const unread = page.locator('.person').filter({ has: page.locator('.dot') })
    expect(await unread.locator('.person-name').allInnerTexts()).toEqual(['演示张三', '演示张三丰'])
    await sent.getByRole('button', { name: '演示张三丰' }).click()
    await card(REMINDER).waitFor()
    expect(await shown(page.locator('.self'))).toContain('演示张三丰')
    expect(await unread.locator('.person-name').allInnerTexts()).toEqual(['演示张三'])
  })

  it('opens what waits when one becomes somebody with a dot, and else stays in the group', async () => {
    const { page, become, card } = visit()
    const head = page.locator('.talk-head')
    await page.getByRole('button', { name: '快进到下一件事' }).click()
    await page.locator('.panel.sent').filter({ hasText: '刚刚发出 2 条' }).waitFor()
    await become('演示主任')
    expect(await shown(head)).toContain('示例区重点项目调度群')
    await become('演示张三')
    await card(REMINDER).waitFor()
    expect(await shown(head)).toContain('演示张三与赛马助手的私聊')
  })

  it('jumps to a moment, and shows a day off as one', async () => {
    const { page } = visit()
    await page.getByLabel('跳到某个时刻').fill('2023-09-10T10:30')
    await page.getByRole('button', { name: '跳到' }).click()
    await page.locator('.face').filter({ hasText: '休息日' }).waitFor()
    expect(await shown(page.locator('.face'))).toMatch(/9月10日\s*星期日\s*休息日\s*10:30/)
  })

  it('goes to a moment of the list, and then lists what is left', async () => {
    const { page } = visit()
    const list = page.locator('.upcoming-list')
    await list.getByRole('button', { name: '旬报提醒 9月中旬' }).click()
    await page.locator('.face').filter({ hasText: '9月20日' }).waitFor()
    await list.getByRole('button', { name: '旬报提醒 9月中旬' }).waitFor({ state: 'detached' })
    expect(await list.getByRole('button').allInnerTexts()).toEqual([expect.stringMatching(/旬报提醒\s*9月下旬/)])
  })

  it('refuses to go back with a sentence', async () => {
    const { page } = visit()
    const moment = page.getByLabel('跳到某个时刻')
    await moment.evaluate((input) => input.removeAttribute('min'))
    await moment.fill('2023-09-01T09:00')
    await page.getByRole('button', { name: '跳到' }).click()
    await page.locator('.toast').filter({ hasText: '时钟只能往前拨，请选一个更晚的时间' }).waitFor()
  })
})
