import { describe, expect, it } from 'vitest'
import { openTestDatabase } from '../../database/harness.ts'
import { browserPath, openBrowser, PHONE, watchProblems } from '../browser.ts'
import { loadDistrict } from '../stand-in/district.ts'
import { startStandIn } from '../stand-in/program.ts'
import { shown } from './visit.ts'

const TOKEN = 'a-token-of-a-bureau-2023'

describe.skipIf(browserPath === null)('a console with a token', { timeout: 120_000 }, () => {
  it('asks for it once, lets one in and out again, in a real browser', async () => {
    const database = await openTestDatabase()
    await loadDistrict(database.db)
    const program = await startStandIn(database, { access: { token: TOKEN, tokenRequired: true } })
    const browser = await openBrowser()
    try {
      const page = await browser.newPage({ viewport: PHONE, locale: 'zh-CN' })
      const problems = watchProblems(page)
      await page.goto(program.url)
      await page.getByLabel('访问口令').fill('a-wrong-token')
      await page.getByRole('button', { name: '登录' }).click()
      expect(await shown(page.getByRole('alert'))).toBe('口令不对，请核对后再输入一次')
      await page.getByLabel('访问口令').fill(TOKEN)
      await page.getByRole('button', { name: '登录' }).click()
      await page.locator('#line').fill('/总览')
      await page.locator('#line').press('Enter')
      await page.locator('.card').filter({ hasText: '重点项目总览' }).waitFor()
      await page.getByRole('button', { name: '退出登录' }).click()
      await page.getByLabel('访问口令').waitFor()
      await page.goto(program.url)
      await page.getByLabel('访问口令').waitFor()
      // The refused pages themselves are the point here.
      expect(problems.filter((problem) => !/ 403$/.test(problem))).toEqual([])
    } finally {
      await browser.close()
      await program.stop()
    }
  })
})
