import { expect, it } from 'vitest'
import { LAPTOP } from '../browser.ts'
import { atThePage, shown } from './visit.ts'

atThePage('cards on a laptop', { viewport: LAPTOP }, (visit) => {
  it('show what a typed command gives: fields, chart, table, and buttons that work', async () => {
    const { page, type, lastCard } = visit()
    await type('/总览')
    const text = await shown(lastCard())
    for (const part of ['358.95 亿元', '71.43%', '目标 64.00%', '调度口径，非统计数据']) expect(text).toContain(part)
    expect(await lastCard().locator('svg.bar').count()).toBe(3)
    await lastCard().getByRole('button', { name: '看明细表' }).click()
    await page.getByRole('table').waitFor()
    expect(await page.locator('tbody tr').count()).toBe(12)
    await page.getByRole('button', { name: '展开全部 20 行' }).click()
    expect(await page.locator('tbody tr').count()).toBe(20)
    const align = "getComputedStyle(document.querySelector('tbody td.right')).textAlign"
    expect(await page.evaluate<string>(align)).toBe('right')
    expect(await page.locator('tbody .mark-yellow').count()).toBe(5)
  })

  it('are read from their title, not from their end', async () => {
    const { page, type, lastCard } = visit()
    await type('/样表')
    await page.getByRole('table').waitFor()
    // The list may be drawn anew while one looks, and what is being replaced has no place.
    await expect
      .poll(async () => {
        const title = await lastCard().getByRole('heading').boundingBox()
        const view = await page.locator('.scroll').boundingBox()
        return title !== null && view !== null && title.y >= view.y
      })
      .toBe(true)
  })

  it('submit a form; an empty one says which field is missing and is not sent', async () => {
    const { page, program, type, become, card } = visit()
    await become('演示张三')
    await page.getByRole('button', { name: '与赛马助手的私聊' }).click()
    await type('填表')
    await page.getByRole('button', { name: '提交' }).click()
    expect(await shown(page.locator('.form-problem'))).toBe('请先填写“本旬完成投资（万元）”')
    expect(program.events.filter(({ kind }) => kind === 'action')).toEqual([])
    await page.getByLabel('本旬完成投资（万元）').fill('800')
    await page.getByLabel('形象进度一句话').fill('主体封顶')
    await page.getByRole('button', { name: '提交' }).click()
    await page.locator('.toast').filter({ hasText: '已收到' }).waitFor()
    await card('已记下：本旬 800 万元').waitFor()
    expect(program.events.at(-1)).toMatchObject({
      kind: 'action',
      sender: { id: 'u3' },
      form: { amount: '800', problem: 'no', note: '主体封顶' },
    })
  })

  it('ask before a click that wants it, and change in their place', async () => {
    const { page, program, type } = visit()
    await type('/预览')
    await page.getByRole('button', { name: '暂缓' }).click()
    const dialog = page.getByRole('dialog')
    expect(await shown(dialog)).toContain('确定暂缓这份通报吗？')
    await dialog.getByRole('button', { name: '取消' }).click()
    expect(program.events.filter(({ kind }) => kind === 'action')).toEqual([])
    await page.getByRole('button', { name: '暂缓' }).click()
    await dialog.getByRole('button', { name: '暂缓' }).click()
    await page.locator('.toast').filter({ hasText: '已暂缓' }).waitFor()
    expect(await page.locator('.card h3').allInnerTexts()).toEqual(['通报已暂缓'])
  })

  it('do what was chosen in a select once it is confirmed', async () => {
    const { page, type, card } = visit()
    await type('/预览')
    await page.getByLabel('改接收频率').selectOption('每月')
    await page.getByRole('button', { name: '确定' }).click()
    await card('没有听懂“频率 月”').waitFor()
  })

  it('show text that looks like markup as text', async () => {
    const { page, type } = visit()
    await type('<img src=x onerror=alert(1)> <b>粗</b>')
    expect(await shown(page.locator('.bubble').last())).toBe('<img src=x onerror=alert(1)> <b>粗</b>')
    expect(await page.locator('.messages img[src="x"]').count()).toBe(0)
  })
})
