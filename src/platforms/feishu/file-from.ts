/** Files that people sent the bot on Feishu. */
import type { FetchFile } from '../../inbox/fetch-file.ts'
import type { FeishuClient } from './client.ts'
import { describeFailure } from './failure.ts'

/** Feishu's passing mood (feishu.md §4.3); any other code of its own is final. */
const PASSING = 234019

export function fileFrom(client: Pick<FeishuClient, 'fetchFile'>): FetchFile {
  return async ({ messageId, name, source }, limit) => {
    const answer = await client.fetchFile(messageId, source.fileKey ?? '', limit)
    if (answer.ok) return { ok: true, name: name ?? 'file.xlsx', content: answer.value }
    const { failure } = answer
    const final = failure.kind === 'bad-id' || (failure.kind === 'answered' && failure.code !== PASSING)
    return { ok: false, again: !final, reason: describeFailure(failure) }
  }
}
