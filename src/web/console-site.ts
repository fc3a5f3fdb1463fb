/** The console as a site: the page, its files, login and logout, and the API behind the guard. */
import { type RequestHandler, Router, static as serveFiles } from 'express'
import { projectPath } from '../root.ts'
import { type AccessRules, guardApi, judge } from './access.ts'
import { loginRoutes, showLogin } from './login.ts'
import { securityHeaders } from './security-headers.ts'

const PAGE = projectPath('src', 'web', 'page')

/** Files are asked for again at every visit and answered with 304 (ETag) while they are the same. */
const REVALIDATE = 'no-cache'

/** Everything of the console: mount it at the root. `api` serves what lies under /console/api. */
export function consoleSite(rules: AccessRules, api: RequestHandler): Router {
  const site = Router()
  const headers = securityHeaders()
  site.get('/', headers, (request, response) => {
    const verdict = judge(request.headers, rules, new Date())
    if (!verdict.ok) {
      showLogin(response, { status: 403, why: verdict.login ? null : verdict.why, form: verdict.login })
      return
    }
    response.set('Cache-Control', REVALIDATE)
    response.sendFile('index.html', { root: PAGE, cacheControl: false })
  })
  site.use('/console', headers)
  site.use('/console/api', guardApi(rules), api)
  site.use('/console', loginRoutes(rules))
  // Scripts and styles are no secret, and the login page needs its style.
  site.use('/console', serveFiles(PAGE, { index: false, redirect: false, cacheControl: false, setHeaders }))
  return site
}

function setHeaders(response: { setHeader(name: string, value: string): unknown }): void {
  response.setHeader('Cache-Control', REVALIDATE)
}
