/** Which addresses that came from outside are WeCom's: nothing is sent to any other. */

const PUBLIC = 'https://qyapi.weixin.qq.com'

/**
 * The address when it is WeCom's public one or that of the configured deployment (the same scheme, host and port) and
 * leads to the path; null for any other.
 */
export function wecomAddress(
  text: string,
  baseUrl: string,
  path: '/cgi-bin/webhook/send' | '/cgi-bin/aibot/response',
): URL | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const home = url.origin === PUBLIC || url.origin === new URL(baseUrl).origin
  return home && url.pathname === path && url.username === '' && url.password === '' ? url : null
}

/** A 群机器人's address: it carries its only secret, the key. */
export function hookAddress(text: string, baseUrl: string): URL | null {
  const url = wecomAddress(text, baseUrl, '/cgi-bin/webhook/send')
  return url !== null && /^[\w-]{8,128}$/.test(url.searchParams.get('key') ?? '') ? url : null
}

/** Whether a text holds a 群机器人's address: whoever reads it could write to the group. */
export function holdsHookAddress(text: string): boolean {
  return /webhook\/send\?\S*key=/iu.test(text)
}

/** The text with the secret of a 群机器人's address crossed out. */
export function withoutHookKey(text: string): string {
  return text.replace(/(webhook\/send\?\S*?key=)[^\s&]+/giu, '$1***')
}
