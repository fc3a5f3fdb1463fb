/**
 * Who may use the console (contract.md, CONSOLE_TOKEN). On this machine alone it is open; as soon as a platform is
 * configured, the address is not loopback or a proxy forwards, the token is required: page by login, script by Bearer.
 */
import type { IncomingHttpHeaders } from 'node:http'
import type { RequestHandler } from 'express'
import { isSession, readBearer, readCookie, sameSecret } from './console-session.ts'
import { isForwarded, isOwnHost, isOwnOrigin } from './request-origin.ts'

export const SESSION_COOKIE = 'saima_console'

export interface AccessRules {
  /** CONSOLE_TOKEN; null: none is set, so what requires it is refused. */
  readonly token: string | null
  /** A platform is configured, or the listening address is not loopback. */
  readonly tokenRequired: boolean
  readonly publicUrl: string | null
}

/** `why` is the sentence for the person; `login`: a token would open it. */
export type Verdict = { readonly ok: true } | { readonly ok: false; readonly why: string; readonly login: boolean }

/** Judges a request by its headers alone. `wall`: when it came. */
export function judge(headers: IncomingHttpHeaders, rules: AccessRules, wall: Date): Verdict {
  const open = addressedRightly(headers, rules)
  if (!open.ok) return open
  if (!rules.tokenRequired && !isForwarded(headers)) return { ok: true }
  if (rules.token === null) {
    const why = '控制台没有设置访问口令。请在环境变量 CONSOLE_TOKEN 里写一个再重新启动，或在本机直接打开'
    return { ok: false, why, login: false }
  }
  if (knowsToken(headers, rules.token, wall)) return { ok: true }
  return { ok: false, why: '请先登录控制台；脚本请带 Authorization: Bearer 加访问口令', login: true }
}

/** The part of the judgement that holds for the login itself too: our own name, our own page. */
export function addressedRightly(headers: IncomingHttpHeaders, rules: Pick<AccessRules, 'publicUrl'>): Verdict {
  if (!isOwnHost(headers.host, rules.publicUrl)) {
    const why = '这个域名不是控制台的地址。请用 IP 地址打开，或把对外地址写进环境变量 PUBLIC_URL'
    return { ok: false, why, login: false }
  }
  return { ok: true }
}

/** Whether the request carries the token, or a cookie that was issued for it. */
function knowsToken(headers: IncomingHttpHeaders, token: string, wall: Date): boolean {
  const bearer = readBearer(headers.authorization)
  if (bearer !== null) return sameSecret(bearer, token)
  const cookie = readCookie(headers.cookie, SESSION_COOKIE)
  return cookie !== null && isSession(cookie, token, wall)
}

/** Lets a request for data pass or answers 403 {error}. Requests of foreign pages never pass, whatever they carry. */
export function guardApi(rules: AccessRules): RequestHandler {
  return (request, response, next) => {
    const verdict = judge(request.headers, rules, new Date())
    if (!verdict.ok) {
      response.status(403).json({ error: verdict.why })
      return
    }
    if (!isOwnOrigin(request.headers, rules.publicUrl)) {
      response.status(403).json({ error: '请求来自别的网页，已拒绝' })
      return
    }
    next()
  }
}
