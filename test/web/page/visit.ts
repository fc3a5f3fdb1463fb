/** The page of the stand-in program in a real browser, fresh for every test. */
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest'
import type { Database } from '../../../src/database/connection.ts'
import { openTestDatabase } from '../../database/harness.ts'
import { browserPath, openBrowser, PHONE, watchProblems } from '../browser.ts'
import { loadDistrict } from '../stand-in/district.ts'
import { type StandIn, startStandIn } from '../stand-in/program.ts'

/** The title of the reminder that the stand-in sends to both liaisons. */
export const REMINDER = '9月上旬报，请在 9月12日 17:00 前回一句话'

/** A browser on a small, busy machine takes its time. */
const SLOW_MS = 120_000

/** What a person does at the page. */
export interface Visit {
  readonly page: Page
  readonly program: StandIn
  /** Types a line and presses Enter. */
  type(text: string): Promise<void>
  /** Clicks a person in the list. */
  become(name: string): Promise<void>
  lastCard(): Locator
  card(text: string): Locator
}

/** What a part of the page shows, as one reads it; waits until the part is there. */
export async function shown(part: Locator): Promise<string> {
  await part.first().waitFor({ state: 'attached' })
  return (await part.allInnerTexts()).join('\n')
}

/**
 * A block of tests, each with a database, a program and a page of its own. After each the page must have had no error of
 * a script, no violation of its policy and no file that did not come. Skipped where there is no browser.
 */
export function atThePage(
  name: string,
  options: { readonly viewport: { width: number; height: number }; readonly guide?: boolean },
  block: (visit: () => Visit) => void,
): void {
  if (browserPath === null) {
    process.stderr.write(`没有找到 chromium，“${name}”的浏览器测试跳过（apt-get install chromium fonts-noto-cjk）\n`)
  }
  describe.skipIf(browserPath === null)(name, { timeout: SLOW_MS }, () => {
    let browser: Browser
    let database: Database
    let program: StandIn
    let page: Page
    let problems: string[]
    beforeAll(async () => {
      browser = await openBrowser()
    }, SLOW_MS)
    afterAll(() => browser.close())
    beforeEach(async () => {
      database = await openTestDatabase()
      await loadDistrict(database.db)
      program = await startStandIn(database)
      const { viewport } = options
      const context = await browser.newContext({ viewport, locale: 'zh-CN', hasTouch: viewport === PHONE })
      page = await context.newPage()
      problems = watchProblems(page)
      await page.goto(program.url)
      await page.locator('.person').first().waitFor({ state: 'attached' })
      if (!options.guide) await page.getByRole('button', { name: '关闭新手引导' }).click()
    }, SLOW_MS)
    afterEach(async () => {
      await page.context().close()
      await program.stop()
      expect(problems).toEqual([])
    })
    block(() => ({
      page,
      program,
      async type(text) {
        await page.locator('#line').fill(text)
        await page.locator('#line').press('Enter')
      },
      become: (person) => page.locator('.person').filter({ hasText: person }).first().click(),
      lastCard: () => page.locator('.card').last(),
      card: (text) => page.locator('.card').filter({ hasText: text }),
    }))
  })
}
