/**
 * Where a request comes from: by which name the server was addressed, from which page, and through what.
 * A browser that a foreign page has tricked (DNS rebinding, cross-site posting) gives itself away by these headers.
 */
import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'

/** Headers that proxies add. A request that carries one does not come straight from this machine. */
const FORWARDED = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'x-forwarded-server',
  'x-real-ip',
  'x-client-ip',
  'cf-connecting-ip',
  'true-client-ip',
]

/** Whether a proxy stands between the caller and this program. */
export function isForwarded(headers: IncomingHttpHeaders): boolean {
  return FORWARDED.some((name) => headers[name] !== undefined)
}

/**
 * Whether the Host header names this program: localhost, an address in digits (which no foreign name server can turn
 * to itself), or the host of PUBLIC_URL. Any other name may be a foreign one that was pointed here (DNS rebinding).
 */
export function isOwnHost(host: string | undefined, publicUrl: string | null): boolean {
  if (host === undefined) return false
  const name = hostName(host)
  if (name === null) return false
  if (name === 'localhost' || isIP(name) !== 0) return true
  return publicUrl !== null && new URL(publicUrl).hostname === name
}

/**
 * Whether a request that changes something, or reads data, was made by our own page or by a script (which sends neither
 * header). Behind a proxy that rewrites Host, the page's origin is that of PUBLIC_URL.
 */
export function isOwnOrigin(headers: IncomingHttpHeaders, publicUrl: string | null): boolean {
  const { origin, host } = headers
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  const from = new URL(origin)
  return from.host === host || (publicUrl !== null && from.origin === new URL(publicUrl).origin)
}

/** The name in a Host header, without port and brackets; null when it is none. */
function hostName(host: string): string | null {
  if (!/^[\w.:[\]-]+$/.test(host) || !URL.canParse(`http://${host}`)) return null
  return new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '').toLowerCase()
}
