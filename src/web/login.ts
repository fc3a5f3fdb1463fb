/** Logging in and out of the console's page. */
import type { IncomingHttpHeaders } from 'node:http'
import express, { type Response, Router } from 'express'
import { z } from 'zod'
import { type AccessRules, addressedRightly, SESSION_COOKIE } from './access.ts'
import { isSession, issueSession, readCookie, SESSION_MS, sameSecret } from './console-session.ts'
import { type LoginAttempts, loginAttempts } from './login-attempts.ts'
import { loginPage } from './login-page.ts'
import { isOwnOrigin } from './request-origin.ts'

const loginBody = z.object({ token: z.string().max(1000) })

/** Why nobody was let in: the status, the sentence, and whether the form is worth showing again. */
interface Failure {
  readonly status: 403 | 429
  readonly why: string
  readonly form: boolean
}

/** POST /console/login and /console/logout, which work without a script; GET /console/session tells the page. */
export function loginRoutes(rules: AccessRules): Router {
  const router = Router()
  const attempts = loginAttempts()
  router.post('/login', express.urlencoded({ extended: false, limit: '4kb' }), (request, response) => {
    const wall = new Date()
    const result = tryLogin(request.headers, request.body, rules, attempts, wall)
    if (typeof result !== 'string') {
      showLogin(response, result)
      return
    }
    response.cookie(SESSION_COOKIE, result, { ...cookieOptions(request.headers), maxAge: SESSION_MS })
    response.redirect(303, '/')
  })
  router.get('/session', (request, response) => {
    const cookie = readCookie(request.headers.cookie, SESSION_COOKIE)
    const loggedIn = rules.token !== null && cookie !== null && isSession(cookie, rules.token, new Date())
    response.set('Cache-Control', 'no-store').json({ loggedIn })
  })
  router.post('/logout', (request, response) => {
    if (!isOwnOrigin(request.headers, rules.publicUrl)) {
      showLogin(response, FOREIGN)
      return
    }
    response.clearCookie(SESSION_COOKIE, cookieOptions(request.headers))
    response.redirect(303, '/')
  })
  return router
}

/** Answers with the login page, or with the bare sentence where a token would not help. */
export function showLogin(response: Response, failure: { status: number; why: string | null; form: boolean }): void {
  response.status(failure.status).set('Cache-Control', 'no-store').type('html')
  response.send(loginPage(failure.why, failure.form))
}

const FOREIGN: Failure = { status: 403, why: '请求来自别的网页，已拒绝', form: false }

/** The cookie's value, or why there is none. */
function tryLogin(
  headers: IncomingHttpHeaders,
  body: unknown,
  rules: AccessRules,
  attempts: LoginAttempts,
  wall: Date,
): string | Failure {
  const addressed = addressedRightly(headers, rules)
  if (!addressed.ok) return { status: 403, why: addressed.why, form: false }
  if (!isOwnOrigin(headers, rules.publicUrl)) return FOREIGN
  if (rules.token === null) return { status: 403, why: '没有设置 CONSOLE_TOKEN，不能登录', form: false }
  if (!attempts.mayTry(wall)) return { status: 429, why: '错误次数太多，请一分钟后再试', form: true }
  const given = loginBody.safeParse(body)
  if (given.success && sameSecret(given.data.token.trim(), rules.token)) return issueSession(rules.token, wall)
  attempts.failed(wall)
  return { status: 403, why: '口令不对，请核对后再输入一次', form: true }
}

/** Over https the cookie is for https only; the page's origin (or the proxy) says which it is. */
function cookieOptions(headers: IncomingHttpHeaders) {
  const secure = headers['x-forwarded-proto'] === 'https' || (headers.origin?.startsWith('https:') ?? false)
  return { httpOnly: true, sameSite: 'strict', path: '/', secure } as const
}
