/** A real browser for the page's tests: Debian's chromium, driven by playwright-core. */
import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Where the browser is; null: there is none on this machine. */
export const browserPath: string | null = PLACES.find((path) => existsSync(path)) ?? null

export const LAPTOP = { width: 1280, height: 800 }
export const PHONE = { width: 390, height: 844 }

/** Starts the browser. Close it in afterAll. */
export async function openBrowser(): Promise<Browser> {
  if (browserPath === null) throw new Error('no browser on this machine')
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update']
  return chromium.launch({
    executablePath: browserPath,
    env: { ...process.env, LANGUAGE: 'zh_CN' },
    args: [...args, '--disable-sync', '--no-first-run', '--lang=zh-CN'],
  })
}

/** What went wrong in a page: errors of scripts, of the content security policy, files that did not load. */
export function watchProblems(page: Page): string[] {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    // What the server refused is told by the response, below.
    if (message.text().startsWith('Failed to load resource')) return
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text())
  })
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (response.status() >= 400 && !pathname.startsWith('/console/api/'))
      problems.push(`${pathname} ${response.status()}`)
  })
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? ''
    // Going to another page ends what is on its way.
    if (why !== 'net::ERR_ABORTED') problems.push(`${request.url()} ${why}`)
  })
  return problems
}
