import { expect, it } from 'vitest'
import { LAPTOP } from '../browser.ts'
import { atThePage, REMINDER, shown } from './visit.ts'

atThePage('talking on a laptop', { viewport: LAPTOP }, (visit) => {
  it('proposes commands while one types, for the keyboard too', async () => {
    const { page } = visit()
    const line = page.locator('#line')
    await line.pressSequentially('/项')
    expect(await page.getByRole('option').allInnerTexts()).toEqual([expect.stringContaining('项目')])
    await line.press('ArrowDown')
    expect(await line.getAttribute('aria-activedescendant')).toBe('suggestion-0')
    await line.press('Enter')
    expect(await line.inputValue()).toBe('/项目 ')
    expect(await page.getByRole('option').allInnerTexts()).toEqual([expect.stringContaining('项目 示例甲')])
    await line.press('Tab')
    expect(await line.inputValue()).toBe('/项目 示例甲')
    await line.press('Escape')
    expect(await page.getByRole('option').count()).toBe(0)
  })

  it('leaves Enter to a Chinese input method that is composing, and breaks a line with Shift', async () => {
    const { page, program } = visit()
    const line = page.locator('#line')
    await line.fill('/zonglan')
    await line.dispatchEvent('keydown', { key: 'Enter', isComposing: true })
    await line.press('Shift+Enter')
    expect(await line.inputValue()).toBe('/zonglan\n')
    expect(program.events).toEqual([])
  })

  it('helps a newcomer who typed a bare command into the group', async () => {
    const { page, type, card } = visit()
    await type('总览')
    await page.getByRole('button', { name: '改发 /总览' }).click()
    await card('重点项目总览').waitFor()
  })

  it('offers to send a report in private that was typed into the group, and keeps the note narrow', async () => {
    const { page, program, type, become } = visit()
    await become('演示张三')
    await type('1 本旬800万 设备安装90%')
    await page.getByRole('button', { name: '改在私聊里发' }).click()
    await page.locator('.talk-head').filter({ hasText: '演示张三与赛马助手的私聊' }).waitFor()
    await page.locator('.bubble').filter({ hasText: '1 本旬800万 设备安装90%' }).waitFor()
    await expect.poll(() => program.events.at(-1)).toMatchObject({ kind: 'text', text: '1 本旬800万 设备安装90%' })
    await page.locator('.chat').filter({ hasText: '调度群' }).click()
    await type('项目 一个名字特别特别长而且谁也不会去读完的重点项目')
    await page.getByRole('button', { name: '改发 /项目 一个名字特别特别长…' }).waitFor()
    const words = await page.locator('.toast p').last().boundingBox()
    expect(words?.width).toBeGreaterThan(120)
  })

  it('quotes the message that one answers', async () => {
    const { page, program, type } = visit()
    await type('/填表')
    await page.getByRole('button', { name: `回复“${REMINDER}”` }).click()
    await type('/1 本旬800万')
    await page
      .locator('.message-quote')
      .filter({ hasText: `回复 赛马助手：${REMINDER}` })
      .first()
      .waitFor()
    expect(program.events.at(-1)).toMatchObject({ kind: 'text', replyTo: expect.stringMatching(/^\d+$/) })
  })

  it('says where an answer went that came in private', async () => {
    const { page, type, card } = visit()
    await type('/悄悄话')
    await page.getByRole('button', { name: '去看' }).click()
    await card('只告诉您一个人').waitFor()
    expect(await shown(page.locator('.talk-head'))).toContain('演示项目办与赛马助手的私聊')
  })

  it('lets two windows be two people, who see each other’s lines at once', async () => {
    const { page, program } = visit()
    const other = await page.context().newPage()
    await other.goto(program.url)
    await other.locator('.person').filter({ hasText: '演示主任' }).click()
    await other.locator('#line').fill('大家好')
    await other.locator('#line').press('Enter')
    await page.locator('.bubble').filter({ hasText: '大家好' }).waitFor()
    expect(await shown(page.locator('.self'))).toContain('演示项目办')
    expect(await page.locator('#announcer').textContent()).toBe('群里，演示主任：大家好')
  })

  it('remembers who one is and what was said when it is opened again', async () => {
    const { page, type, become, lastCard } = visit()
    await become('演示主任')
    await type('/总览')
    await lastCard().waitFor()
    await page.reload()
    await lastCard().waitFor()
    expect(await shown(page.locator('.self'))).toContain('演示主任')
  })

  it('gives a line back that was not taken, with the reason', async () => {
    const { page } = visit()
    await page.route('**/console/api/messages', (route) => route.fulfill({ status: 503, json: { error: '正在重启' } }))
    await page.locator('#line').fill('/总览')
    await page.locator('#line').press('Enter')
    await page.locator('.toast').filter({ hasText: '正在重启' }).waitFor()
    expect(await page.locator('#line').inputValue()).toBe('/总览')
  })
})
