import { expect, it } from 'vitest'
import { LAPTOP } from '../browser.ts'
import { atThePage, REMINDER } from './visit.ts'

atThePage('the first visit', { viewport: LAPTOP, guide: true }, (visit) => {
  it('guides through three steps, and the guide does not come back once it is closed', async () => {
    const { page, card } = visit()
    const guide = page.getByRole('region', { name: '新手引导' })
    await guide.getByRole('button', { name: '发送 /总览' }).click()
    await guide.getByRole('button', { name: '快进' }).click()
    await guide.getByRole('button', { name: '切换过去' }).click()
    await card(REMINDER).waitFor()
    expect(await page.locator('#line').inputValue()).toBe('1 本旬800万 管道连接完成')
    await page.locator('#line').press('Enter')
    await guide.filter({ hasText: '三步都走完了' }).waitFor()
    await guide.getByRole('button', { name: '知道了' }).click()
    await page.reload()
    await page.locator('.card').first().waitFor()
    expect(await guide.isVisible()).toBe(false)
    await page.getByRole('button', { name: '新手引导' }).click()
    expect(await guide.isVisible()).toBe(true)
  })
})
