import { expect, it } from 'vitest'
import { PHONE } from '../browser.ts'
import { atThePage, REMINDER, shown } from './visit.ts'

atThePage('on a phone', { viewport: PHONE }, (visit) => {
  const tab = (name: string) => visit().page.getByRole('navigation').getByRole('button', { name }).click()

  it('one column stands at a time, and every choice leads back to the conversation', async () => {
    const { page, become, card } = visit()
    expect(await page.locator('.column:visible').count()).toBe(1)
    await tab('身份')
    await become('演示张三')
    expect(await shown(page.locator('.talk-head'))).toContain('我是演示张三')
    await tab('时钟')
    await page.getByRole('button', { name: '快进到下一件事' }).click()
    await page.locator('.panel.sent').getByRole('button', { name: '演示张三', exact: true }).click()
    await card(REMINDER).waitFor()
    expect(await page.locator('.column:visible').count()).toBe(1)
  })

  it('the page never scrolls sideways; a wide table scrolls in itself', async () => {
    const { page, type, lastCard } = visit()
    await type('/样表')
    await page.getByRole('table').waitFor()
    await type('/总览')
    await lastCard().locator('svg.bar').first().waitFor()
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(PHONE.width)
    const table = page.locator('.scroller').first()
    expect(await table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)).toBe(true)
  })

  it('every control has room for a thumb', async () => {
    const { page, type, card } = visit()
    await type('/预览')
    await card('调度通报预览').waitFor()
    await type('/填表')
    await page.locator('.block-form').waitFor()
    for (const name of ['对话', '身份', '时钟']) {
      await tab(name)
      const controls = page.locator('button:visible, select:visible, input:visible, textarea:visible')
      const low = await controls.evaluateAll((all) =>
        all.filter((one) => one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML.slice(0, 90)),
      )
      expect(low, name).toEqual([])
    }
  })
})
