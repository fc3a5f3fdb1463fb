/**
 * Files that people sent the 智能机器人 in private (wecom.md §1.7): sealed, at an address that dies in five minutes. The
 * address came in a verified callback; still it is only followed where a file of WeCom's can lie.
 */
import type { Fetched, FetchFile } from '../../inbox/fetch-file.ts'
import { openMedia } from './crypto.ts'

const TIMEOUT_MS = 60_000
/** Padding of the cipher. */
const ROOM = 32

/** @param botAesKey the callback bot's key, for addresses without a key of their own; null: none is configured */
export function fileFrom({ baseUrl, botAesKey }: { baseUrl: string; botAesKey: string | null }): FetchFile {
  return async ({ source }, limit) => {
    const url = addressOf(source.url ?? '', baseUrl)
    const key = source.aesKey ?? botAesKey
    if (url === null || key === null) return refused('a foreign address, or no key')
    try {
      const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) })
      if (response.status !== 200) {
        return { ok: false, why: response.status >= 500 ? 'passing' : 'final', reason: `HTTP ${response.status}` }
      }
      const sealed = await bodyOf(response, limit + ROOM)
      if (sealed === null) return { ok: false, why: 'too-large', reason: 'too large' }
      const content = openMedia(key, sealed)
      if (content === null) return refused('it does not open')
      return { ok: true, name: nameIn(response.headers.get('content-disposition')) ?? 'file.xlsx', content }
    } catch (error) {
      return { ok: false, why: 'passing', reason: error instanceof Error ? error.name : 'unknown' }
    }
  }
}

function refused(reason: string): Fetched {
  return { ok: false, why: 'final', reason }
}

/** Over https to WeCom's own storage, or to the configured deployment. */
function addressOf(text: string, baseUrl: string): URL | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') return null
  if (url.origin === new URL(baseUrl).origin) return url
  const tencent = /(^|\.)(qq\.com|myqcloud\.com|tencentcos\.cn|qpic\.cn)$/.test(url.hostname)
  return url.protocol === 'https:' && url.port === '' && tencent ? url : null
}

/** Null: more than the limit. */
async function bodyOf(response: Response, limit: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > limit) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** `attachment; filename="a.xlsx"; filename*=UTF-8''%E5%8F%B0.xlsx` */
function nameIn(header: string | null): string | null {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header ?? '')?.[1]
  const plain = /filename="?([^";]+)"?/i.exec(header ?? '')?.[1]
  const name = decoded(encoded ?? plain ?? '')
  return name === '' ? null : name.replace(/[\\/]/g, '_')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
