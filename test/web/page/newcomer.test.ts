import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { type Program, startProgram } from '../../../src/program.ts'
import { browserPath, LAPTOP, openBrowser, PHONE, watchProblems } from '../browser.ts'
import { shown } from './visit.ts'

const SLOW_MS = 240_000

/** The whole program with its own demo district, as `npm start` gives it, lived through by somebody who is new to it. */
describe.skipIf(browserPath === null)('a newcomer at the real program', { timeout: SLOW_MS }, () => {
  let folder: string
  let program: Program
  let browser: Browser
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'saima-page-'))
    // Early in the day: the demo clock runs on, and a slow machine must not reach the reminder by itself.
    const env = { PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'silent', DEMO_NOW: '2023-09-08T06:00:00+08:00' }
    program = await startProgram(readConfig(env))
    browser = await openBrowser()
  }, SLOW_MS)
  afterAll(async () => {
    await browser.close()
    await program.stop()
    await rm(folder, { recursive: true, force: true })
  }, SLOW_MS)

  async function visit(viewport: typeof LAPTOP): Promise<{ page: Page; problems: string[] }> {
    const context = await browser.newContext({ viewport, locale: 'zh-CN', hasTouch: viewport === PHONE })
    const page = await context.newPage()
    page.setDefaultTimeout(60_000)
    const problems = watchProblems(page)
    await page.goto(program.url)
    await page.locator('.person').first().waitFor({ state: 'attached' })
    return { page, problems }
  }
  const card = (page: Page, text: string) => page.locator('.card').filter({ hasText: text }).last()
  const say = async (page: Page, text: string) => {
    await page.locator('#line').fill(text)
    await page.locator('#line').press('Enter')
  }
  const forward = async (page: Page) => {
    const before = await shown(page.locator('.face-next'))
    await page.getByRole('button', { name: '快进到下一件事' }).click()
    await page.locator('.face-next').filter({ hasNotText: before }).waitFor()
  }

  it('lives through one 旬 on a laptop: overview, reminder, form, digest in the group', async () => {
    const { page, problems } = await visit(LAPTOP)
    const guide = page.getByRole('region', { name: '新手引导' })
    await guide.getByRole('button', { name: '发送 /总览' }).click()
    await card(page, '海南区重点项目总览').waitFor()
    const overview = await shown(card(page, '海南区重点项目总览'))
    const facts = ['53 个', '30', '23', '358.95 亿元', '62.94 亿元', '44.96 亿元', '71.43%', '100.00%', '8月下旬']
    for (const fact of [...facts, '调度口径']) expect(overview).toContain(fact)

    await guide.getByRole('button', { name: '快进' }).click()
    await page.locator('.panel.sent').filter({ hasText: '刚刚发出 20 条' }).waitFor()
    await guide.getByRole('button', { name: '切换过去' }).click()
    await card(page, '9月上旬报').waitFor()
    expect(await page.locator('#line').inputValue()).toMatch(/本旬/)

    await page.locator('#line').fill('')
    const project = page.getByRole('group', { name: '绿邦' })
    await project.getByLabel('本旬完成投资（万元）').fill('80')
    await project.getByLabel('形象进度').fill('管道连接完成')
    await page.locator('.block-form').getByRole('button').click()
    await page.locator('.message').last().filter({ hasText: '绿邦' }).filter({ hasText: '80 万元' }).waitFor()

    await page.locator('.person').first().click()
    await page.locator('.chat').first().click()
    await say(page, '@赛马助手 总览')
    await card(page, '9月上旬已报 1/53').waitFor()

    const sent = page.locator('.panel.sent')
    for (let n = 0; n < 5 && !(await shown(sent)).includes('9月上旬重点项目调度'); n += 1) await forward(page)
    await sent.getByRole('button', { name: '海南区重点项目调度群（演示）' }).click()
    await card(page, '9月上旬重点项目调度').waitFor()
    expect(await shown(page.locator('.face'))).toMatch(/9月13日[\s\S]*14:30/)
    expect(problems).toEqual([])
    await page.context().close()
  })

  it('reads every kind of answer on a phone with nothing cut off', async () => {
    const { page, problems } = await visit(PHONE)
    for (const line of ['/项目 绿邦', '/排名', '/项目清单', '/帮助']) {
      const before = await page.locator('.card').count()
      await say(page, line)
      await page.locator('.card').nth(before).waitFor()
      expect(await page.evaluate<number>('document.documentElement.scrollWidth'), line).toBe(PHONE.width)
    }
    const cut = await page
      .locator('.card h3, .pair dd, .item-text, .block-note')
      .evaluateAll((parts) =>
        parts.filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.textContent),
      )
    expect(cut).toEqual([])
    expect(problems).toEqual([])
    await page.context().close()
  })
})
