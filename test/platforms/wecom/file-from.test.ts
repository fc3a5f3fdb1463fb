import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FileSent } from '../../../src/inbox/fetch-file.ts'
import { fileFrom } from '../../../src/platforms/wecom/file-from.ts'
import { type FileHost, type SealedFile, startFileHost } from '../../emulators/wecom/file-host.ts'
import { CORP } from '../../emulators/wecom/index.ts'

let host: FileHost
beforeAll(async () => {
  host = await startFileHost()
})
afterAll(() => host.stop())

const content = randomBytes(50_001)
const LIMIT = 100_000

function sent(source: Record<string, string>): FileSent {
  const place = { id: 'zhangsan', kind: 'private' } as const
  const about = {
    platform: 'wecom',
    key: 'bot:1',
    at: '2023-09-08T10:00:00+08:00',
    sender: { id: 'zhangsan' },
  } as const
  return { kind: 'file', ...about, place, messageId: '1', name: null, size: null, source }
}

const fetched = (source: Record<string, string>, limit = LIMIT) =>
  fileFrom({ baseUrl: host.url, botAesKey: CORP.botAesKey })(sent(source), limit)
const given = ({ url, aesKey }: SealedFile) => ({ url, aesKey })

describe('a file that somebody sent the bot', () => {
  it('comes by the long connection with a key of its own', async () => {
    const answer = await fetched(given(host.put('九月 台账.xlsx', content)))
    expect(answer).toMatchObject({ ok: true, name: '九月 台账.xlsx' })
    expect(answer.ok && content.equals(answer.content)).toBe(true)
  })

  it('comes by callback sealed with the bot’s key', async () => {
    const { url } = host.put('台账.xlsx', content, CORP.botAesKey)
    expect(await fetched({ url })).toMatchObject({ ok: true, name: '台账.xlsx' })
  })

  it('that has gone, is too large or does not open is not there, and not asked for again', async () => {
    const file = host.put('台账.xlsx', content)
    expect(await fetched(given(file), 10_000)).toMatchObject({ ok: false, why: 'too-large' })
    expect(await fetched({ url: file.url })).toMatchObject({ ok: false, why: 'final' })
    host.forget(file)
    expect(await fetched(given(file))).toMatchObject({ ok: false, why: 'final', reason: 'HTTP 404' })
  })

  it.each([
    'http://127.0.0.1:9/file/1',
    'http://169.254.169.254/latest/meta-data',
    'https://qq.com.example.org/file',
    'https://user:pass@file.qq.com/1',
    'file:///etc/passwd',
    'nonsense',
  ])('is not looked for at %s', async (url) => {
    expect(await fetched({ url })).toEqual({ ok: false, why: 'final', reason: 'a foreign address, or no key' })
  })
})
