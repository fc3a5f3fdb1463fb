/**
 * The wall map in a real browser, on the whole program with the demo district: on the hall's screen and on a phone,
 * live, over a restart. One program for all, since what is tested is what stands on the page.
 */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Program } from '../../src/program.ts'
import { boardPath } from '../../src/services/board/link.ts'
import { newServerDatabase } from '../database/harness.ts'
import { DEMO } from '../program/demo-district.ts'
import { dataFolder, start } from '../program/start.ts'
import { browserPath, openBrowser, PHONE, watchProblems } from './browser.ts'
import { lowContrast, sizeOf, smallestType } from './page-measures.ts'

const WALL = { width: 1920, height: 1080 }
const SLOW_MS = 240_000
const DAY_MS = 86_400_000

if (browserPath === null) process.stderr.write('没有找到 chromium，挂图的浏览器测试跳过\n')

describe.skipIf(browserPath === null)('the wall map', { timeout: SLOW_MS }, () => {
  let browser: Browser
  let program: Program
  let env: Record<string, string>
  const problems: string[] = []

  beforeAll(async () => {
    browser = await openBrowser()
    env = { ...DEMO, DATA_DIR: await dataFolder(), DATABASE_URL: await newServerDatabase() }
    program = await start(env, 'file')
    await program.moveClock('next')
  }, SLOW_MS)
  afterAll(() => browser.close())

  async function open(viewport: { width: number; height: number }, path = '/board'): Promise<Page> {
    const page = await (await browser.newContext({ viewport, locale: 'zh-CN' })).newPage()
    problems.push(...watchProblems(page))
    await page.goto(`${program.url}${path}`)
    return page
  }

  async function linkUntil(until: number): Promise<string> {
    const { db } = program
    const { id } = await db.district.findFirstOrThrow({ where: { activatedAt: { not: null } } })
    return await boardPath(db, { districtId: id, until: new Date(until) })
  }

  const line = (page: Page) => page.locator('#line')

  async function report(liaison: string, text: string): Promise<void> {
    const response = await fetch(`${program.url}/console/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: liaison, chat: liaison, text }),
    })
    expect(await response.json()).toMatchObject({ command: 'report' })
  }

  it('fits the hall’s screen without scrolling, in type that is read from five metres', async () => {
    const page = await open(WALL)
    await page.locator('.line.live').waitFor()
    expect(await sizeOf(page)).toEqual(WALL)
    const bottoms = await page
      .locator('.tile')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().bottom))
    const panel = await page.locator('.plates .rotor').boundingBox()
    if (panel === null) throw new Error('no plates are shown')
    expect(Math.max(...bottoms)).toBeLessThan(panel.y + panel.height)
    expect(await smallestType(page)).toBeGreaterThan(23.9)
    expect(await page.locator('.tile').count()).toBe(53)
    await page.context().close()
  })

  it('turns its leaves, each of which fits its place, and stands still when told to', async () => {
    const page = await open(WALL)
    await page.clock.install()
    await page.reload()
    const title = page.locator('.rotor').nth(1).locator('.leaf.shown h2')
    const seen = new Set<string>()
    for (let i = 0; i < 6; i += 1) {
      seen.add(await title.innerText())
      const over = await page
        .locator('.leaf.shown')
        .evaluateAll((all) => all.filter((leaf) => leaf.scrollHeight > leaf.clientHeight + 1).length)
      expect(over).toBe(0)
      await page.clock.runFor(12_100)
    }
    expect([...seen].filter((text) => text.startsWith('单位进度')).length).toBeGreaterThan(0)
    expect([...seen].filter((text) => text.includes('排名')).length).toBeGreaterThan(0)
    await page.getByRole('button', { name: '暂停轮换' }).click()
    const still = await title.innerText()
    await page.clock.runFor(30_000)
    expect(await title.innerText()).toBe(still)
    await page.context().close()
  })

  it('shows everything on a phone, nothing wider than it, in type of 16 px and more', async () => {
    const page = await open(PHONE)
    expect((await sizeOf(page)).width).toBe(PHONE.width)
    expect(await smallestType(page)).toBeGreaterThanOrEqual(16)
    for (const leaf of await page.locator('.leaf').all()) expect(await leaf.isVisible()).toBe(true)
    await page.context().close()
  })

  it('has a word beside every colour, and a contrast of 4.5 at least in all its text', async () => {
    const page = await open(WALL)
    const tiles = await page.locator('.tile').allInnerTexts()
    for (const tile of tiles) expect(tile).toMatch(/(绿牌|黄牌|红牌|灰牌)/)
    expect(await lowContrast(page, 4.5)).toEqual([])
    await page.context().close()
  })

  it('turns nothing by itself for who wants less motion', async () => {
    const context = await browser.newContext({ viewport: WALL, reducedMotion: 'reduce' })
    const page = await context.newPage()
    await page.goto(`${program.url}/board`)
    await page.getByRole('button', { name: '继续轮换' }).waitFor()
    expect(await page.evaluate('document.getAnimations().length')).toBe(0)
    await context.close()
  })

  it('names no person', async () => {
    const html = await (await fetch(`${program.url}/board`)).text()
    const people = await program.db.person.findMany({ select: { name: true, phone: true } })
    expect(people.length).toBeGreaterThan(20)
    const named = people.filter(({ name, phone }) => html.includes(name) || (phone !== null && html.includes(phone)))
    expect(named).toEqual([])
  })

  it('shows a report that was filed in the chat within two seconds', async () => {
    const page = await open(WALL)
    await page.locator('.line.live').waitFor()
    const reported = page.locator('.figure', { hasText: '9月上旬已报' }).locator('.big')
    const times: number[] = []
    // The quickest of three: a busy machine may hold up one.
    for (const [i, liaison] of ['u-liaison-wang', 'u-liaison-zhang', 'u-liaison-zhao'].entries()) {
      await report(liaison, '1 本旬1万 基础施工')
      const from = performance.now()
      await reported.filter({ hasText: `${i + 1}/53` }).waitFor()
      times.push(performance.now() - from)
    }
    expect(Math.min(...times)).toBeLessThan(2000)
    await page.context().close()
  })

  it('shows what changed while it was fetching the page', async () => {
    const page = await open(WALL)
    await page.locator('.line.live').waitFor()
    // Hears the same as the page, so that the page is known to have heard.
    await page.evaluate(`new Promise((done) => {
      new EventSource('/board/events').addEventListener('changed', ({ data }) => {
        globalThis.marks = [...(globalThis.marks ?? []), data]
        done()
      })
    })`)
    const marks = () => page.evaluate<string[]>('globalThis.marks')
    const known = (await marks()).length
    let release = (): void => undefined
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    const fetched = new Promise<void>((resolve) => {
      void page.route(
        /\/board$/,
        async (route) => {
          const response = await route.fetch()
          resolve()
          await released
          await route.fulfill({ response })
        },
        { times: 1 },
      )
    })
    await report('u-liaison-wang', '1 本旬2万 主体施工')
    await fetched
    await report('u-liaison-zhang', '1 本旬2万 主体施工')
    await expect.poll(async () => (await marks()).length, { timeout: 20_000 }).toBeGreaterThan(known + 1)
    release()
    await page.locator('.small', { hasText: /^刚报来：(?!绿邦)/ }).waitFor()
    await page.context().close()
  })

  it('says 断线 with the time of its data while the program is down, and goes on by itself when it is back', async () => {
    const page = await open(PHONE, await linkUntil(Date.now() + DAY_MS))
    await page.locator('.line.live').waitFor()
    expect(await page.locator('.tile').count()).toBe(53)
    const port = new URL(program.url).port
    await program.stop()
    await page.locator('.line.cut').waitFor()
    expect(await line(page).innerText()).toMatch(/^断线，正在重连；所示为 9月8日 \d\d:\d\d 的数据$/)
    expect(await page.locator('.tile').count()).toBe(53)
    program = await start({ ...env, PORT: port }, 'file')
    await page.locator('.line.live').waitFor()
    await report('u-liaison-wang', '2 没变')
    await page.locator('.big', { hasText: '4/53' }).waitFor()
    await page.context().close()
  })

  it('tells who opens an ended link how to get a new one, and an open page when its link ends', async () => {
    const page = await (await browser.newContext({ viewport: PHONE })).newPage()
    await page.goto(`${program.url}${await linkUntil(Date.now() + 4000)}`)
    await page.locator('#board').waitFor()
    await page.getByText('这个挂图链接已过期').waitFor({ timeout: 60_000 })
    expect((await sizeOf(page)).width).toBe(PHONE.width)
    await page.context().close()
  })

  it('had no error of a script, no violation of its policy, no file that did not come', () => {
    expect(problems).toEqual([])
  })
})
