/**
 * The proof that somebody knows CONSOLE_TOKEN: a signed cookie for the page, the token itself for scripts.
 * The cookie's key comes from the token, so another token ends every session; nothing is stored.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** How long a login lasts, in ms of wall time. */
export const SESSION_MS = 12 * 3_600_000

/** Whether two secrets are the same, in a time that does not depend on where they differ. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}

/** A cookie value that is good until `wall` + 12 hours. */
export function issueSession(token: string, wall: Date): string {
  const until = String(wall.getTime() + SESSION_MS)
  return `${until}.${signature(token, until)}`
}

/** Whether a cookie value was issued with this token and is still good. */
export function isSession(value: string, token: string, wall: Date): boolean {
  const [until = '', given = ''] = value.split('.')
  return /^\d{1,15}$/.test(until) && sameSecret(given, signature(token, until)) && Number(until) > wall.getTime()
}

/** The value of a cookie in a Cookie header; null when it is not there. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const part of header?.split(';') ?? []) {
    const [key, ...value] = part.trim().split('=')
    if (key === name) return value.join('=')
  }
  return null
}

/** The token of an Authorization header; null when it carries none. */
export function readBearer(header: string | undefined): string | null {
  return header?.match(/^Bearer +(\S+)$/i)?.[1] ?? null
}

function signature(token: string, until: string): string {
  return createHmac('sha256', `saima console session\0${token}`).update(until).digest('base64url')
}
